#include "web/ui/field_parts.h"
#include "web/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace konkordat::ui {

namespace {

constexpr float endless = 1e7f;

NodeRole role_of(Landmark landmark)
{
    static constexpr std::array roles { NodeRole::Banner, NodeRole::Navigation, NodeRole::Main, NodeRole::Complementary,
        NodeRole::ContentInfo, NodeRole::Region, NodeRole::Search };
    return roles[static_cast<std::size_t>(landmark)];
}

/// The content of a scrolling region, which has its own coordinates.
void open_scrolled_content(State& state, std::size_t node, Rect const& rect, RegionOptions const& options)
{
    auto& memory = memory_at(state, state.tree.nodes[node].path);
    memory.scroll = std::clamp(memory.scroll, 0.0f, std::max(0.0f, memory.content_height - rect.height));
    auto const window = to_window(state, rect);
    auto const ground = options.ground == Ground::None ? state.surfaces.back().ground : options.ground;
    open_surface(state, { window.x, window.y - memory.scroll, window, ground });
    Box content;
    content.x = options.padding;
    content.y = options.padding;
    content.width = std::max(0.0f, rect.width - 2 * options.padding);
    content.limit = endless;
    content.next_x = content.right = content.x;
    content.next_y = content.bottom = content.y;
    state.boxes.push_back(content);
}

void close_scrolled_content(State& state, std::size_t node, float padding)
{
    auto& memory = memory_at(state, state.tree.nodes[node].path);
    float const height = std::ceil(box(state).bottom + padding);
    memory.content_height = height;
    state.tree.nodes[node].content_height = height;
    state.boxes.pop_back();
    close_surface(state);
}

Scope scrolling_region(State& state, std::size_t node, RegionOptions const& options)
{
    float height = options.height > 0 ? options.height : remaining_height(state);
    if (height > endless / 2)
        height = 320;
    auto const rect = place(state, remaining_width(state), height);
    set_rect(state, node, rect);
    state.tree.nodes[node].flags |= flag::scroll | flag::focus_target;
    if (options.ground != Ground::None)
        fill(state, rect, color_role(options.ground));
    if (options.border_end)
        fill(state, { rect.right() - 1, rect.y, 1, rect.height }, ColorRole::Hairline);
    if (options.border_bottom)
        fill(state, { rect.x, rect.bottom() - 1, rect.width, 1 }, ColorRole::Hairline);
    if (state.focused == state.tree.nodes[node].id && state.focus_visible) {
        auto const window = to_window(state, rect);
        state.ring = FocusRing { { window.x + 2, window.y + 2, window.width - 4, window.height - 4 }, window, &draw(state), false };
    }
    open_scrolled_content(state, node, rect, options);
    float const padding = options.padding;
    return make_scope(*state.context, [node, padding](State& open_state) {
        close_scrolled_content(open_state, node, padding);
        close_node(open_state);
    });
}

Scope flowing_region(State& state, std::size_t node, RegionOptions const& options)
{
    auto& inner = open_box(state);
    Rect const outer { inner.x, inner.y, inner.width, 0 };
    auto const ground = options.ground == Ground::None ? std::nullopt : std::optional(color_role(options.ground));
    LateRect const late(state, outer, ground, {}, 0);
    inner.x += options.padding;
    inner.next_x = inner.right = inner.x;
    inner.width = std::max(0.0f, inner.width - 2 * options.padding);
    inner.next_y += options.padding;
    inner.bottom = inner.next_y;
    state.surfaces.push_back(state.surfaces.back());
    if (options.ground != Ground::None)
        state.surfaces.back().ground = options.ground;
    return make_scope(*state.context, [node, outer, late, padding = options.padding, line = options.border_bottom](State& open_state) {
        open_state.surfaces.pop_back();
        box(open_state).right = outer.right();
        auto const extent = close_box(open_state, padding);
        late.set_height(open_state, extent.height);
        Rect const rect { outer.x, outer.y, outer.width, extent.height };
        if (line)
            fill(open_state, { rect.x, rect.bottom() - 1, rect.width, 1 }, ColorRole::Hairline);
        open_state.tree.nodes[node].flags |= flag::focus_target;
        set_rect(open_state, node, rect);
        close_node(open_state);
    });
}

} // namespace

