#include "web/ui/state.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace konkordat::ui {

// --- Tabs -----------------------------------------------------------------------------------------------------------------

namespace {

std::optional<std::size_t> tab_reached(State const& state, std::span<std::size_t const> nodes)
{
    for (std::size_t index = 0; index < nodes.size(); ++index) {
        auto const id = state.tree.nodes[nodes[index]].id;
        if (activated(state, id))
            return index;
        auto const* event = key_event(state, id);
        if (!event)
            continue;
        auto const count = nodes.size();
        switch (event->key) {
        case Key::Left: return (index + count - 1) % count;
        case Key::Right: return (index + 1) % count;
        case Key::Home: return 0;
        case Key::End: return count - 1;
        default: break;
        }
    }
    return {};
}

struct TabWidths {
    float label = 0;
    float badge = 0;
};

TabWidths tab_widths(State const& state, Tab const& tab)
{
    return { std::ceil(text_width(state, type_of(TextStyle::Body, true), tab.label)),
        tab.badge.empty() ? 0 : std::ceil(text_width(state, type_of(TextStyle::Caption), tab.badge)) + 20 };
}

void draw_tab(State& state, Tab const& tab, Rect const& rect, Interaction const& interaction, bool selected, float padding)
{
    auto const type = type_of(TextStyle::Body, selected);
    if (interaction.hovered && !selected)
        fill(state, rect, ColorRole::HoverGround, 3);
    draw_text(state, type, rect.x + padding, rect.y + 8, color(state, selected ? ColorRole::Text : ColorRole::QuietText), tab.label);
    if (!tab.badge.empty()) {
        auto const small = type_of(TextStyle::Caption);
        float const width = std::ceil(text_width(state, small, tab.badge)) + 12;
        Rect const pill { rect.right() - width - padding, rect.y + 10, width, 18 };
        fill(state, pill, ColorRole::PressedGround, 9);
        draw_text(state, small, pill.x + 6, pill.y + 1, color(state, ColorRole::Text), tab.badge);
    }
    if (selected)
        fill(state, { rect.x, rect.bottom() - 3, rect.width, 3 }, ColorRole::Accent);
}

} // namespace

std::optional<std::size_t> tabs(
    Context& context, std::string_view id, std::string_view name, std::span<Tab const> tabs, std::size_t selected)
{
    auto& state = context.state();
    auto& inner = open_box(state);
    inner.flow = Box::Flow::Along;
    inner.gap = 4;
    auto const list = open_node(state, NodeRole::TabList, id, name);
    float natural = -inner.gap;
    for (auto const& tab : tabs)
        natural += tab_widths(state, tab).label + tab_widths(state, tab).badge + inner.gap;
    float const padding = std::clamp(
        (inner.width - natural) / (2 * static_cast<float>(std::max<std::size_t>(1, tabs.size()))), 4.0f, 12.0f);
    std::vector<std::size_t> nodes;
    for (std::size_t index = 0; index < tabs.size(); ++index) {
        auto const& tab = tabs[index];
        auto const widths = tab_widths(state, tab);
        float const width = widths.label + widths.badge + 2 * padding;
        auto const node = add_node(state, NodeRole::Tab, tab.id, tab.badge.empty() ? tab.label : tab.label + " " + tab.badge);
        state.tree.nodes[node].flags |= flag::roving | (index == selected ? flag::selected | flag::tab_stop : 0u);
        auto const rect = place(state, width, 40);
        draw_tab(state, tab, rect, interact(state, node, rect), index == selected, padding);
        nodes.push_back(node);
    }
    close_node(state);
    float const right = box(state).x + box(state).width;
    auto const extent = close_box(state);
    set_rect(state, list, { extent.x, extent.y, right - extent.x, extent.height });
    fill(state, { extent.x, extent.bottom() - 1, right - extent.x, 1 }, ColorRole::Hairline);
    auto const reached = tab_reached(state, nodes);
    if (!reached)
        return {};
    want_focus(state, state.tree.nodes[nodes[*reached]].path);
    return *reached == selected ? std::nullopt : reached;
}

// --- Tables ---------------------------------------------------------------------------------------------------------------

