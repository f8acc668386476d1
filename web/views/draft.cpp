#include "web/views/draft.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

Clause const* selected_clause(Frame const& f)
{
    auto const& route = f.state().route;
    return route.screen == app::Screen::Draft && !route.item.empty() ? find_clause(f.open().agreement, ClauseId { route.item }) : nullptr;
}

app::Route clause_route(Frame const& f, ClauseId const& clause)
{
    return { .screen = app::Screen::Draft, .agreement = f.open().agreement.id, .item = clause.str() };
}

templates::ClauseTemplate const* template_of(Frame const& f, Clause const& clause)
{
    return f.open().pack && clause.origin ? templates::find_clause(*f.open().pack, clause.origin->clause) : nullptr;
}

std::string clause_title(Frame const& f, std::size_t index)
{
    auto const& open = f.open();
    auto heading = open.texts[index].heading;
    if (heading.empty())
        heading = text_in(open.agreement.clauses[index].heading, open.language, open.agreement.languages);
    if (heading.empty())
        heading = f.words()("draft.new.heading");
    auto const& number = open.numbers[index];
    return number.empty() ? heading : number + " " + heading;
}

namespace {

void draw_side_by_side(Frame& f)
{
    auto const widths = std::to_array<ui::PaneWidth>({ { .fixed = 280 }, { .share = 1 }, { .fixed = 340 } });
    auto const panes = ui::panes(f.ui, "panes", widths);
    ui::next_pane(f.ui);
    draw_outline(f);
    ui::next_pane(f.ui);
    draw_document(f, ui::Landmark::Main);
    ui::next_pane(f.ui);
    draw_inspector(f);
}

void draw_one_at_a_time(Frame& f)
{
    auto const& words = f.words();
    auto const main = ui::region(f.ui, ui::Landmark::Main, "main", words("nav.draft"));
    auto const tabs = std::to_array<ui::Tab>({ { .id = "outline", .label = words("draft.outline") },
        { .id = "document", .label = words("draft.document") }, { .id = "inspector", .label = words("draft.inspector") } });
    auto& pane = f.memory.draft_pane;
    if (f.memory.arrived)
        pane = 1;
    if (auto const chosen = ui::tabs(f.ui, "parts", words("nav.draft"), tabs, pane))
        pane = *chosen;
    auto const panel = ui::tab_panel(f.ui, "parts", tabs[pane].id);
    if (pane == 0)
        draw_outline(f);
    else if (pane == 1)
        draw_document(f, ui::Landmark::Region);
    else
        draw_inspector(f);
}

} // namespace

void draw_draft(Frame& f)
{
    if (ui::viewport_width(f.ui) >= 1000)
        draw_side_by_side(f);
    else
        draw_one_at_a_time(f);
}

} // namespace konkordat::views
