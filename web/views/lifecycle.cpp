#include "core/lifecycle/lifecycle.h"
#include "core/lifecycle/due_dates.h"
#include "web/views/frame.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

using lifecycle::Need;
using lifecycle::Severity;

std::string state_name(Frame const& f, LifecycleState state) { return f.words()("state." + std::string(name_of(state))); }

/// The day on which the agreement last entered the state.
std::string entered_on(Frame const& f, LifecycleState state)
{
    auto const& events = f.open().agreement.lifecycle;
    auto const event = std::find_if(events.rbegin(), events.rend(), [&](LifecycleEvent const& entry) { return entry.state == state; });
    return event == events.rend() || !event->date ? std::string {} : event->date->to_short_text(f.language());
}

void draw_states(Frame& f)
{
    auto const& words = f.words();
    auto const present = f.open().agreement.state;
    auto const list = ui::list(f.ui, "states", words("lifecycle.states"), 4);
    std::size_t number = 0;
    for (auto const state : lifecycle::states_in_order()) {
        auto const item = ui::list_item(f.ui, name_of(state));
        auto const row = ui::row(f.ui, "line");
        bool const is_present = state == present;
        auto const day = entered_on(f, state);
        bool const is_past = !is_present && !day.empty();
        ui::icon(f.ui,
            is_present    ? ui::Icon::ArrowRight
                : is_past ? ui::Icon::Check
                          : ui::Icon::Minus,
            is_present ? ui::Tone::Accent : ui::Tone::Quiet);
        ui::text(f.ui, std::to_string(++number) + ". " + state_name(f, state),
            { .tone = is_present || is_past ? ui::Tone::Normal : ui::Tone::Quiet, .bold = is_present });
        if (!day.empty())
            ui::text(f.ui, words("lifecycle.since", { { "date", day } }), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        if (is_present)
            ui::badge(f.ui, words("lifecycle.present"), ui::Tone::Note);
    }
}

app::Screen screen_for(Need need)
{
    switch (need) {
    case Need::CoreMembers:
    case Need::Experts:
    case Need::Signatories: return app::Screen::Parties;
    case Need::StepsWithoutResponsible: return app::Screen::Procedure;
    case Need::MandateAuthority:
    case Need::MandateReference:
    case Need::MandateDate:
    case Need::OpenVariables:
    case Need::ReviewInterval:
    case Need::EntryDate: break;
    }
    return app::Screen::Properties;
}

void draw_shortcomings(Frame& f, std::vector<lifecycle::Shortcoming> const& found)
{
    auto const& words = f.words();
    if (found.empty()) {
        auto const row = ui::row(f.ui, "complete");
        ui::icon(f.ui, ui::Icon::Check, ui::Tone::Success);
        ui::text(f.ui, words("lifecycle.complete"));
        return;
    }
    auto const list = ui::list(f.ui, "missing", words("lifecycle.missing"), 4);
    for (auto const& shortcoming : found) {
        auto const item = ui::list_item(f.ui, name_of(shortcoming.need));
        auto const row = ui::row(f.ui, "line");
        bool const blocks = shortcoming.severity == Severity::Blocks;
        ui::icon(f.ui, blocks ? ui::Icon::Error : ui::Icon::Info, blocks ? ui::Tone::Error : ui::Tone::Note);
        auto const text = words(
            "lifecycle.need." + std::string(name_of(shortcoming.need)), { { "count", std::to_string(shortcoming.count) } });
        ui::link(f.ui, "open", words(blocks ? "lifecycle.blocks" : "lifecycle.advises", { { "need", text } }),
            app::format_route({ .screen = screen_for(shortcoming.need), .agreement = f.open().agreement.id, .item = {} }));
    }
}

void draw_transition(Frame& f, lifecycle::Transition const& transition)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const card = ui::card(f.ui, "to-" + std::string(name_of(transition.to)));
    auto const stack = ui::stack(f.ui, 8);
    auto const name = state_name(f, transition.to);
    ui::heading(f.ui, 3, name);
    ui::text(f.ui, words("lifecycle.actor." + std::string(name_of(transition.actor))),
        { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
    auto const found = lifecycle::shortcomings(open.agreement, transition.to, open.open_variables.size());
    draw_shortcomings(f, found);
    bool const blocked = std::ranges::find(found, Severity::Blocks, &lifecycle::Shortcoming::severity) != found.end();
    auto const locked = f.locked();
    auto const reason = !locked.empty() ? locked : blocked ? words("lifecycle.blocked") : std::string {};
    if (ui::button(f.ui, "change", words("lifecycle.change", { { "state", name } }), { .disabled_reason = reason }))
        f.memory.state_change = Memory::StateChange { .agreement = open.agreement.id,
            .to = transition.to,
            .date = f.state().today.to_short_text(f.language()),
            .authority = {},
            .reference = {},
            .note = {} };
}

void draw_next(Frame& f)
{
    auto const& words = f.words();
    auto const transitions = lifecycle::transitions_from(f.open().agreement.state);
    ui::heading(f.ui, 2, words("lifecycle.next"));
    if (transitions.empty())
        ui::paragraph(f.ui, words("lifecycle.next.none"));
    auto const columns = ui::columns(f.ui, "next", std::max<std::size_t>(transitions.size(), 1), { .gap = 16, .minimum_width = 260 });
    for (auto const& transition : transitions) {
        ui::next_column(f.ui);
        draw_transition(f, transition);
    }
}

void draw_events(Frame& f)
{
    auto const& words = f.words();
    auto const& events = f.open().agreement.lifecycle;
    ui::heading(f.ui, 2, words("lifecycle.history"));
    if (events.empty()) {
        ui::paragraph(f.ui, words("lifecycle.history.none"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
        return;
    }
    bool const compact = ui::available_width(f.ui) < 640;
    std::vector<ui::TableColumn> columns { { .id = "date", .label = words("lifecycle.date"), .width = 110 },
        { .id = "state", .label = words("lifecycle.state"), .share = 1 },
        { .id = "authority", .label = words("lifecycle.authority"), .share = 2 } };
    if (!compact)
        columns.push_back({ .id = "note", .label = words("lifecycle.note"), .share = 2 });
    auto const table = ui::table(f.ui, "events", words("lifecycle.history"), columns);
    for (std::size_t i = events.size(); i-- > 0;) {
        auto const& event = events[i];
        auto const row = ui::table_row(f.ui, "event-" + std::to_string(i));
        ui::table_cell(f.ui, event.date ? event.date->to_short_text(f.language()) : "–", { .style = ui::TextStyle::Numeric });
        ui::table_cell(f.ui, state_name(f, event.state));
        ui::table_cell(f.ui, event.authority + (event.authority.empty() || event.reference.empty() ? "" : ", ") + event.reference);
        if (!compact)
            ui::table_cell(f.ui, event.note);
    }
}

void draw_due_dates(Frame& f)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const dates = lifecycle::due_dates(agreement, f.state().today);
    ui::heading(f.ui, 2, words("lifecycle.due"));
    ui::paragraph(f.ui, words("lifecycle.due.help"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
    if (dates.empty()) {
        ui::paragraph(f.ui, words("lifecycle.due.none"));
        return;
    }
    {
        auto const columns = std::to_array<ui::TableColumn>({ { .id = "date", .label = words("lifecycle.date"), .width = 130 },
            { .id = "what", .label = words("lifecycle.due.what"), .share = 1 } });
        auto const table = ui::table(f.ui, "due", words("lifecycle.due"), columns);
        for (auto const& due : dates) {
            auto const row = ui::table_row(f.ui, std::string(name_of(due.kind)) + "-" + due.subject + "-" + std::to_string(due.number));
            ui::table_cell(f.ui, due.date.to_short_text(f.language()), { .style = ui::TextStyle::Numeric });
            auto const cell = ui::table_cell(f.ui);
            auto const line = ui::row(f.ui, "line");
            ui::text(f.ui, lifecycle::due_text(agreement, due, f.language(), f.state().assets->words));
            if (due.date < f.state().today)
                ui::badge(f.ui, words("lifecycle.overdue"), ui::Tone::Warning);
        }
    }
    if (ui::button(
            f.ui, "calendar", words("lifecycle.calendar"), { .icon = ui::Icon::Download, .description = words("lifecycle.calendar.help") }))
        f.push(app::ExportCalendar {});
}

/// Stores the change if its date can be read; false: it stays open.
bool submit(Frame& f, Memory::StateChange& change)
{
    change.tried = true;
    auto const date = Date::parse_typed(change.date);
    if (!date)
        return false;
    auto const name = state_name(f, change.to);
    f.edit(ChangeLifecycle { .agreement = change.agreement,
               .event
               = { .state = change.to, .date = *date, .authority = change.authority, .reference = change.reference, .note = change.note } },
        f.words()("lifecycle.changed", { { "state", name } }));
    return true;
}

void text_of(Frame& f, std::string_view id, std::string_view label_key, std::string& text)
{
    auto const edit = ui::text_field(f.ui, id, f.words()(label_key), text);
    if (edit.changed || edit.committed)
        text = edit.value;
}

void draw_change_dialog(Frame& f)
{
    auto& change = f.memory.state_change;
    if (!change || change->agreement != f.open().agreement.id) {
        change.reset();
        return;
    }
    auto const& words = f.words();
    auto const dialog = ui::dialog(
        f.ui, "change-state", words("lifecycle.change", { { "state", state_name(f, change->to) } }), { .width = 520 });
    auto const stack = ui::stack(f.ui, 16);
    bool const wrong = change->tried && !Date::parse_typed(change->date);
    auto const error = wrong ? words("field.date.wrong", { { "example", f.state().today.to_short_text(f.language()) } }) : std::string {};
    auto const date = ui::date_field(
        f.ui, "date", words("lifecycle.date"), change->date, { .error = error, .required = true, .width = 200 });
    if (date.changed || date.committed)
        change->date = date.value;
    text_of(f, "authority", "lifecycle.authority", change->authority);
    text_of(f, "reference", "lifecycle.reference", change->reference);
    auto const note = ui::text_area(f.ui, "note", words("lifecycle.note"), change->note);
    if (note.changed || note.committed)
        change->note = note.value;
    auto const row = ui::row(f.ui, "buttons", { .end = true });
    if (ui::button(f.ui, "cancel", words("dialog.cancel")) || dialog.dismissed) {
        change.reset();
        return;
    }
    if (ui::button(f.ui, "confirm", words("lifecycle.confirm"), { .kind = ui::ButtonKind::Primary }) && submit(f, *change))
        change.reset();
}

} // namespace

void draw_lifecycle(Frame& f)
{
    auto const& words = f.words();
    {
        auto const main = begin_main(f, words("lifecycle.title"));
        auto const inset = ui::inset(f.ui, 24, 40);
        auto const measure = ui::measure(f.ui, 960, true);
        auto const stack = ui::stack(f.ui, 16);
        screen_title(f, words("lifecycle.title"));
        ui::paragraph(f.ui, words("lifecycle.intro"), { .tone = ui::Tone::Quiet });
        draw_states(f);
        ui::space(f.ui, 24);
        draw_next(f);
        ui::space(f.ui, 24);
        draw_due_dates(f);
        ui::space(f.ui, 24);
        draw_events(f);
    }
    draw_change_dialog(f);
}

} // namespace konkordat::views
