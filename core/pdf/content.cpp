#include "core/pdf/content.h"

#include "core/pdf/syntax.h"
#include "core/pdf/text.h"

#include <optional>

namespace konkordat::pdf {

namespace {

using layout::ArtifactKind;
using layout::GlyphRun;
using layout::PageItem;

class ContentWriter {
public:
    ContentWriter(layout::Page const& page, std::vector<layout::StructureElement> const& structure, std::vector<EmbeddedFont>& fonts,
        ImageResources& images, Watermarks& watermarks)
        : m_page(page)
        , m_structure(structure)
        , m_images(images)
        , m_watermarks(watermarks)
        , m_text(m_out, page.height, fonts)
    {
        m_out.reserve(16U << 10U);
    }

    std::string run()
    {
        for (PageItem const& item : m_page.items) {
            mark(item);
            if (!std::holds_alternative<GlyphRun>(item.shape))
                m_text.end();
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
        m_text.end();
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

    /// An image fills the unit square of its own coordinates (ISO 32000-1 8.9.5.1).
    void paint(layout::PlacedImage const& placed)
    {
        layout::Rectangle const& area = placed.area;
        m_out += "q " + number(area.width) + " 0 0 " + number(area.height) + " " + point(area.x, area.y + area.height) + " cm /"
            + m_images.name_for(placed.image) + " Do Q\n";
    }

    void paint(GlyphRun const& run)
    {
        if (run.glyphs().empty())
            return;
        if (m_mark->artifact == ArtifactKind::Watermark) {
            m_out += "/" + m_watermarks.name_for(run) + " Do\n";
            return;
        }
        set_colour(run.colour);
        m_text.show(run);
    }

    layout::Page const& m_page;
    std::vector<layout::StructureElement> const& m_structure;
    ImageResources& m_images;
    Watermarks& m_watermarks;
    std::string m_out;
    TextWriter m_text;
    std::optional<Mark> m_mark;
    std::optional<layout::Colour> m_colour;
};

} // namespace

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

std::string page_content(layout::Page const& page, std::vector<layout::StructureElement> const& structure, std::vector<EmbeddedFont>& fonts,
    ImageResources& images, Watermarks& watermarks)
{
    return ContentWriter(page, structure, fonts, images, watermarks).run();
}

} // namespace konkordat::pdf
