#include "core/base/utf8.h"
#include "tests/core/publish/readers.h"

namespace konkordat::tests {

namespace {

using namespace layout;

void forget_notes(Spans& spans)
{
    for (Span& span : spans)
        span.note.reset();
}

void forget_notes(std::vector<Cell>& cells)
{
    for (Cell& cell : cells) {
        for (Spans& spans : cell.paragraphs)
            forget_notes(spans);
    }
}

std::string entry_of(Heading const& heading)
{
    return (heading.number.empty() ? "" : heading.number + " ") + text_without_marks(heading.spans);
}

std::vector<Block> prepared(std::vector<Block> const& blocks, Part const& part)
{
    std::vector<Block> result;
    for (Block block : blocks) {
        if (auto* paragraph = std::get_if<Paragraph>(&block.content))
            forget_notes(paragraph->spans);
        if (auto* heading = std::get_if<Heading>(&block.content))
            forget_notes(heading->spans);
        if (auto* table = std::get_if<Table>(&block.content)) {
            forget_notes(table->head);
            for (auto& row : table->rows)
                forget_notes(row);
        }
        if (auto* list = std::get_if<List>(&block.content)) {
            for (ListItem& item : list->items) {
                item.label = item.label == "–" ? "" : item.label;
                item.blocks = prepared(item.blocks, part);
            }
        }
        result.push_back(block);
        if (!std::holds_alternative<TableOfContents>(block.content))
            continue;
        for (Block const& other : part.blocks) {
            auto const* heading = std::get_if<Heading>(&other.content);
            if (heading != nullptr && heading->in_contents && !heading->anchor.empty())
                result.push_back({ Paragraph { .spans = { Span { .text = entry_of(*heading) } } } });
        }
    }
    return result;
}

} // namespace

std::string words_of(std::string_view text)
{
    std::string result;
    bool space = false;
    for (std::size_t offset = 0; offset < text.size();) {
        char32_t const c = decode_utf8(text, offset);
        if (c == U' ' || c == U'\n' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A) || c == 0x205F || c == 0x3000) {
            space = true;
            continue;
        }
        if (space && !result.empty())
            result += ' ';
        space = false;
        append_utf8(result, c);
    }
    return result;
}

std::string expected_text(Part const& part)
{
    Part copy = part;
    copy.blocks = prepared(part.blocks, part);
    std::string text = plain_text(copy);
    for (Note const& note : part.notes) {
        text += note.mark + " ";
        for (Span const& span : note.spans)
            text += span.text;
        text += "\n";
    }
    return words_of(text);
}

} // namespace konkordat::tests
