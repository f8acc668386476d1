#include "core/layout/flow.h"

#include <algorithm>
#include <numeric>

namespace konkordat::layout {

namespace {

constexpr Length space_around_table = points(8);
/// Up to this many lines a table row stays on one page.
constexpr std::size_t undivided_lines = 10;

struct ColumnExtent {
    Length minimum = 0;
    Length natural = 0;
    bool flexible = true;
};

std::string joined_text(Spans const& spans)
{
    std::string text;
    for (Span const& span : spans)
        text += span.text;
    return text;
}

Length total(std::vector<Length> const& lengths) { return std::accumulate(lengths.begin(), lengths.end(), Length { 0 }); }

/// Shares `amount` among the columns by their weights; what rounding leaves goes to the last.
void share(std::vector<Length>& widths, Length amount, std::vector<Length> const& weights)
{
    Length const sum = std::max<Length>(total(weights), 1);
    Length left = amount;
    for (std::size_t i = 0; i < widths.size(); ++i) {
            // Weights of huge cells times the width would not fit; thousandths of a point are far below what matters there.
        Length const part = sum > 1'000'000'000 ? amount * (weights[i] / 1000) / (sum / 1000) : amount * weights[i] / sum;
        widths[i] += part;
        left -= part;
    }
    widths.back() += left;
}

std::vector<Length> distribute(std::vector<ColumnExtent> extents, Length available)
{
        // One endless word does not starve the other columns.
    Length const most = available / 2;
    std::vector<Length> widths;
    for (ColumnExtent& extent : extents) {
        if (!extent.flexible)
            extent.minimum = std::max(extent.minimum, std::min(extent.natural, available / 4));
        extent.minimum = std::min(extent.minimum, most);
        extent.natural = std::max(std::min(extent.natural, available * 2), extent.minimum);
        widths.push_back(extent.minimum);
    }
    std::vector<Length> weights;
    Length const minimum = total(widths);
    if (minimum >= available) {
        weights = widths;
        std::fill(widths.begin(), widths.end(), Length { 0 });
        share(widths, available, weights);
        return widths;
    }
    Length natural = 0;
    for (ColumnExtent const& extent : extents)
        natural += extent.natural;
    if (natural <= available) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = extents[i].natural;
        for (ColumnExtent const& extent : extents)
            weights.push_back(extent.flexible ? extent.natural + 1 : 0);
        if (total(weights) == 0)
            std::fill(weights.begin(), weights.end(), Length { 1 });
        share(widths, available - natural, weights);
        return widths;
    }
    for (ColumnExtent const& extent : extents)
        weights.push_back(extent.flexible ? extent.natural - extent.minimum + 1 : 1);
    share(widths, available - minimum, weights);
    return widths;
}

} // namespace

std::vector<Length> FlowBuilder::column_widths(Table const& table) const
{
    std::size_t const count = table.head.size();
    std::vector<ColumnExtent> extents(count);
    auto measure_row = [&](std::vector<Cell> const& cells, TextStyle const& style) {
        for (std::size_t i = 0; i < count; ++i) {
            for (Spans const& spans : cells[i].paragraphs) {
                ParagraphExtent const extent = m_typesetter.measure_paragraph(spans, paragraph_style(style));
                extents[i].minimum = std::max(extents[i].minimum, extent.minimum);
                extents[i].natural = std::max(extents[i].natural, extent.natural);
            }
        }
    };
    measure_row(table.head, m_style.table_head);
    for (std::vector<Cell> const& row : table.rows)
        measure_row(row, m_style.table_cell);
    for (std::size_t i = 0; i < count; ++i) {
        extents[i].flexible = table.columns[i] == ColumnWidth::Flexible;
        if (i + 1 < count) {
            extents[i].minimum += m_style.cell_padding_x * 2;
            extents[i].natural += m_style.cell_padding_x * 2;
        }
    }
    return distribute(std::move(extents), text_width());
}

std::vector<Row> FlowBuilder::table_row(
    std::vector<Cell> const& cells, std::vector<Length> const& widths, TextStyle const& style, ElementIndex row, bool is_head)
{
    std::vector<Row> rows(1, Row { .height = style.leading });
    Length x = 0;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        Cell const& cell = cells[column];
        bool const is_header = is_head || cell.row_header;
        ElementIndex const element = add_element(is_header ? StructureKind::TableHeaderCell : StructureKind::TableCell, row);
        if (is_header)
            m_flow.structure[element].scope = is_head ? HeaderScope::Column : HeaderScope::Row;
        Length const padding = column + 1 < cells.size() ? m_style.cell_padding_x * 2 : 0;
        std::size_t line = 0;
        for (Spans const& spans : cell.paragraphs) {
            ElementIndex const paragraph = add_element(StructureKind::Paragraph, element);
            Length const measure = std::max(widths[column] - padding, style.size);
            for (Row& text : text_rows(spans, style, { paragraph, x, measure })) {
                if (line == rows.size())
                    rows.push_back(Row { .height = style.leading });
                for (RowRun& run : text.runs)
                    rows[line].runs.push_back(std::move(run));
                ++line;
            }
        }
        x += widths[column];
    }

    Length const rule = is_head ? m_style.strong_line : m_style.thin_line;
    rows.front().height += m_style.cell_padding_y;
    for (RowRun& run : rows.front().runs)
        run.baseline += m_style.cell_padding_y;
    Row& last = rows.back();
    last.height += m_style.cell_padding_y + rule;
    last.fills.push_back({ { 0, last.height - rule, text_width(), rule }, is_head ? m_style.rule : m_style.hairline });

    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        rows[i].keep_with_next = is_head || rows.size() <= undivided_lines || i == 0 || i + 2 == rows.size();
    return rows;
}

