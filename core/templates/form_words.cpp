#include "core/templates/form_words.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <optional>
#include <set>

namespace konkordat::templates {

namespace {

/// Stands where a choice gave nothing, until the lines are looked at. It cannot come from a pack: U+0000 is refused.
constexpr char nothing = '\0';

Error form_words_error(std::string_view place)
{
    auto const excerpt = std::string(truncate_utf8(place, 60));
    return Error { .code = ErrorCode::Malformed,
        .message = "\"" + excerpt + "\" is not a choice by form such as {A: words | BC: words}",
        .key = "pack-form-words",
        .argument = excerpt };
}

char letter_of(Form form) { return static_cast<char>('A' + static_cast<int>(form)); }

bool is_letter(char c) { return c >= 'A' && c <= 'C'; }

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\n";
    auto const begin = std::min(text.find_first_not_of(blank), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(blank) + 1);
}

/// "A:", "BC:" at the beginning of `text`: how many letters; 0 if it is none.
std::size_t letters_at(std::string_view text)
{
    std::size_t count = 0;
    while (count < text.size() && is_letter(text[count]))
        ++count;
    return count > 0 && count < text.size() && text[count] == ':' ? count : 0;
}

bool starts_choice(std::string_view text) { return text.size() > 1 && text[0] == '{' && letters_at(text.substr(1)) > 0; }

/// Where the choice that begins at `text` ends: the index of its "}".
std::optional<std::size_t> end_of_choice(std::string_view text)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text.substr(i).starts_with("{{")) {
            auto const close = text.find("}}", i);
            if (close == std::string_view::npos)
                return {};
            i = close + 1;
        } else if (text[i] == '{') {
            return {};
        } else if (text[i] == '}') {
            return i;
        }
    }
    return {};
}

/// `inside`: "A: words | BC: words".
Result<std::string> choose(std::string_view inside, Form form)
{
    std::optional<std::string> chosen;
    std::set<char> named;
    while (true) {
        auto const bar = std::min(inside.find('|'), inside.size());
        auto const part = trimmed(inside.substr(0, bar));
        auto const letters = letters_at(part);
        if (letters == 0)
            return form_words_error(part);
        for (auto const letter : part.substr(0, letters)) {
            if (!named.insert(letter).second)
                return form_words_error(part);
            if (letter == letter_of(form))
                chosen = trimmed(part.substr(letters + 1));
        }
        if (bar == inside.size())
            break;
        inside.remove_prefix(bar + 1);
    }
    return chosen && !chosen->empty() ? *chosen : std::string(1, nothing);
}

/// True for a line on which a choice gave nothing and nothing else stands, but perhaps the mark of an item.
bool is_void(std::string_view line)
{
    if (line.find(nothing) == std::string_view::npos)
        return false;
    std::string rest;
    std::ranges::copy_if(line, std::back_inserter(rest), [](char c) { return c != nothing; });
    auto words = trimmed(rest);
    if (words.starts_with("- ") || words == "-")
        words.remove_prefix(1);
    else if (auto const digits = words.find_first_not_of("0123456789");
        digits != std::string_view::npos && digits > 0 && words[digits] == '.')
        words.remove_prefix(digits + 1);
    return trimmed(words).empty();
}

std::string without_void_lines(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto const line = text.substr(0, end);
        bool const ends = end < text.size();
        text.remove_prefix(std::min(end + 1, text.size()));
        if (is_void(line))
            continue;
        // One empty line between paragraphs, also where one between them has gone.
        if (line.empty() && (result.empty() || result.ends_with("\n\n")))
            continue;
        std::ranges::copy_if(line, std::back_inserter(result), [](char c) { return c != nothing; });
        if (ends)
            result += '\n';
    }
    result.erase(result.find_last_not_of('\n') + 1);
    return result;
}

} // namespace

Result<std::string> words_of_form(std::string_view text, Form form)
{
    std::string result;
    bool has_choice = false;
    for (std::size_t i = 0; i < text.size();) {
        auto const brace = std::min(text.find('{', i), text.size());
        result += text.substr(i, brace - i);
        i = brace;
        auto const rest = text.substr(i);
        if (rest.empty())
            break;
        if (rest.starts_with("{{")) {
            result += "{{";
            i += 2;
            continue;
        }
        if (!starts_choice(rest)) {
            result += text[i++];
            continue;
        }
        auto const end = end_of_choice(rest);
        if (!end)
            return form_words_error(rest);
        KONKORDAT_TRY(auto const words, choose(rest.substr(1, *end - 1), form));
        result += words;
        i += *end + 1;
        has_choice = true;
    }
    if (!has_choice)
        return std::string(text);
    return without_void_lines(result);
}

} // namespace konkordat::templates
