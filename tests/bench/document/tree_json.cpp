#include "tests/bench/document/tree_json.h"

#include <nlohmann/json.hpp>

#include <type_traits>

namespace konkordat::bench {

namespace {

using nlohmann::json;
using namespace layout;

double in_points(Length length) { return static_cast<double>(length) / 1000.0; }

json to_json(Spans const& spans)
{
    json list = json::array();
    for (Span const& span : spans) {
        json item { { "text", span.text } };
        if (span.bold)
            item["bold"] = true;
        if (span.italic)
            item["italic"] = true;
        if (!span.link.empty())
            item["link"] = span.link;
        if (!span.target.empty())
            item["target"] = span.target;
        if (span.note)
            item["note"] = *span.note;
        list.push_back(std::move(item));
    }
    return list;
}

json to_json(Block const&);

json to_json(std::vector<Block> const& blocks)
{
    json list = json::array();
    for (Block const& block : blocks)
        list.push_back(to_json(block));
    return list;
}

json to_json(std::vector<Cell> const& cells)
{
    json list = json::array();
    for (Cell const& cell : cells) {
        json paragraphs = json::array();
        for (Spans const& spans : cell.paragraphs)
            paragraphs.push_back(to_json(spans));
        list.push_back({ { "paragraphs", std::move(paragraphs) }, { "header", cell.row_header } });
    }
    return list;
}

json to_json(Paragraph const& paragraph)
{
    static constexpr std::array names { "body", "lead", "cover_subtitle", "cover_label", "cover_text", "table_caption", "note", "note" };
    return { { "kind", "paragraph" }, { "role", names.at(static_cast<std::size_t>(paragraph.role)) },
        { "spans", to_json(paragraph.spans) } };
}

json to_json(Heading const& heading)
{
    return { { "kind", "heading" }, { "level", heading.level }, { "number", heading.number }, { "spans", to_json(heading.spans) },
        { "anchor", heading.anchor }, { "contents", heading.in_contents }, { "page", heading.starts_page },
        { "outdented", heading.outdented } };
}

json to_json(List const& list)
{
    json items = json::array();
    for (ListItem const& item : list.items)
        items.push_back({ { "label", item.label }, { "blocks", to_json(item.blocks) } });
    return { { "kind", "list" }, { "items", std::move(items) } };
}

json to_json(Table const& table)
{
    json widths = json::array();
    for (ColumnWidth const width : table.columns)
        widths.push_back(width == ColumnWidth::Narrow ? 1 : 2);
    json rows = json::array();
    for (auto const& row : table.rows)
        rows.push_back(to_json(row));
    return { { "kind", "table" }, { "widths", std::move(widths) }, { "head", to_json(table.head) }, { "rows", std::move(rows) } };
}

json to_json(SignatureBlocks const& signatures)
{
    json blocks = json::array();
    for (SignatureBlock const& block : signatures.blocks) {
        json lines = json::array();
        for (Spans const& line : block.lines)
            lines.push_back(to_json(line));
        blocks.push_back({ { "name", to_json(block.name) }, { "lines", std::move(lines) } });
    }
    return { { "kind", "signatures" }, { "blocks", std::move(blocks) } };
}

json to_json(TableOfContents const& contents) { return { { "kind", "contents" }, { "title", contents.title } }; }

json to_json(PageBreak const&) { return { { "kind", "page-break" } }; }

json to_json(Block const& block)
{
    return std::visit(
        [](auto const& content) -> json {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, Figure>)
                return { { "kind", "figure" } };
            else
                return to_json(content);
        },
        block.content);
}

json to_json(TextStyle const& style)
{
    return { { "size", in_points(style.size) }, { "leading", in_points(style.leading) }, { "before", in_points(style.space_before) },
        { "after", in_points(style.space_after) }, { "bold", style.bold } };
}

json to_json(StyleSheet const& style)
{
    return {
        { "page", { in_points(style.page_width), in_points(style.page_height) } },
        { "left", in_points(style.margin_left) },
        { "right", in_points(style.margin_right) },
        { "top", in_points(style.margin_top) },
        { "bottom", in_points(style.margin_bottom) },
        { "header", in_points(style.header_baseline) },
        { "footer", in_points(style.footer_baseline) },
        { "indent", in_points(style.text_indent) },
        { "list_indent", in_points(style.list_indent) },
        { "list_gap", in_points(style.list_item_gap) },
        { "padding", { in_points(style.cell_padding_x), in_points(style.cell_padding_y) } },
        { "body", to_json(style.body) },
        { "title", to_json(style.title) },
        { "section", to_json(style.section) },
        { "clause", to_json(style.clause) },
        { "lead", to_json(style.lead) },
        { "cover_subtitle", to_json(style.cover_subtitle) },
        { "cover_label", to_json(style.cover_label) },
        { "cover_text", to_json(style.cover_text) },
        { "contents_title", to_json(style.contents_title) },
        { "contents_section", to_json(style.contents_section) },
        { "contents_clause", to_json(style.contents_clause) },
        { "table_head", to_json(style.table_head) },
        { "table_cell", to_json(style.table_cell) },
        { "table_caption", to_json(style.table_caption) },
        { "note", to_json(style.note) },
        { "footnote", to_json(style.footnote) },
        { "signature_name", to_json(style.signature_name) },
        { "signature_label", to_json(style.signature_label) },
        { "running", to_json(style.running) },
    };
}

} // namespace

std::string tree_json(Document const& document, StyleSheet const& style)
{
    json parts = json::array();
    auto notes = [](Part const& part) {
        json list = json::array();
        for (Note const& note : part.notes)
            list.push_back(to_json(note.spans));
        return list;
    };
    for (Part const& part : document.parts)
        parts.push_back({ { "language", language_code(part.language) }, { "head", part.running_head }, { "state", part.running_state },
            { "page_of", part.page_of_pages }, { "blocks", to_json(part.blocks) }, { "notes", notes(part) } });
    return json {
        { "title", document.title }, { "author", document.author }, { "style", to_json(style) }, { "parts", std::move(parts) }
    }.dump();
}

} // namespace konkordat::bench
