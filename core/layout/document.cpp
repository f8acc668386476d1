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

class TextWriter {
public:
    explicit TextWriter(Part const& part)
        : m_part(part)
    {
    }

    void append(std::vector<Block> const& blocks)
    {
        for (Block const& block : blocks)
            std::visit([this](auto const& content) { append(content); }, block.content);
    }

    void line(std::string const& text) { m_text += text + "\n"; }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    void append_notes(Spans const& spans)
    {
        for (Span const& span : spans) {
            if (!span.note)
                continue;
            m_text += m_part.notes[*span.note].mark + "\n";
            append_line(m_text, m_part.notes[*span.note].spans);
        }
    }

    void append(Paragraph const& paragraph)
    {
        append_line(m_text, paragraph.spans);
        append_notes(paragraph.spans);
    }

    void append(Heading const& heading)
    {
        if (!heading.number.empty())
            m_text += heading.number + " ";
        append_line(m_text, heading.spans);
        append_notes(heading.spans);
    }

    void append(List const& list)
    {
        for (ListItem const& item : list.items) {
            m_text += item.label + "\n";
            append(item.blocks);
            if (item.blocks.empty())
                m_text += '\n';
        }
    }

    void append(std::vector<Cell> const& cells)
    {
        for (Cell const& cell : cells) {
            for (Spans const& spans : cell.paragraphs)
                append_line(m_text, spans);
        }
    }

    void append(Table const& table)
    {
        append(table.head);
        for (std::vector<Cell> const& row : table.rows)
            append(row);
    }

    void append(SignatureBlocks const& signatures)
    {
        for (SignatureBlock const& block : signatures.blocks) {
            append_line(m_text, block.name);
            for (Spans const& line : block.lines)
                append_line(m_text, line);
        }
    }

    void append(TableOfContents const& contents) { m_text += contents.title + "\n"; }
    void append(Figure const&) { }
    void append(PageBreak const&) { }

    Part const& m_part;
    std::string m_text;
};

} // namespace

std::string text_without_marks(Spans const& spans)
{
    std::string text;
    for (Span const& span : spans) {
        if (!span.note)
            text += span.text;
    }
    return text;
}

std::string plain_text(Part const& part)
{
    TextWriter writer(part);
    if (part.letterhead) {
        for (std::string const& line : part.letterhead->lines)
            writer.line(line);
    }
    writer.append(part.blocks);
    return writer.take();
}

} // namespace konkordat::layout