namespace {

std::vector<float> column_widths(std::span<TableColumn const> columns, float available)
{
    float fixed = 0;
    float shares = 0;
    for (auto const& column : columns) {
        fixed += column.width;
        shares += column.width > 0 ? 0 : column.share;
    }
    std::vector<float> widths;
    for (auto const& column : columns)
        widths.push_back(
            column.width > 0 ? column.width : std::max(64.0f, std::floor((available - fixed) * column.share / std::max(shares, 0.01f))));
    return widths;
}

OpenTable& table_of(State& state) { return state.tables.back(); }

float cell_x(OpenTable const& table)
{
    float x = table.x;
    for (std::size_t index = 0; index < table.cell; ++index)
        x += table.widths[index];
    return x;
}

bool header_cell(State& state, TableColumn const& column, Rect const& rect)
{
    auto const type = type_of(TextStyle::Small, true);
    auto& table = table_of(state);
    auto const node = open_node(state, NodeRole::ColumnHeader, "head-" + column.id, column.sortable ? std::string {} : column.label);
    auto& header = state.tree.nodes[node];
    header.flags |= flag::roving;
    header.flags |= column.sorted == SortOrder::Ascending ? flag::sort_ascending
        : column.sorted == SortOrder::Descending          ? flag::sort_descending
                                                          : 0u;
    set_rect(state, node, rect);
    bool clicked = false;
    bool hovered = false;
    if (column.sortable) {
        auto const sorter = add_node(state, NodeRole::Button, "sort", column.label);
        hovered = interact(state, sorter, rect).hovered;
        clicked = activated(state, state.tree.nodes[sorter].id);
    } else {
        interact(state, node, rect);
    }
    close_node(state);
    if (hovered)
        fill(state, rect, ColorRole::HoverGround, 3);
    float const sort_width = column.sortable ? 20 : 0;
    auto const shown = column.label_hidden ? std::string {}
                                           : shorten(state, type, column.label, rect.width - 2 * table.padding - sort_width);
    float const width = text_width(state, type, shown);
    float const x = column.alignment == Alignment::End ? rect.right() - table.padding - width - sort_width : rect.x + table.padding;
    draw_text(state, type, x, rect.y + (rect.height - type.line_height) / 2, color(state, ColorRole::QuietText), shown);
    if (column.sortable && (column.sorted != SortOrder::None || hovered))
        draw_icon(state, column.sorted == SortOrder::Descending ? Icon::ArrowDown : Icon::ArrowUp, x + width + 4,
            rect.y + (rect.height - 16) / 2, 16, color(state, ColorRole::QuietText));
    table.cells.back().push_back(node);
    return clicked;
}

std::optional<std::size_t> header_row(State& state)
{
    auto& table = table_of(state);
    auto const rect = place(state, remaining_width(state), 36);
    auto const row = open_node(state, NodeRole::Row, "header-row", {});
    set_rect(state, row, rect);
    table.cells.emplace_back();
    std::optional<std::size_t> sort;
    float x = rect.x;
    for (std::size_t index = 0; index < table.columns.size(); ++index) {
        if (header_cell(state, table.columns[index], { x, rect.y, table.widths[index], rect.height }))
            sort = index;
        x += table.widths[index];
    }
    close_node(state);
    fill(state, { rect.x, rect.bottom() - 1, rect.width, 1 }, ColorRole::Boundary);
    return sort;
}

/// Where a key leads from cell (row, column), if anywhere.
std::optional<std::pair<std::size_t, std::size_t>> cell_after(
    OpenTable const& table, std::size_t row, std::size_t column, Event const& event)
{
    auto const rows = table.cells.size();
    switch (event.key) {
    case Key::Up: return row > 0 ? std::optional(std::pair(row - 1, column)) : std::nullopt;
    case Key::Down: return row + 1 < rows ? std::optional(std::pair(row + 1, column)) : std::nullopt;
    case Key::Left: return column > 0 ? std::optional(std::pair(row, column - 1)) : std::nullopt;
    case Key::Right: return column + 1 < table.cells[row].size() ? std::optional(std::pair(row, column + 1)) : std::nullopt;
    case Key::Home: return std::pair(event.control ? 0 : row, std::size_t { 0 });
    case Key::End: return std::pair(event.control ? rows - 1 : row, table.cells[row].size() - 1);
    case Key::PageUp: return std::pair(row > 10 ? row - 10 : std::min<std::size_t>(row, 1), column);
    case Key::PageDown: return std::pair(std::min(rows - 1, row + 10), column);
    default: return {};
    }
}

/// A cell with a widget passes the focus to it.
std::size_t focus_target_of(State const& state, std::size_t cell)
{
    for (std::size_t index = cell + 1; index < state.tree.nodes.size(); ++index) {
        auto const& node = state.tree.nodes[index];
        if (!node.path.starts_with(state.tree.nodes[cell].path + "/"))
            break;
        if (is_interactive(node.role) && !(node.flags & flag::disabled))
            return index;
    }
    return cell;
}

void move_in_table(State& state, OpenTable const& table)
{
    if (state.events.empty())
        return;
    std::unordered_map<NodeId, std::pair<std::size_t, std::size_t>> places;
    for (std::size_t row = 0; row < table.cells.size(); ++row)
        for (std::size_t column = 0; column < table.cells[row].size(); ++column) {
            auto const cell = table.cells[row][column];
            auto const& path = state.tree.nodes[cell].path;
            for (std::size_t index = cell;
                index < state.tree.nodes.size() && (index == cell || state.tree.nodes[index].path.starts_with(path + "/")); ++index)
                if (state.tree.nodes[index].role != NodeRole::MenuItem && state.tree.nodes[index].role != NodeRole::MenuItemRadio)
                    places[state.tree.nodes[index].id] = { row, column };
        }
    for (auto const& event : state.events) {
        auto const found = places.find(event.node);
        if (found == places.end())
            continue;
        auto const [row, column] = found->second;
        if (event.kind == EventKind::Focus)
            table.memory->roving = state.tree.nodes[table.cells[row][column]].id;
        if (event.kind != EventKind::Key)
            continue;
        auto const target = cell_after(table, row, column, event);
        if (!target)
            continue;
        auto const& cells = table.cells[target->first];
        auto const cell = cells[std::min(target->second, cells.size() - 1)];
        table.memory->roving = state.tree.nodes[cell].id;
        want_focus(state, state.tree.nodes[focus_target_of(state, cell)].path);
    }
}

/// Exactly one cell without a widget is a stop of the Tab key; of a table with a single stop, exactly one cell or its widget.
void set_tab_stop(State& state, OpenTable const& table)
{
    std::optional<std::size_t> stop;
    for (auto const& row : table.cells)
        for (auto cell : row) {
            auto const target = focus_target_of(state, cell);
            if (target != cell && !table.single_stop)
                continue;
            state.tree.nodes[target].flags |= flag::roving;
            if (!stop || state.tree.nodes[cell].id == table.memory->roving)
                stop = target;
        }
    if (stop)
        state.tree.nodes[*stop].flags |= flag::tab_stop;
}

} // namespace

