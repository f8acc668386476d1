#include "core/sign/tokens.h"

#include "core/sign/document.h"

#include <algorithm>
#include <charconv>

namespace konkordat::sign {

namespace {

constexpr int max_depth = 32;
constexpr std::size_t max_dictionary_tokens = 200'000;
constexpr std::size_t max_dictionary_keys = 1000;

bool opens(QPDFTokenizer::token_type_e type) { return type == QPDFTokenizer::tt_dict_open || type == QPDFTokenizer::tt_array_open; }

bool closes(QPDFTokenizer::token_type_e type) { return type == QPDFTokenizer::tt_dict_close || type == QPDFTokenizer::tt_array_close; }

bool is_nothing(Token const& token) { return token.type == QPDFTokenizer::tt_bad || token.type == QPDFTokenizer::tt_eof; }

unsigned char* unchanged(std::string_view bytes)
{
    // qpdf's buffer has no constant form; nothing is written to it.
    return reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
}

/// "12 0 R" is one value of three tokens.
bool is_continued(std::vector<Token> const& value)
{
    return value.size() < 3 && std::all_of(value.begin(), value.end(), [](Token const& token) { return token.is_integer(); });
}

} // namespace

TokenReader::TokenReader(std::string_view bytes, std::size_t position)
    : m_buffer(unchanged(bytes), bytes.size())
    , m_input("input", &m_buffer)
{
    m_tokenizer.allowEOF();
    m_input.seek(static_cast<qpdf_offset_t>(std::min(position, bytes.size())), SEEK_SET);
}

Token TokenReader::next()
{
    QPDFTokenizer::Token const token = m_tokenizer.readToken(m_input, "input", true);
    return Token { .type = token.getType(),
        .value = token.getValue(),
        .begin = static_cast<std::size_t>(m_input.getLastOffset()),
        .end = static_cast<std::size_t>(m_input.tell()) };
}

std::size_t TokenReader::position() { return static_cast<std::size_t>(m_input.tell()); }

DictionaryEntry const* DictionaryTokens::find(std::string_view key) const
{
    auto const entry = std::find_if(entries.begin(), entries.end(), [&](DictionaryEntry const& other) { return other.key == key; });
    return entry == entries.end() ? nullptr : &*entry;
}

Result<DictionaryTokens> read_dictionary(TokenReader& reader)
{
    Token token = reader.next();
    if (token.type != QPDFTokenizer::tt_dict_open)
        return damaged("a dictionary is missing");
    DictionaryTokens dictionary { .begin = token.begin, .end = 0, .entries = {} };
    std::size_t count = 0;
    int depth = 0;
    bool expects_key = true;
    while (true) {
        token = reader.next();
        if (is_nothing(token))
            return damaged("a dictionary does not end");
        if (++count > max_dictionary_tokens || dictionary.entries.size() > max_dictionary_keys || depth > max_depth)
            return damaged("a dictionary is too large");
        if (depth == 0 && token.type == QPDFTokenizer::tt_dict_close) {
            if (expects_key || !dictionary.entries.back().value.empty())
                break;
            return damaged("a key has no value");
        }
        bool const is_name = token.type == QPDFTokenizer::tt_name;
        bool const value_ended = depth == 0 && !expects_key && !dictionary.entries.back().value.empty()
            && (!is_continued(dictionary.entries.back().value) || is_name);
        if (depth == 0 && (expects_key || value_ended)) {
            if (!is_name)
                return damaged("a dictionary has a value without a key");
            if (dictionary.find(token.value) != nullptr)
                return damaged("a dictionary has the key " + token.value + " twice");
            dictionary.entries.push_back({ token.value, {} });
            expects_key = false;
            continue;
        }
        depth += opens(token.type) ? 1 : closes(token.type) ? -1 : 0;
        if (depth < 0)
            return damaged("brackets do not match");
        dictionary.entries.back().value.push_back(std::move(token));
    }
    dictionary.end = token.end;
    return dictionary;
}

Result<std::int64_t> integer_of(Token const& token)
{
    std::int64_t value = 0;
    char const* const end = token.value.data() + token.value.size();
    // A sign or leading zeros are PDF as well; a number that no file can reach is not.
    std::string_view digits = token.value;
    if (!digits.empty() && digits.front() == '+')
        digits.remove_prefix(1);
    auto const [stop, error] = std::from_chars(digits.data(), end, value);
    if (!token.is_integer() || error != std::errc() || stop != end || value > 999'999'999'999'999 || value < -999'999'999'999'999)
        return damaged("an integer is missing");
    return value;
}

} // namespace konkordat::sign
