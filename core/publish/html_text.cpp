#include "core/publish/html_text.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cstdio>

namespace konkordat::publish {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// HTML, Preprocessing the input stream: control characters and noncharacters are parse errors.
bool is_allowed(char32_t c)
{
    bool const control = (c < 0x20 && c != U'\n' && c != U'\t') || (c >= 0x7F && c < 0xA0);
    bool const noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFE;
    return !control && !noncharacter;
}

} // namespace

std::string escape_html(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + text.size() / 16);
    for (std::size_t offset = 0; offset < text.size();) {
        char32_t const c = decode_utf8(text, offset);
        switch (c) {
        case U'&': result += "&amp;"; break;
        case U'<': result += "&lt;"; break;
        case U'>': result += "&gt;"; break;
        case U'"': result += "&quot;"; break;
        default: append_utf8(result, is_allowed(c) ? c : U'\uFFFD');
        }
    }
    return result;
}

std::string escape_lines(std::string_view text)
{
    std::string const escaped = escape_html(text);
    std::string result;
    for (char const c : escaped) {
        if (c == '\n')
            result += "<br>";
        else
            result += c;
    }
    return result;
}

std::string one_line(std::string_view text)
{
    std::string result(text);
    std::ranges::replace(result, '\n', ' ');
    return result;
}

std::string css_string(std::string_view text)
{
    std::string result = "\"";
    for (std::size_t offset = 0; offset < text.size();) {
        std::size_t const begin = offset;
        char32_t const c = decode_utf8(text, offset);
        bool const plain = c == U' ' || c >= 0xA0 || is_letter_or_digit(static_cast<char>(c));
        if (plain) {
            result += text.substr(begin, offset - begin);
            continue;
        }
        char escape[12];
        std::snprintf(escape, sizeof escape, "\\%06X ", static_cast<unsigned>(c == 0 ? 0xFFFD : c));
        result += escape;
    }
    return result + "\"";
}

std::string encode_id(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        if (is_letter_or_digit(c) || c == '-') {
            result += c;
            continue;
        }
        char code[4];
        std::snprintf(code, sizeof code, "_%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        result += code;
    }
    return result;
}

} // namespace konkordat::publish
