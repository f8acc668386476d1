#include "core/publish/markdown_blocks.h"

#include <algorithm>

namespace konkordat::publish {

namespace {

using layout::Block;
using layout::Paragraph;
using layout::ParagraphRole;

/// Lines after the first one moved to the right, as far as they have text.
std::string indented(std::string_view text, std::size_t width)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        result += text[i];
        if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != '\n')
            result.append(width, ' ');
    }
    return result;
}

std::string quotation(std::string const& line) { return "> " + line; }

std::string bold(std::string const& line) { return line.empty() ? line : "**" + line + "**"; }

std::string plain_line(std::string_view text) { return escape_markdown(text, MarkdownPlace::Line); }

bool is_bold(ParagraphRole role) { return role == ParagraphRole::Lead || role == ParagraphRole::TableCaption; }

/// "7" of "7." where the items count on from there; else nothing, and the labels stand in the text.
std::optional<std::size_t> first_number(layout::List const& list)
{
    if (!list.ordered || list.items.empty())
        return {};
    std::string const& first = list.items.front().label;
    std::size_t const digits = std::min(first.find_first_not_of("0123456789"), first.size());
    if (digits == 0 || digits > 6)
        return {};
    std::size_t const start = std::stoul(first.substr(0, digits));
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (list.items[i].label != std::to_string(start + i) + ".")
            return {};
    }
    return start;
}

} // namespace

MarkdownPart::MarkdownPart(layout::Part const& part, std::string prefix)
    : m_part(part)
    , m_ids(part, std::move(prefix))
{
}

std::string MarkdownPart::write() const
{
    std::string text;
    if (!m_part.watermark.empty())
        text += quotation(bold(plain_line(m_part.watermark))) + "\n\n";
    if (m_part.letterhead && !m_part.letterhead->lines.empty()) {
        std::string lines;
        for (std::string const& line : m_part.letterhead->lines)
            lines += (lines.empty() ? "" : "\n") + line;
        text += text_of(Paragraph { .spans = { layout::Span { .text = lines } } }) + "\n\n";
    }
    text += sequence(m_part.blocks);
    if (!m_part.notes.empty())
        text += "\n\n" + notes();
    return text + "\n";
}

std::string MarkdownPart::sequence(std::span<Block const> blocks) const
{
    std::string result;
    char sibling = '\0';
    for (Block const& block : blocks) {
        std::string text;
        if (auto const* list = std::get_if<layout::List>(&block.content)) {
            text = text_of(*list, sibling);
        } else {
            text = std::visit(
                [this](auto const& content) {
                    if constexpr (requires { text_of(content); })
                        return text_of(content);
                    else
                        return std::string();
                },
                block.content);
            // What leaves no trace separates no lists.
            sibling = text.empty() ? sibling : '\0';
        }
        if (!text.empty())
            result += (result.empty() ? "" : "\n\n") + text;
    }
    return result;
}

std::string MarkdownPart::text_of(Paragraph const& paragraph) const
{
    layout::Spans spans = paragraph.spans;
    if (is_bold(paragraph.role)) {
        for (layout::Span& span : spans)
            span.bold = true;
    }
    if (paragraph.role == ParagraphRole::CoverLabel) {
        for (layout::Span& span : spans)
            span.italic = true;
    }
    return protect_line_starts(write_markdown_spans(spans, m_ids, MarkdownPlace::Paragraph));
}

std::string MarkdownPart::text_of(layout::Heading const& heading) const
{
    std::string text(static_cast<std::size_t>(std::clamp(heading.level, 1, 6)), '#');
    text += ' ';
    if (!heading.anchor.empty())
        text += "<a id=\"" + m_ids.anchor_id(heading.anchor) + "\"></a>";
    if (!heading.number.empty())
        text += plain_line(heading.number) + " ";
    return text + write_markdown_spans(heading.spans, m_ids, MarkdownPlace::Line);
}

