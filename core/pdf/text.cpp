#include "core/pdf/text.h"

#include "core/base/utf8.h"
#include "core/pdf/syntax.h"

#include <algorithm>
#include <array>

namespace konkordat::pdf {

namespace {

using layout::Glyph;
using layout::GlyphRun;

/// Well below what a string may hold (ISO 19005-3 6.1.13).
constexpr std::size_t max_codes_bytes = 8000;

/// The first code point of a text that is not empty.
std::string_view first_character(std::string_view text)
{
    std::size_t end = 0;
    (void)decode_utf8(text, end);
    return text.substr(0, end);
}

std::size_t character_count(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < text.size(); ++count)
        (void)decode_utf8(text, offset);
    return count;
}

/// Characters that no code may stand for (ISO 19005-3 6.2.11.7.2), as others of the same effect.
std::string mappable(std::string_view text)
{
    std::string out;
    for (std::size_t offset = 0; offset < text.size();) {
        std::size_t const begin = offset;
        std::uint32_t const c = decode_utf8(text, offset);
        if (c == 0xFEFF)
            out += "\u2060";
        else if (c == 0 || c == 0xFFFE || c == 0xFFFF)
            out += "\uFFFD";
        else
            out += text.substr(begin, offset - begin);
    }
    return out;
}

/// Of a private use area: says nothing without a replacement text (ISO 19005-3 6.2.11.7.3).
bool has_private_use(std::string_view text)
{
    for (std::size_t offset = 0; offset < text.size();) {
        std::uint32_t const c = decode_utf8(text, offset);
        if ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000)
            return true;
    }
    return false;
}

/// False for most texts: those in which neither of the above can be.
bool may_be_special(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return c == 0 || static_cast<unsigned char>(c) >= 0xEE; });
}

void append_code(std::string& out, std::uint32_t code)
{
    std::array<char, 4> bytes {};
    std::size_t size = 0;
    for (std::uint32_t const byte : { code >> 8U & 0xFFU, code & 0xFFU }) {
        auto const c = static_cast<char>(byte);
        if (c == '(' || c == ')' || c == '\\' || c == '\r')
            bytes[size++] = '\\';
        bytes[size++] = c == '\r' ? 'r' : c;
    }
    out.append(bytes.data(), size);
}

} // namespace

std::string font_resource(layout::FontStyle style) { return "F" + std::to_string(static_cast<int>(style)); }

TextWriter::TextWriter(std::string& out, layout::Length page_height, std::vector<EmbeddedFont>& fonts)
    : m_out(out)
    , m_page_height(page_height)
    , m_fonts(fonts)
{
}

void TextWriter::end()
{
    if (m_in_text)
        m_out += "ET\n";
    m_in_text = false;
}

void TextWriter::show(GlyphRun const& run)
{
    std::vector<Glyph> const& glyphs = run.glyphs();
    if (glyphs.empty())
        return;
    begin_at(run);
    set_font(run.style, run.size);
    std::string_view const text = run.text();
    for (std::size_t i = 0; i < glyphs.size();) {
        std::size_t end = i + 1;
        while (end < glyphs.size() && glyphs[end].cluster == glyphs[i].cluster)
            ++end;
        std::size_t const text_end = end < glyphs.size() ? glyphs[end].cluster : text.size();
        show_cluster(run, i, end, text.substr(glyphs[i].cluster, text_end - glyphs[i].cluster));
        i = end;
    }
    flush();
    if (run.turn != layout::Turn {})
        end();
}

/// A turned run has a text object of its own, whose line matrix no other run continues.
void TextWriter::begin_at(GlyphRun const& run)
{
    bool const turned = run.turn != layout::Turn {};
    layout::Point const at { run.origin.x, m_page_height - run.origin.y };
    if (turned)
        end();
    if (!m_in_text) {
        m_out += "BT\n";
        m_in_text = true;
        m_line = {};
    }
    if (turned) {
        std::string const cosine = millionths(run.turn.cosine);
        m_out += cosine + " " + millionths(run.turn.sine) + " " + millionths(-run.turn.sine) + " " + cosine + " " + number(at.x) + " "
            + number(at.y) + " Tm\n";
        return;
    }
    append_number(m_out, at.x - m_line.x);
    m_out += ' ';
    append_number(m_out, at.y - m_line.y);
    m_out += " Td\n";
    m_line = at;
}