Table table(Context& context, std::string_view id, std::string_view name, std::span<TableColumn const> columns, TableOptions const& options)
{
    auto& state = context.state();
    auto& inner = open_box(state);
    inner.gap = 0;
    auto const node = open_node(state, NodeRole::Table, id, name);
    state.tree.nodes[node].flags |= flag::composite;
    if (options.row_count > 0)
        state.tree.nodes[node].extra = std::to_string(options.row_count + 1);
    OpenTable opened;
    opened.columns.assign(columns.begin(), columns.end());
    opened.widths = column_widths(columns, inner.width);
    opened.x = inner.x;
    opened.compact = options.compact;
    opened.striped = options.striped;
    opened.single_stop = options.single_stop;
    opened.node = node;
    opened.memory = &memory_at(state, state.tree.nodes[node].path);
    state.tables.push_back(std::move(opened));
    auto const sort = header_row(state);
    auto scope = make_scope(context, [node](State& open_state) {
        auto const finished = std::move(open_state.tables.back());
        open_state.tables.pop_back();
        set_tab_stop(open_state, finished);
        move_in_table(open_state, finished);
        close_node(open_state);
        float const width = box(open_state).width;
        auto extent = close_box(open_state);
        extent.width = std::max(extent.width, width);
        set_rect(open_state, node, extent);
    });
    return { std::move(scope), sort };
}

