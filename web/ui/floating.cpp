#include "web/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace konkordat::ui {

namespace {

constexpr float endless = 1e7f;

/// A window in front of all that was drawn before. Its coordinates are those of the browser window.
void open_layer(State& state, std::string const& name, Rect const& area, Ground ground)
{
    ImGui::SetNextWindowPos({ area.x, area.y });
    ImGui::SetNextWindowSize({ std::max(1.0f, area.width), std::max(1.0f, area.height) });
    ImGui::Begin(name.c_str(), nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground
            | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing
            | ImGuiWindowFlags_NoScrollWithMouse);
    state.layers.push_back(name);
    Rect const window { 0, 0, state.viewport.width, state.viewport.height };
    state.surfaces.push_back({ 0, 0, window, ground });
    ImGui::PushClipRect({ 0, 0 }, { window.width, window.height }, false);
}

void close_layer(State& state)
{
    ImGui::PopClipRect();
    state.surfaces.pop_back();
    ImGui::End();
}

/// Layers hang from the innermost dialog, else from the root: what is outside a dialog cannot be reached.
std::size_t layer_parent(State const& state)
{
    for (auto parent = state.parents.rbegin(); parent != state.parents.rend(); ++parent) {
        auto const role = state.tree.nodes[*parent].role;
        if (role == NodeRole::Dialog || role == NodeRole::AlertDialog)
            return *parent;
    }
    return 0;
}

std::size_t open_layer_node(State& state, NodeRole role, std::string_view id, std::string_view name)
{
    auto const outer = state.parents;
    state.parents.push_back(role == NodeRole::Dialog || role == NodeRole::AlertDialog ? 0 : layer_parent(state));
    auto const node = add_node(state, role, id, name);
    state.parents = outer;
    state.path_sizes.push_back(state.path.size());
    state.path = state.tree.nodes[node].path;
    state.automatic_ids.push_back(0);
    state.parents.push_back(node);
    return node;
}

void shadow(State const& state, Rect const& rect)
{
    for (int step = 1; step <= 4; ++step) {
        auto const spread = static_cast<float>(step) * 2;
        draw(state).AddRectFilled({ rect.x - spread, rect.y - spread + 3 }, { rect.right() + spread, rect.bottom() + spread + 3 },
            IM_COL32(0, 0, 0, 10), 6 + spread);
    }
}

Box layer_box(Rect const& content)
{
    Box made;
    made.x = content.x;
    made.y = content.y;
    made.width = content.width;
    made.limit = endless;
    made.gap = 12;
    made.next_x = made.right = made.x;
    made.next_y = made.bottom = made.y;
    return made;
}

bool escape_pressed(State const& state, std::string_view inside)
{
    return std::ranges::any_of(state.events, [&](Event const& event) {
        if (event.kind != EventKind::Key || event.key != Key::Escape)
            return false;
        auto const* node = state.shown.find(event.node);
        return node && node->path.starts_with(inside);
    });
}

} // namespace

// --- Dialog ---------------------------------------------------------------------------------------------------------------

