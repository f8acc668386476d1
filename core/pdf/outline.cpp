#include "core/pdf/outline.h"

#include "core/pdf/syntax.h"

namespace konkordat::pdf {

namespace {

struct Node {
    ObjectId id = {};
    std::size_t parent = 0; ///< index into the nodes; 0 is the root
    std::vector<std::size_t> kids = {};
    layout::OutlineEntry const* entry = nullptr;
};

std::vector<Node> build_tree(Writer& writer, std::vector<layout::OutlineEntry> const& entries)
{
    std::vector<Node> nodes(1, Node { .id = writer.reserve() });
    for (layout::OutlineEntry const& entry : entries) {
        std::size_t parent = nodes.size() - 1;
        while (parent != 0 && nodes[parent].entry->level >= entry.level)
            parent = nodes[parent].parent;
        nodes[parent].kids.push_back(nodes.size());
        nodes.push_back(Node { .id = writer.reserve(), .parent = parent, .entry = &entry });
    }
    return nodes;
}

std::string children(std::vector<Node> const& nodes, Node const& node, bool open)
{
    if (node.kids.empty())
        return "";
    return " /First " + nodes[node.kids.front()].id.reference() + " /Last " + nodes[node.kids.back()].id.reference() + " /Count "
        + (open ? "" : "-") + std::to_string(node.kids.size());
}

} // namespace

std::string destination(layout::Destination const& place, layout::LaidOutDocument const& document, std::vector<ObjectId> const& pages)
{
    layout::Length const y = document.pages[place.page].height - place.y;
    return "[" + pages[place.page].reference() + " /XYZ 0 " + number(y) + " null]";
}

std::optional<ObjectId> write_outline(Writer& writer, layout::LaidOutDocument const& document, std::vector<ObjectId> const& pages)
{
    if (document.outline.empty())
        return std::nullopt;
    std::vector<Node> const nodes = build_tree(writer, document.outline);
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        Node const& node = nodes[i];
        std::vector<std::size_t> const& siblings = nodes[node.parent].kids;
        std::string body = "<</Title " + text_string(node.entry->title) + " /Parent " + nodes[node.parent].id.reference() + " /Dest "
            + destination(node.entry->destination, document, pages);
        auto const position = static_cast<std::size_t>(std::find(siblings.begin(), siblings.end(), i) - siblings.begin());
        if (position > 0)
            body += " /Prev " + nodes[siblings[position - 1]].id.reference();
        if (position + 1 < siblings.size())
            body += " /Next " + nodes[siblings[position + 1]].id.reference();
        writer.set(node.id, body + children(nodes, node, node.entry->level == 1) + ">>");
    }
    // Open entries count with their visible ones (ISO 32000-1 12.3.3).
    std::size_t visible = nodes[0].kids.size();
    for (std::size_t const kid : nodes[0].kids)
        visible += nodes[kid].entry->level == 1 ? nodes[kid].kids.size() : 0;
    writer.set(nodes[0].id,
        "<</Type /Outlines /First " + nodes[nodes[0].kids.front()].id.reference() + " /Last " + nodes[nodes[0].kids.back()].id.reference()
            + " /Count " + std::to_string(visible) + ">>");
    return nodes[0].id;
}

} // namespace konkordat::pdf