void TextWriter::set_font(layout::FontStyle style, layout::Length size)
{
    if (m_font != nullptr && m_style == style && m_size == size)
        return;
    m_font = &m_fonts[static_cast<std::size_t>(style)];
    m_style = style;
    m_size = size;
    m_out += '/';
    m_out += font_resource(style);
    m_out += ' ';
    append_number(m_out, size);
    m_out += " Tf\n";
}

void TextWriter::show_cluster(GlyphRun const& run, std::size_t begin, std::size_t end, std::string_view text)
{
    if (run.glyphs()[begin].hyphen)
        text = "\u00AD"; // It divides a word for the line's sake only (ISO 32000-1 14.8.2.2.3).
    if (may_be_special(text)) {
        std::string const mapped = mappable(text);
        show_mapped(run, begin, end, mapped, has_private_use(mapped));
    } else {
        show_mapped(run, begin, end, text, false);
    }
    // Word spacing (Tw) does not reach codes of two bytes (ISO 32000-1 9.3.3).
    if (run.space_extra != 0 && (text == " " || text == "\u00A0"))
        move_thousandths(layout::scale_units(run.space_extra, 1'000'000, static_cast<int>(run.size)));
}

void TextWriter::show_mapped(GlyphRun const& run, std::size_t begin, std::size_t end, std::string_view text, bool replaced)
{
    std::vector<Glyph> const& glyphs = run.glyphs();
    if (!replaced && end - begin == 1) {
        show_glyph(glyphs[begin], text);
        return;
    }
    if (!replaced && end - begin == character_count(text)) {
        for (std::size_t i = begin; i < end; ++i) {
            std::string_view const character = first_character(text);
            show_glyph(glyphs[i], character);
            text.remove_prefix(character.size());
        }
        return;
    }
    // No glyph stands for a part of the text: the whole has a replacement (ISO 32000-1 14.9.4).
    flush();
    m_out += "/Span <</ActualText " + text_string(text) + ">> BDC\n";
    for (std::size_t i = begin; i < end; ++i)
        show_glyph(glyphs[i], first_character(text));
    flush();
    m_out += "EMC\n";
}

void TextWriter::show_glyph(Glyph const& glyph, std::string_view text)
{
    layout::Length const rise = glyph.y_offset == 0 ? 0
                                                    : layout::scale_units(glyph.y_offset, m_size, m_font->face().metrics().units_per_em);
    if (rise != m_rise) {
        flush();
        m_rise = rise;
        append_number(m_out, rise);
        m_out += " Ts\n";
    }
    move(glyph.x_offset);
    EmbeddedFont::Shown const shown = m_font->show(glyph.id, text);
    open_string();
    append_code(m_out, shown.code);
    m_string_size += 2;
    move(glyph.advance - glyph.x_offset - shown.advance);
}

/// Moves what follows by `units` of the font to the right.
void TextWriter::move(std::int64_t units)
{
    if (units != 0)
        move_thousandths(layout::scale_units(units, 1'000'000, m_font->face().metrics().units_per_em));
}

void TextWriter::move_thousandths(std::int64_t distance)
{
    close_string();
    if (!m_in_array)
        m_out += '[';
    else if (m_out.back() != ')')
        m_out += ' ';
    m_in_array = true;
    append_number(m_out, -distance);
}

void TextWriter::open_string()
{
    if (m_in_string && m_string_size >= max_codes_bytes)
        close_string();
    if (m_in_string)
        return;
    m_out += m_in_array ? "(" : "[(";
    m_in_array = m_in_string = true;
    m_string_size = 0;
}

void TextWriter::close_string()
{
    if (m_in_string)
        m_out += ')';
    m_in_string = false;
}

void TextWriter::flush()
{
    close_string();
    if (m_in_array)
        m_out += "]TJ\n";
    m_in_array = false;
}

} // namespace konkordat::pdf
