#include "web/views/procedure.h"

#include <array>
#include <cstdio>

namespace konkordat::views {

namespace {

std::string place_text(Frame const& f, HistoryEntry const& entry)
{
    auto const& open = f.open();
    if (entry.place.kind == PlaceKind::Clause) {
        for (std::size_t i = 0; i < open.agreement.clauses.size(); ++i) {
            if (open.agreement.clauses[i].id.str() == entry.place.id)
                return open.numbers[i] + " " + open.texts[i].heading;
        }
    }
    if (entry.place.kind == PlaceKind::Organisation) {
        if (auto const* organisation = find_organisation(open.agreement, OrganisationId { entry.place.id }))
            return organisation_name(f, *organisation);
    }
    if (entry.place.kind == PlaceKind::Step) {
        for (auto const& step : open.agreement.procedure) {
            if (step.id.str() == entry.place.id)
                return step_title(f, step);
        }
    }
    if (entry.place.kind == PlaceKind::Variable && open.pack) {
        if (auto const* variable = templates::find_variable(*open.pack, entry.place.id))
            return std::string(text_in(variable->label, f.language()));
    }
    return {};
}

/// In the user's time zone.
std::string time_text(Frame& f, Timestamp time)
{
    Timestamp const local { time.seconds + f.session.world().utc_offset_seconds(time) };
    return local.utc_date().to_short_text(f.language()) + " " + local.to_string().substr(11, 5);
}

} // namespace

void draw_history(Frame& f)
{
    auto const& words = f.words();
    auto const& open = f.open();
    auto const main = begin_main(f, words("history.title"));
    auto const inset = ui::inset(f.ui, 24, 40);
    auto const measure = ui::measure(f.ui, 960, true);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("history.title"));
    if (f.state().author.empty()) {
        ui::paragraph(f.ui, words("history.author.hint"), { .style = ui::TextStyle::Body, .tone = ui::Tone::Quiet });
        ui::link(f.ui, "to-settings", words("nav.settings"), "#/settings");
    }
    if (open.history.empty()) {
        ui::empty_state(f.ui, ui::Icon::Clock, words("history.title"), words("history.empty"));
        return;
    }
    auto const columns = std::to_array<ui::TableColumn>({ { .id = "time", .label = words("history.time"), .width = 170 },
        { .id = "change", .label = words("history.change"), .share = 3 }, { .id = "author", .label = words("history.author"), .share = 1 },
        { .id = "state", .label = words("history.state"), .width = 140 } });
    auto const table = ui::table(f.ui, "changes", words("history.title"), columns);
    for (auto const& entry : open.history) {
        auto const row = ui::table_row(f.ui, "change-" + std::to_string(entry.sequence.value));
        bool const applied = entry.state == ChangeState::Applied;
        auto const tone = applied ? ui::Tone::Normal : ui::Tone::Quiet;
        ui::table_cell(f.ui, time_text(f, entry.time), { .style = ui::TextStyle::Numeric, .tone = tone });
        auto const place = place_text(f, entry);
        auto const language = entry.place.language ? " (" + language_name(f, *entry.place.language) + ")" : std::string {};
        ui::table_cell(f.ui, words(entry.key) + (place.empty() ? "" : ": " + place) + language, { .tone = tone });
        ui::table_cell(f.ui, entry.author.empty() ? words("history.author.none") : entry.author, { .tone = tone });
        ui::table_cell(f.ui,
            words(applied                                ? "history.state.applied"
                    : entry.state == ChangeState::Undone ? "history.state.undone"
                                                         : "history.state.dropped"),
            { .tone = tone });
    }
}

} // namespace konkordat::views