Scope region(Context& context, Landmark landmark, std::string_view id, std::string_view name, RegionOptions const& options)
{
    auto& state = context.state();
    auto const node = open_node(state, role_of(landmark), id, name);
    return options.scroll ? scrolling_region(state, node, options) : flowing_region(state, node, options);
}

namespace {

Scope container(State& state, NodeRole role, std::string_view id, std::string_view name, float gap)
{
    auto& inner = open_box(state);
    inner.gap = gap;
    auto const node = open_node(state, role, id, name);
    return make_scope(*state.context, [node](State& open_state) {
        close_node(open_state);
        float const width = box(open_state).width;
        auto extent = close_box(open_state);
        extent.width = std::max(extent.width, width);
        set_rect(open_state, node, extent);
    });
}

} // namespace

Scope group(Context& context, std::string_view id, std::string_view name, bool visible_label)
{
    auto& state = context.state();
    auto scope = container(state, NodeRole::Group, id, name, 12);
    if (visible_label)
        draw_label(state, name, false);
    return scope;
}

Scope list(Context& context, std::string_view id, std::string_view name, float gap)
{
    return container(context.state(), NodeRole::List, id, name, gap);
}

Scope list_item(Context& context, std::string_view id) { return container(context.state(), NodeRole::ListItem, id, {}, 4); }

Scope tab_panel(Context& context, std::string_view tabs_id, std::string_view tab_id)
{
    auto& state = context.state();
    auto const* tab = [&]() -> Node const* {
        auto const path = child_path(state, tabs_id) + "/" + std::string(tab_id);
        return state.tree.find_path(path);
    }();
    std::string const name = tab ? tab->name : std::string(tab_id);
    return container(state, NodeRole::TabPanel, std::string(tabs_id) + "-panel-" + std::string(tab_id), name, 12);
}

Scope card(Context& context, std::string_view id, CardOptions const& options)
{
    auto& state = context.state();
    auto& inner = open_box(state);
    Rect const outer { inner.x, inner.y, inner.width, 0 };
    auto const ground = options.selected ? std::optional(ColorRole::Selection)
        : options.ground == Ground::None ? std::nullopt
                                         : std::optional(color_role(options.ground));
    LateRect const late(state, outer, ground, options.border ? std::optional(ColorRole::Hairline) : std::nullopt, 4);
    LateRect const edge(
        state, { outer.x, outer.y, 4, 0 }, options.edge == Tone::Normal ? std::nullopt : std::optional(text_role(options.edge)), {}, 2);
    inner.x += options.padding;
    inner.next_x = inner.right = inner.x;
    inner.width = std::max(0.0f, inner.width - 2 * options.padding);
    inner.next_y += options.padding;
    inner.bottom = inner.next_y;
    inner.gap = 12;
    state.cards.push_back({ state.tree.nodes.size(), outer, {} });
    open_path(state, id);
    bool const fills = options.equal_height && !state.columns.empty() && state.columns.back().memory && !state.columns.back().stacked;
    return make_scope(context, [=](State& open_state) {
        close_path(open_state);
        if (fills) {
            auto& columns = open_state.columns.back();
            float const bottom = columns.y + columns.memory->height - options.padding;
            columns.grown = std::max(0.0f, bottom - box(open_state).bottom);
            box(open_state).bottom += columns.grown;
        }
        box(open_state).right = outer.right();
        auto const extent = close_box(open_state, options.padding);
        Rect const rect { outer.x, outer.y, outer.width, extent.height };
        late.set_height(open_state, rect.height);
        edge.set_height(open_state, rect.height);
        auto const finished = open_state.cards.back();
        open_state.cards.pop_back();
        if (!finished.covering_link)
            return;
        auto const interaction = interact(open_state, *finished.covering_link, rect);
        if (interaction.hovered)
            outline(open_state, rect, ColorRole::Accent, 4, 2);
    });
}

