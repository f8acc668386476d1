#include "core/publish/markdown_spans.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace konkordat::publish {

namespace {

enum class CharacterKind { Space, Punctuation, Letter, Uncertain };

bool is_ascii_punctuation(char32_t c)
{
    return (c >= 0x21 && c <= 0x2F) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) || (c >= 0x7B && c <= 0x7E);
}

/// CommonMark 2.1, as far as we are sure that every reader's tables of Unicode agree.
CharacterKind kind_of(char32_t c)
{
    if (c == U' ' || c == U'\n' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
        return CharacterKind::Space;
    if (is_ascii_punctuation(c) || c == 0xA7 || c == 0xAB || c == 0xBB || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x203E))
        return CharacterKind::Punctuation;
    bool const is_letter = (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z')
        || (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7);
    return is_letter ? CharacterKind::Letter : CharacterKind::Uncertain;
}

char32_t first_of(std::string_view text)
{
    std::size_t offset = 0;
    return text.empty() ? U'\n' : decode_utf8(text, offset);
}

/// The text without its last character.
std::string_view without_last(std::string_view text)
{
    do
        text.remove_suffix(1);
    while (!text.empty() && (static_cast<unsigned char>(text.data()[text.size()]) & 0xC0U) == 0x80U);
    return text;
}

char32_t last_of(std::string_view text)
{
    if (text.empty())
        return U'\n';
    std::size_t offset = without_last(text).size();
    return decode_utf8(text, offset);
}

/// How many bytes at the start, or at the end, are space.
std::size_t leading_space(std::string_view text)
{
    std::size_t end = 0;
    for (std::size_t offset = 0; offset < text.size(); end = offset) {
        if (kind_of(decode_utf8(text, offset)) != CharacterKind::Space)
            return end;
    }
    return text.size();
}

std::size_t trailing_space(std::string_view text)
{
    std::size_t const size = text.size();
    while (!text.empty() && kind_of(last_of(text)) == CharacterKind::Space)
        text = without_last(text);
    return size - text.size();
}

std::string destination(std::string_view address)
{
    if (address.starts_with('#'))
        return std::string(address);
    std::string result = "<";
    for (char const c : address) {
        switch (c) {
        case '<': result += "%3C"; break;
        case '>': result += "%3E"; break;
        case '\\': result += "%5C"; break;
        case ' ': result += "%20"; break;
        case '|': result += "%7C"; break;
        case '&': result += "&amp;"; break;
        default: result += c;
        }
    }
    return result + ">";
}

/// What a passage looks like in Markdown, which has fewer means.
struct Look {
    std::string text;
    std::string_view delimiter; ///< of its emphasis
    std::string address;        ///< of its link, or empty
    std::string note;           ///< label of the note it marks, or empty

    [[nodiscard]] bool looks_like(Look const& other) const
    {
        return delimiter == other.delimiter && address == other.address && note.empty() && other.note.empty();
    }
};

Look look_of(layout::Span const& span, PartIds const& ids)
{
    bool const bold = span.bold || span.open;
    Look look { .text = span.text, .delimiter = bold ? (span.italic ? "***" : "**") : span.italic ? "*" : "", .address = {}, .note = {} };
    if (span.note && *span.note < ids.part().notes.size())
        look.note = ids.prefix() + "-" + std::to_string(*span.note + 1);
    else if (is_safe_link(span.link))
        look.address = span.link;
    else if (ids.has_anchor(span.target))
        look.address = "#" + ids.anchor_id(span.target);
    return look;
}

std::vector<Look> looks_of(layout::Spans const& spans, PartIds const& ids)
{
    std::vector<Look> looks;
    for (layout::Span const& span : spans) {
        Look look = look_of(span, ids);
        if (!looks.empty() && look.looks_like(looks.back()))
            looks.back().text += look.text;
        else if (!look.text.empty())
            looks.push_back(std::move(look));
    }
    // Space around a block is none of its text.
    while (!looks.empty() && looks.front().note.empty() && leading_space(looks.front().text) == looks.front().text.size())
        looks.erase(looks.begin());
    while (!looks.empty() && looks.back().note.empty() && leading_space(looks.back().text) == looks.back().text.size())
        looks.pop_back();
    if (!looks.empty()) {
        looks.front().text.erase(0, leading_space(looks.front().text));
        looks.back().text.erase(looks.back().text.size() - trailing_space(looks.back().text));
    }
    return looks;
}

/// Whether a delimiter run between `outside` and `inside` begins or ends emphasis (CommonMark 6.2, flanking delimiter runs).
bool can_flank(char32_t outside, char32_t inside)
{
    if (outside == U'*' || outside == U'_')
        return false;
    CharacterKind const around = kind_of(outside);
    return kind_of(inside) == CharacterKind::Letter || around == CharacterKind::Space || around == CharacterKind::Punctuation;
}

class InlineWriter {
public:
    InlineWriter(MarkdownPlace place)
        : m_place(place)
    {
    }

    void write(Look const& look, char32_t next)
    {
        if (!look.note.empty()) {
            m_text += "[^" + look.note + "]";
        } else if (look.address.empty()) {
            write_emphasised(look, next);
        } else {
            m_text += '[';
            write_emphasised(look, U']');
            m_text += "](" + destination(look.address) + ")";
        }
    }

    std::string take() { return std::move(m_text); }

private:
    void write_emphasised(Look const& look, char32_t next)
    {
        std::string_view const text = look.text;
        std::size_t const before = leading_space(text);
        m_text += escape_markdown(text.substr(0, before), m_place);
        if (before == text.size())
            return;
        std::size_t const after = trailing_space(text);
        std::string_view const words = text.substr(before, text.size() - before - after);
        bool const works = can_flank(last_of(m_text), first_of(words)) && can_flank(after > 0 ? U' ' : next, last_of(words));
        std::string_view const delimiter = works ? look.delimiter : std::string_view();
        m_text += std::string(delimiter) + escape_markdown(words, m_place) + std::string(delimiter)
            + escape_markdown(text.substr(text.size() - after), m_place);
    }

    MarkdownPlace m_place;
    std::string m_text;
};

} // namespace

