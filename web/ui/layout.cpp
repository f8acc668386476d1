#include "web/ui/state.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace konkordat::ui {

// --- Boxes ----------------------------------------------------------------------------------------------------------------

Box& box(State& state) { return state.boxes.back(); }

namespace {

float take_gap(Box& present)
{
    float const gap = present.forced_gap.value_or(present.first ? 0 : present.gap);
    present.forced_gap.reset();
    return gap;
}

/// Height of the present line as it turned out in the last frame.
float known_line_height(Box const& present)
{
    if (present.memory && present.line < present.memory->line_heights.size())
        return present.memory->line_heights[present.line];
    return 0;
}

void finish_line(Box& present)
{
    present.line_heights.push_back(present.line_height);
    present.used = std::max(present.used, present.next_x - present.x);
    present.line_height = 0;
    ++present.line;
}

void break_line(Box& present)
{
    float const height = present.line_height;
    finish_line(present);
    present.next_x = present.x;
    present.next_y += height + present.gap;
    present.first = true;
}

Rect place_along(Box& present, float width, float height)
{
    float gap = take_gap(present);
    if (present.wrap && !present.first && present.next_x + gap + width > present.x + present.width + 0.5f) {
        break_line(present);
        present.after_spacer += gap;
        gap = 0;
    }
    float const line = std::max(height, known_line_height(present));
    Rect const rect { present.next_x + gap, present.next_y + std::floor((line - height) / 2), width, height };
    present.next_x = rect.right();
    present.after_spacer += gap + width;
    present.line_height = std::max(present.line_height, height);
    present.right = std::max(present.right, rect.right());
    present.bottom = std::max(present.bottom, present.next_y + present.line_height);
    present.first = false;
    return rect;
}

} // namespace

Rect place(State& state, float width, float height)
{
    auto& present = box(state);
    if (present.flow == Box::Flow::Along)
        return place_along(present, width, height);
    float const gap = take_gap(present);
    Rect const rect { present.x, present.next_y + gap, width, height };
    present.next_y = rect.bottom();
    present.right = std::max(present.right, rect.right());
    present.bottom = std::max(present.bottom, rect.bottom());
    present.first = false;
    return rect;
}

float remaining_width(State& state)
{
    auto const& present = box(state);
    if (present.flow == Box::Flow::Down)
        return present.width;
    float const gap = present.first ? 0 : present.gap;
    // What follows a spacer may take the room of the space before it: else a longer text would keep the width of a shorter one.
    float const used = present.spaced ? present.after_spacer : present.next_x - present.x;
    float const left = present.width - used - gap;
    return present.wrap && left < 80 ? present.width : std::max(left, 0.0f);
}

float remaining_height(State& state)
{
    auto const& present = box(state);
    float const gap = present.forced_gap.value_or(present.first ? 0 : present.gap);
    return std::max(0.0f, present.limit - present.next_y - gap);
}

Box& open_box(State& state, float width)
{
    auto& outer = box(state);
    Box inner;
    float const gap = outer.forced_gap.value_or(outer.first ? 0 : outer.gap);
    bool const along = outer.flow == Box::Flow::Along;
    inner.width = width > 0 ? width : remaining_width(state);
    if (along && outer.wrap && !outer.first && outer.next_x + gap + inner.width > outer.x + outer.width + 0.5f && width > 0) {
        break_line(outer);
        inner.x = outer.next_x;
    } else {
        inner.x = along ? outer.next_x + gap : outer.x;
    }
    inner.y = along ? outer.next_y : outer.next_y + gap;
    inner.limit = outer.limit;
    inner.gap = 8;
    inner.next_x = inner.x;
    inner.next_y = inner.y;
    inner.right = inner.x;
    inner.bottom = inner.y;
    state.boxes.push_back(inner);
    return state.boxes.back();
}

Rect close_box(State& state, float extra_height)
{
    Box const inner = state.boxes.back();
    state.boxes.pop_back();
    Rect const extent { inner.x, inner.y, inner.right - inner.x, inner.bottom - inner.y + extra_height };
    auto& outer = box(state);
    if (extent.height <= 0)
        return extent;
    if (outer.flow == Box::Flow::Along) {
        outer.after_spacer += outer.gap + extent.width;
        outer.next_x = extent.right();
        outer.line_height = std::max(outer.line_height, extent.height);
        outer.bottom = std::max(outer.bottom, outer.next_y + outer.line_height);
    } else {
        outer.next_y = extent.bottom();
        outer.bottom = std::max(outer.bottom, extent.bottom());
    }
    outer.right = std::max(outer.right, extent.right());
    outer.first = false;
    outer.forced_gap.reset();
    return extent;
}

