#include "web/ui/mirror.h"

#include <bit>
#include <unordered_map>

namespace konkordat::ui {

void MirrorWriter::operation(MirrorOperation operation) { m_bytes.push_back(static_cast<char>(operation)); }

void MirrorWriter::number(std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        m_bytes.push_back(static_cast<char>((value >> shift) & 0xffu));
}

void MirrorWriter::real(float value) { number(std::bit_cast<std::uint32_t>(value)); }

void MirrorWriter::string(std::string_view text)
{
    number(static_cast<std::uint32_t>(text.size()));
    m_bytes.append(text);
}

void MirrorWriter::create(Node const& node)
{
    operation(MirrorOperation::Create);
    number(node.id);
    m_bytes.push_back(static_cast<char>(node.role));
    number(static_cast<std::uint32_t>(node.level));
}

void MirrorWriter::update(NodeId id, std::uint32_t mask, Node const& node, Rect const& relative)
{
    operation(MirrorOperation::Update);
    number(id);
    number(mask);
    if (mask & property::rect) {
        real(relative.x);
        real(relative.y);
        real(relative.width);
        real(relative.height);
    }
    if (mask & property::name)
        string(node.name);
    if (mask & property::description)
        string(node.description);
    if (mask & property::error)
        string(node.error);
    if (mask & property::value)
        string(node.value);
    if (mask & property::language)
        string(node.language);
    if (mask & property::extra)
        string(node.extra);
    if (mask & property::flags)
        number(node.flags);
    if (mask & property::level)
        number(static_cast<std::uint32_t>(node.level));
    if (mask & property::font_size)
        real(node.font_size);
    if (mask & property::content_height)
        real(node.content_height);
    if (mask & property::max_length)
        number(static_cast<std::uint32_t>(node.max_length));
    if (mask & property::path)
        string(node.path);
    if (mask & property::content_width)
        real(node.content_width);
}

void MirrorWriter::children(NodeId id, std::span<NodeId const> ids)
{
    operation(MirrorOperation::Children);
    number(id);
    number(static_cast<std::uint32_t>(ids.size()));
    for (auto child : ids)
        number(child);
}

void MirrorWriter::remove(NodeId id)
{
    operation(MirrorOperation::Remove);
    number(id);
}

void MirrorWriter::focus(NodeId id)
{
    operation(MirrorOperation::Focus);
    number(id);
}

void MirrorWriter::scroll(NodeId id, float top, float left, bool smooth)
{
    operation(MirrorOperation::Scroll);
    number(id);
    real(top);
    real(left);
    m_bytes.push_back(smooth ? 1 : 0);
}

void MirrorWriter::announce(bool assertive, std::string_view text)
{
    operation(MirrorOperation::Announce);
    m_bytes.push_back(assertive ? 1 : 0);
    string(text);
}

void MirrorWriter::reveal(NodeId id)
{
    operation(MirrorOperation::Reveal);
    number(id);
}

namespace {

using Index = std::unordered_map<NodeId, Node const*>;

Index index_of(Tree const& tree)
{
    Index index;
    index.reserve(tree.nodes.size());
    for (auto const& node : tree.nodes)
        index.emplace(node.id, &node);
    return index;
}

/// Elements are positioned in their parent; a scrolling parent's content has its own origin.
Rect relative_rect(Node const& node, Index const& index)
{
    auto parent = index.find(node.parent);
    // A menu is fixed in the window, so that no scrolling region cuts it.
    if (node.role == NodeRole::Menu)
        return node.screen;
    if (parent == index.end() || (parent->second->flags & flag::scroll))
        return node.rect;
    auto const& outer = parent->second->rect;
    return { node.rect.x - outer.x, node.rect.y - outer.y, node.rect.width, node.rect.height };
}

bool has_text_value(NodeRole role) { return role == NodeRole::TextField || role == NodeRole::TextArea; }

/// Properties a new element does not have by itself.
std::uint32_t properties_of_new(Node const& node)
{
    std::uint32_t mask = property::rect | property::path;
    mask |= node.name.empty() ? 0 : property::name;
    mask |= node.description.empty() ? 0 : property::description;
    mask |= node.error.empty() ? 0 : property::error;
    mask |= node.value.empty() ? 0 : property::value;
    mask |= node.language.empty() ? 0 : property::language;
    mask |= node.extra.empty() ? 0 : property::extra;
    mask |= node.flags == 0 ? 0 : property::flags;
    mask |= node.level == 0 ? 0 : property::level;
    mask |= node.font_size == 0 ? 0 : property::font_size;
    mask |= node.content_height == 0 ? 0 : property::content_height;
    mask |= node.max_length == 0 ? 0 : property::max_length;
    mask |= node.content_width == 0 ? 0 : property::content_width;
    return mask;
}

std::uint32_t changed_properties(Node const& before, Node const& after)
{
    std::uint32_t mask = 0;
    mask |= before.name == after.name ? 0 : property::name;
    mask |= before.description == after.description ? 0 : property::description;
    mask |= before.error == after.error ? 0 : property::error;
    bool const value_changed = has_text_value(after.role) ? before.value_revision != after.value_revision : before.value != after.value;
    mask |= value_changed ? property::value : 0;
    mask |= before.language == after.language ? 0 : property::language;
    mask |= before.extra == after.extra ? 0 : property::extra;
    mask |= before.flags == after.flags ? 0 : property::flags;
    mask |= before.level == after.level ? 0 : property::level;
    mask |= before.font_size == after.font_size ? 0 : property::font_size;
    mask |= before.content_height == after.content_height ? 0 : property::content_height;
    mask |= before.max_length == after.max_length ? 0 : property::max_length;
    mask |= before.content_width == after.content_width ? 0 : property::content_width;
    return mask;
}

/// A heading of another level or a node of another role is another element.
bool same_element(Node const& before, Node const& after)
{
    return before.role == after.role && (after.role != NodeRole::Heading || before.level == after.level);
}

} // namespace

void write_difference(Tree const& before, Tree const& after, MirrorWriter& writer)
{
    auto const old_nodes = index_of(before);
    auto const new_nodes = index_of(after);
    std::unordered_map<NodeId, bool> created;

    for (auto const& node : before.nodes) {
        auto found = new_nodes.find(node.id);
        if (found == new_nodes.end() || !same_element(node, *found->second))
            writer.remove(node.id);
    }
    for (auto const& node : after.nodes) {
        auto found = old_nodes.find(node.id);
        auto const relative = relative_rect(node, new_nodes);
        if (found == old_nodes.end() || !same_element(*found->second, node)) {
            created[node.id] = true;
            writer.create(node);
            writer.update(node.id, properties_of_new(node), node, relative);
            continue;
        }
        auto mask = changed_properties(*found->second, node);
        if (relative_rect(*found->second, old_nodes) != relative)
            mask |= property::rect;
        if (mask != 0)
            writer.update(node.id, mask, node, relative);
    }
    for (auto const& node : after.nodes) {
        auto found = old_nodes.find(node.id);
        bool changed = found == old_nodes.end() ? !node.children.empty() : found->second->children != node.children;
        changed = changed || (created.contains(node.id) && !node.children.empty());
        for (auto child : node.children)
            changed = changed || created.contains(child);
        if (changed)
            writer.children(node.id, node.children);
    }
}

} // namespace konkordat::ui
