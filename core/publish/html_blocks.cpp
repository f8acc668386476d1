#include "core/publish/html_blocks.h"

#include "core/layout/figure.h"
#include "core/layout/style.h"
#include "core/procedure/chart.h"
#include "core/publish/html_text.h"

#include <algorithm>
#include <array>

namespace konkordat::publish {

namespace {

using layout::Block;
using layout::Heading;
using layout::List;
using layout::Paragraph;
using layout::ParagraphRole;

/// As wide as the text of a page.
constexpr procedure::Length chart_width = procedure::points(450);

template <typename T>
T const* content_of(std::span<Block const> blocks, std::size_t index)
{
    return index < blocks.size() ? std::get_if<T>(&blocks[index].content) : nullptr;
}

Paragraph const* paragraph_of(std::span<Block const> blocks, std::size_t index, ParagraphRole role)
{
    auto const* paragraph = content_of<Paragraph>(blocks, index);
    return paragraph != nullptr && paragraph->role == role ? paragraph : nullptr;
}

std::string_view class_of(ParagraphRole role)
{
    switch (role) {
    case ParagraphRole::Body: return "";
    case ParagraphRole::Lead: return "lead";
    case ParagraphRole::CoverSubtitle: return "subtitle";
    case ParagraphRole::CoverLabel: return "label";
    case ParagraphRole::CoverText: return "cover-text";
    case ParagraphRole::TableCaption: return "caption";
    case ParagraphRole::TableNote:
    case ParagraphRole::Note: return "small";
    }
    return "";
}

std::string attribute(std::string_view name, std::string_view value)
{
    return value.empty() ? std::string() : " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

bool begins_sections(Block const& block)
{
    auto const* heading = std::get_if<Heading>(&block.content);
    return (heading != nullptr && heading->level > 1) || std::holds_alternative<layout::TableOfContents>(block.content);
}

/// The kinds of list whose labels a browser writes itself, exactly as the document has them.
struct ListKind {
    std::string_view tag;
    std::string attributes;
    bool own_labels = false; ///< no kind fits: the labels stand in the text
};

/// From which number the labels count in that way; nothing if they do not.
std::optional<int> first_number(List const& list, layout::ListLabel label)
{
    static constexpr int most = 10'000;
    int start = 1;
    while (start < most && layout::list_label(label, start) != list.items.front().label)
        ++start;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (list.items[i].label != layout::list_label(label, start + static_cast<int>(i)))
            return {};
    }
    return start;
}

ListKind kind_of(List const& list)
{
    if (!list.ordered) {
        bool const dashes = std::ranges::all_of(list.items, [](layout::ListItem const& item) { return item.label == "–"; });
        return dashes ? ListKind { "ul", "" } : ListKind { "ul", " class=\"labelled\"", true };
    }
    struct Counting {
        layout::ListLabel label;
        std::string_view attribute;
    };
    static constexpr std::array<Counting, 3> ways { { { layout::ListLabel::Decimal, "" }, { layout::ListLabel::LowerAlpha, " type=\"a\"" },
        { layout::ListLabel::LowerRoman, " type=\"i\"" } } };
    for (Counting const& way : ways) {
        if (auto const start = first_number(list, way.label))
            return { "ol", std::string(way.attribute) + (*start == 1 ? "" : attribute("start", std::to_string(*start))) };
    }
    return { "ol", " class=\"labelled\"", true };
}

} // namespace

BlockWriter::BlockWriter(PartIds const& ids, PageWords const& words, layout::Typesetter& typesetter, std::string const& emblem)
    : m_ids(ids)
    , m_words(words)
    , m_typesetter(typesetter)
    , m_emblem(emblem)
    , m_spans(ids)
{
}

std::string BlockWriter::write(std::span<Block const> blocks)
{
    if (std::exchange(m_at_start, false))
        write_cover(blocks);
    write_flow(blocks);
    close_sections(m_sections.size());
    return std::exchange(m_html, {});
}

void BlockWriter::write_cover(std::span<Block const>& blocks)
{
    auto const end = std::ranges::find_if(blocks, begins_sections);
    auto const count = static_cast<std::size_t>(end - blocks.begin());
    if (count == 0 && !m_ids.part().letterhead)
        return;
    m_html += "<header class=\"cover\">\n";
    write_letterhead();
    write_flow(blocks.first(count));
    m_html += "</header>\n";
    blocks = blocks.subspan(count);
}

void BlockWriter::write_letterhead()
{
    auto const& letterhead = m_ids.part().letterhead;
    if (!letterhead)
        return;
    m_html += "<div class=\"letterhead\">";
    if (!m_emblem.empty() && letterhead->emblem)
        m_html += "<img src=\"" + m_emblem + "\" alt=\"" + escape_html(one_line(letterhead->emblem_alternative)) + "\">";
    m_html += "<p>";
    for (std::size_t i = 0; i < letterhead->lines.size(); ++i)
        m_html += (i == 0 ? "" : "<br>") + escape_lines(letterhead->lines[i]);
    m_html += "</p></div>\n";
}

void BlockWriter::write_flow(std::span<Block const> blocks)
{
    while (!blocks.empty())
        blocks = blocks.subspan(write_block(blocks));
}

std::size_t BlockWriter::write_block(std::span<Block const> blocks)
{
    if (Paragraph const* caption = paragraph_of(blocks, 0, ParagraphRole::TableCaption)) {
        if (auto const* table = content_of<layout::Table>(blocks, 1))
            return write(*table, caption), 2;
        if (auto const* figure = content_of<layout::Figure>(blocks, 1))
            return write(*figure, caption), 2;
    }
    if (paragraph_of(blocks, 0, ParagraphRole::CoverLabel) != nullptr && paragraph_of(blocks, 1, ParagraphRole::CoverText) != nullptr)
        return write_facts(blocks);
    if (auto const* table = content_of<layout::Table>(blocks, 0))
        return write(*table, nullptr), 1;
    if (auto const* figure = content_of<layout::Figure>(blocks, 0))
        return write(*figure, nullptr), 1;
    if (content_of<layout::PageBreak>(blocks, 0) != nullptr)
        return m_page_break = true, 1;
    std::visit(
        [this](auto const& content) {
            if constexpr (requires { write(content); })
                write(content);
        },
        blocks.front().content);
    return 1;
}

void BlockWriter::write(Paragraph const& paragraph)
{
    if (!paragraph.spans.empty())
        m_html += "<p" + attribute("class", class_of(paragraph.role)) + ">" + m_spans.write(paragraph.spans) + "</p>\n";
}

/// Label and text by turns are names and values.
std::size_t BlockWriter::write_facts(std::span<Block const> blocks)
{
    std::size_t count = 0;
    m_html += "<dl class=\"facts\">\n";
    while (Paragraph const* label = paragraph_of(blocks, count, ParagraphRole::CoverLabel)) {
        if (paragraph_of(blocks, count + 1, ParagraphRole::CoverText) == nullptr)
            break;
        m_html += "<dt>" + m_spans.write(label->spans) + "</dt>\n";
        ++count;
        while (Paragraph const* text = paragraph_of(blocks, count, ParagraphRole::CoverText)) {
            m_html += "<dd>" + m_spans.write(text->spans) + "</dd>\n";
            ++count;
        }
    }
    m_html += "</dl>\n";
    return count;
}

void BlockWriter::write(Heading const& heading)
{
    // No level is left out on the way down (WCAG technique G141).
    int const level = std::clamp(heading.level, 1, std::min(m_level + 1, 6));
    m_level = level;
    if (level > 1)
        open_section(level);
    m_last_heading = heading.anchor.empty() ? next_id("heading") : m_ids.anchor_id(heading.anchor);
    std::string const tag = "h" + std::to_string(level);
    m_html += "<" + tag + attribute("id", m_last_heading) + attribute("class", page_class(heading.starts_page)) + ">";
    if (!heading.number.empty())
        m_html += "<span class=\"number\">" + escape_html(heading.number) + "</span> ";
    m_html += m_spans.write(heading.spans) + "</" + tag + ">\n";
}

void BlockWriter::open_section(int level)
{
    auto const end = std::ranges::find_if(m_sections, [level](int open) { return open >= level; });
    close_sections(static_cast<std::size_t>(m_sections.end() - end));
    m_sections.push_back(level);
    m_html += "<section>\n";
}

void BlockWriter::close_sections(std::size_t count)
{
    for (; count > 0; --count) {
        m_sections.pop_back();
        m_html += "</section>\n";
    }
}

std::string BlockWriter::page_class(bool starts_page) { return std::exchange(m_page_break, false) || starts_page ? "new-page" : ""; }

void BlockWriter::write(List const& list)
{
    if (list.items.empty())
        return;
    ListKind const kind = kind_of(list);
    m_html += "<" + std::string(kind.tag) + kind.attributes + ">\n";
    for (layout::ListItem const& item : list.items) {
        m_html += "<li>";
        if (kind.own_labels)
            m_html += "<span class=\"item\">" + escape_html(item.label) + "</span> ";
        write_item(item);
        m_html += "</li>\n";
    }
    m_html += "</" + std::string(kind.tag) + ">\n";
}

void BlockWriter::write_item(layout::ListItem const& item)
{
    std::span<Block const> rest = item.blocks;
    // One paragraph needs no element of its own.
    bool const is_single = std::ranges::count_if(rest, [](Block const& block) { return std::holds_alternative<Paragraph>(block.content); })
        == 1;
    if (Paragraph const* paragraph = paragraph_of(rest, 0, ParagraphRole::Body); paragraph != nullptr && is_single) {
        m_html += m_spans.write(paragraph->spans);
        rest = rest.subspan(1);
    }
    if (!rest.empty())
        m_html += "\n";
    write_flow(rest);
}

std::string BlockWriter::cell_text(layout::Cell const& cell)
{
    if (cell.paragraphs.size() == 1)
        return m_spans.write(cell.paragraphs.front());
    std::string html;
    for (layout::Spans const& spans : cell.paragraphs)
        html += "<p>" + m_spans.write(spans) + "</p>";
    return html;
}

void BlockWriter::write_row(std::vector<layout::Cell> const& cells, std::string_view scope)
{
    m_html += "<tr>";
    for (layout::Cell const& cell : cells) {
        std::string const text = cell_text(cell);
        std::string_view const own_scope = !scope.empty() ? scope : cell.row_header ? "row" : "";
        // An empty heading names nothing.
        bool const is_heading = !own_scope.empty() && !text.empty();
        m_html += (is_heading ? "<th" + attribute("scope", own_scope) + ">" : "<td>") + text + (is_heading ? "</th>" : "</td>");
    }
    m_html += "</tr>\n";
}

void BlockWriter::write(layout::Table const& table, Paragraph const* caption)
{
    std::string const name = caption != nullptr ? next_id("table") : m_last_heading;
    // Where it is wider than the window it scrolls by itself, also from the keyboard (WCAG 2.1.1, 1.4.10).
    m_html += "<div class=\"wide\" role=\"group\" tabindex=\"0\"" + attribute("aria-labelledby", name) + ">\n<table"
        + (caption == nullptr ? attribute("aria-labelledby", name) : "") + attribute("class", table.columns.size() > 3 ? "many" : "")
        + ">\n";
    if (caption != nullptr)
        m_html += "<caption" + attribute("id", name) + ">" + m_spans.write(caption->spans) + "</caption>\n";
    if (!table.head.empty()) {
        m_html += "<thead>\n";
        write_row(table.head, "col");
        m_html += "</thead>\n";
    }
    m_html += "<tbody>\n";
    for (auto const& row : table.rows)
        write_row(row, "");
    m_html += "</tbody>\n</table>\n</div>\n";
}

void BlockWriter::write(layout::SignatureBlocks const& signatures)
{
    m_html += "<div class=\"signatures\">\n";
    for (layout::SignatureBlock const& block : signatures.blocks) {
        std::string const id = next_id("signature");
        m_html += "<div class=\"signature\" role=\"group\" aria-labelledby=\"" + id + "\">\n<p class=\"party\" id=\"" + id + "\">"
            + m_spans.write(block.name) + "</p>\n";
        for (layout::Spans const& line : block.lines)
            m_html += "<p class=\"line\">" + m_spans.write(line) + "</p>\n";
        m_html += "</div>\n";
    }
    m_html += "</div>\n";
}

void BlockWriter::write(layout::TableOfContents const& contents)
{
    std::string const id = next_id("contents");
    m_level = std::max(m_level, 1);
    m_html += "<nav" + attribute("class", "contents" + std::string(m_page_break ? " new-page" : "")) + attribute("aria-labelledby", id)
        + ">\n<h2" + attribute("id", id) + ">" + escape_html(contents.title) + "</h2>\n<ul>\n";
    m_page_break = false;
    for (Heading const* heading : headings_of(m_ids.part())) {
        if (!heading->in_contents || heading->anchor.empty())
            continue;
        m_html += "<li" + attribute("class", heading->level > 2 ? "inner" : "") + "><a href=\"#" + m_ids.anchor_id(heading->anchor) + "\">";
        if (!heading->number.empty())
            m_html += "<span class=\"number\">" + escape_html(heading->number) + "</span> ";
        m_html += escape_html(one_line(layout::text_without_marks(heading->spans))) + "</a></li>\n";
    }
    m_html += "</ul>\n</nav>\n";
}

void BlockWriter::write(layout::Figure const& figure, Paragraph const* caption)
{
    std::string const id = next_id("figure");
    std::string const name = caption != nullptr ? id : m_last_heading;
    m_html += "<figure>\n";
    if (caption != nullptr)
        m_html += "<figcaption" + attribute("id", id) + ">" + m_spans.write(caption->spans) + "</figcaption>\n";
    m_html += "<div class=\"wide\" role=\"group\" tabindex=\"0\"" + attribute("aria-labelledby", name) + ">\n";
    std::size_t number = 0;
    procedure::MeasureText const measure = layout::measure_with(m_typesetter, m_ids.part().language);
    for (procedure::Drawing const& panel : procedure::draw_chart(figure.chart, measure, { .width = chart_width }))
        m_html += procedure::write_svg_element(panel, id + "." + std::to_string(++number));
    m_html += "</div>\n</figure>\n";
}

std::string BlockWriter::write_notes()
{
    layout::Part const& part = m_ids.part();
    if (part.notes.empty())
        return {};
    std::string const heading = next_id("notes");
    std::string html = "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"" + heading + "\">\n<h2 id=\"" + heading + "\">"
        + escape_html(m_words.notes) + "</h2>\n";
    for (std::size_t i = 0; i < part.notes.size(); ++i) {
        std::string const number = std::to_string(i + 1);
        html += "<div role=\"doc-footnote\" id=\"" + m_ids.own_id("note" + number) + "\"><p><span class=\"mark\">"
            + escape_html(part.notes[i].mark) + "</span> " + m_spans.write(part.notes[i].spans);
        if (m_spans.is_marked(i))
            html += " <a class=\"back\" role=\"doc-backlink\" href=\"#" + m_ids.own_id("mark" + number) + "\" aria-label=\""
                + escape_html(m_words.back_to_text + " " + number) + "\">↩</a>";
        html += "</p></div>\n";
    }
    return html + "</section>\n";
}

std::string BlockWriter::next_id(std::string_view name) { return m_ids.own_id(std::string(name) + std::to_string(++m_serial)); }

} // namespace konkordat::publish