void open_surface(State& state, Surface const& surface)
{
    Surface inner = surface;
    state.surfaces.push_back(inner);
    ImGui::PushClipRect({ inner.clip.x, inner.clip.y }, { inner.clip.right(), inner.clip.bottom() }, true);
    auto const& clip = ImGui::GetCurrentWindow()->ClipRect;
    state.surfaces.back().clip = { clip.Min.x, clip.Min.y, clip.Max.x - clip.Min.x, clip.Max.y - clip.Min.y };
}

void close_surface(State& state)
{
    ImGui::PopClipRect();
    state.surfaces.pop_back();
}

Rect to_window(State const& state, Rect const& rect)
{
    auto const& surface = state.surfaces.back();
    return { rect.x + surface.origin_x, rect.y + surface.origin_y, rect.width, rect.height };
}

// --- Layout scopes --------------------------------------------------------------------------------------------------------

Scope row(Context& context, std::string_view id, RowOptions const& options)
{
    auto& state = context.state();
    auto& memory = memory_of(state, id);
    auto& outer = box(state);
    if (outer.flow == Box::Flow::Along && outer.wrap && !outer.first && memory.width > remaining_width(state))
        break_line(outer);
    auto& inner = open_box(state);
    inner.flow = Box::Flow::Along;
    inner.gap = options.gap;
    inner.wrap = options.wrap;
    inner.memory = &memory;
    float const end_x = inner.x + inner.width;
    if (options.end)
        inner.x = inner.next_x = inner.right = inner.x + std::max(0.0f, inner.width - memory.width);
    open_path(state, id);
    bool const end = options.end;
    return make_scope(context, [end, end_x](State& open_state) {
        close_path(open_state);
        auto& present = box(open_state);
        finish_line(present);
        auto& kept = *present.memory;
        settle(open_state, kept.width, present.used);
        if (kept.line_heights != present.line_heights)
            ask_again(open_state);
        kept.line_heights = present.line_heights;
        if (end)
            present.right = std::max(present.right, end_x);
        close_box(open_state);
    });
}

void spacer(Context& context)
{
    auto& state = context.state();
    auto& present = box(state);
    assert(present.flow == Box::Flow::Along);
    auto& memory = *present.memory;
    // Memory::height serves as the width of what follows the spacer: a row keeps no height.
    float const start = std::max(present.next_x, present.x + present.width - memory.height);
    present.next_x = start;
    present.spaced = true;
    present.after_spacer = 0;
    state.open.back() = [inner = std::move(state.open.back())](State& open_state) {
        auto& row_box = box(open_state);
        settle(open_state, row_box.memory->height, row_box.after_spacer);
        inner(open_state);
    };
}

Scope stack(Context& context, float gap)
{
    auto& inner = open_box(context.state());
    inner.gap = gap;
    return make_scope(context, [](State& state) { close_box(state); });
}

void space(Context& context, float height) { box(context.state()).forced_gap = height; }

Scope measure(Context& context, float max_width, bool centred)
{
    auto& state = context.state();
    float const available = remaining_width(state);
    float const width = std::min(max_width, available);
    auto& inner = open_box(state, width);
    if (centred) {
        inner.x += std::floor((available - width) / 2);
        inner.next_x = inner.x;
        inner.right = inner.x;
    }
    return make_scope(context, [](State& open_state) { close_box(open_state); });
}

Scope inset(Context& context, float horizontal, float vertical)
{
    auto& state = context.state();
    auto& inner = open_box(state);
    inner.x += horizontal;
    inner.next_x = inner.x;
    inner.width = std::max(0.0f, inner.width - 2 * horizontal);
    inner.next_y += vertical;
    inner.bottom = inner.next_y;
    inner.limit -= vertical;
    return make_scope(context, [horizontal, vertical](State& open_state) {
        box(open_state).right += horizontal;
        close_box(open_state, vertical);
    });
}

// --- Columns --------------------------------------------------------------------------------------------------------------

