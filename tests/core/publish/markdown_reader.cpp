#include "tests/core/publish/readers.h"

#include <md4c.h>

#include <vector>

namespace konkordat::tests {

namespace {

struct Reading {
    std::string text;
    int quotations = 0;
    std::vector<int> lists; ///< next number, or 0 for bullets
};

int enter_block(MD_BLOCKTYPE type, void* detail, void* user)
{
    auto& reading = *static_cast<Reading*>(user);
    reading.text += ' ';
    if (type == MD_BLOCK_QUOTE)
        ++reading.quotations;
    if (type == MD_BLOCK_UL)
        reading.lists.push_back(0);
    if (type == MD_BLOCK_OL)
        reading.lists.push_back(static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start));
    if (type == MD_BLOCK_LI && reading.lists.back() > 0)
        reading.text += std::to_string(reading.lists.back()++) + ". ";
    if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML)
        reading.text += " <<a block that is none>> ";
    return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user)
{
    auto& reading = *static_cast<Reading*>(user);
    reading.text += ' ';
    if (type == MD_BLOCK_QUOTE)
        --reading.quotations;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        reading.lists.pop_back();
    return 0;
}

int ignore_span(MD_SPANTYPE, void*, void*) { return 0; }

int text(MD_TEXTTYPE type, MD_CHAR const* characters, MD_SIZE size, void* user)
{
    auto& reading = *static_cast<Reading*>(user);
    std::string_view const piece(characters, size);
    if (reading.quotations > 0)
        return 0;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
        reading.text += ' ';
    else if (type == MD_TEXT_ENTITY)
        reading.text += piece == "&#124;" ? "|" : piece == "&#92;" ? "\\" : "<<entity>>";
    else if (type == MD_TEXT_HTML)
        reading.text += piece == "<br>" ? " " : piece.starts_with("<a id=") || piece == "</a>" ? "" : "<<html>>";
    else
        reading.text += piece;
    return 0;
}

std::string label_of(layout::Part const& part, std::size_t note)
{
    return "[^" + std::string(language_code(part.language)) + "-" + std::to_string(note + 1) + "]";
}

void replace_all(std::string& text, std::string const& what, std::string const& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

} // namespace

std::string read_markdown(std::string markdown, layout::Document const& document)
{
    markdown.erase(0, markdown.find("\n---\n") + 5);
    // md4c knows no footnotes: marks stand in the text as they are, notes are paragraphs once they define nothing.
    for (layout::Part const& part : document.parts) {
        for (std::size_t i = 0; i < part.notes.size(); ++i)
            replace_all(markdown, "\n" + label_of(part, i) + ": ", "\n" + part.notes[i].mark + " ");
    }
    Reading reading;
    MD_PARSER parser {};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_LATEXMATHSPANS | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEAUTOLINKS;
    parser.enter_block = enter_block;
    parser.leave_block = leave_block;
    parser.enter_span = ignore_span;
    parser.leave_span = ignore_span;
    parser.text = text;
    md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &reading);
    for (layout::Part const& part : document.parts) {
        for (std::size_t i = 0; i < part.notes.size(); ++i)
            replace_all(reading.text, label_of(part, i), part.notes[i].mark);
    }
    return words_of(reading.text);
}

} // namespace konkordat::tests