Scope table_row(Context& context, std::string_view id, RowLook const& look)
{
    auto& state = context.state();
    auto& table = table_of(state);
    auto& inner = open_box(state);
    auto const node = open_node(state, NodeRole::Row, id, {});
    if (look.index > 0 || !state.tree.nodes[table.node].extra.empty())
        state.tree.nodes[node].level = static_cast<std::int32_t>(look.index + 2);
    state.tree.nodes[node].flags |= look.selected ? flag::selected : 0u;
    table.cell = 0;
    table.row_y = inner.y;
    table.row_height = table.compact ? 32.0f : 40.0f;
    table.row_node = node;
    table.cells.emplace_back();
    Rect const outer { inner.x, inner.y, inner.width, 0 };
    bool const odd = table.striped && table.row_index % 2 == 1;
    LateRect const late(state, outer,
        look.selected ? std::optional(ColorRole::Selection)
            : odd     ? std::optional(ColorRole::SunkenGround)
                      : std::nullopt,
        {}, 0);
    ++table.row_index;
    return make_scope(context, [node, outer, late](State& open_state) {
        auto& finished = table_of(open_state);
        close_node(open_state);
        auto& present = box(open_state);
        present.right = outer.right();
        present.bottom = outer.y + finished.row_height;
        close_box(open_state);
        Rect const rect { outer.x, outer.y, outer.width, finished.row_height };
        late.set_height(open_state, rect.height);
        fill(open_state, { rect.x, rect.bottom() - 1, rect.width, 1 }, ColorRole::Hairline);
        set_rect(open_state, node, rect);
        for (auto cell : finished.cells.back()) {
            Rect cell_rect = open_state.tree.nodes[cell].rect;
            cell_rect.y = rect.y;
            cell_rect.height = rect.height;
            if (focus_target_of(open_state, cell) == cell)
                interact(open_state, cell, cell_rect);
            else
                set_rect(open_state, cell, cell_rect);
        }
    });
}

Scope table_cell(Context& context)
{
    auto& state = context.state();
    auto& table = table_of(state);
    float const x = cell_x(table);
    float const width = table.widths[table.cell];
    auto const node = open_node(state, NodeRole::Cell, "cell-" + table.columns[table.cell].id, {});
    state.tree.nodes[node].flags |= flag::roving;
    set_rect(state, node, { x, table.row_y, width, table.row_height });
    Box inner;
    inner.x = x + table.padding;
    inner.y = table.row_y + (table.compact ? 2.0f : 4.0f);
    inner.width = width - 2 * table.padding;
    inner.limit = 1e7f;
    inner.gap = 4;
    inner.next_x = inner.right = inner.x;
    inner.next_y = inner.bottom = inner.y;
    state.boxes.push_back(inner);
    ++table.cell;
    return make_scope(context, [node](State& open_state) {
        auto& finished = table_of(open_state);
        auto const present = box(open_state);
        open_state.boxes.pop_back();
        close_node(open_state);
        finished.row_height = std::max(finished.row_height, present.bottom - finished.row_y + (finished.compact ? 2.0f : 4.0f));
        finished.cells.back().push_back(node);
    });
}

namespace {

void text_cell(State& state, NodeRole role, std::string_view text, TextOptions const& options)
{
    auto& table = table_of(state);
    auto const type = type_of(options.style, options.bold, options.italic);
    float const x = cell_x(table);
    float const width = table.widths[table.cell];
    auto const alignment = table.columns[table.cell].alignment;
    auto const node = add_node(state, role, "cell-" + table.columns[table.cell].id, text);
    state.tree.nodes[node].flags |= flag::roving;
    set_rect(state, node, { x, table.row_y, width, table.row_height });
    float const available = std::max(16.0f, width - 2 * table.padding);
    std::string const single = options.single_line ? shorten(state, type, text, available) : std::string(text);
    auto const lines = wrap(state, type, single, available, language(state));
    float const top = std::floor(((table.compact ? 32.0f : 40.0f) - type.line_height) / 2);
    float y = table.row_y + top;
    for (auto const& line : lines) {
        float const left = alignment == Alignment::End ? available - line.width
            : alignment == Alignment::Center           ? (available - line.width) / 2
                                                       : 0;
        draw_text(state, type, x + table.padding + left, y, color(state, text_role(options.tone)),
            std::string_view(single).substr(line.begin, line.end - line.begin));
        y += type.line_height;
    }
    table.row_height = std::max(table.row_height, y - table.row_y + top);
    table.cells.back().push_back(node);
    ++table.cell;
}

} // namespace

void table_cell(Context& context, std::string_view text, TextOptions const& options)
{
    text_cell(context.state(), NodeRole::Cell, text, options);
}

void table_row_header(Context& context, std::string_view text, TextOptions const& options)
{
    text_cell(context.state(), NodeRole::RowHeader, text, options);
}

} // namespace konkordat::ui
