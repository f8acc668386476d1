#pragma once

#include "core/layout/font.h"
#include "core/layout/image.h"
#include "core/layout/paragraph.h"
#include "core/layout/style.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The laid-out document: pages of positioned glyph runs, and the structure that gives them meaning and order. Screen and
/// paper are drawn from it.
namespace konkordat::layout {

/// Structure types of ISO 32000-1 14.8.4.
enum class StructureKind {
    Document,
    Part,
    Section,
    Division,
    Heading,
    Paragraph,
    List,
    ListItem,
    Label,
    ListBody,
    Table,
    TableHead,
    TableBody,
    TableRow,
    TableHeaderCell,
    TableCell,
    TableOfContents,
    TableOfContentsItem,
    Reference,
    Link,
    Note,
    Figure,
    Form, ///< holds the widget of a signature field
    Span, ///< a passage in another language
};

enum class HeaderScope { None, Column, Row };

using ElementIndex = std::size_t;
inline constexpr ElementIndex no_element = static_cast<ElementIndex>(-1);

/// A child of a structure element: another element, or one marked content sequence on a page.
struct StructureKid {
    ElementIndex element = no_element;
    std::size_t page = 0;    ///< if `element` is no_element
    std::size_t content = 0; ///< index into that page's `contents`
};

struct StructureElement {
    StructureKind kind = StructureKind::Document;
    ElementIndex parent = no_element;
    std::vector<StructureKid> kids = {};
    int level = 0;                            ///< of a heading, from 1
    HeaderScope scope = HeaderScope::None;
    std::optional<ListLabel> counting = {};   ///< of a list with numbers or letters
    std::optional<Language> language = {};    ///< where it differs from the parent's
    std::string id = {}; ///< unique in the document; every note has one (ISO 14289-1 7.9); of a form the name of its field
    std::string alternative = {}; ///< of a figure: what it shows, in words
    Rectangle area = {}; ///< of a figure, on the page of its content
};

/// A turn about the run's origin, anticlockwise, as millionths of its cosine and sine.
struct Turn {
    std::int64_t cosine = 1'000'000;
    std::int64_t sine = 0;

    friend bool operator==(Turn const&, Turn const&) = default;
};

struct GlyphRun {
    FontStyle style = FontStyle::Regular;
    Length size = 0;
    Colour colour = {};
    Point origin = {}; ///< of the first glyph, on the baseline
    SharedText shaped = no_text();
    Length width = 0;        ///< without white space at a line's end
    Length space_extra = 0;  ///< added to the advance of each U+0020 and U+00A0 (a justified line); may be negative
    Turn turn = {};

    [[nodiscard]] std::string const& text() const { return shaped->text; }
    [[nodiscard]] std::vector<Glyph> const& glyphs() const { return shaped->glyphs; }
};

struct FilledRectangle {
    Rectangle area = {};
    Colour colour = {};
};

enum class Stroke { Solid, Dashed };

/// A line through at least two points.
struct StrokedLine {
    std::vector<Point> points = {};
    Length width = 0;
    Colour colour = {};
    Stroke stroke = Stroke::Solid;
    bool closed = false; ///< the last point is joined with the first
};

struct FilledPolygon {
    std::vector<Point> points = {};
    Colour colour = {};
};

/// A picture, scaled to fill the area.
struct PlacedImage {
    std::shared_ptr<Image const> image; ///< never null
    Rectangle area = {};
};

using ShapeItem = std::variant<GlyphRun, FilledRectangle, StrokedLine, FilledPolygon, PlacedImage>;

enum class ArtifactKind { None, Header, Footer, Watermark, Layout };

/// A thing to paint. It belongs to a marked content of the page, or is an artifact without meaning of its own.
struct PageItem {
    ShapeItem shape;
    ArtifactKind artifact = ArtifactKind::None;
    std::size_t content = 0; ///< index into the page's `contents` if not an artifact
};

/// What a page shows, in the order to paint, which is the order to read. Never changed: documents in which a page looks the same
/// share it.
class PageItems {
public:
    PageItems() = default;
    explicit PageItems(std::vector<PageItem> items)
        : m_items(std::make_shared<std::vector<PageItem> const>(std::move(items)))
    {
    }

    [[nodiscard]] PageItem const* begin() const { return m_items ? m_items->data() : nullptr; }
    [[nodiscard]] PageItem const* end() const { return begin() + size(); }
    [[nodiscard]] std::size_t size() const { return m_items ? m_items->size() : 0; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] PageItem const& operator[](std::size_t index) const { return (*m_items)[index]; }

private:
    std::shared_ptr<std::vector<PageItem> const> m_items; ///< or null: none
};

struct LinkArea {
    Rectangle area = {};
    ElementIndex element = no_element; ///< of kind Link
    std::string uri = {}; ///< or empty
    std::string anchor = {}; ///< key into LaidOutDocument::anchors, or empty
    std::string description = {}; ///< for a reader that does not see the page
};

struct Page {
    Length width = 0;
    Length height = 0;
    PageItems items = {};
    std::vector<ElementIndex> contents = {}; ///< owner of each marked content sequence
    std::vector<LinkArea> links = {};
};

struct Destination {
    std::size_t page = 0;
    Length y = 0;
};

struct OutlineEntry {
    int level = 1;
    std::string title = {};
    Language language = Language::German;
    Destination destination = {};
};

/// Room for a party's handwritten or electronic signature.
struct SignatureArea {
    OrganisationId organisation = {};
    Language language = Language::German;
    std::string name = {}; ///< of the party, as printed
    std::string label = {}; ///< accessible name: "Unterschrift: Kantonspolizei Bern"
    std::size_t page = 0;
    Rectangle area = {};
    ElementIndex element = no_element; ///< of kind Form; none where the party has its field elsewhere in the document
};

struct LaidOutDocument {
    std::string title = {};
    std::string author = {};
    std::string subject = {};
    std::vector<Language> languages = {}; ///< of the parts, in order
    std::vector<Page> pages = {};
    std::vector<StructureElement> structure = {}; ///< [0] is the document
    std::vector<OutlineEntry> outline = {};
    std::map<std::string, Destination> anchors = {};
    std::vector<SignatureArea> signatures = {};
    std::vector<Finding> findings = {};
    std::shared_ptr<FontSet const> fonts = {};
};

/// The text of all runs in the order of the structure tree: one line a structure element that directly holds text. Without what
/// figures show.
[[nodiscard]] std::string plain_text(LaidOutDocument const&);

} // namespace konkordat::layout
