#include "core/pdf/content.h"

#include "core/base/utf8.h"
#include "core/pdf/syntax.h"

#include <algorithm>
#include <optional>

namespace konkordat::pdf {

namespace {

using layout::ArtifactKind;
using layout::Glyph;
using layout::GlyphRun;
using layout::PageItem;

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

class ContentWriter {
public:
    ContentWriter(layout::Page const& page, std::vector<layout::StructureElement> const& structure, std::vector<EmbeddedFont>& fonts)
        : m_page(page)
        , m_structure(structure)
        , m_fonts(fonts)
    {
    }

    std::string run()
    {
        for (PageItem const& item : m_page.items) {
            mark(item);
            std::visit([this](auto const& shape) { paint(shape); }, item.shape);
        }
        end_mark();
        return std::move(m_out);
    }

private:
    struct Mark {
        ArtifactKind artifact = ArtifactKind::None;
        std::size_t content = 0;

        friend bool operator==(Mark const&, Mark const&) = default;
    };

    void end_mark()
    {
        if (m_mark)
            m_out += "EMC\n";
        m_mark.reset();
    }

    void mark(PageItem const& item)
    {
        Mark const mark { item.artifact, item.artifact == ArtifactKind::None ? item.content : 0 };
        if (m_mark == mark)
            return;
        end_mark();
        m_mark = mark;
        switch (item.artifact) {
        case ArtifactKind::None:
            m_out += "/" + structure_type(m_structure[m_page.contents[item.content]]) + " <</MCID " + std::to_string(item.content)
                + ">> BDC\n";
            break;
        case ArtifactKind::Header: m_out += "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC\n"; break;
        case ArtifactKind::Footer: m_out += "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"; break;
        case ArtifactKind::Watermark: m_out += "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n"; break;
        case ArtifactKind::Layout: m_out += "/Artifact <</Type /Layout>> BDC\n"; break;
        }
    }

    void set_colour(layout::Colour colour)
    {
        if (m_colour == colour)
            return;
        m_colour = colour;
        for (int const part : { colour.red, colour.green, colour.blue })
            m_out += ratio(part, 255) + " ";
        m_out += "rg\n";
    }

        /// The file's y axis points upwards.
    [[nodiscard]] std::string point(layout::Length x, layout::Length y) const { return number(x) + " " + number(m_page.height - y); }

    void paint(layout::FilledRectangle const& rectangle)
    {
        set_colour(rectangle.colour);
        layout::Rectangle const& area = rectangle.area;
        m_out += point(area.x, area.y + area.height) + " " + number(area.width) + " " + number(area.height) + " re f\n";
    }

    void paint(layout::FilledPolygon const& polygon)
    {
        set_colour(polygon.colour);
        path(polygon.points);
        m_out += "f\n";
    }

        /// The graphics state of a line is its own: q ... Q.
    void paint(layout::StrokedLine const& line)
    {
        m_out += "q " + number(line.width) + " w " + (line.stroke == layout::Stroke::Dashed ? "[2.5 2] 0 d " : "");
        for (int const part : { line.colour.red, line.colour.green, line.colour.blue })
            m_out += ratio(part, 255) + " ";
        m_out += "RG\n";
        path(line.points);
        m_out += line.closed ? "s Q\n" : "S Q\n";
    }

    void path(std::vector<layout::Point> const& points)
    {
        for (layout::Point const& corner : points)
            m_out += point(corner.x, corner.y) + (&corner == &points.front() ? " m " : " l ");
    }

    void paint(layout::PlacedImage const&) { }

    void paint(GlyphRun const& run)
    {
        if (run.glyphs().empty())
            return;
        set_colour(run.colour);
        m_out += "BT\n" + font_resource(run.style).insert(0, "/") + " " + number(run.size) + " Tf\n" + direction(run.turn) + " "
            + point(run.origin.x, run.origin.y) + " Tm\n";
        EmbeddedFont& font = m_fonts[static_cast<std::size_t>(run.style)];
        for (std::size_t i = 0; i < run.glyphs().size();) {
            std::size_t end = i;
            while (end < run.glyphs().size() && run.glyphs()[end].cluster == run.glyphs()[i].cluster)
                ++end;
            std::size_t const text_end = end < run.glyphs().size() ? run.glyphs()[end].cluster : run.text().size();
            show_cluster(
                run, i, end, std::string_view(run.text()).substr(run.glyphs()[i].cluster, text_end - run.glyphs()[i].cluster), font);
            i = end;
        }
        flush();
        m_out += "ET\n";
    }

    static std::string direction(layout::Turn const& turn)
    {
        std::string const cosine = millionths(turn.cosine);
        return cosine + " " + millionths(turn.sine) + " " + millionths(-turn.sine) + " " + cosine;
    }

