#include "web/ui/state.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace konkordat::ui {

namespace {

std::optional<std::size_t> parent_of(std::vector<OpenTree::Item> const& items, std::size_t index)
{
    for (std::size_t before = index; before-- > 0;)
        if (items[before].level < items[index].level)
            return before;
    return {};
}

bool begins_with_letter(std::string_view label, std::string_view typed)
{
    return label.size() >= typed.size() && std::ranges::equal(label.substr(0, typed.size()), typed, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

std::optional<std::size_t> item_typed(std::vector<OpenTree::Item> const& items, std::size_t index, std::string_view typed)
{
    for (std::size_t step = 1; step <= items.size(); ++step) {
        auto const candidate = (index + step) % items.size();
        if (begins_with_letter(items[candidate].label, typed))
            return candidate;
    }
    return {};
}

/// Where a key leads from an item. Opening and closing are the items' own affair.
std::optional<std::size_t> item_after(State const& state, std::vector<OpenTree::Item> const& items, std::size_t index, Event const& event)
{
    auto const flags = state.tree.nodes[items[index].node].flags;
    bool const open = (flags & flag::expandable) && (flags & flag::expanded);
    switch (event.key) {
    case Key::Up: return index > 0 ? std::optional(index - 1) : std::nullopt;
    case Key::Down: return index + 1 < items.size() ? std::optional(index + 1) : std::nullopt;
    case Key::Home: return 0;
    case Key::End: return items.size() - 1;
    case Key::Left: return open ? std::nullopt : parent_of(items, index);
    case Key::Right:
        return open && index + 1 < items.size() && items[index + 1].level > items[index].level ? std::optional(index + 1) : std::nullopt;
    case Key::Character: return item_typed(items, index, event.text);
    default: return {};
    }
}

void finish_tree(State& state, OpenTree& tree)
{
    std::size_t stop = 0;
    for (std::size_t index = 0; index < tree.items.size(); ++index)
        if (tree.items[index].selected)
            stop = index;
    for (std::size_t index = 0; index < tree.items.size(); ++index) {
        auto const& node = state.tree.nodes[tree.items[index].node];
        if (last_event(state, node.id, EventKind::Focus))
            tree.memory->roving = node.id;
        if (node.id == tree.memory->roving)
            stop = index;
        auto const* event = key_event(state, node.id);
        auto const target = event ? item_after(state, tree.items, index, *event) : std::nullopt;
        if (target) {
            tree.memory->roving = state.tree.nodes[tree.items[*target].node].id;
            want_focus(state, state.tree.nodes[tree.items[*target].node].path);
        }
    }
    if (!tree.items.empty())
        state.tree.nodes[tree.items[stop].node].flags |= flag::tab_stop;
}

} // namespace

Scope tree(Context& context, std::string_view id, std::string_view name)
{
    auto& state = context.state();
    auto& inner = open_box(state);
    inner.gap = 0;
    auto const node = open_node(state, NodeRole::Tree, id, name);
    OpenTree opened;
    opened.memory = &memory_at(state, state.tree.nodes[node].path);
    state.trees.push_back(std::move(opened));
    return make_scope(context, [node](State& open_state) {
        finish_tree(open_state, open_state.trees.back());
        open_state.trees.pop_back();
        close_node(open_state);
        float const width = box(open_state).width;
        auto extent = close_box(open_state);
        extent.width = std::max(extent.width, width);
        set_rect(open_state, node, extent);
    });
}

namespace {

constexpr float indentation = 16;

float draw_item_badge(State& state, TreeItem const& item, Rect const& rect)
{
    if (item.badge.empty())
        return 0;
    auto const type = type_of(TextStyle::Caption);
    float const width = std::ceil(text_width(state, type, item.badge)) + 12;
    Rect const pill { rect.right() - width - 4, rect.y + (rect.height - 20) / 2, width, 20 };
    fill(state, pill, ground_role(item.badge_tone), 10);
    draw_text(state, type, pill.x + 6, pill.y + 2, color(state, text_role(item.badge_tone)), item.badge);
    return width + 8;
}

void draw_item(State& state, TreeItem const& item, Rect const& rect, Interaction const& interaction)
{
    auto const type = type_of(item.level == 1 ? TextStyle::Body : TextStyle::Small, item.selected);
    if (item.selected)
        fill(state, rect, ColorRole::Selection, 3);
    else if (interaction.hovered)
        fill(state, rect, ColorRole::HoverGround, 3);
    if (item.selected)
        fill(state, { rect.x, rect.y + 4, 3, rect.height - 8 }, ColorRole::Accent, 1);
    float x = rect.x + 4 + static_cast<float>(item.level - 1) * indentation;
    auto const ink = color(state, text_role(item.tone));
    if (item.expanded)
        draw_icon(state, *item.expanded ? Icon::ChevronDown : Icon::ChevronRight, x, rect.y + (rect.height - 16) / 2, 16,
            color(state, ColorRole::QuietText));
    x += 20;
    if (item.icon != Icon::None) {
        draw_icon(state, item.icon, x, rect.y + (rect.height - 16) / 2, 16, ink);
        x += 22;
    }
    float const badge_width = draw_item_badge(state, item, rect);
    float const top = rect.y + (rect.height - type.line_height) / 2;
    if (!item.number.empty()) {
        draw_text(state, type, x, top, color(state, ColorRole::QuietText), item.number);
        x += std::max(28.0f, text_width(state, type, item.number) + 8);
    }
    draw_text(state, type, x, top, ink, shorten(state, type, item.label, rect.right() - x - badge_width - 4));
}

} // namespace

TreeItemResult tree_item(Context& context, TreeItem const& item)
{
    auto& state = context.state();
    auto& tree = state.trees.back();
    std::string name = item.number.empty() ? std::string(item.label) : std::string(item.number) + " " + std::string(item.label);
    auto const node = add_node(state, NodeRole::TreeItem, item.id, name);
    auto& added = state.tree.nodes[node];
    added.level = item.level;
    added.description = item.description;
    added.flags |= flag::roving | (item.selected ? flag::selected : 0u);
    if (item.expanded)
        added.flags |= flag::expandable | (*item.expanded ? flag::expanded : 0u);
    auto const id = added.id;
    auto const rect = place(state, remaining_width(state), item.level == 1 ? 36.0f : 32.0f);
    auto const interaction = interact(state, node, rect);
    if (is_visible(state, rect))
        draw_item(state, item, rect, interaction);
    tree.items.push_back({ node, item.level, std::string(item.label), item.selected });

    TreeItemResult result;
    if (auto const* event = last_event(state, id, EventKind::Activate)) {
        // A click on the triangle (the event tells where) opens and closes, anywhere else activates.
        float const chevron_end = 28 + static_cast<float>(item.level - 1) * indentation;
        bool const on_chevron = item.expanded && event->number > 0 && static_cast<float>(event->number) < chevron_end;
        result.toggled = on_chevron;
        result.activated = !on_chevron;
    }
    auto const* key = key_event(state, id);
    if (key && item.expanded)
        result.toggled = result.toggled || (key->key == Key::Right && !*item.expanded) || (key->key == Key::Left && *item.expanded);
    return result;
}

} // namespace konkordat::ui
