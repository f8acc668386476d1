#include "web/views/draft.h"

#include "web/ui/page.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace konkordat::views {

namespace {

using app::ClausePlace;
using app::LiveDocument;

/// The versions that are shown, as the layout is asked for them.
std::vector<Language> shown_languages(Frame const& f)
{
    auto const& chosen = f.memory.pages.language;
    auto const& languages = f.open().agreement.languages;
    if (!chosen || std::ranges::find(languages, *chosen) == languages.end())
        return {};
    return { *chosen };
}

/// The version that is being written: that of the field with the focus, else the one shown in the document.
Language followed_language(Frame const& f)
{
    auto const path = ui::focused_path(f.ui);
    for (auto const language : f.open().agreement.languages) {
        auto const code = std::string(language_code(language));
        if (path.ends_with("/body-" + code) || path.ends_with("/heading-" + code))
            return language;
    }
    return f.memory.pages.followed_language.value_or(f.open().language);
}

ui::PagesView::Place place_in_view(ClausePlace const& place) { return { place.page, place.top, place.bottom }; }

/// Scrolls to the clause that was chosen, or to the line that was changed in it. Where a person has scrolled to stays otherwise.
void follow(Frame& f, LiveDocument const& live)
{
    auto& memory = f.memory.pages;
    auto const* clause = selected_clause(f);
    ClauseId const id = clause ? clause->id : ClauseId {};
    auto language = followed_language(f);
    auto const shown = shown_languages(f);
    if (!shown.empty())
        language = shown.front();
    auto const* place = clause ? live.place_of(id, language) : nullptr;
    bool const other = memory.followed != id || memory.followed_language != language || memory.asked;
    if (place && other)
        memory.view.wanted_place = place_in_view(*place);
    else if (place && memory.followed_revision != live.revision()) {
        bool const moved = memory.followed_page != place->page || memory.followed_top != place->top;
        if (auto const change = live.change_in(id, language))
            memory.view.wanted_place = place_in_view(*change);
        else if (moved)
            memory.view.wanted_place = place_in_view(*place);
    }
    if (memory.asked && place)
        ui::focus(f.ui, "pages/page-" + std::to_string(place->page + 1) + "/" + id.str() + "-" + std::string(language_code(language)));
    memory.asked = false;
    memory.followed = id;
    memory.followed_language = language;
    memory.followed_revision = live.revision();
    memory.followed_page = place ? place->page : 0;
    memory.followed_top = place ? place->top : 0;
}

std::vector<ui::PageSpot> spots_on(Frame const& f, LiveDocument const& live, std::size_t page)
{
    auto const& clauses = f.open().agreement.clauses;
    auto const* selected = selected_clause(f);
    std::vector<ui::PageSpot> spots;
    auto const range = std::ranges::equal_range(live.places(), page, {}, &ClausePlace::page);
    for (auto const& place : range) {
        auto const clause = std::ranges::find(clauses, place.clause, &Clause::id);
        if (clause == clauses.end())
            continue;
        auto const title = clause_title(f, static_cast<std::size_t>(clause - clauses.begin()));
        spots.push_back({ .id = place.clause.str() + "-" + std::string(language_code(place.language)),
            .name = f.words()("pages.edit", { { "heading", title } }),
            .target = app::format_route(clause_route(f, place.clause)),
            .top = place.top,
            .bottom = place.bottom,
            .left = place.left,
            .marked = selected && selected->id == place.clause });
    }
    std::ranges::stable_sort(spots, {}, &ui::PageSpot::top);
    return spots;
}

/// Address of the clause that a key of the layout's anchors names: "de/purpose".
std::string address_of(Frame const& f, std::string_view anchor)
{
    auto const slash = anchor.find('/');
    if (slash == std::string_view::npos)
        return {};
    ClauseId const id { std::string(anchor.substr(slash + 1)) };
    return find_clause(f.open().agreement, id) ? app::format_route(clause_route(f, id)) : std::string {};
}

void draw_zoom(Frame& f)
{
    auto const& words = f.words();
    auto& view = f.memory.pages.view;
    auto const quiet = [](bool pressed) { return ui::ButtonOptions { .kind = ui::ButtonKind::Quiet, .pressed = pressed }; };
    float const present = view.zoom_since >= 0 ? view.zoom_to : view.zoom;
    auto zoom_to = [&](float zoom) {
        view.fit = ui::PagesView::Fit::None;
        view.wanted_zoom = zoom;
    };
    if (ui::icon_button(f.ui, "zoom-out", ui::Icon::Minus, words("pages.zoom.out"), { .shortcut = "Ctrl −" }))
        zoom_to(ui::next_zoom(present, -1));
    auto const percent = std::to_string(std::lround(present * 100)) + " %";
    if (ui::button(
            f.ui, "zoom", percent, { .kind = ui::ButtonKind::Quiet, .description = words("pages.zoom.reset"), .shortcut = "Ctrl 0" }))
        zoom_to(1);
    if (ui::icon_button(f.ui, "zoom-in", ui::Icon::Plus, words("pages.zoom.in"), { .shortcut = "Ctrl +" }))
        zoom_to(ui::next_zoom(present, 1));
    if (ui::icon_button(f.ui, "fit-width", ui::Icon::FitWidth, words("pages.fit.width"), quiet(view.fit == ui::PagesView::Fit::Width)))
        view.fit = ui::PagesView::Fit::Width;
    if (ui::icon_button(f.ui, "fit-page", ui::Icon::FitPage, words("pages.fit.page"), quiet(view.fit == ui::PagesView::Fit::Page)))
        view.fit = ui::PagesView::Fit::Page;
}

void go_to_typed(Frame& f, std::size_t count)
{
    auto& memory = f.memory.pages;
    std::size_t page = 0;
    auto const& typed = *memory.typed;
    auto const [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), page);
    if (error == std::errc {} && end == typed.data() + typed.size() && page > 0)
        memory.view.wanted_page = std::min(page, count) - 1;
    memory.typed.reset();
}