    void show_cluster(GlyphRun const& run, std::size_t begin, std::size_t end, std::string_view text, EmbeddedFont& font)
    {
        if (may_be_special(text)) {
            std::string const mapped = mappable(text);
            show_mapped(run, begin, end, mapped, has_private_use(mapped), font);
        } else {
            show_mapped(run, begin, end, text, false, font);
        }
        if (run.space_extra != 0 && (text == " " || text == "\u00A0")) {
            flush_codes();
            m_array += ratio(-run.space_extra * 1000, run.size) + " ";
        }
    }

    void show_mapped(GlyphRun const& run, std::size_t begin, std::size_t end, std::string_view text, bool replaced, EmbeddedFont& font)
    {
        std::size_t const count = end - begin;
        if (count == 1 && !replaced) {
            show_glyph(run.glyphs()[begin], text, run.size, font);
            return;
        }
        if (count == character_count(text) && !replaced) {
            for (std::size_t i = begin; i < end; ++i) {
                std::string_view const character = first_character(text);
                show_glyph(run.glyphs()[i], character, run.size, font);
                text.remove_prefix(character.size());
            }
            return;
        }
            // No glyph stands for a part of the text: the whole has a replacement (ISO 32000-1 14.9.4).
        flush();
        m_out += "/Span <</ActualText " + text_string(text) + ">> BDC\n";
        for (std::size_t i = begin; i < end; ++i)
            show_glyph(run.glyphs()[i], first_character(text), run.size, font);
        flush();
        m_out += "EMC\n";
    }

    void show_glyph(Glyph const& glyph, std::string_view text, layout::Length size, EmbeddedFont& font)
    {
        if (glyph.y_offset != m_rise) {
            flush();
            m_rise = glyph.y_offset;
            m_out += number(layout::scale_units(m_rise, size, font.face().metrics().units_per_em)) + " Ts\n";
        }
        adjust(glyph.x_offset, font);
        m_codes += hex16(font.code_for(glyph.id, text));
        adjust(glyph.advance - glyph.x_offset - font.face().advance_of(glyph.id), font);
    }

        /// Moves what follows by `units` of the font to the right.
    void adjust(std::int64_t units, EmbeddedFont const& font)
    {
        if (units == 0)
            return;
        flush_codes();
        m_array += ratio(-units * 1000, font.face().metrics().units_per_em) + " ";
    }

    void flush_codes()
    {
        if (!m_codes.empty())
            m_array += "<" + m_codes + ">";
        m_codes.clear();
    }

    void flush()
    {
        flush_codes();
        if (!m_array.empty())
            m_out += "[" + m_array + "] TJ\n";
        m_array.clear();
    }

    layout::Page const& m_page;
    std::vector<layout::StructureElement> const& m_structure;
    std::vector<EmbeddedFont>& m_fonts;
    std::string m_out;
    std::optional<Mark> m_mark;
    std::optional<layout::Colour> m_colour;
    std::string m_codes; ///< hexadecimal, not yet in the array
    std::string m_array; ///< of the TJ operator under way
    std::int32_t m_rise = 0;
};

} // namespace

std::string font_resource(layout::FontStyle style) { return "F" + std::to_string(static_cast<int>(style)); }

std::string structure_type(layout::StructureElement const& element)
{
    using layout::StructureKind;
    switch (element.kind) {
    case StructureKind::Document: return "Document";
    case StructureKind::Part: return "Part";
    case StructureKind::Section: return "Sect";
    case StructureKind::Division: return "Div";
    case StructureKind::Heading: return "H" + std::to_string(element.level);
    case StructureKind::Paragraph: return "P";
    case StructureKind::List: return "L";
    case StructureKind::ListItem: return "LI";
    case StructureKind::Label: return "Lbl";
    case StructureKind::ListBody: return "LBody";
    case StructureKind::Table: return "Table";
    case StructureKind::TableHead: return "THead";
    case StructureKind::TableBody: return "TBody";
    case StructureKind::TableRow: return "TR";
    case StructureKind::TableHeaderCell: return "TH";
    case StructureKind::TableCell: return "TD";
    case StructureKind::TableOfContents: return "TOC";
    case StructureKind::TableOfContentsItem: return "TOCI";
    case StructureKind::Reference: return "Reference";
    case StructureKind::Link: return "Link";
    case StructureKind::Note: return "Note";
    case StructureKind::Figure: return "Figure";
    case StructureKind::Form: return "Form";
    case StructureKind::Span: break;
    }
    return "Span";
}

std::string page_content(layout::Page const& page, std::vector<layout::StructureElement> const& structure, std::vector<EmbeddedFont>& fonts)
{
    return ContentWriter(page, structure, fonts).run();
}

} // namespace konkordat::pdf