Dialog dialog(Context& context, std::string_view id, std::string_view title, DialogOptions const& options)
{
    auto& state = context.state();
    constexpr float padding = 24;
    auto const node = open_layer_node(state, options.alert ? NodeRole::AlertDialog : NodeRole::Dialog, id, title);
    state.dialogs.push_back(node);
    auto& memory = memory_at(state, state.tree.nodes[node].path);
    Rect const window { 0, 0, state.viewport.width, state.viewport.height };
    open_layer(state, "dialog " + state.tree.nodes[node].path, window, Ground::Raised);
    draw(state).AddRectFilled({ 0, 0 }, { window.width, window.height }, IM_COL32(10, 16, 24, 130));

    float const width = std::min(options.width, window.width - 16);
    float const height = std::min(std::max(memory.content_height, 80.0f), window.height - 32);
    Rect const panel { std::floor((window.width - width) / 2), std::floor(std::max(16.0f, (window.height - height) * 0.4f)), width,
        height };
    shadow(state, panel);
    fill(state, panel, ColorRole::RaisedGround, 6);
    state.tree.nodes[node].flags |= flag::scroll | flag::focus_target;
    state.tree.nodes[node].description = options.description;
    set_rect(state, node, panel);
    memory.scroll = std::clamp(memory.scroll, 0.0f, std::max(0.0f, memory.content_height - panel.height));
    open_surface(state, { panel.x, panel.y - memory.scroll, panel, Ground::Raised });
    state.boxes.push_back(layer_box({ padding, padding, width - 2 * padding, 0 }));

    bool dismissed = escape_pressed(state, state.tree.nodes[node].path);
    {
        float const close_width = options.close_label.empty() ? 0 : 44;
        auto const outer_width = box(state).width;
        box(state).width = outer_width - close_width;
        heading(context, 2, title, { .looks_like = 3 });
        box(state).width = outer_width;
        if (close_width > 0) {
            auto const flow = box(state);
            box(state).next_y = padding - 6;
            box(state).x = width - padding - 30;
            box(state).first = true;
            dismissed = icon_button(context, "close-dialog", Icon::Close, options.close_label) || dismissed;
            box(state) = flow;
        }
        if (!options.description.empty())
            paragraph(context, options.description, { .style = TextStyle::Body });
    }
    auto* kept = &memory;
    auto scope = make_scope(context, [node, kept](State& open_state) {
        float const content = std::ceil(box(open_state).bottom + padding);
        open_state.tree.nodes[node].content_height = content;
        settle(open_state, kept->content_height, content);
        open_state.boxes.pop_back();
        close_surface(open_state);
        close_layer(open_state);
        close_node(open_state);
    });
    return { std::move(scope), dismissed };
}

// --- Menu -----------------------------------------------------------------------------------------------------------------

namespace {

bool pressed_outside(State const& state, Rect const& menu, Rect const& button_rect)
{
    if (!state.pressed)
        return false;
    auto const inside = [&](Rect const& rect) {
        return state.pointer_x >= rect.x && state.pointer_x <= rect.right() && state.pointer_y >= rect.y
            && state.pointer_y <= rect.bottom();
    };
    return !inside(menu) && !inside(button_rect);
}

/// Follows keys and focus; false when the menu is to be closed.
bool follow_menu(State& state, OpenMenu const& menu)
{
    bool open = true;
    for (std::size_t index = 0; index < menu.items.size(); ++index) {
        auto const* event = key_event(state, state.tree.nodes[menu.items[index]].id);
        if (!event)
            continue;
        auto const count = menu.items.size();
        std::optional<std::size_t> target;
        if (event->key == Key::Up)
            target = (index + count - 1) % count;
        else if (event->key == Key::Down)
            target = (index + 1) % count;
        else if (event->key == Key::Home)
            target = 0;
        else if (event->key == Key::End)
            target = count - 1;
        else if (event->key == Key::Escape)
            open = false;
        if (target)
            want_focus(state, state.tree.nodes[menu.items[*target]].path);
    }
    if (!open)
        want_focus(state, menu.button_path);
    return open;
}

} // namespace

