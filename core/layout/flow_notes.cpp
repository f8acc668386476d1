#include "core/layout/flow.h"

#include <algorithm>

namespace konkordat::layout {

namespace {

constexpr Length mark_room = points(10); ///< two raised digits
constexpr Length emblem_gap = millimetres(6);
constexpr Length space_below_letterhead = points(18);

} // namespace

/// The notes whose marks stand in `spans`. In the structure a note follows the block of its mark; on the page it stands at the foot.
void FlowBuilder::add_notes(Spans const& spans, ElementIndex parent, Row& row)
{
    for (Span const& span : spans) {
        if (!span.note)
            continue;
        row.notes.push_back(m_flow.notes.size());
        m_flow.notes.push_back(note_rows(*span.note, add_element(StructureKind::Note, parent)));
    }
}

std::vector<Row> FlowBuilder::note_rows(std::size_t note, ElementIndex element)
{
    Note const& content = m_part.notes[note];
    m_flow.structure[element].id = anchor_key(content.anchor);
    ElementIndex const label = add_element(StructureKind::Label, element);
    ElementIndex const text = add_element(StructureKind::Paragraph, element);
    Length const indent = m_style.text_indent;
    std::vector<Row> rows = text_rows(content.spans, m_style.footnote, { text, indent + mark_room, text_width() - indent - mark_room });
    put_text(rows.front(), content.mark, m_style.footnote, { label, indent, mark_room });
    std::rotate(rows.front().runs.begin(), rows.front().runs.end() - 1, rows.front().runs.end());
    rows.front().anchors.push_back(anchor_key(content.anchor));
    rows.back().height += m_style.footnote.space_after;
    for (Row& row : rows)
        row.clause = m_clause;
    return rows;
}

void FlowBuilder::add_letterhead(Letterhead const& letterhead)
{
    Row row;
    Length text_x = 0;
    Length text_height = 0;
    for (std::size_t i = 0; i < letterhead.lines.size(); ++i)
        text_height += (i == 0 ? m_style.letterhead_name : m_style.letterhead_line).leading;
    if (letterhead.emblem) {
        Image const& image = *letterhead.emblem;
        Length const room = whole_width(m_style).width / 3;
        Length height = m_style.emblem_height;
        Length width = height * image.width / image.height;
        if (width > room) {
            height = std::max<Length>(height * room / width, points(1));
            width = room;
        }
        row.figure_element = add_element(StructureKind::Figure, part_element);
        m_flow.structure[row.figure_element].alternative = letterhead.emblem_alternative;
        row.figure_area = { 0, 0, width, height };
        row.figure.emplace_back(PlacedImage { letterhead.emblem, row.figure_area });
        row.height = height;
        text_x = width + emblem_gap;
    }
    Length y = std::max<Length>(0, (row.height - text_height) / 2);
    row.height = std::max(row.height, text_height);
    for (std::size_t i = 0; i < letterhead.lines.size(); ++i) {
        TextStyle const& style = i == 0 ? m_style.letterhead_name : m_style.letterhead_line;
        ElementIndex const element = add_element(StructureKind::Paragraph, part_element);
        for (Row& line : text_rows({ Span { .text = letterhead.lines[i] } }, style, { element, text_x, text_width() - text_x })) {
            for (RowRun& run : line.runs) {
                run.baseline += y;
                row.runs.push_back(std::move(run));
            }
            y += style.leading;
        }
    }
    row.height = std::max(row.height, y);
    append({ std::move(row) }, 0);
    m_state.pending_space = space_below_letterhead;
    for (Row& placed : m_flow.rows)
        move_all_right(placed);
    m_flow.blocks.push_back({ {}, false, 0, m_flow.rows.size() });
}

} // namespace konkordat::layout
