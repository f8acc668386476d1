#include "core/layout/hyphenation.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <charconv>

namespace konkordat::layout {

namespace {

constexpr std::uint8_t last_letter = 0x80;
constexpr std::size_t most_alphabet = 127;
constexpr std::size_t one_byte_values = 240;
/// Longer words are no words.
constexpr std::size_t longest_word = 100;

Error malformed() { return { .code = ErrorCode::Malformed, .message = "not hyphenation patterns" }; }

} // namespace

/// Takes the packed bytes apart from the front.
struct HyphenationPatterns::Reader {
    std::string_view rest;
    bool failed = false;

    std::string_view line()
    {
        std::size_t const end = rest.find('\n');
        failed = failed || end == std::string_view::npos;
        return failed ? std::string_view() : bytes(end + 1).substr(0, end);
    }

    std::string_view bytes(std::size_t count)
    {
        failed = failed || count > rest.size();
        if (failed)
            return {};
        std::string_view const taken = rest.substr(0, count);
        rest.remove_prefix(count);
        return taken;
    }
};

Result<HyphenationPatterns> HyphenationPatterns::load(std::string_view packed)
{
    Reader reader { packed };
    HyphenationPatterns patterns;
    if (reader.line() != "konkordat-hyphenation 1")
        return malformed();
    std::string_view const alphabet = reader.line();
    for (std::size_t at = 0; at < alphabet.size();)
        patterns.m_alphabet += decode_utf8(alphabet, at);
    if (patterns.m_alphabet.empty() || patterns.m_alphabet.front() != U'.' || patterns.m_alphabet.size() > most_alphabet)
        return malformed();
    for (std::size_t i = 0; i < patterns.m_alphabet.size(); ++i) {
        if (patterns.m_alphabet[i] < patterns.m_letters.size())
            patterns.m_letters[patterns.m_alphabet[i]] = static_cast<std::uint8_t>(i + 1);
    }
    std::array<std::size_t, 3> counts {};
    std::string_view const numbers = reader.line();
    char const* at = numbers.data();
    for (std::size_t& count : counts) {
        auto const [next, error] = std::from_chars(at, numbers.data() + numbers.size(), count);
        if (error != std::errc {} || count > packed.size())
            return malformed();
        at = next + (next < numbers.data() + numbers.size() ? 1 : 0);
    }
    for (std::size_t i = 0; i < counts[2]; ++i) {
        patterns.m_values.emplace_back(reader.line());
        for (char& digit : patterns.m_values.back())
            digit = static_cast<char>(digit - '0');
    }
    patterns.m_nodes.reserve(counts[1] + 1);
    patterns.m_nodes.emplace_back();
    KONKORDAT_CHECK(patterns.read_patterns(reader, counts[0]));
    patterns.index_first_letters();
    return patterns;
}

/// The letters come in the order of a walk through the trie, so that each one is a new node.
Result<void> HyphenationPatterns::read_patterns(Reader& reader, std::size_t count)
{
    std::size_t const letters = m_nodes.capacity() - 1;
    std::string_view const takes = reader.bytes(count);
    std::string_view const adds = reader.bytes(letters);
    std::string_view const places = reader.bytes(count);
    if (reader.failed)
        return malformed();
    std::vector<std::uint32_t> path { 0 };
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t elder = 0;
        for (auto take = static_cast<unsigned char>(takes[i]); take > 0; --take) {
            if (path.size() < 2)
                return malformed();
            elder = path.back();
            path.pop_back();
        }
        for (bool last = false; !last; ++at) {
            if (at == adds.size())
                return malformed();
            auto const byte = static_cast<std::uint8_t>(adds[at]);
            last = (byte & last_letter) != 0;
            auto const index = static_cast<std::uint32_t>(m_nodes.size());
            if (elder != 0)
                m_nodes[elder].sibling = index;
            else if (m_nodes[path.back()].has_child || path.back() + 1 != index)
                return malformed();
            else
                m_nodes[path.back()].has_child = true;
            elder = 0;
            m_nodes.push_back(Node { .letter = static_cast<std::uint8_t>(byte & ~last_letter) });
            path.push_back(index);
        }
        std::size_t place = static_cast<unsigned char>(places[i]);
        if (place >= one_byte_values) {
            std::string_view const low = reader.bytes(1);
            place = one_byte_values + (place - one_byte_values) * 256 + (low.empty() ? 0U : static_cast<unsigned char>(low.front()));
        }
        if (reader.failed || place >= m_values.size())
            return malformed();
        m_nodes[path.back()].values = static_cast<std::uint16_t>(place + 1);
    }
    return {};
}

void HyphenationPatterns::index_first_letters()
{
    std::size_t const stride = m_alphabet.size() + 1;
    m_first.assign(stride * stride, 0);
    for (std::size_t first = 1; first < stride; ++first) {
        std::uint32_t const node = child(0, static_cast<std::uint8_t>(first));
        m_first[first * stride] = node;
        for (std::size_t second = 1; second < stride && node != 0; ++second)
            m_first[first * stride + second] = child(node, static_cast<std::uint8_t>(second));
    }
}

std::uint8_t HyphenationPatterns::letter_of(char32_t character) const
{
    if (character < m_letters.size())
        return m_letters[character];
    std::size_t const at = m_alphabet.find(character);
    return at == std::u32string::npos ? std::uint8_t { 0 } : static_cast<std::uint8_t>(at + 1);
}

