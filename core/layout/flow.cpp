#include "core/layout/flow.h"

#include "core/layout/figure.h"
#include "core/layout/missing_characters.h"

#include <algorithm>
#include <utility>

namespace konkordat::layout {

namespace {

/// Paragraphs keep at least two lines on each side of a page break, headings all of theirs.
void keep_lines(std::vector<Row>& rows, bool all)
{
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        rows[i].keep_with_next = rows[i].keep_with_next || all || i == 0 || i + 2 == rows.size();
}

/// Baseline of text in a line of that leading: the ascent and descent are centred in it.
Length baseline_in(TextStyle const& style, Face const& face)
{
    FaceMetrics const& metrics = face.metrics();
    Length const ascent = scale_units(metrics.ascent, style.size, metrics.units_per_em);
    Length const descent = scale_units(-metrics.descent, style.size, metrics.units_per_em);
    return (style.leading - ascent - descent) / 2 + ascent;
}

/// Tables and what belongs to them, charts and signatures are not squeezed into a column.
bool stands_in_full_width(Block const& block)
{
    if (auto const* paragraph = std::get_if<Paragraph>(&block.content))
        return paragraph->role == ParagraphRole::TableCaption || paragraph->role == ParagraphRole::TableNote;
    return std::holds_alternative<Table>(block.content) || std::holds_alternative<Figure>(block.content)
        || std::holds_alternative<SignatureBlocks>(block.content);
}

} // namespace

void move_right(Row& row, Length by)
{
    for (RowRun& run : row.runs)
        run.x += by;
    for (FilledRectangle& fill : row.fills)
        fill.area.x += by;
    for (ShapeItem& shape : row.figure)
        move_shape(shape, { by, 0 });
    row.figure_area.x += by;
    for (SignatureArea& area : row.signatures)
        area.area.x += by;
}

FlowBuilder::FlowBuilder(Part const& part, StyleSheet const& style, Typesetter& typesetter, Column column, FlowState state)
    : m_part(part)
    , m_style(style)
    , m_typesetter(typesetter)
    , m_column(column)
    , m_measure(column.width)
    , m_state(std::move(state))
{
    m_flow.outer_elements = m_state.section_levels.size() + 1;
    m_flow.structure.resize(m_flow.outer_elements);
    for (ElementIndex section = 1; section < m_flow.outer_elements; ++section)
        m_sections.push_back(section);
}

Column whole_width(StyleSheet const& style) { return { 0, style.page_width - style.margin_left - style.margin_right }; }

Flow FlowBuilder::build(std::size_t begin, std::size_t end)
{
    if (begin == 0 && m_part.letterhead)
        add_letterhead(*m_part.letterhead);
    for (std::size_t i = begin; i < end; ++i) {
        Block const& block = m_part.blocks[i];
        m_clause = block.clause;
        bool const full_width = stands_in_full_width(block);
        std::size_t const first_row = m_flow.rows.size();
        m_measure = full_width ? whole_width(m_style).width : m_column.width;
        add(block, m_sections.empty() ? part_element : m_sections.back(), m_style.text_indent);
        for (std::size_t row = first_row; row < m_flow.rows.size() && !full_width; ++row)
            move_all_right(m_flow.rows[row]);
        m_flow.blocks.push_back({ m_clause, full_width, first_row, m_flow.rows.size() });
    }
    m_flow.missing = missing_characters(m_flow.rows);
    m_flow.after = std::move(m_state);
    m_flow.sections_after = std::move(m_sections);
    return std::move(m_flow);
}

ElementIndex FlowBuilder::add_element(StructureKind kind, ElementIndex parent)
{
    ElementIndex const index = m_flow.structure.size();
    m_flow.structure.push_back(StructureElement { .kind = kind, .parent = parent });
    m_flow.structure[parent].kids.push_back(StructureKid { .element = index });
    return index;
}

ParagraphStyle FlowBuilder::paragraph_style(TextStyle const& style) const
{
    return ParagraphStyle {
        .size = style.size, .language = m_part.language, .bold = style.bold, .alignment = style.alignment, .hyphenation = style.hyphenation
    };
}

/// A row with its notes, into the column.
void FlowBuilder::move_all_right(Row& row)
{
    if (m_column.x == 0)
        return;
    move_right(row, m_column.x);
    for (std::size_t const note : row.notes) {
        for (Row& line : m_flow.notes[note])
            move_right(line, m_column.x);
    }
}

TextStyle const& FlowBuilder::style_of(ParagraphRole role) const
{
    switch (role) {
    case ParagraphRole::Body: break;
    case ParagraphRole::Lead: return m_style.lead;
    case ParagraphRole::CoverSubtitle: return m_style.cover_subtitle;
    case ParagraphRole::CoverLabel: return m_style.cover_label;
    case ParagraphRole::CoverText: return m_style.cover_text;
    case ParagraphRole::TableCaption: return m_style.table_caption;
    case ParagraphRole::TableNote:
    case ParagraphRole::Note: return m_style.note;
    }
    return m_style.body;
}

std::string FlowBuilder::anchor_key(std::string const& anchor) const { return std::string(language_code(m_part.language)) + "/" + anchor; }

void FlowBuilder::add(Block const& block, ElementIndex parent, Length indent)
{
    if (auto const* paragraph = std::get_if<Paragraph>(&block.content))
        add(*paragraph, parent, indent);
    else if (auto const* heading = std::get_if<Heading>(&block.content))
        add(*heading);
    else if (auto const* list = std::get_if<List>(&block.content))
        add(*list, parent, indent);
    else if (auto const* table = std::get_if<Table>(&block.content))
        add(*table, parent);
    else if (auto const* signatures = std::get_if<SignatureBlocks>(&block.content))
        add(*signatures, parent);
    else if (auto const* contents = std::get_if<TableOfContents>(&block.content))
        add(*contents, parent);
    else if (auto const* figure = std::get_if<Figure>(&block.content))
        add(*figure, parent);
    else
        m_state.pending_page = true;
}

void FlowBuilder::add(Paragraph const& paragraph, ElementIndex parent, Length indent)
{
    TextStyle const& style = style_of(paragraph.role);
    if (paragraph.role == ParagraphRole::TableCaption || paragraph.role == ParagraphRole::TableNote)
        indent = 0;
    ElementIndex const element = add_element(StructureKind::Paragraph, parent);
    std::vector<Row> rows = text_rows(paragraph.spans, style, { element, indent, text_width() - indent });
    bool const leads_on = paragraph.role == ParagraphRole::TableCaption || paragraph.role == ParagraphRole::CoverLabel;
    keep_lines(rows, leads_on);
    rows.back().keep_with_next = leads_on;
    add_notes(paragraph.spans, parent, rows.front());
    append(std::move(rows), style.space_before);
    m_state.pending_space = style.space_after;
}

ElementIndex FlowBuilder::open_section(int level)
{
    while (!m_sections.empty() && m_state.section_levels.back() >= level) {
        m_sections.pop_back();
        m_state.section_levels.pop_back();
    }
    ElementIndex const section = add_element(StructureKind::Section, m_sections.empty() ? part_element : m_sections.back());
    m_sections.push_back(section);
    m_state.section_levels.push_back(level);
    return section;
}

void FlowBuilder::add(Heading const& heading)
{
    TextStyle const& style = heading.level == 1 ? m_style.title : heading.level == 2 ? m_style.section : m_style.clause;
    ElementIndex const parent = heading.level == 1 ? part_element : open_section(heading.level);
    ElementIndex const element = add_element(StructureKind::Heading, parent);
    // Levels never skip one (ISO 14289-1 7.4.2).
    m_state.heading_level = std::min(heading.level, m_state.heading_level + 1);
    m_flow.structure[element].level = m_state.heading_level;

    Length const indent = heading.outdented ? 0 : m_style.text_indent;
    TextPlace const place { element, indent, text_width() - indent };
    std::vector<Row> rows = text_rows(heading.spans, style, place);
    if (!heading.number.empty()) {
        put_text(rows.front(), heading.number + " ", style, { element, 0, m_style.text_indent });
        std::rotate(rows.front().runs.begin(), rows.front().runs.end() - 1, rows.front().runs.end());
    }
    keep_lines(rows, true);
    rows.back().keep_with_next = true;
    std::string const text = text_without_marks(heading.spans);
    if (!heading.anchor.empty())
        rows.front().anchors.push_back(anchor_key(heading.anchor));
    rows.front().outline.push_back(OutlineEntry {
        .level = heading.level, .title = heading.number.empty() ? text : heading.number + " " + text, .language = m_part.language });
    add_notes(heading.spans, parent, rows.front());
    m_state.pending_page = m_state.pending_page || heading.starts_page;
    append(std::move(rows), style.space_before);
    m_state.pending_space = style.space_after;
}

void FlowBuilder::add(List const& list, ElementIndex parent, Length indent)
{
    ElementIndex const element = add_element(StructureKind::List, parent);
    if (list.ordered)
        m_flow.structure[element].counting = list.counting;
    // Deep or foreign nesting never eats the measure.
    Length const inner = std::min(indent + m_style.list_indent, text_width() / 2);
    bool first = true;
    for (ListItem const& item : list.items) {
        ElementIndex const item_element = add_element(StructureKind::ListItem, element);
        ElementIndex const label = add_element(StructureKind::Label, item_element);
        ElementIndex const body = add_element(StructureKind::ListBody, item_element);
        std::size_t const first_row = m_flow.rows.size();
        if (!first)
            m_state.pending_space = m_style.list_item_gap;
        first = false;
        for (Block const& block : item.blocks) {
            add(block, body, inner);
            m_state.pending_space = m_style.list_item_gap;
        }
        if (m_flow.rows.size() == first_row)
            add(Paragraph {}, body, inner);
        put_text(m_flow.rows[first_row], item.label, m_style.body, { label, indent, m_style.list_indent });
    }
    m_state.pending_space = m_style.body.space_after;
}

std::vector<std::size_t> FlowBuilder::links_of(Spans const& spans, ElementIndex parent)
{
    std::vector<std::size_t> links;
    for (Span const& span : spans) {
        bool const is_link = !span.link.empty() || !span.target.empty();
        std::optional<Language> const language = span.language == m_part.language ? std::nullopt : span.language;
        links.push_back(is_link || language ? m_flow.links.size() : none);
        if (is_link || language)
            m_flow.links.push_back(FlowLink { .uri = span.link,
                .anchor = span.target.empty() ? std::string() : anchor_key(span.target),
                .description = span.note ? m_part.notes[*span.note].description : span.text,
                .language = language,
                .parent = parent,
                .to_note = span.note.has_value() });
    }
    return links;
}

std::vector<Row> FlowBuilder::text_rows(Spans const& spans, TextStyle const& style, TextPlace const& place)
{
    std::vector<std::size_t> const links = links_of(spans, place.element);
    std::vector<Row> rows;
    SharedLines const lines = m_typesetter.break_paragraph(spans, paragraph_style(style), place.width);
    for (Line const& line : *lines) {
        Row row { .height = style.leading };
        put_line(row, line, spans, style, place, links);
        rows.push_back(std::move(row));
    }
    return rows;
}

void FlowBuilder::put_line(
    Row& row, Line const& line, Spans const& spans, TextStyle const& style, TextPlace const& place, std::vector<std::size_t> const& links)
{
    Length const baseline = baseline_in(style, m_typesetter.face(FontStyle::Regular));
    for (LineRun const& run : line.runs) {
        Span const& span = spans[run.span];
        Colour const colour = span.open                                                                ? m_style.open_ink
            : links[run.span] != none && m_flow.links[links[run.span]].leads_somewhere() && !span.note ? m_style.link
                                                                                                       : style.colour;
        row.runs.push_back(RowRun { .run = run,
            .size = run.size,
            .x = place.x + run.x,
            .baseline = baseline - run.rise,
            .colour = colour,
            .element = place.element,
            .link = links[run.span],
            .open = span.open });
    }
}

void FlowBuilder::put_text(Row& row, std::string const& text, TextStyle const& style, TextPlace const& place, std::size_t link)
{
    Spans const spans { Span { .text = text } };
    // Numbers and labels stand on one line, whatever their length.
    SharedLines const lines = m_typesetter.break_paragraph(spans, paragraph_style(style), points(1'000'000));
    put_line(row, lines->front(), spans, style, place, { link });
}

void FlowBuilder::append(std::vector<Row> rows, Length space_before)
{
    if (rows.empty())
        return;
    rows.front().space_before = std::max(space_before, m_state.pending_space);
    rows.front().starts_page = m_state.pending_page;
    rows.front().starts_unit = true;
    m_state.pending_page = false;
    m_state.pending_space = 0;
    for (Row& row : rows)
        row.clause = m_clause;
    m_flow.rows.insert(m_flow.rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

void FlowBuilder::add(TableOfContents const& contents, ElementIndex parent)
{
    std::vector<Heading const*> headings;
    for (Block const& block : m_part.blocks) {
        auto const* heading = std::get_if<Heading>(&block.content);
        if (heading != nullptr && heading->level > 1 && heading->in_contents)
            headings.push_back(heading);
    }
    if (headings.empty())
        return;
    ElementIndex const title = add_element(StructureKind::Paragraph, parent);
    ElementIndex const element = add_element(StructureKind::TableOfContents, parent);
    std::vector<Row> rows = text_rows(
        { Span { .text = contents.title } }, m_style.contents_title, { title, m_style.text_indent, text_width() - m_style.text_indent });
    keep_lines(rows, true);
    rows.back().keep_with_next = true;
    append(std::move(rows), 0);
    m_state.pending_space = m_style.contents_title.space_after;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        add_contents_entry(*headings[i], element);
        // A section's entry stays with that of its first clause.
        m_flow.rows.back().keep_with_next = headings[i]->level == 2 && i + 1 < headings.size() && headings[i + 1]->level > 2;
    }
}

void FlowBuilder::add_contents_entry(Heading const& heading, ElementIndex contents)
{
    bool const is_section = heading.level == 2;
    TextStyle const& style = is_section ? m_style.contents_section : m_style.contents_clause;
    ElementIndex const item = add_element(StructureKind::TableOfContentsItem, contents);
    ElementIndex const reference = add_element(StructureKind::Reference, item);
    std::string const text = text_without_marks(heading.spans);
    std::size_t const link = m_flow.links.size();
    m_flow.links.push_back(FlowLink { .anchor = anchor_key(heading.anchor),
        .description = heading.number.empty() ? text : heading.number + " " + text,
        .parent = reference });

    Length const number_room = points(30);
    TextPlace const place { reference, m_style.text_indent, text_width() - m_style.text_indent - number_room };
    Spans const spans { Span { .text = text + " " } };
    std::vector<Row> rows;
    SharedLines const lines = m_typesetter.break_paragraph(spans, paragraph_style(style), place.width);
    for (Line const& line : *lines) {
        rows.push_back(Row { .height = style.leading });
        put_line(rows.back(), line, spans, style, place, { link });
    }
    if (!heading.number.empty()) {
        put_text(rows.front(), heading.number + " ", style, { reference, 0, m_style.text_indent }, link);
        std::rotate(rows.front().runs.begin(), rows.front().runs.end() - 1, rows.front().runs.end());
    }
    rows.back().runs.push_back(RowRun { .run = LineRun { .style = style.bold ? FontStyle::Bold : FontStyle::Regular },
        .size = style.size,
        .x = text_width(),
        .baseline = baseline_in(style, m_typesetter.face(FontStyle::Regular)),
        .colour = style.colour,
        .element = reference,
        .link = link,
        .page_of = anchor_key(heading.anchor) });
    for (Row& row : rows) {
        for (RowRun& run : row.runs)
            run.colour = style.colour;
    }
    keep_lines(rows, true);
    append(std::move(rows), style.space_before);
}

} // namespace konkordat::layout