void FlowBuilder::add(Table const& table, ElementIndex parent)
{
    std::vector<Length> const widths = column_widths(table);
    std::size_t const index = m_flow.table_heads.size();
    ElementIndex const element = add_element(StructureKind::Table, parent);

    ElementIndex const head_group = add_element(StructureKind::TableHead, element);
    std::vector<Row> head = table_row(table.head, widths, m_style.table_head, add_element(StructureKind::TableRow, head_group), true);
    for (Row& row : head) {
        row.table = index;
        row.is_table_head = true;
        row.keep_with_next = true;
    }
    m_flow.table_heads.push_back(head);
    append(std::move(head), m_state.pending_space);

    ElementIndex const body_group = add_element(StructureKind::TableBody, element);
    for (std::vector<Cell> const& cells : table.rows) {
        std::vector<Row> rows = table_row(cells, widths, m_style.table_cell, add_element(StructureKind::TableRow, body_group), false);
        for (Row& row : rows)
            row.table = index;
        append(std::move(rows), 0);
    }
    m_flow.rows.back().keep_with_next = false;
    m_state.pending_space = space_around_table;
}

void FlowBuilder::put_signature(
    std::vector<Row>& rows, SignatureBlock const& block, ElementIndex parent, Length x, Length width, std::size_t name_lines)
{
    ElementIndex const division = add_element(StructureKind::Division, parent);
    std::string const name_text = joined_text(block.name);
    ElementIndex const name = add_element(StructureKind::Paragraph, division);
    std::vector<Row> lines = text_rows(block.name, m_style.signature_name, { name, x, width });
    for (std::size_t i = 0; i < lines.size(); ++i)
        rows[i].runs.insert(rows[i].runs.end(), lines[i].runs.begin(), lines[i].runs.end());

    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        Row& row = rows[name_lines + i];
        ElementIndex const label = add_element(StructureKind::Paragraph, division);
        std::size_t const first = row.runs.size();
        put_line(row, m_typesetter.break_paragraph(block.lines[i], paragraph_style(m_style.signature_label), points(1'000'000))->front(),
            block.lines[i], m_style.signature_label, { label, x, width }, std::vector<std::size_t>(block.lines[i].size(), none));
        for (std::size_t run = first; run < row.runs.size(); ++run) {
            row.runs[run].baseline += m_style.signature_line_gap;
            row.runs[run].colour = m_style.quiet;
        }
        row.fills.push_back({ { x, m_style.signature_line_gap, width, m_style.thin_line }, m_style.rule });
        if (i + 1 == block.lines.size())
            row.signatures.push_back(SignatureArea { .organisation = block.organisation,
                .language = m_part.language,
                .name = name_text,
                .label = joined_text(block.lines[i]) + ": " + name_text,
                .area = { x, 0, width, m_style.signature_line_gap },
                .element = add_signature_form(block.organisation, division) });
    }
}

/// A party signs the document once, where it first has room to.
ElementIndex FlowBuilder::add_signature_form(OrganisationId const& organisation, ElementIndex division)
{
    if (!m_state.signatories.insert(organisation).second)
        return no_element;
    ElementIndex const form = add_element(StructureKind::Form, division);
    m_flow.structure[form].id = "signature-" + organisation.str();
    return form;
}

std::vector<Row> FlowBuilder::signature_row(SignatureBlock const* left, SignatureBlock const* right, ElementIndex parent)
{
    Length const start = m_style.text_indent;
    Length const width = (text_width() - start - m_style.signature_column_gap) / 2;
    auto name_line_count = [&](SignatureBlock const* block) {
        return block == nullptr ? 0 : m_typesetter.break_paragraph(block->name, paragraph_style(m_style.signature_name), width)->size();
    };
    auto label_count = [](SignatureBlock const* block) { return block == nullptr ? 0 : block->lines.size(); };
    std::size_t const name_lines = std::max(name_line_count(left), name_line_count(right));
    std::size_t const labels = std::max(label_count(left), label_count(right));

    std::vector<Row> rows(name_lines, Row { .height = m_style.signature_name.leading });
    rows.insert(rows.end(), labels, Row { .height = m_style.signature_line_gap + m_style.signature_label.leading });
    put_signature(rows, *left, parent, start, width, name_lines);
    if (right != nullptr)
        put_signature(rows, *right, parent, start + width + m_style.signature_column_gap, width, name_lines);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        rows[i].keep_with_next = true;
    return rows;
}

void FlowBuilder::add(SignatureBlocks const& signatures, ElementIndex parent)
{
    std::size_t const first_row = m_flow.rows.size();
    for (std::size_t i = 0; i < signatures.blocks.size(); i += 2) {
        SignatureBlock const* right = i + 1 < signatures.blocks.size() ? &signatures.blocks[i + 1] : nullptr;
        append(signature_row(&signatures.blocks[i], right, parent), points(i == 0 ? 14 : 24));
    }
    m_flow.signatures.push_back({ first_row, m_flow.rows.size() });
    m_state.pending_space = space_around_table;
}

} // namespace konkordat::layout
