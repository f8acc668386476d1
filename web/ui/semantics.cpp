#include "web/ui/semantics.h"

#include <algorithm>
#include <array>

namespace konkordat::ui {

namespace {

constexpr std::array role_names { "none", "paragraph", "heading", "button", "link", "checkbox", "radiogroup", "radio", "combobox", "option",
    "textbox", "textbox", "banner", "navigation", "main", "complementary", "contentinfo", "region", "search", "group", "list", "listitem",
    "grid", "row", "columnheader", "rowheader", "gridcell", "tree", "treeitem", "tablist", "tab", "tabpanel", "dialog", "alertdialog",
    "menu", "menuitem", "menuitemradio", "progressbar", "status", "alert", "img", "separator", "group", "list", "term", "definition",
    "rowgroup", "none", "article", "none", "none", "link" };
static_assert(role_names.size() == static_cast<std::size_t>(NodeRole::PageLink) + 1);

} // namespace

std::string_view role_name(NodeRole role) { return role_names[static_cast<std::size_t>(role)]; }

bool is_interactive(NodeRole role)
{
    switch (role) {
    case NodeRole::Button:
    case NodeRole::Link:
    case NodeRole::PageLink:
    case NodeRole::Checkbox:
    case NodeRole::Radio:
    case NodeRole::Select:
    case NodeRole::TextField:
    case NodeRole::TextArea:
    case NodeRole::TreeItem:
    case NodeRole::Tab:
    case NodeRole::MenuItem:
    case NodeRole::MenuItemRadio: return true;
    default: return false;
    }
}

Node const* Tree::find(NodeId id) const
{
    auto found = std::ranges::find(nodes, id, &Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

Node const* Tree::find_path(std::string_view path) const
{
    auto found = std::ranges::find(nodes, path, &Node::path);
    return found == nodes.end() ? nullptr : &*found;
}

} // namespace konkordat::ui
