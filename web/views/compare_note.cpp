#include "web/views/compare.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace konkordat::views {

namespace {

using compare::State;
using Note = CompareMemory::Note;

constexpr auto states
    = std::to_array<State>({ State::Known, State::None, State::Planned, State::NotApplicable, State::Unknown });

/// Notes about an agreement go by its id; those about cantons without one have an id of their own, "notes-ch-ur".
std::string note_id(compare::MatrixRow const& row)
{
    if (row.origin != compare::Origin::Register)
        return row.id;
    std::string id = "notes";
    for (auto const& canton : row.cantons)
        id += "-" + canton;
    std::ranges::transform(id, id.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return id;
}

/// What was entered before, if anything.
compare::Statement const* entered(compare::Cell const& cell)
{
    for (auto const& statement : cell.statements()) {
        if (std::ranges::any_of(statement.sources(), [](compare::Source const& source) {
                return std::holds_alternative<compare::ByHand>(source);
            }))
            return &statement;
    }
    return nullptr;
}

void fill(Note& note, compare::Dimension const& dimension, compare::DimensionSet const& set, compare::Statement const& statement,
    Language language)
{
    note.state = static_cast<std::size_t>(std::ranges::find(states, statement.state()) - states.begin());
    for (auto const& value : statement.values()) {
        if (auto const* code = std::get_if<compare::Code>(&value)) {
            for (std::size_t i = 0; i < dimension.choices.size(); ++i)
                note.choices[i] = note.choices[i] || dimension.choices[i].id == code->id;
        } else if (auto const* flag = std::get_if<bool>(&value)) {
            note.flag = *flag ? 0 : 1;
        } else if (auto const* day = std::get_if<Date>(&value)) {
            note.text = day->to_short_text(language);
        } else {
            note.text = compare::value_text(set, dimension, value, language);
        }
    }
    for (auto const& source : statement.sources()) {
        if (auto const* hand = std::get_if<compare::ByHand>(&source))
            note.source = hand->author;
    }
}

/// Nothing if what was typed is no value of the dimension.
std::vector<compare::Value> values_of(Note const& note, compare::Dimension const& dimension, Language language)
{
    switch (dimension.type) {
    case compare::ValueType::Choice: {
        std::vector<compare::Value> values;
        for (std::size_t i = 0; i < dimension.choices.size(); ++i) {
            if (note.choices[i])
                values.emplace_back(compare::Code { dimension.choices[i].id });
        }
        return values;
    }
    case compare::ValueType::Boolean: return { note.flag == 0 };
    case compare::ValueType::Integer: {
        std::int64_t number = 0;
        auto const* end = note.text.data() + note.text.size();
        auto const read = std::from_chars(note.text.data(), end, number);
        if (read.ec != std::errc {} || read.ptr != end)
            return {};
        return { number };
    }
    case compare::ValueType::Date: {
        auto const day = Date::parse_typed(note.text);
        return day ? std::vector<compare::Value> { *day } : std::vector<compare::Value> {};
    }
    case compare::ValueType::Text:
        if (note.text.empty())
            return {};
        return { LanguageMap { { language, note.text } } };
    }
    return {};
}

void draw_choices(Frame& f, compare::Dimension const& dimension, Note& note)
{
    auto const& words = f.words();
    if (dimension.several) {
        auto const group = ui::group(f.ui, "values", words("compare.note.value"), true);
        for (std::size_t i = 0; i < dimension.choices.size(); ++i) {
            auto const name = text_in(dimension.choices[i].text, f.language());
            if (auto const changed = ui::checkbox(f.ui, "choice-" + dimension.choices[i].id, name, note.choices[i]))
                note.choices[i] = *changed;
        }
        return;
    }
    std::vector<ui::Choice> choices;
    for (auto const& choice : dimension.choices)
        choices.push_back({ .value = choice.id, .label = std::string(text_in(choice.text, f.language())) });
    auto const found = std::ranges::find(note.choices, true);
    auto const selected = found == note.choices.end() ? std::nullopt : std::optional<std::size_t>(found - note.choices.begin());
    if (auto const chosen = ui::select(f.ui, "value", words("compare.note.value"), choices, selected, { .width = 360 })) {
        note.choices.assign(note.choices.size(), false);
        note.choices[*chosen] = true;
    }
}

void draw_value(Frame& f, compare::Dimension const& dimension, Note& note, bool missing)
{
    auto const& words = f.words();
    auto const error = missing ? words("compare.note.value.missing") : std::string {};
    auto const label = words("compare.note.value");
    std::optional<ui::TextEdit> edit;
    switch (dimension.type) {
    case compare::ValueType::Choice: draw_choices(f, dimension, note); break;
    case compare::ValueType::Boolean: {
        auto const choices = std::to_array<ui::Choice>(
            { { .value = "yes", .label = words("properties.yes") }, { .value = "no", .label = words("properties.no") } });
        if (auto const chosen = ui::radio_group(f.ui, "value", label, choices, note.flag))
            note.flag = *chosen;
        break;
    }
    case compare::ValueType::Integer:
        edit = ui::number_field(f.ui, "value", label, note.text, { .error = error, .required = true, .width = 160 });
        break;
    case compare::ValueType::Date:
        edit = ui::date_field(f.ui, "value", label, note.text, { .error = error, .required = true, .width = 200 });
        break;
    case compare::ValueType::Text:
        edit = ui::text_field(f.ui, "value", label, note.text, { .error = error, .required = true, .max_length = 500, .width = 480 });
        break;
    }
    if (edit && (edit->changed || edit->committed))
        note.text = edit->value;
    if (!edit && missing)
        ui::paragraph(f.ui, error, { .style = ui::TextStyle::Small, .tone = ui::Tone::Error });
}

/// Where the row has another id from now on, the page below the dialog follows.
void follow(Frame& f, compare::MatrixRow const& row, std::string page_id)
{
    auto& page = f.memory.compare.page;
    if (page == "profile/" + row.id)
        page = page_id.empty() ? std::string {} : "profile/" + page_id;
    f.memory.compare.note = {};
    f.push(app::Navigate { .route = compare_route(page), .replace = true });
}

} // namespace

void draw_compare_note(Frame& f, compare::RowNumber number, std::size_t dimension_number)
{
    auto const& words = f.words();
    auto const& compare = f.state().compare;
    auto const& set = *compare.dimensions;
    auto const& row = compare.matrix->rows()[number];
    auto const& dimension = set.dimensions[dimension_number];
    if (row.origin == compare::Origin::Reference)
        return;
    auto& note = f.memory.compare.note;
    auto const present = compare.matrix->cell(number, dimension_number);
    auto const* before = entered(present);
    if (auto const place = row.id + "/" + dimension.id; note.place != place) {
        note = { .place = place, .choices = std::vector<bool>(dimension.choices.size()), .source = f.state().author };
        if (before)
            fill(note, dimension, set, *before, f.language());
    }
    if (auto const open = ui::disclosure(f.ui, "note", words(before ? "compare.note.change" : "compare.note.open"), note.is_open))
        note.is_open = *open;
    if (!note.is_open)
        return;
    std::vector<ui::Choice> choices;
    for (auto const state : states)
        choices.push_back(
            { .value = std::string(name_of(state)), .label = std::string(label_text(set.answers, name_of(state), f.language())) });
    if (auto const chosen = ui::select(f.ui, "state", words("compare.note.state"), choices, note.state, { .width = 360 }))
        note.state = *chosen;
    auto const state = states[note.state];
    bool const has_value = state == State::Known || state == State::Planned;
    auto const values = has_value ? values_of(note, dimension, f.language()) : std::vector<compare::Value> {};
    bool const is_missing = state == State::Known && values.empty();
    if (has_value)
        draw_value(f, dimension, note, note.tried && is_missing);
    auto const no_source = note.tried && note.source.empty() ? words("compare.note.source.missing") : std::string {};
    auto const source = ui::text_field(f.ui, "note-source", words("compare.note.source"), note.source,
        { .description = words("compare.note.source.help"), .error = no_source, .required = true, .max_length = 300, .width = 480 });
    if (source.changed || source.committed)
        note.source = source.value;
    auto const buttons = ui::row(f.ui, "note-buttons");
    app::EnterNote entry { .id = note_id(row), .name = row.name, .cantons = row.cantons, .dimension = dimension_number, .state = state };
    if (ui::button(f.ui, "enter", words("compare.note.save"), { .disabled_reason = f.locked() })) {
        note.tried = true;
        if (note.source.empty())
            return ui::focus(f.ui, "note-source");
        if (is_missing)
            return;
        entry.values = values;
        entry.source = note.source;
        f.push(entry);
        follow(f, row, entry.id);
    } else if (before
        && ui::button(f.ui, "take-away", words("compare.note.remove"), { .kind = ui::ButtonKind::Quiet, .disabled_reason = f.locked() })) {
        entry.state.reset();
        f.push(entry);
        follow(f, row, row.origin == compare::Origin::Hand ? std::string {} : row.id);
    }
}

} // namespace konkordat::views
