#include "web/views/draft.h"

#include <algorithm>
#include <array>
#include <cmath>

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

/// Inspector or pages, chosen by tabs.
void draw_side(Frame& f)
{
    auto const& words = f.words();
    auto const tabs = std::to_array<ui::Tab>(
        { { .id = "inspector", .label = words("draft.inspector") }, { .id = "pages", .label = words("draft.pages") } });
    auto& shown = f.memory.pages.shown;
    auto const side = ui::region(f.ui, ui::Landmark::Complementary, "side", tabs[shown ? 1 : 0].label, { .ground = ui::Ground::Raised });
    if (auto const chosen = ui::tabs(f.ui, "sides", words("draft.side"), tabs, shown ? 1 : 0)) {
        shown = *chosen == 1;
        ui::request_frame(f.ui);
    }
    auto const panel = ui::tab_panel(f.ui, "sides", tabs[shown ? 1 : 0].id);
    if (shown)
        draw_pages(f);
    else
        draw_inspector(f, ui::Landmark::Region);
}

void draw_side_by_side(Frame& f)
{
    float const width = ui::viewport_width(f.ui);
    bool const pages = f.memory.pages.shown;
    // The outline makes room for the pages where there is little.
    bool const outline = !pages || width >= 1200;
    // Its column stays, as good as without width: the paths of the others, and with them the focus, do not change.
    auto const widths = std::to_array<ui::PaneWidth>({ { .fixed = !outline ? 0.01F
                                                               : pages     ? 240.0F
                                                                           : 280.0F },
        { .share = 1 }, { .fixed = pages ? std::floor(width * 0.45F) : 340.0F } });
    auto const panes = ui::panes(f.ui, "panes", widths);
    ui::next_pane(f.ui);
    if (outline)
        draw_outline(f);
    ui::next_pane(f.ui);
    draw_document(f, ui::Landmark::Main);
    ui::next_pane(f.ui);
    draw_side(f);
}

void draw_all_beside(Frame& f)
{
    bool const pages = f.memory.pages.shown;
    std::vector<ui::PaneWidth> widths { { .fixed = 280 }, { .share = 1 }, { .fixed = 340 } };
    if (pages)
        widths.push_back({ .share = 1.25F });
    auto const panes = ui::panes(f.ui, "panes", widths);
    ui::next_pane(f.ui);
    draw_outline(f);
    ui::next_pane(f.ui);
    draw_document(f, ui::Landmark::Main);
    ui::next_pane(f.ui);
    draw_inspector(f, ui::Landmark::Complementary);
    if (!pages)
        return;
    ui::next_pane(f.ui);
    auto const side = ui::region(
        f.ui, ui::Landmark::Complementary, "pages-side", f.words()("draft.pages"), { .ground = ui::Ground::Raised });
    draw_pages(f);
}

void draw_one_at_a_time(Frame& f)
{
    auto const& words = f.words();
    auto const main = ui::region(f.ui, ui::Landmark::Main, "main", words("nav.draft"));
    auto const tabs = std::to_array<ui::Tab>(
        { { .id = "outline", .label = words("draft.outline") }, { .id = "document", .label = words("draft.document") },
            { .id = "inspector", .label = words("draft.inspector") }, { .id = "pages", .label = words("draft.pages") } });
    auto& pane = f.memory.draft_pane;
    if (f.memory.arrived)
        pane = document_pane;
    if (auto const chosen = ui::tabs(f.ui, "parts", words("nav.draft"), tabs, pane))
        pane = *chosen;
    auto const panel = ui::tab_panel(f.ui, "parts", tabs[pane].id);
    if (pane == 0)
        draw_outline(f);
    else if (pane == document_pane)
        draw_document(f, ui::Landmark::Region);
    else if (pane == pages_pane)
        draw_pages(f);
    else
        draw_inspector(f, ui::Landmark::Region);
}

} // namespace

void draw_draft(Frame& f)
{
    float const width = ui::viewport_width(f.ui);
    if (width >= all_beside_width)
        draw_all_beside(f);
    else if (width >= side_by_side_width)
        draw_side_by_side(f);
    else
        draw_one_at_a_time(f);
}

} // namespace konkordat::views