std::optional<bool> disclosure(Context& context, std::string_view id, std::string_view label, bool open)
{
    bool const toggled = button(
        context, id, label, { .kind = ButtonKind::Quiet, .icon = open ? Icon::ChevronDown : Icon::ChevronRight, .expanded = open });
    return toggled ? std::optional(!open) : std::nullopt;
}

namespace {

Icon icon_of(Tone tone)
{
    switch (tone) {
    case Tone::Error:
    case Tone::Deletion: return Icon::Error;
    case Tone::Warning: return Icon::Warning;
    case Tone::Success:
    case Tone::Insertion: return Icon::Check;
    default: return Icon::Info;
    }
}

} // namespace

MessageResult message(
    Context& context, std::string_view id, std::string_view title, std::string_view text_of_message, MessageOptions const& options)
{
    auto& state = context.state();
    auto result = MessageResult::Shown;
    auto& inner = open_box(state);
    Rect const outer { inner.x, inner.y, inner.width, 0 };
    LateRect const late(state, outer, ground_role(options.tone), {}, 4);
    LateRect const edge(state, { outer.x, outer.y, 4, 0 }, text_role(options.tone), {}, 2);
    draw_icon(state, icon_of(options.tone), inner.x + 16, inner.y + 13, 20, color(state, text_role(options.tone)));
    inner.x += 48;
    inner.next_x = inner.right = inner.x;
    inner.width -= 64;
    inner.next_y += 12;
    inner.bottom = inner.next_y;
    auto const node = open_node(state, options.tone == Tone::Error ? NodeRole::Alert : NodeRole::Group, id, title);
    if (!title.empty())
        text(context, title, { .bold = true });
    if (!text_of_message.empty())
        text(context, text_of_message);
    if (!options.action.empty() || !options.dismiss_label.empty()) {
        auto actions = row(context, "actions");
        if (!options.action.empty() && button(context, "action", options.action))
            result = MessageResult::Action;
        if (!options.dismiss_label.empty() && button(context, "dismiss", options.dismiss_label, { .kind = ButtonKind::Quiet }))
            result = MessageResult::Dismissed;
    }
    close_node(state);
    box(state).right = outer.right();
    auto const extent = close_box(state, 12);
    late.set_height(state, extent.height);
    edge.set_height(state, extent.height);
    set_rect(state, node, { outer.x, outer.y, outer.width, extent.height });
    return result;
}

void empty_state(Context& context, Icon symbol, std::string_view title, std::string_view sentence)
{
    auto& state = context.state();
    auto column = stack(context, 8);
    auto const rect = place(state, 48, 48);
    draw_icon(state, symbol, rect.x, rect.y, 40, color(state, ColorRole::QuietText));
    text(context, title, { .style = TextStyle::Lead, .bold = true });
    paragraph(context, sentence, { .tone = Tone::Quiet, .max_width = 480 });
}

bool drop_zone(Context& context, std::string_view id, std::string_view label, std::string_view hint)
{
    auto& state = context.state();
    auto& inner = open_box(state);
    Rect const outer { inner.x, inner.y, inner.width, 0 };
    auto const node = open_node(state, NodeRole::DropZone, id, label);
    LateRect const late(state, outer, ColorRole::SunkenGround, ColorRole::Boundary, 4);
    inner.x += 24;
    inner.next_x = inner.right = inner.x;
    inner.width -= 48;
    inner.next_y += 20;
    inner.bottom = inner.next_y;
    bool const chosen = button(context, "choose", label, { .icon = Icon::Upload });
    text(context, hint, { .style = TextStyle::Small, .tone = Tone::Quiet });
    close_node(state);
    box(state).right = outer.right();
    auto const extent = close_box(state, 20);
    late.set_height(state, extent.height);
    set_rect(state, node, { outer.x, outer.y, outer.width, extent.height });
    return chosen;
}

} // namespace konkordat::ui
