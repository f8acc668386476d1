#include "web/ui/field_parts.h"
#include "web/ui/state.h"

#include <algorithm>
#include <cmath>

namespace konkordat::ui {

namespace {

constexpr float mark_size = 20;
constexpr float mark_column = 28;

struct ChoiceRow {
    Rect rect;
    std::vector<Line> lines;
};

/// Places a mark with a label beside it, the whole of which can be clicked.
ChoiceRow place_choice(State& state, std::string_view label)
{
    auto const type = type_of(TextStyle::Body);
    auto lines = wrap(state, type, label, std::max(40.0f, remaining_width(state) - mark_column), language(state));
    float width = 0;
    for (auto const& line : lines)
        width = std::max(width, line.width);
    float const height = std::max(28.0f, static_cast<float>(lines.size()) * type.line_height + 6);
    return { place(state, std::ceil(width) + mark_column, height), std::move(lines) };
}

void draw_choice_label(State& state, ChoiceRow const& row, std::string_view label, bool disabled)
{
    auto const type = type_of(TextStyle::Body);
    float y = row.rect.y + 3;
    for (auto const& line : row.lines) {
        draw_text(state, type, row.rect.x + mark_column, y, color(state, disabled ? ColorRole::QuietText : ColorRole::Text),
            label.substr(line.begin, line.end - line.begin));
        y += type.line_height;
    }
}

} // namespace

std::optional<bool> checkbox(Context& context, std::string_view id, std::string_view label, bool checked, ChoiceOptions const& options)
{
    auto& state = context.state();
    auto const node = add_node(state, NodeRole::Checkbox, id, label);
    bool const disabled = !options.disabled_reason.empty();
    describe_field(state.tree.nodes[node], options.description, options.error, options.disabled_reason, options.required);
    state.tree.nodes[node].flags |= checked ? flag::checked : 0u;
    auto const row = place_choice(state, label);
    auto const interaction = interact(state, node, row.rect);
    Rect const mark { row.rect.x, row.rect.y + 4, mark_size, mark_size };
    auto const edge = disabled ? ColorRole::Hairline : interaction.hovered ? ColorRole::Accent : ColorRole::Boundary;
    fill(state, mark, checked && !disabled ? ColorRole::Accent : ColorRole::RaisedGround, 3);
    if (!checked || disabled)
        outline(state, mark, options.error.empty() ? edge : ColorRole::Error, 3, 1.5f);
    if (checked)
        draw_icon(state, Icon::Check, mark.x + 1, mark.y + 1, 18, color(state, disabled ? ColorRole::QuietText : ColorRole::OnAccent));
    draw_choice_label(state, row, label, disabled);
    draw_field_notes(state, options.description, options.error, options.disabled_reason, mark_column);
    auto const* event = last_event(state, state.tree.nodes[node].id, EventKind::Choose);
    if (!event || disabled || (event->number != 0) == checked)
        return {};
    return event->number != 0;
}

std::optional<std::size_t> radio_group(Context& context, std::string_view id, std::string_view label, std::span<Choice const> choices,
    std::optional<std::size_t> selected, ChoiceOptions const& options)
{
    auto& state = context.state();
    auto& inner = open_box(state, options.width > 0 ? std::min(options.width, remaining_width(state)) : 0);
    inner.gap = 4;
    auto const group = open_node(state, NodeRole::RadioGroup, id, label);
    describe_field(state.tree.nodes[group], options.description, options.error, options.disabled_reason, options.required);
    if (!options.label_hidden)
        draw_label(state, label, options.required);
    std::optional<std::size_t> chosen;
    for (std::size_t index = 0; index < choices.size(); ++index) {
        auto const& choice = choices[index];
        bool const disabled = !choice.disabled_reason.empty() || !options.disabled_reason.empty();
        auto const node = add_node(state, NodeRole::Radio, choice.value, choice.label);
        describe_field(state.tree.nodes[node], choice.description, {}, choice.disabled_reason, false);
        state.tree.nodes[node].flags |= (disabled ? flag::disabled : 0u) | (selected == index ? flag::checked : 0u);
        auto const row = place_choice(state, choice.label);
        auto const interaction = interact(state, node, row.rect);
        auto const centre = to_window(state, { row.rect.x + 10, row.rect.y + 14, 0, 0 });
        auto const edge = disabled                     ? ColorRole::Hairline
            : interaction.hovered || selected == index ? ColorRole::Accent
                                                       : ColorRole::Boundary;
        draw(state).AddCircleFilled({ centre.x, centre.y }, 10, color(state, ColorRole::RaisedGround), 32);
        draw(state).AddCircle({ centre.x, centre.y }, 9.25f, color(state, edge), 32, 1.5f);
        if (selected == index)
            draw(state).AddCircleFilled({ centre.x, centre.y }, 5, color(state, edge), 24);
        draw_choice_label(state, row, choice.label, disabled);
        draw_field_notes(state, choice.description, {}, choice.disabled_reason, mark_column);
        auto const* event = last_event(state, state.tree.nodes[node].id, EventKind::Choose);
        if (event && !disabled && selected != index)
            chosen = index;
    }
    draw_field_notes(state, options.description, options.error, options.disabled_reason, 0);
    close_node(state);
    set_rect(state, group, close_box(state));
    return chosen;
}

std::optional<std::size_t> select(Context& context, std::string_view id, std::string_view label, std::span<Choice const> choices,
    std::optional<std::size_t> selected, ChoiceOptions const& options)
{
    auto& state = context.state();
    auto const type = type_of(TextStyle::Body);
    float natural = 120;
    for (auto const& choice : choices)
        natural = std::max(natural, std::ceil(text_width(state, type, choice.label)) + 56);
    float const width = std::min(options.width > 0 ? options.width : natural, std::max(80.0f, remaining_width(state)));
    auto& inner = open_box(state, std::max(width, std::min(remaining_width(state), 240.0f)));
    inner.gap = 4;
    if (!options.label_hidden)
        draw_label(state, label, options.required);
    bool const disabled = !options.disabled_reason.empty();
    auto const rect = place(state, width, 36);
    auto const node = open_node(state, NodeRole::Select, id, label);
    describe_field(state.tree.nodes[node], options.description, options.error, options.disabled_reason, options.required);
    state.tree.nodes[node].font_size = type.size;
    state.tree.nodes[node].value = selected ? choices[*selected].value : "";
    for (std::size_t index = 0; index < choices.size(); ++index) {
        auto const option = add_node(
            state, NodeRole::Option, choices[index].value.empty() ? "~empty" : choices[index].value, choices[index].label);
        state.tree.nodes[option].value = choices[index].value;
        state.tree.nodes[option].flags |= (selected == index ? flag::checked : 0u)
            | (choices[index].disabled_reason.empty() ? 0u : flag::disabled);
        set_rect(state, option, rect);
    }
    close_node(state);
    auto const interaction = interact(state, node, rect);
    draw_field_box(state, rect, interaction, !options.error.empty(), disabled);
    if (selected)
        draw_text(state, type, rect.x + 12, rect.y + 7, color(state, disabled ? ColorRole::QuietText : ColorRole::Text),
            shorten(state, type, choices[*selected].label, width - 48));
    draw_icon(state, Icon::ChevronDown, rect.right() - 28, rect.y + 8, 20, color(state, ColorRole::QuietText));
    draw_field_notes(state, options.description, options.error, options.disabled_reason, 0);
    close_box(state);
    auto const* event = last_event(state, state.tree.nodes[node].id, EventKind::Choose);
    if (!event || disabled)
        return {};
    auto const index = static_cast<std::size_t>(std::max(0.0, event->number));
    if (index >= choices.size() || selected == index)
        return {};
    return index;
}

} // namespace konkordat::ui
