#pragma once

#include "core/layout/page.h"
#include "core/layout/typesetter.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Between document and pages: columns of rows, each with runs at fixed places, and the structure elements they belong to. A part's flow
/// is made in pieces that know nothing of what surrounds them, so that they can be kept.
namespace konkordat::layout {

inline constexpr std::size_t none = static_cast<std::size_t>(-1);
/// In a flow: stands for the part.
inline constexpr ElementIndex part_element = 0;

struct RowRun {
    LineRun run = {};
    Length size = 0;
    Length x = 0;        ///< from the left margin
    Length baseline = 0; ///< from the row's top
    Colour colour = {};
    ElementIndex element = no_element; ///< that holds the text: heading, paragraph, label
    std::size_t link = none;           ///< index into Flow::links
    bool open = false;                 ///< draw the ground of an open value
    std::string page_of = {};          ///< anchor whose page number goes here, right-aligned at `x`
};

struct Row {
    Length height = 0;
    Length space_before = 0; ///< dropped at the top of a page
    std::vector<RowRun> runs = {};
    std::vector<FilledRectangle> fills = {}; ///< relative to margin and row top
    bool keep_with_next = false;
    bool starts_page = false;
    std::size_t table = none;  ///< index into Flow::table_heads
    bool is_table_head = false;
    std::vector<std::string> anchors = {};
    std::vector<OutlineEntry> outline = {}; ///< destinations are filled in when placed
    std::vector<SignatureArea> signatures = {};
    std::vector<ShapeItem> figure = {};     ///< relative to margin and row top
    ElementIndex figure_element = no_element;
    Rectangle figure_area = {};             ///< relative to margin and row top; empty: all of the row
    std::vector<std::size_t> notes = {};    ///< indices into Flow::notes: stand at the foot of this row's page
    bool starts_unit = false;               ///< first row of a paragraph, heading, entry: what two languages align
    ClauseId clause = {};
};

struct FlowLink {
    std::string uri = {};
    std::string anchor = {};
    std::string description = {};
    std::optional<Language> language = {}; ///< where it differs; without an address the passage is no link, but a span
    ElementIndex parent = no_element;
    bool to_note = false;                  ///< stands in a Reference of its own

    [[nodiscard]] bool leads_somewhere() const { return !uri.empty() || !anchor.empty(); }
};

/// The rows of one block of the part.
struct BlockRows {
    ClauseId clause = {};
    bool full_width = false; ///< also where two languages stand side by side
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// All that the blocks before decide about how a flow begins.
struct FlowState {
    std::vector<int> section_levels = {}; ///< of the open sections, from outside
    int heading_level = 0;
    Length pending_space = 0;             ///< after the last paragraph
    bool pending_page = true;
    std::set<OrganisationId> signatories = {}; ///< who have a signature field
};

/// A character without a glyph.
struct MissingCharacter {
    std::string name = {}; ///< "U+1F600"
    ClauseId clause = {};

    friend auto operator<=>(MissingCharacter const&, MissingCharacter const&) = default;
};

struct RowRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The rows of a piece of a part. Its elements are counted from 0: the first `outer_elements` stand for those that the piece
/// begins in (the part, then the open sections) and only tell what hangs below them; nothing else refers to them.
struct Flow {
    std::vector<Row> rows = {};
    std::vector<BlockRows> blocks = {};
    std::vector<std::vector<Row>> notes = {}; ///< footnotes
    std::vector<std::vector<Row>> table_heads = {}; ///< repeated where a table goes on
    std::vector<FlowLink> links = {};
    std::vector<RowRange> signatures = {}; ///< to be kept together
    std::vector<StructureElement> structure = {};
    std::size_t outer_elements = 0;
    std::vector<MissingCharacter> missing = {}; ///< each once
    FlowState after = {};
    std::vector<ElementIndex> sections_after = {}; ///< those that are open at the end
};

void move_right(Row&, Length by);

/// Where a part's text stands between the margins.
struct Column {
    Length x = 0;
    Length width = 0;
};
/// All of the width.
[[nodiscard]] Column whole_width(StyleSheet const&);

/// Two flows as one, language beside language: paragraphs that correspond begin at the same height, what is of full width stands
/// one below the other. Their elements are those of one structure, counted from its beginning.
[[nodiscard]] Flow join_columns(Flow left, Flow right);

/// Turns blocks of one part into rows, with their elements in reading order.
class FlowBuilder {
public:
    /// All references outlive the builder.
    FlowBuilder(Part const&, StyleSheet const&, Typesetter&, Column, FlowState);

    /// Blocks [begin, end) of the part, with its letterhead if they are the first.
    [[nodiscard]] Flow build(std::size_t begin, std::size_t end);

private:
    struct TextPlace {
        ElementIndex element = no_element;
        Length x = 0;
        Length width = 0;
    };

    [[nodiscard]] Length text_width() const { return m_measure; }
    [[nodiscard]] ElementIndex add_element(StructureKind, ElementIndex parent);
    [[nodiscard]] ParagraphStyle paragraph_style(TextStyle const&) const;
    [[nodiscard]] TextStyle const& style_of(ParagraphRole) const;
    [[nodiscard]] std::string anchor_key(std::string const& anchor) const;

    void add(Block const&, ElementIndex parent, Length indent);
    void add(Paragraph const&, ElementIndex parent, Length indent);
    void add(Heading const&);
    void add(List const&, ElementIndex parent, Length indent);
    void add(Table const&, ElementIndex parent);
    void add(SignatureBlocks const&, ElementIndex parent);
    void add(TableOfContents const&, ElementIndex parent);
    void add(Figure const&, ElementIndex parent);
    void add_contents_entry(Heading const&, ElementIndex contents);
    void move_all_right(Row&);
    void add_letterhead(Letterhead const&);
    void add_notes(Spans const&, ElementIndex parent, Row&);
    [[nodiscard]] std::vector<Row> note_rows(std::size_t note, ElementIndex element);

    [[nodiscard]] ElementIndex open_section(int level);
    [[nodiscard]] std::vector<Row> text_rows(Spans const&, TextStyle const&, TextPlace const&);
    void put_line(Row&, Line const&, Spans const&, TextStyle const&, TextPlace const&, std::vector<std::size_t> const& links);
    void put_text(Row&, std::string const& text, TextStyle const&, TextPlace const&, std::size_t link = none);
    [[nodiscard]] std::vector<std::size_t> links_of(Spans const&, ElementIndex parent);
    void append(std::vector<Row> rows, Length space_before);

    [[nodiscard]] std::vector<Length> column_widths(Table const&) const;
    [[nodiscard]] std::vector<Row> table_row(
        std::vector<Cell> const&, std::vector<Length> const& widths, TextStyle const&, ElementIndex row, bool is_head);
    [[nodiscard]] std::vector<Row> signature_row(SignatureBlock const* left, SignatureBlock const* right, ElementIndex parent);
    [[nodiscard]] ElementIndex add_signature_form(OrganisationId const&, ElementIndex division);
    void put_signature(std::vector<Row>&, SignatureBlock const&, ElementIndex parent, Length x, Length width, std::size_t name_lines);

    Part const& m_part;
    StyleSheet const& m_style;
    Typesetter& m_typesetter;
    Column m_column;
    Length m_measure = 0; ///< width of the block under way
    FlowState m_state;
    std::vector<ElementIndex> m_sections; ///< the open ones
    ClauseId m_clause;
    Flow m_flow;
};

} // namespace konkordat::layout
