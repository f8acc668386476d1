#include "core/layout/hyphenation.h"

#include "core/base/utf8.h"

#include <hyphen.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace konkordat::layout {

namespace {

/// Longer words are no words.
constexpr std::size_t longest_word = 100;

struct Custom {
    std::string_view resource;
    int left = 2;  ///< letters before the first division
    int right = 3; ///< after the last one
    std::size_t shortest = 5;
};

/// German: two would be allowed, but a reader stumbles over them. French: Lexique des règles typographiques en usage à
/// l'Imprimerie nationale. English: Oxford Style Manual.
constexpr Custom custom_of(Language language)
{
    switch (language) {
    case Language::German: return { "hyphenation/de-CH.dic", 3, 3, 6 };
    case Language::French: return { "hyphenation/fr.dic", 2, 3, 6 };
    case Language::Italian: return { "hyphenation/it.dic", 2, 2, 5 };
    case Language::English: break;
    }
    return { "hyphenation/en-GB.dic", 2, 3, 6 };
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
    std::string letters; ///< lower case
    std::vector<std::uint32_t> offsets; ///< of each letter
    std::size_t lower = 0;

    void clear() { *this = {}; }
};

/// What libhyphen says of divisions that change the spelling; it allocates them for the caller to free.
struct Replacements {
    Replacements() = default;
    Replacements(Replacements const&) = delete;
    Replacements& operator=(Replacements const&) = delete;
    ~Replacements()
    {
        for (std::size_t i = 0; texts != nullptr && i < count; ++i)
            std::free(texts[i]);
        std::free(texts);
        std::free(positions);
        std::free(cuts);
    }

    char** texts = nullptr;
    int* positions = nullptr;
    int* cuts = nullptr;
    std::size_t count = 0; ///< bytes of the word
};

/// Appends the divisions of `word`. Its letters are those of is_lower(), so that libhyphen sees well-formed UTF-8.
void divide(_HyphenDict& dictionary, Word const& word, Custom const& custom, std::vector<std::uint32_t>& divisions)
{
    std::vector<char> hyphens(word.letters.size() + 5); // as hyphen.h asks
    Replacements changed;
    changed.count = word.letters.size();
    int const failed = hnj_hyphen_hyphenate3(&dictionary, word.letters.c_str(), static_cast<int>(word.letters.size()), hyphens.data(),
        nullptr, &changed.texts, &changed.positions, &changed.cuts, custom.left, custom.right, custom.left, custom.right);
    if (failed != 0)
        return;
    for (std::size_t letter = 0; letter + 1 < word.offsets.size(); ++letter) {
        bool const changes_spelling = changed.texts != nullptr && changed.texts[letter] != nullptr;
        if ((hyphens[letter] & 1) != 0 && !changes_spelling)
            divisions.push_back(word.offsets[letter + 1]);
    }
}

} // namespace

void Hyphenator::Free::operator()(_HyphenDict* dictionary) const { hnj_hyphen_free(dictionary); }

Result<Hyphenator> Hyphenator::load(World& world)
{
    auto const there = world.resources_under("hyphenation/");
    for (Language const language : all_languages) {
        auto const resource = custom_of(language).resource;
        if (!std::ranges::binary_search(there, resource))
            return Error { .code = ErrorCode::NotFound, .message = "no such resource: " + std::string(resource) };
    }
    return Hyphenator(world);
}

_HyphenDict* Hyphenator::dictionary(Language language)
{
    Dictionary& dictionary = m_dictionaries[static_cast<std::size_t>(language)];
    if (dictionary.is_read)
        return dictionary.patterns.get();
    dictionary.is_read = true;
    auto const source = m_world->resource(custom_of(language).resource);
    if (!source)
        return nullptr;
    // A file opened for reading never writes to its memory (POSIX fmemopen).
    if (std::FILE* const file = fmemopen(const_cast<char*>(source->data()), source->size(), "r")) {
        dictionary.patterns.reset(hnj_hyphen_load_file(file));
        std::fclose(file);
    }
    return dictionary.patterns.get();
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
    Word word;
    auto end_word = [&] {
        std::size_t const size = word.offsets.size();
        if (size >= custom.shortest && size <= longest_word && word.lower * 2 > size) {
            if (_HyphenDict* const patterns = dictionary(language))
                divide(*patterns, word, custom, result);
        }
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        auto const offset = static_cast<std::uint32_t>(at);
        char32_t const character = decode_utf8(text, at);
        if (!is_upper(character) && !is_lower(character)) {
            end_word();
            continue;
        }
        word.lower += is_lower(character) ? 1 : 0;
        append_utf8(word.letters, to_lower(character));
        word.offsets.push_back(offset);
    }
    end_word();
    return result;
}

} // namespace konkordat::layout