void draw_page_number(Frame& f, std::size_t count)
{
    auto const& words = f.words();
    auto& memory = f.memory.pages;
    ui::text(f.ui, words("pages.page"), { .style = ui::TextStyle::Small });
    auto const shown = memory.typed.value_or(std::to_string(std::min(memory.view.current_page, count - 1) + 1));
    auto const edit = ui::number_field(f.ui, "page", words("pages.page"), shown, { .label_hidden = true, .max_length = 5, .width = 56 });
    if (edit.changed)
        memory.typed = edit.value;
    if (memory.typed && (edit.submitted || edit.committed))
        go_to_typed(f, count);
    ui::text(f.ui, words("pages.of", { { "count", std::to_string(count) } }), { .style = ui::TextStyle::Small });
}

void draw_language_versions(Frame& f)
{
    auto const& languages = f.open().agreement.languages;
    if (languages.size() < 2)
        return;
    std::vector<ui::Choice> choices { { .value = "all", .label = f.words()("pages.languages.all") } };
    for (auto& choice : language_choices(f, languages))
        choices.push_back(std::move(choice));
    auto const shown = shown_languages(f);
    std::size_t const selected = shown.empty()
        ? 0
        : static_cast<std::size_t>(std::ranges::find(languages, shown.front()) - languages.begin()) + 1;
    auto const chosen = ui::select(
        f.ui, "versions", f.words()("pages.languages"), choices, selected, { .label_hidden = true, .width = 160 });
    if (chosen)
        f.memory.pages.language = *chosen == 0 ? std::optional<Language> {} : std::optional(languages[*chosen - 1]);
}

} // namespace

void draw_pages(Frame& f)
{
    auto& memory = f.memory.pages;
    if (memory.agreement != f.open().agreement.id) {
        memory = { .shown = memory.shown, .agreement = f.open().agreement.id };
        memory.view.fit = ui::PagesView::Fit::Width;
    }
    auto const& live = f.session.pages(shown_languages(f));
    auto const document = live.document();
    if (!document || document->pages.empty()) {
        auto const inset = ui::inset(f.ui, 16, 16);
        auto const text = live.error() ? f.words().describe(*live.error()) : std::string {};
        (void)ui::message(f.ui, "failed", f.words()("pages.failed"), text, { .tone = ui::Tone::Error });
        return;
    }
    f.session.platform().report("layout-ms", live.seconds() * 1000);
    {
        auto const inset = ui::inset(f.ui, 12, 8);
        auto const row = ui::row(f.ui, "pages-toolbar", { .gap = 4 });
        draw_zoom(f);
        draw_page_number(f, document->pages.size());
        draw_language_versions(f);
    }
    follow(f, live);
    auto const count = std::to_string(document->pages.size());
    auto const clicked = ui::pages(f.ui, "pages", f.words()("draft.pages"), memory.view,
        { .document = document.get(),
            .revision = live.revision(),
            .page_name =
                [&](std::size_t page) { return f.words()("pages.name", { { "page", std::to_string(page + 1) }, { "count", count } }); },
            .spots = [&](std::size_t page) { return spots_on(f, live, page); },
            .address = [&](std::string_view anchor) { return address_of(f, anchor); } });
    if (!clicked)
        return;
    auto const clause = clicked->substr(0, clicked->rfind('-'));
    f.go(clause_route(f, ClauseId { clause }));
}

void show_on_page(Frame& f)
{
    f.memory.pages.shown = true;
    f.memory.pages.asked = true;
    f.memory.draft_pane = pages_pane;
    ui::request_frame(f.ui);
}

} // namespace konkordat::views