Scope menu(Context& context, std::string_view id, std::string_view label, MenuOptions const& options)
{
    auto& state = context.state();
    auto const button_path = child_path(state, id);
    auto& memory = memory_at(state, button_path + "/menu");
    ButtonOptions look { .kind = options.kind, .icon = options.icon, .description = options.description, .expanded = memory.open };
    bool const pressed = options.icon_only ? icon_button(context, id, options.icon, label, look) : button(context, id, label, look);
    auto const button_node = state.tree.nodes.size() - 1;
    state.tree.nodes[button_node].flags |= flag::has_popup;
    auto const button_rect = state.tree.nodes[button_node].screen;
    bool const opening = pressed && !memory.open;
    if (pressed)
        memory.open = !memory.open;
    if (!memory.open)
        return {};

    open_path(state, id);
    auto const node = open_node(state, NodeRole::Menu, "menu", label);
    float const width = std::max(200.0f, memory.width);
    float const height = std::max(44.0f, memory.height);
    Rect panel { button_rect.x, button_rect.bottom() + 4, width, height };
    panel.x = std::clamp(panel.x, 4.0f, std::max(4.0f, state.viewport.width - width - 4));
    if (panel.bottom() > state.viewport.height - 4)
        panel.y = std::max(4.0f, button_rect.y - 4 - height);
    open_layer(state, "menu " + button_path, panel, Ground::Raised);
    shadow(state, panel);
    fill(state, panel, ColorRole::RaisedGround, 4);
    outline(state, panel, ColorRole::Hairline, 4);
    set_rect(state, node, panel);
    auto content = layer_box({ panel.x + 4, panel.y + 4, width - 8, 0 });
    content.gap = 0;
    state.boxes.push_back(content);
    state.menus.push_back({ {}, &memory, button_path, state.tree.nodes[button_node].id });
    memory.since = opening ? 1 : memory.since;
    float const natural_before = memory.width;
    memory.width = 0;
    if (pressed_outside(state, panel, button_rect))
        memory.open = false;
    return make_scope(context, [natural_before](State& open_state) {
        auto const finished = open_state.menus.back();
        open_state.menus.pop_back();
        auto& kept = *finished.memory;
        if (!follow_menu(open_state, finished))
            kept.open = false;
        if (kept.since > 0 && !finished.items.empty()) {
            want_focus(open_state, open_state.tree.nodes[finished.items.front()].path);
            kept.since = 0;
        }
        float const grown = kept.width;
        kept.width = natural_before;
        settle(open_state, kept.width, grown);
        settle(open_state, kept.height, box(open_state).bottom - box(open_state).y + 8);
        open_state.boxes.pop_back();
        close_layer(open_state);
        close_node(open_state);
        close_path(open_state);
        if (!kept.open)
            open_state.next_frame = 0;
    });
}

bool menu_item(Context& context, std::string_view id, std::string_view label, MenuItemOptions const& options)
{
    auto& state = context.state();
    auto& menu = state.menus.back();
    auto const type = type_of(TextStyle::Body);
    auto const node = add_node(state, options.checked ? NodeRole::MenuItemRadio : NodeRole::MenuItem, id, label);
    auto& added = state.tree.nodes[node];
    bool const disabled = !options.disabled_reason.empty();
    added.description = options.disabled_reason;
    added.flags |= flag::roving | (menu.items.empty() ? flag::tab_stop : 0u) | (disabled ? flag::disabled : 0u)
        | (options.checked.value_or(false) ? flag::checked : 0u);
    auto const id_number = added.id;
    menu.items.push_back(node);
    bool const has_column = options.icon != Icon::None || options.checked;
    float const shortcut_width = options.shortcut.empty() ? 0 : text_width(state, type, options.shortcut) + 24;
    float const natural = std::ceil(text_width(state, type, label)) + 24 + (has_column ? 28.0f : 0.0f) + shortcut_width + 8;
    menu.memory->width = std::max(menu.memory->width, natural);
    auto const rect = place(state, remaining_width(state), 36);
    auto const interaction = interact(state, node, rect);
    if ((interaction.hovered || interaction.focused) && !disabled)
        fill(state, rect, ColorRole::HoverGround, 3);
    auto const ink = color(state, disabled ? ColorRole::QuietText : options.danger ? ColorRole::Error : ColorRole::Text);
    float x = rect.x + 12;
    if (options.checked.value_or(false))
        draw_icon(state, Icon::Check, x, rect.y + 8, 20, ink);
    else if (options.icon != Icon::None)
        draw_icon(state, options.icon, x, rect.y + 8, 20, ink);
    x += has_column ? 28 : 0;
    draw_text(state, type, x, rect.y + 7, ink, label);
    if (!options.shortcut.empty())
        draw_text(state, type, rect.right() - shortcut_width + 12, rect.y + 7, color(state, ColorRole::QuietText), options.shortcut);
    if (disabled || !activated(state, id_number))
        return false;
    menu.memory->open = false;
    want_focus(state, menu.button_path);
    return true;
}

// --- Toast ----------------------------------------------------------------------------------------------------------------

