#include "core/layout/document.h"

#include <algorithm>

namespace konkordat::layout {

namespace {

void append_line(std::string& text, Spans const& spans)
{
    std::size_t const start = text.size();
    for (Span const& span : spans)
        text += span.text;
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(start), text.end(), '\n', ' ');
    text += '\n';
}

void append(std::string& text, std::vector<Block> const& blocks);

void append(std::string& text, Paragraph const& paragraph) { append_line(text, paragraph.spans); }

void append(std::string& text, Heading const& heading)
{
    if (!heading.number.empty())
        text += heading.number + " ";
    append_line(text, heading.spans);
}

void append(std::string& text, List const& list)
{
    for (ListItem const& item : list.items) {
        text += item.label + "\n";
        append(text, item.blocks);
        if (item.blocks.empty())
            text += '\n';
    }
}

void append(std::string& text, std::vector<Cell> const& cells)
{
    for (Cell const& cell : cells) {
        for (Spans const& spans : cell.paragraphs)
            append_line(text, spans);
    }
}

void append(std::string& text, Table const& table)
{
    append(text, table.head);
    for (std::vector<Cell> const& row : table.rows)
        append(text, row);
}

void append(std::string& text, SignatureBlocks const& signatures)
{
    for (SignatureBlock const& block : signatures.blocks) {
        append_line(text, block.name);
        for (std::string const& line : block.lines)
            text += line + "\n";
    }
}

void append(std::string& text, TableOfContents const& contents) { text += contents.title + "\n"; }
void append(std::string&, Figure const&) { }
void append(std::string&, PageBreak const&) { }

void append(std::string& text, std::vector<Block> const& blocks)
{
    for (Block const& block : blocks)
        std::visit([&](auto const& content) { append(text, content); }, block.content);
}

} // namespace

std::string plain_text(Part const& part)
{
    std::string text;
    append(text, part.blocks);
    return text;
}

} // namespace konkordat::layout