std::string MarkdownPart::text_of(layout::List const& list, char& sibling) const
{
    std::optional<std::size_t> const start = first_number(list);
    char const marker = start ? (sibling == '.' ? ')' : '.') : sibling == '-' ? '*' : '-';
    bool const own_labels = !start && std::ranges::any_of(list.items, [](auto const& item) { return item.label != "–"; });
    std::string text;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        std::string lead = start ? std::to_string(*start + i) : std::string();
        (lead += marker) += ' ';
        std::string content = sequence(list.items[i].blocks);
        if (own_labels) {
            bool const joins = !list.items[i].blocks.empty() && std::holds_alternative<Paragraph>(list.items[i].blocks.front().content);
            content = protect_line_starts(plain_line(list.items[i].label)) + (joins ? " " : "\n\n") + content;
        }
        text += (i == 0 ? "" : "\n") + lead + indented(content, lead.size());
    }
    sibling = list.items.empty() ? sibling : marker;
    return text;
}

std::string MarkdownPart::row(std::vector<layout::Cell> const& cells) const
{
    std::string text = "|";
    for (layout::Cell const& cell : cells) {
        std::string content;
        for (layout::Spans spans : cell.paragraphs) {
            for (layout::Span& span : spans)
                span.bold = span.bold || cell.row_header;
            content += (content.empty() ? "" : "<br>") + write_markdown_spans(spans, m_ids, MarkdownPlace::Cell);
        }
        text += " " + content + (content.empty() ? "|" : " |");
    }
    return text;
}

std::string MarkdownPart::text_of(layout::Table const& table) const
{
    if (table.columns.empty())
        return {};
    std::string text = row(table.head.empty() ? std::vector<layout::Cell>(table.columns.size()) : table.head) + "\n|";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        text += " --- |";
    for (auto const& cells : table.rows)
        text += "\n" + row(cells);
    return text;
}

std::string MarkdownPart::text_of(layout::SignatureBlocks const& signatures) const
{
    std::string text;
    for (layout::SignatureBlock const& block : signatures.blocks) {
        layout::Spans name = block.name;
        for (layout::Span& span : name)
            span.bold = true;
        text += (text.empty() ? "" : "\n\n") + protect_line_starts(write_markdown_spans(name, m_ids, MarkdownPlace::Line)) + "\n";
        for (layout::Spans const& line : block.lines)
            text += "\n- " + protect_line_starts(write_markdown_spans(line, m_ids, MarkdownPlace::Line));
    }
    return text;
}

std::string MarkdownPart::text_of(layout::TableOfContents const& contents) const
{
    std::string text = bold(plain_line(contents.title)) + "\n";
    for (layout::Heading const* heading : headings_of(m_part)) {
        if (!heading->in_contents || heading->anchor.empty())
            continue;
        std::string const title = (heading->number.empty() ? "" : heading->number + " ") + layout::text_without_marks(heading->spans);
        text += std::string(heading->level > 2 ? "\n  - [" : "\n- [") + plain_line(title) + "](#" + m_ids.anchor_id(heading->anchor) + ")";
    }
    return text;
}

/// A chart is said in words.
std::string MarkdownPart::text_of(layout::Figure const& figure) const
{
    std::string text;
    for (procedure::ChartContent::Step const& step : figure.chart.steps)
        text += (text.empty() ? "" : "\n>\n") + quotation(protect_line_starts(plain_line(step.description)));
    return text;
}

std::string MarkdownPart::notes() const
{
    std::string text;
    for (std::size_t i = 0; i < m_part.notes.size(); ++i)
        text += (i == 0 ? "[^" : "\n\n[^") + m_ids.prefix() + "-" + std::to_string(i + 1)
            + "]: " + protect_line_starts(write_markdown_spans(m_part.notes[i].spans, m_ids, MarkdownPlace::Line));
    return text;
}

} // namespace konkordat::publish
