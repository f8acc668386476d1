#include "core/richtext/markup.h"

#include "core/base/id.h"
#include "core/base/utf8.h"
#include "core/richtext/richtext.h"

#include <algorithm>

namespace konkordat::richtext {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_punctuation(char c) { return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~'); }

/// Length of "[[id]]" at the start of `text`, or 0.
std::size_t reference_length(std::string_view text)
{
    if (!text.starts_with("[["))
        return 0;
    auto const end = text.substr(0, 80).find("]]");
    return end != std::string_view::npos && is_valid_id(text.substr(2, end - 2)) ? end + 2 : 0;
}

/// Up to the first character that append_inline() may have to escape.
std::size_t plain_length(std::string_view line)
{
    auto is_special = [](char c) { return c == '\\' || c == '`' || c == '<' || c == '!' || c == '[' || c == ']'; };
    return static_cast<std::size_t>(std::ranges::find_if(line, is_special) - line.begin());
}

void append_inline(std::string& output, std::string_view line)
{
    for (std::size_t i = 0; i < line.size(); ++i) {
        auto const plain = plain_length(line.substr(i));
        output += line.substr(i, plain);
        i += plain;
        if (i == line.size())
            break;
        auto const c = line[i];
        auto const next = i + 1 < line.size() ? line[i + 1] : '\0';
        if (c == '\\' && is_punctuation(next)) {
            if (next == '{')
                output += brace_stand_in;
            else if (next == '[')
                output += bracket_stand_in;
            else
                output.append({ c, next });
            ++i;
        } else if (c == '`' || c == '<') {
            output.append({ '\\', c });
        } else if (c == '!' && next == '[') {
            output += "!\\[";
            ++i;
        } else if (c == ']' && next == ':') {
            output += "]\\:"; // no link reference definition
            ++i;
        } else if (auto const length = c == '[' ? reference_length(line.substr(i)) : 0; length > 0) {
            output += "\\[\\[";
            output += line.substr(i + 2, length - 4);
            output += "\\]\\]";
            i += length - 1;
        } else {
            output += c;
        }
    }
}

/// Only characters `c` and blanks, at least one of them `c`.
bool consists_of(std::string_view line, char c)
{
    return line.find(c) != std::string_view::npos && std::ranges::all_of(line, [&](char other) { return other == c || is_blank(other); });
}

std::size_t count_digits(std::string_view line)
{
    auto const end = std::ranges::find_if_not(line, is_digit);
    return static_cast<std::size_t>(end - line.begin());
}

bool ends_marker(std::string_view line, std::size_t offset) { return offset >= line.size() || is_blank(line[offset]); }

/// Length of a "- " or "12. " at the start of `line`, or 0.
std::size_t list_marker_length(std::string_view line)
{
    if (line.starts_with('-') && line.size() > 1 && is_blank(line[1]) && !consists_of(line, '-'))
        return 1;
    auto const digits = count_digits(line);
    if (digits > 0 && digits <= 9 && digits < line.size() && line[digits] == '.' && ends_marker(line, digits + 1))
        return digits + 1;
    return 0;
}

/// Text of a line behind its list markers: what would start another block is escaped.
void append_content(std::string& output, std::string_view line, Blocks blocks)
{
    for (char rule : { '*', '_', '-', '=' }) {
        if (!consists_of(line, rule))
            continue;
        for (char c : line) {
            if (c == rule)
                output += '\\';
            output += c;
        }
        return;
    }
    auto const digits = count_digits(line);
    if (digits > 0 && digits < line.size() && (line[digits] == ')' || line[digits] == '.') && ends_marker(line, digits + 1)) {
        bool const is_marker = line[digits] == '.' && blocks == Blocks::Lists && digits <= 9;
        output += line.substr(0, digits);
        output += is_marker ? "" : "\\";
        output += line[digits];
        append_inline(output, line.substr(digits + 1));
        return;
    }
    bool const starts_block = line.starts_with('#') || line.starts_with('>') || line.starts_with("~~~")
        || ((line.starts_with('+') || line.starts_with('*') || line.starts_with('-')) && ends_marker(line, 1));
    if (starts_block) {
        output.append({ '\\', line.front() });
        line.remove_prefix(1);
    }
    append_inline(output, line);
}

void append_line(std::string& output, std::string_view line, Blocks blocks)
{
    auto copy = [&](std::size_t length) {
        output += line.substr(0, length);
        line.remove_prefix(length);
    };
    auto copy_blanks = [&] { copy(static_cast<std::size_t>(std::ranges::find_if_not(line, is_blank) - line.begin())); };
    copy_blanks();
    for (std::size_t marker = 0; blocks == Blocks::Lists && (marker = list_marker_length(line)) > 0;) {
        copy(marker);
        copy_blanks();
    }
    append_content(output, line, blocks);
}

} // namespace

std::string sanitise(std::string_view text)
{
    std::string clean;
    clean.reserve(text.size());
    std::size_t copied = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        auto const start = offset;
        auto const code_point = decode_utf8(text, offset);
        if (code_point != 0 && code_point != U'\uFDD0' && code_point != U'\uFDD1' && code_point != U'\uFFFD')
            continue;
        clean += text.substr(copied, start - copied);
        append_utf8(clean, U'\uFFFD');
        copied = offset;
    }
    clean += text.substr(copied);
    return clean;
}

std::string to_common_mark(std::string_view markdown, Blocks blocks)
{
    auto const clean = sanitise(markdown);
    std::string_view rest = clean;
    std::string output;
    output.reserve(clean.size() + clean.size() / 16);
    while (!rest.empty()) {
        auto const end = std::min(rest.find_first_of("\r\n"), rest.size());
        append_line(output, rest.substr(0, end), blocks);
        rest.remove_prefix(end);
        if (rest.starts_with("\r\n"))
            rest.remove_prefix(1);
        if (!rest.empty()) {
            output += '\n';
            rest.remove_prefix(1);
        }
    }
    return output;
}

std::string without_stand_ins(std::string_view text)
{
    static_assert(brace_stand_in.front() == bracket_stand_in.front() && brace_stand_in.size() == bracket_stand_in.size());
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        auto const end = std::min(text.find(brace_stand_in.front(), 0), text.size());
        plain += text.substr(0, end);
        text.remove_prefix(end);
        if (text.starts_with(brace_stand_in) || text.starts_with(bracket_stand_in)) {
            plain += text.starts_with(brace_stand_in) ? '{' : '[';
            text.remove_prefix(brace_stand_in.size());
        } else if (!text.empty()) {
            plain += text.front();
            text.remove_prefix(1);
        }
    }
    return plain;
}

std::string escape(std::string_view text)
{
    std::string escaped;
    for (char c : text) {
        if (is_punctuation(c) || c == '\n')
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

} // namespace konkordat::richtext
