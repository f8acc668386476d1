#include "web/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>

namespace konkordat::ui {

namespace {

ImVec2 top_left(Rect const& rect) { return { rect.x, rect.y }; }
ImVec2 bottom_right(Rect const& rect) { return { rect.right(), rect.bottom() }; }

} // namespace

ImU32 color(State const& state, ColorRole role, float alpha)
{
    auto const rgb = (*state.theme)[role].rgb;
    return IM_COL32(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, static_cast<ImU32>(alpha * 255));
}

ImDrawList& draw(State const&) { return *ImGui::GetWindowDrawList(); }

bool is_visible(State const& state, Rect const& rect)
{
    auto const window = to_window(state, rect);
    auto const& clip = state.surfaces.back().clip;
    return window.bottom() >= clip.y && window.y <= clip.bottom() && window.right() >= clip.x && window.x <= clip.right();
}

void fill(State const& state, Rect const& rect, ColorRole role, float radius)
{
    auto const window = to_window(state, rect);
    draw(state).AddRectFilled(top_left(window), bottom_right(window), color(state, role), radius);
}

void outline(State const& state, Rect const& rect, ColorRole role, float radius, float thickness)
{
    auto const window = to_window(state, rect);
    draw(state).AddRect(top_left(window), bottom_right(window), color(state, role), radius, 0, thickness);
}

namespace {

/// Any height that leaves the upper and the lower corners apart.
constexpr float provisional_height = 64;

} // namespace

LateRect::LateRect(State const& state, Rect const& rect, std::optional<ColorRole> filling, std::optional<ColorRole> edge, float radius)
{
    auto& list = draw(state);
    m_list = &list;
    m_begin = list.VtxBuffer.Size;
    Rect const provisional { rect.x, rect.y, rect.width, provisional_height };
    m_top = to_window(state, rect).y;
    if (filling)
        fill(state, provisional, *filling, radius);
    if (edge)
        outline(state, provisional, *edge, radius);
    m_end = list.VtxBuffer.Size;
}

void LateRect::set_height(State const&, float height) const
{
    for (int index = m_begin; index < m_end; ++index) {
        auto& vertex = m_list->VtxBuffer[index];
        if (vertex.pos.y > m_top + provisional_height / 2)
            vertex.pos.y += height - provisional_height;
    }
}

Interaction interact(State& state, std::size_t node_index, Rect const& rect)
{
    set_rect(state, node_index, rect);
    auto const& node = state.tree.nodes[node_index];
    auto const window = to_window(state, rect);
    auto* imgui_window = ImGui::GetCurrentWindow();
    ImGuiID const id = imgui_window->GetID(static_cast<int>(node.id));
    state.claimed.insert(id);
    ImRect const bounds { top_left(window), bottom_right(window) };
    Interaction result;
    bool const visible = ImGui::ItemAdd(bounds, id);
    result.focused = state.focused == node.id;
    if (result.focused && state.focus_visible)
        state.ring = FocusRing { window, state.surfaces.back().clip, imgui_window->DrawList,
            state.surfaces.back().ground == Ground::Header };
    if (visible && !(node.flags & flag::disabled))
        ImGui::ButtonBehavior(bounds, id, &result.hovered, &result.held, ImGuiButtonFlags_NoNavFocus | ImGuiButtonFlags_AllowOverlap);
    else if (visible)
        result.hovered = ImGui::ItemHoverable(bounds, id, ImGuiItemFlags_None);
    return result;
}

void tooltip(State& state, Rect const& anchor, std::string_view text)
{
    auto const type = type_of(TextStyle::Small);
    auto const lines = wrap(state, type, text, std::min(320.0f, state.viewport.width - 32), language(state));
    float width = 0;
    for (auto const& line : lines)
        width = std::max(width, line.width);
    auto const window = to_window(state, anchor);
    float const height = static_cast<float>(lines.size()) * type.line_height + 12;
    Rect place { window.x + (window.width - width) / 2 - 8, window.bottom() + 8, width + 16, height };
    place.x = std::clamp(place.x, 4.0f, std::max(4.0f, state.viewport.width - place.width - 4));
    if (place.bottom() > state.viewport.height - 4)
        place.y = window.y - 8 - height;
    auto& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(top_left(place), bottom_right(place), color(state, ColorRole::Text), 3);
    float y = place.y + 6;
    auto* font = state.faces[0];
    for (auto const& line : lines) {
        list.AddText(font, type.size, { place.x + 8, y + (type.line_height - type.size * 1.36f) / 2 }, color(state, ColorRole::Ground),
            text.data() + line.begin, text.data() + line.end);
        y += type.line_height;
    }
}

} // namespace konkordat::ui