namespace {

std::vector<float> share_out(std::span<PaneWidth const> widths, float available)
{
    float fixed = 0;
    float shares = 0;
    for (auto const& width : widths) {
        fixed += width.fixed;
        shares += width.fixed > 0 ? 0 : width.share;
    }
    std::vector<float> result;
    for (auto const& width : widths)
        result.push_back(
            width.fixed > 0 ? width.fixed : std::floor(std::max(0.0f, available - fixed) * width.share / std::max(shares, 0.01f)));
    return result;
}

void close_column(State& state)
{
    auto& columns = state.columns.back();
    if (!columns.open)
        return;
    columns.open = false;
    close_path(state);
    columns.bottom = std::max(columns.bottom, state.boxes.back().bottom);
    columns.tallest = std::max(columns.tallest, state.boxes.back().bottom - state.boxes.back().y - columns.grown);
    columns.grown = 0;
    float const bottom = state.boxes.back().bottom;
    state.boxes.pop_back();
    if (columns.stacked)
        columns.y = bottom + columns.gap;
}

void start_column(State& state)
{
    close_column(state);
    auto& columns = state.columns.back();
    assert(columns.next < columns.widths.size());
    Box inner;
    inner.x = columns.x;
    inner.y = columns.y;
    inner.width = columns.widths[columns.next];
    inner.limit = columns.limit;
    inner.next_x = inner.right = inner.x;
    inner.next_y = inner.bottom = inner.y;
    if (columns.panes)
        inner.gap = 0;
    state.boxes.push_back(inner);
    open_path(state, "column-" + std::to_string(columns.next));
    columns.open = true;
    if (!columns.stacked)
        columns.x += inner.width + columns.gap;
    ++columns.next;
}

} // namespace

Scope panes(Context& context, std::string_view id, std::span<PaneWidth const> widths, PanesOptions const& options)
{
    auto& state = context.state();
    float const height = options.height > 0 ? options.height : remaining_height(state);
    float const width = remaining_width(state);
    auto const rect = place(state, width, height);
    Columns columns;
    columns.widths = share_out(widths, width - options.gap * static_cast<float>(widths.size() - 1));
    columns.x = rect.x;
    columns.y = rect.y;
    columns.gap = options.gap;
    columns.limit = rect.bottom();
    columns.panes = true;
    state.columns.push_back(std::move(columns));
    open_path(state, id);
    return make_scope(context, [](State& open_state) {
        close_column(open_state);
        open_state.columns.pop_back();
        close_path(open_state);
    });
}

void next_pane(Context& context) { start_column(context.state()); }

Scope columns(Context& context, std::string_view id, std::span<PaneWidth const> widths, ColumnsOptions const& options)
{
    auto& state = context.state();
    auto& outer = open_box(state);
    Columns made;
    made.widths = share_out(widths, outer.width - options.gap * static_cast<float>(widths.size() - 1));
    made.stacked = options.minimum_width > 0 && *std::ranges::min_element(made.widths) < options.minimum_width;
    if (made.stacked)
        made.widths.assign(widths.size(), outer.width);
    made.x = outer.x;
    made.y = outer.y;
    made.bottom = outer.y;
    made.gap = options.gap;
    made.limit = outer.limit;
    auto* memory = &memory_of(state, id);
    made.memory = memory;
    state.columns.push_back(std::move(made));
    open_path(state, id);
    return make_scope(context, [memory](State& open_state) {
        close_column(open_state);
        auto const finished = open_state.columns.back();
        open_state.columns.pop_back();
        close_path(open_state);
        settle(open_state, memory->height, finished.tallest);
        auto& present = box(open_state);
        present.bottom = finished.bottom;
        present.right = present.x + present.width;
        close_box(open_state);
    });
}

Scope columns(Context& context, std::string_view id, std::size_t count, ColumnsOptions const& options)
{
    std::vector<PaneWidth> const widths(count);
    return columns(context, id, widths, options);
}

void next_column(Context& context) { start_column(context.state()); }

// --- Long lists -----------------------------------------------------------------------------------------------------------

Range visible_rows(Context& context, std::size_t count, float row_height)
{
    auto& state = context.state();
    auto& present = box(state);
    float const top = present.next_y + present.forced_gap.value_or(present.first ? 0 : present.gap);
    float const step = row_height + present.gap;
    auto const& surface = state.surfaces.back();
    float const from = surface.clip.y - surface.origin_y - top - 4 * step;
    float const until = surface.clip.bottom() - surface.origin_y - top + 4 * step;
    auto const limit = static_cast<float>(count);
    Range const range { static_cast<std::size_t>(std::clamp(std::floor(from / step), 0.0f, limit)),
        static_cast<std::size_t>(std::clamp(std::ceil(until / step), 0.0f, limit)) };
    float const end = top + static_cast<float>(count) * step - (count ? present.gap : 0);
    state.visible_rows.emplace_back(end, 0.0f);
    if (range.begin > 0)
        place(state, 1, static_cast<float>(range.begin) * step - present.gap);
    return range;
}

void end_visible_rows(Context& context)
{
    auto& state = context.state();
    auto& present = box(state);
    float const end = state.visible_rows.back().first;
    state.visible_rows.pop_back();
    present.next_y = std::max(present.next_y, end);
    present.bottom = std::max(present.bottom, present.next_y);
}

} // namespace konkordat::ui