std::string escape_markdown(std::string_view text, MarkdownPlace place)
{
    static constexpr std::string_view special = "\\`*_[]<>~$&";
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (char const c : text) {
        if (c == '\n')
            result += place == MarkdownPlace::Paragraph ? "\\\n" : place == MarkdownPlace::Cell ? "<br>" : " ";
        else if (place == MarkdownPlace::Cell && c == '|')
            result += "&#124;";
        else if (place == MarkdownPlace::Cell && c == '\\')
            result += "&#92;";
        else if (place == MarkdownPlace::Line && c == '#')
            result += "\\#";
        else if (c == '|' || special.find(c) != std::string_view::npos)
            (result += '\\') += c;
        else
            result += c;
    }
    return result;
}

std::string protect_line_starts(std::string_view inline_text)
{
    static constexpr std::string_view markers = "#+-=:>";
    std::string result;
    bool at_start = true;
    for (std::size_t i = 0; i < inline_text.size(); ++i) {
        char const c = inline_text[i];
        if (at_start && c == ' ')
            continue;
        if (at_start && markers.find(c) != std::string_view::npos)
            result += '\\';
        if (at_start && c >= '0' && c <= '9') {
            std::size_t const end = std::min(inline_text.find_first_not_of("0123456789", i), inline_text.size());
            result += inline_text.substr(i, end - i);
            if (end < inline_text.size() && (inline_text[end] == '.' || inline_text[end] == ')'))
                result += '\\';
            i = end - 1;
        } else {
            result += c;
        }
        at_start = c == '\n';
    }
    return result;
}

std::string write_markdown_spans(layout::Spans const& spans, PartIds const& ids, MarkdownPlace place)
{
    std::vector<Look> const looks = looks_of(spans, ids);
    InlineWriter writer(place);
    for (std::size_t i = 0; i < looks.size(); ++i) {
        char32_t next = U'\n';
        if (i + 1 < looks.size())
            next = !looks[i + 1].note.empty() || !looks[i + 1].address.empty() ? U'[' : first_of(looks[i + 1].text);
        writer.write(looks[i], next);
    }
    return writer.take();
}

} // namespace konkordat::publish