std::uint32_t HyphenationPatterns::child(std::uint32_t parent, std::uint8_t letter) const
{
    if (!m_nodes[parent].has_child)
        return 0;
    std::uint32_t node = parent + 1;
    while (node != 0 && m_nodes[node].letter != letter)
        node = m_nodes[node].sibling;
    return node;
}

std::vector<std::uint8_t> HyphenationPatterns::values(std::u32string_view word) const
{
    std::vector<std::uint8_t> letters { 1 };
    for (char32_t const character : word)
        letters.push_back(letter_of(character));
    letters.push_back(1);
    std::vector<std::uint8_t> found(letters.size() + 1);
    auto apply = [&](std::uint32_t node, std::size_t start) {
        if (m_nodes[node].values == 0)
            return;
        std::string const& values = m_values[m_nodes[node].values - 1U];
        for (std::size_t i = 0; i < values.size() && start + i < found.size(); ++i)
            found[start + i] = std::max(found[start + i], static_cast<std::uint8_t>(values[i]));
    };
    std::size_t const stride = m_alphabet.size() + 1;
    for (std::size_t start = 0; start < letters.size(); ++start) {
        std::uint32_t node = m_first[letters[start] * stride];
        if (node != 0)
            apply(node, start);
        if (node == 0 || start + 1 == letters.size() || letters[start + 1] == 0)
            continue;
        node = m_first[letters[start] * stride + letters[start + 1]];
        for (std::size_t at = start + 2; node != 0; ++at) {
            apply(node, start);
            node = at < letters.size() ? child(node, letters[at]) : 0;
        }
    }
    // Gap 0 of the word lies behind its edge.
    found.erase(found.begin());
    found.resize(word.size() + 1);
    return found;
}

namespace {

struct Custom {
    std::string_view resource;
    std::size_t left = 2;  ///< letters before the first division
    std::size_t right = 3; ///< after the last one
    std::size_t shortest = 5;
};

/// German: two would be allowed, but a reader stumbles over them. French: Lexique des règles typographiques en usage à
/// l'Imprimerie nationale. English: Oxford Style Manual.
constexpr Custom custom_of(Language language)
{
    switch (language) {
    case Language::German: return { "hyphenation/de-CH.hyp", 3, 3, 6 };
    case Language::French: return { "hyphenation/fr.hyp", 2, 3, 6 };
    case Language::Italian: return { "hyphenation/it.hyp", 2, 2, 5 };
    case Language::English: break;
    }
    return { "hyphenation/en.hyp", 2, 3, 6 };
}

constexpr bool is_upper(char32_t c)
{
    return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || c == 0x152 || c == 0x178;
}
constexpr bool is_lower(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) || c == 0x153; }

constexpr char32_t to_lower(char32_t c)
{
    if (!is_upper(c))
        return c;
    return c == 0x152 ? 0x153 : c == 0x178 ? 0xFF : c + 0x20;
}

/// Numbers, addresses and file names are not words: nothing in them is divided.
bool is_plain_words(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if ((c >= '0' && c <= '9') || c == '@' || c == '_' || c == '\\' || c == '=' || c == '&' || c == '~' || c == '#')
            return false;
        bool const inside = i > 0 && i + 1 < text.size();
        auto const is_letter = [](char x) { return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z') || (x & 0x80) != 0; };
        if (inside && (c == '.' || c == ':') && is_letter(text[i - 1]) && (is_letter(text[i + 1]) || text[i + 1] == '/'))
            return false;
    }
    return true;
}

struct Word {
    std::u32string letters; ///< lower case
    std::vector<std::uint32_t> offsets;
    std::size_t lower = 0;

    void clear() { *this = {}; }
};

} // namespace

Result<Hyphenator> Hyphenator::load(World& world)
{
    Hyphenator hyphenator;
    for (Language const language : all_languages) {
        KONKORDAT_TRY(std::string_view const packed, world.resource(custom_of(language).resource));
        hyphenator.m_dictionaries[static_cast<std::size_t>(language)].packed = packed;
    }
    return hyphenator;
}

std::vector<std::uint32_t> Hyphenator::divisions(std::string_view text, Language language)
{
    std::vector<std::uint32_t> result;
    Custom const custom = custom_of(language);
    if (text.size() < custom.shortest || text.size() > longest_word * 4 || !is_plain_words(text))
        return result;
    // Where the author says where, nothing is added.
    if (text.find("\u00AD") != std::string_view::npos)
        return result;
    Dictionary& dictionary = m_dictionaries[static_cast<std::size_t>(language)];
    if (!dictionary.is_read) {
        dictionary.is_read = true;
        if (auto patterns = HyphenationPatterns::load(dictionary.packed))
            dictionary.patterns = std::move(patterns).value();
    }
    if (!dictionary.patterns)
        return result;

    Word word;
    auto divide = [&] {
        std::size_t const size = word.letters.size();
        if (size >= custom.shortest && size <= longest_word && word.lower * 2 > size) {
            std::vector<std::uint8_t> const values = dictionary.patterns->values(word.letters);
            for (std::size_t gap = custom.left; gap + custom.right <= size; ++gap) {
                if (values[gap] % 2 == 1)
                    result.push_back(word.offsets[gap]);
            }
        }
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        auto const offset = static_cast<std::uint32_t>(at);
        char32_t const character = decode_utf8(text, at);
        if (!is_upper(character) && !is_lower(character)) {
            divide();
            continue;
        }
        word.lower += is_lower(character) ? 1 : 0;
        word.letters += to_lower(character);
        word.offsets.push_back(offset);
    }
    divide();
    return result;
}

} // namespace konkordat::layout
