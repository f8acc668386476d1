#include "web/views/compare_filters.h"

#include <algorithm>

namespace konkordat::views {

namespace {

using compare::Answer;

constexpr auto answers = std::to_array<Answer>(
    { Answer::Known, Answer::None, Answer::Planned, Answer::NotApplicable, Answer::Unknown, Answer::Conflicting });

/// The values that one can filter by: those of a choice, yes and no.
std::vector<compare::Value> values_of(compare::Dimension const& dimension)
{
    std::vector<compare::Value> values;
    if (dimension.type == compare::ValueType::Boolean)
        values = { true, false };
    for (auto const& choice : dimension.choices)
        values.emplace_back(compare::Code { choice.id });
    return values;
}

std::string filter_text(Frame const& f, compare::Filter const& filter)
{
    auto const& set = *f.state().compare.dimensions;
    std::string text = dimension_name(f, filter.dimension) + ": ";
    if (!filter.answers.empty())
        return text + answer_word(f, filter.answers.front());
    return text + compare::value_text(set, set.dimensions[filter.dimension], filter.values.front(), f.language());
}

void draw_active(Frame& f)
{
    auto const& words = f.words();
    auto& memory = f.memory.compare;
    if (memory.filters.empty())
        return;
    auto const list = ui::list(f.ui, "filters", words("compare.filter.active"), 4);
    std::optional<std::size_t> removed;
    for (std::size_t i = 0; i < memory.filters.size(); ++i) {
        auto const text = filter_text(f, memory.filters[i]);
        auto const item = ui::list_item(f.ui, "filter-" + std::to_string(i));
        auto const row = ui::row(f.ui, "line", { .gap = 8, .wrap = false });
        if (ui::icon_button(f.ui, "remove", ui::Icon::Close, words("compare.filter.remove", { { "filter", text } })))
            removed = i;
        ui::text(f.ui, text);
    }
    if (!removed)
        return;
    memory.filters.erase(memory.filters.begin() + static_cast<std::ptrdiff_t>(*removed));
    memory.is_stale = true;
}

void draw_form(Frame& f)
{
    auto const& words = f.words();
    auto const& set = *f.state().compare.dimensions;
    auto& memory = f.memory.compare;
    auto const& dimension = set.dimensions[memory.filter_dimension];
    auto const row = ui::row(f.ui, "form", { .gap = 16 });
    if (auto const chosen = ui::select(
            f.ui, "dimension", words("compare.filter.dimension"), dimension_choices(f), memory.filter_dimension, { .width = 280 })) {
        memory.filter_dimension = *chosen;
        memory.filter_choice = 0;
    }
    auto const values = values_of(dimension);
    std::vector<ui::Choice> choices;
    for (auto const answer : answers)
        choices.push_back({ .value = std::string(name_of(answer)), .label = answer_word(f, answer) });
    for (std::size_t i = 0; i < values.size(); ++i)
        choices.push_back(
            { .value = "value-" + std::to_string(i), .label = "= " + compare::value_text(set, dimension, values[i], f.language()) });
    memory.filter_choice = std::min(memory.filter_choice, choices.size() - 1);
    if (auto const chosen = ui::select(f.ui, "choice", words("compare.filter.is"), choices, memory.filter_choice, { .width = 240 }))
        memory.filter_choice = *chosen;
    if (!ui::button(f.ui, "add", words("compare.filter.add"), { .icon = ui::Icon::Plus }))
        return;
    compare::Filter filter { .dimension = memory.filter_dimension };
    if (memory.filter_choice < answers.size())
        filter.answers = { answers[memory.filter_choice] };
    else
        filter.values = { values[memory.filter_choice - answers.size()] };
    memory.filters.push_back(std::move(filter));
    memory.is_stale = true;
}

void draw_dimension_choice(Frame& f)
{
    auto const& set = *f.state().compare.dimensions;
    auto& memory = f.memory.compare;
    auto const columns = ui::columns(f.ui, "groups", 3, { .gap = 24, .minimum_width = 260 });
    for (auto const& group : set.groups) {
        ui::next_column(f.ui);
        auto const fields = ui::group(f.ui, "group-" + group.id, text_in(group.text, f.language()), true);
        for (std::size_t i = 0; i < set.dimensions.size(); ++i) {
            if (set.dimensions[i].group != group.id)
                continue;
            auto const place = std::ranges::find(memory.dimensions, i);
            bool const is_chosen = place != memory.dimensions.end();
            auto const changed = ui::checkbox(f.ui, "dimension-" + std::to_string(i), dimension_name(f, i), is_chosen);
            if (!changed)
                continue;
            if (*changed && !is_chosen)
                memory.dimensions.insert(std::ranges::upper_bound(memory.dimensions, i), i);
            else if (!*changed && is_chosen)
                memory.dimensions.erase(place);
            memory.is_stale = true;
        }
    }
}

void draw_order(Frame& f)
{
    auto const& words = f.words();
    auto& memory = f.memory.compare;
    auto const columns = ui::columns(f.ui, "order", 2, { .gap = 16, .minimum_width = 240 });
    std::vector<ui::Choice> sorts { { .value = "canton", .label = words("compare.sort.canton") } };
    std::vector<ui::Choice> groups { { .value = "none", .label = words("compare.group.none") } };
    for (auto const dimension : memory.dimensions) {
        ui::Choice const choice { .value = std::to_string(dimension), .label = dimension_name(f, dimension) };
        sorts.push_back(choice);
        groups.push_back(choice);
    }
    auto const place = [&](std::optional<std::size_t> dimension) {
        auto const found = dimension ? std::ranges::find(memory.dimensions, *dimension) : memory.dimensions.end();
        return found == memory.dimensions.end() ? std::size_t { 0 } : static_cast<std::size_t>(found - memory.dimensions.begin()) + 1;
    };
    auto const dimension_at = [&](std::size_t chosen) {
        return chosen == 0 ? std::optional<std::size_t> {} : std::optional(memory.dimensions[chosen - 1]);
    };
    ui::next_column(f.ui);
    if (auto const chosen = ui::select(f.ui, "sort", words("compare.sort"), sorts, place(memory.sort), { .width = 240 })) {
        memory.sort = dimension_at(*chosen);
        memory.direction = compare::Direction::Ascending;
        memory.is_stale = true;
    }
    ui::next_column(f.ui);
    if (auto const chosen = ui::select(f.ui, "group", words("compare.group"), groups, place(memory.group), { .width = 240 })) {
        memory.group = dimension_at(*chosen);
        memory.is_stale = true;
    }
}

void draw_toggle(Frame& f, std::string_view id, std::string_view key, bool& value)
{
    if (auto const changed = ui::checkbox(f.ui, id, f.words()(key), value)) {
        value = *changed;
        f.memory.compare.is_stale = true;
    }
}

} // namespace

std::vector<ui::Choice> dimension_choices(Frame const& f)
{
    std::vector<ui::Choice> choices;
    for (std::size_t i = 0; i < f.state().compare.dimensions->dimensions.size(); ++i)
        choices.push_back({ .value = std::to_string(i), .label = dimension_name(f, i) });
    return choices;
}

void draw_matrix_controls(Frame& f)
{
    auto const& words = f.words();
    auto& memory = f.memory.compare;
    draw_order(f);
    {
        auto const columns = ui::columns(f.ui, "toggles", 3, { .gap = 24, .minimum_width = 280 });
        ui::next_column(f.ui);
        draw_toggle(f, "mechanisms", "compare.only.mechanisms", memory.only_mechanisms);
        ui::next_column(f.ui);
        draw_toggle(f, "differences", "compare.only.differences", memory.only_differences);
        ui::next_column(f.ui);
        draw_toggle(f, "references", "compare.references", memory.references);
    }
    if (auto const open = ui::disclosure(
            f.ui, "choose", words("compare.dimensions", { { "count", std::to_string(memory.dimensions.size()) } }), memory.choosing))
        memory.choosing = *open;
    if (memory.choosing)
        draw_dimension_choice(f);
    if (auto const open = ui::disclosure(f.ui, "filter", words("compare.filter"), memory.filtering))
        memory.filtering = *open;
    if (memory.filtering)
        draw_form(f);
    draw_active(f);
}

} // namespace konkordat::views