ToastResult toast(Context& context, std::string_view id, std::string_view message_text, ToastOptions const& options)
{
    auto& state = context.state();
    auto& memory = memory_of(state, id);
    bool const fresh = !was_drawn(state, memory);
    if (fresh) {
        memory.stays_until = state.now + options.seconds;
        announce(context, message_text);
    }
    auto const type = type_of(TextStyle::Body);
    float const buttons = (options.action.empty() ? 0 : text_width(state, type, options.action) + 28)
        + (options.dismiss_label.empty() ? 0 : 44.0f);
    float const widest = std::min(640.0f, state.viewport.width - 32);
    auto const lines = wrap(state, type, message_text, std::max(80.0f, widest - buttons - 32), language(state));
    float text_wide = 0;
    for (auto const& line : lines)
        text_wide = std::max(text_wide, line.width);
    float const height = std::max(52.0f, static_cast<float>(lines.size()) * type.line_height + 24);
    float const width = std::ceil(text_wide) + 32 + buttons;
    Rect const panel { std::floor((state.viewport.width - width) / 2), state.viewport.height - 24 - height - state.toast_height, width,
        height };
    state.toast_height += height + 8;

    auto const node = open_layer_node(state, NodeRole::Region, id, message_text);
    open_layer(state, "toast " + state.tree.nodes[node].path, panel, Ground::Header);
    auto const* parent = state.tree.find(state.tree.nodes[node].parent);
    Rect in_parent = panel;
    if (parent && (parent->flags & flag::scroll)) {
        in_parent.x -= parent->screen.x;
        in_parent.y -= parent->screen.y - state.memories[parent->id].scroll;
    }
    state.surfaces.push_back({ panel.x - in_parent.x, panel.y - in_parent.y, panel, Ground::Header });
    set_rect(state, node, in_parent);
    draw(state).AddRectFilled({ panel.x, panel.y }, { panel.right(), panel.bottom() }, color(state, ColorRole::Header), 4);
    if (options.tone == Tone::Error)
        draw(state).AddRectFilled({ panel.x, panel.y }, { panel.x + 4, panel.bottom() }, color(state, ColorRole::Danger), 2);
    outline(state, in_parent, ColorRole::HeaderHover, 4);
    set_rect(state, add_node(state, NodeRole::Text, "text", message_text), in_parent);
    float y = in_parent.y + (height - static_cast<float>(lines.size()) * type.line_height) / 2;
    for (auto const& line : lines) {
        draw_text(
            state, type, in_parent.x + 16, y, color(state, ColorRole::OnHeader), message_text.substr(line.begin, line.end - line.begin));
        y += type.line_height;
    }
    auto content = layer_box({ in_parent.x + 16 + std::ceil(text_wide) + 8, in_parent.y + (height - 36) / 2, buttons, 0 });
    content.flow = Box::Flow::Along;
    content.gap = 4;
    content.wrap = false;
    state.boxes.push_back(content);
    auto result = ToastResult::Shown;
    if (!options.action.empty() && button(context, "action", options.action, { .kind = ButtonKind::Quiet }))
        result = ToastResult::Action;
    if (!options.dismiss_label.empty() && icon_button(context, "dismiss", Icon::Close, options.dismiss_label))
        result = ToastResult::Gone;
    state.boxes.pop_back();
    state.surfaces.pop_back();
    bool const pointed = state.pointer_x >= panel.x && state.pointer_x <= panel.right() && state.pointer_y >= panel.y
        && state.pointer_y <= panel.bottom();
    bool const focused = state.focused_path.starts_with(state.tree.nodes[node].path + "/");
    close_layer(state);
    close_node(state);
    if (options.seconds <= 0)
        return result;
    if (pointed || focused)
        memory.stays_until = std::max(memory.stays_until, state.now + 2);
    if (result == ToastResult::Shown && state.now >= memory.stays_until) {
        request_frame(context);
        return ToastResult::Gone;
    }
    request_frame_after(context, memory.stays_until - state.now + 0.01);
    return result;
}

} // namespace konkordat::ui
