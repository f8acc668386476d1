#include "core/richtext/richtext.h"

#include <algorithm>

namespace konkordat::richtext {

namespace {

void append_block(std::string& text, Block const& block, std::string const& indent, std::string const& marker)
{
    if (block.kind == BlockKind::Paragraph) {
        text += indent + marker + plain_text(block.runs) + "\n";
        return;
    }
    int number = block.start;
    for (auto const& item : block.children) {
        auto item_marker = block.ordered ? std::to_string(number++) + ". " : std::string("- ");
        if (item.children.empty() || item.children.front().kind != BlockKind::Paragraph) {
            text += indent + item_marker.substr(0, item_marker.size() - 1) + "\n";
            item_marker.clear();
        }
        for (auto const& child : item.children) {
            append_block(text, child, child.kind == BlockKind::List ? indent + "  " : indent, item_marker);
            item_marker.clear();
        }
    }
}

template <typename Visit>
void visit_runs(std::vector<Block> const& blocks, Visit const& visit)
{
    for (auto const& block : blocks) {
        for (auto const& run : block.runs)
            visit(run);
        visit_runs(block.children, visit);
    }
}

std::vector<std::string> ids_in(Document const& document, RunKind kind)
{
    std::vector<std::string> ids;
    visit_runs(document.blocks, [&](Run const& run) {
        if (run.kind == kind && std::ranges::find(ids, run.text) == ids.end())
            ids.push_back(run.text);
    });
    return ids;
}

} // namespace

std::string plain_text(std::vector<Run> const& runs)
{
    std::string text;
    for (auto const& run : runs) {
        switch (run.kind) {
        case RunKind::Text: text += run.text; break;
        case RunKind::LineBreak: text += "\n"; break;
        case RunKind::Variable: text += "{{" + run.text + "}}"; break;
        case RunKind::Reference: text += "[[" + run.text + "]]"; break;
        }
    }
    return text;
}

std::string plain_text(Document const& document)
{
    std::string text;
    for (auto const& block : document.blocks)
        append_block(text, block, "", "");
    if (!text.empty())
        text.pop_back();
    return text;
}

std::vector<std::string> variables_in(Document const& document) { return ids_in(document, RunKind::Variable); }
std::vector<std::string> references_in(Document const& document) { return ids_in(document, RunKind::Reference); }

} // namespace konkordat::richtext
