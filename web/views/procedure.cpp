#include "web/views/procedure.h"

#include "web/views/pictures.h"

#include <algorithm>
#include <array>

namespace konkordat::views {

namespace {

constexpr std::array kinds { ResponsibilityKind::Responsible, ResponsibilityKind::Participates, ResponsibilityKind::Consulted,
    ResponsibilityKind::Informed };
constexpr float step_column_width = 230;
constexpr float part_column_width = 148;

std::optional<ResponsibilityKind> part_of(ProcedureStep const& step, OrganisationId const& organisation)
{
    auto const found = std::ranges::find(step.responsibilities, organisation, &Responsibility::organisation);
    return found == step.responsibilities.end() ? std::nullopt : std::optional(found->kind);
}

std::string responsible_names(Frame const& f, ProcedureStep const& step)
{
    std::string names;
    for (auto const& responsibility : step.responsibilities) {
        auto const* organisation = find_organisation(f.open().agreement, responsibility.organisation);
        if (organisation && responsibility.kind == ResponsibilityKind::Responsible)
            names += (names.empty() ? "" : ", ") + short_name(f, *organisation);
    }
    return names.empty() ? f.words()("procedure.nobody") : names;
}

std::string gap_text(Frame const& f, procedure::Gap const& gap)
{
    auto const& agreement = f.open().agreement;
    std::string subject;
    if (auto const step = std::ranges::find(agreement.procedure, gap.step, &ProcedureStep::id); step != agreement.procedure.end())
        subject = step_title(f, *step);
    if (auto const* organisation = find_organisation(agreement, gap.organisation))
        subject = organisation_name(f, *organisation);
    return f.words()("procedure.gap." + std::string(name_of(gap.kind)), { { "subject", subject } });
}

void draw_gaps(Frame& f, std::vector<procedure::Gap> const& gaps)
{
    auto const& words = f.words();
    ui::heading(f.ui, 2, words("procedure.gaps"));
    if (gaps.empty()) {
        auto const row = ui::row(f.ui, "no-gaps");
        ui::icon(f.ui, ui::Icon::Check, ui::Tone::Success);
        ui::text(f.ui, words("procedure.gaps.none"));
        return;
    }
    auto const list = ui::list(f.ui, "gaps", words("procedure.gaps"), 4);
    for (auto const& gap : gaps) {
        auto const id = std::string(name_of(gap.kind)) + "-" + gap.step.str() + gap.organisation.str();
        auto const item = ui::list_item(f.ui, id);
        auto const row = ui::row(f.ui, "line");
        ui::icon(f.ui, ui::Icon::Warning, ui::Tone::Warning);
        if (gap.step.empty())
            ui::text(f.ui, gap_text(f, gap));
        else
            ui::link(f.ui, "open", gap_text(f, gap), app::format_route(step_route(f, gap.step)));
    }
}

void draw_step_cell(Frame& f, ProcedureStep const& step, std::size_t number, std::vector<procedure::Gap> const& gaps)
{
    auto const cell = ui::table_cell(f.ui);
    auto const row = ui::row(f.ui, "line", { .gap = 4, .wrap = false });
    if (auto const gap = std::ranges::find(gaps, step.id, &procedure::Gap::step); gap != gaps.end())
        ui::icon(f.ui, ui::Icon::Warning, ui::Tone::Warning, gap_text(f, *gap));
    ui::link(f.ui, "open", std::to_string(number) + " " + step_title(f, step), app::format_route(step_route(f, step.id)));
}

/// The bodies that have room beside each other, and buttons that lead to the others.
std::vector<Organisation const*> page_of(Frame& f, std::vector<Organisation const*> const& all, std::size_t room)
{
    if (all.size() <= room)
        return all;
    auto const& words = f.words();
    std::size_t const pages = (all.size() + room - 1) / room;
    std::size_t const size = (all.size() + pages - 1) / pages;
    auto& page = f.memory.matrix_page;
    page = std::min(page, pages - 1);
    auto const begin = page * size;
    auto const end = std::min(begin + size, all.size());
    auto const row = ui::row(f.ui, "pages");
    if (ui::icon_button(f.ui, "previous", ui::Icon::ChevronLeft, words("procedure.bodies.previous"),
            { .disabled_reason = page == 0 ? words("procedure.bodies.first") : std::string {} }))
        --page;
    ui::status(f.ui, "shown",
        words("procedure.bodies.shown",
            { { "from", std::to_string(begin + 1) }, { "to", std::to_string(end) }, { "count", std::to_string(all.size()) } }),
        { .style = ui::TextStyle::Small });
    if (ui::icon_button(f.ui, "next", ui::Icon::ChevronRight, words("procedure.bodies.next"),
            { .disabled_reason = page + 1 == pages ? words("procedure.bodies.last") : std::string {} }))
        ++page;
    return { all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end) };
}

void draw_matrix(Frame& f, std::size_t room, std::vector<procedure::Gap> const& gaps)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const organisations = page_of(f, procedure::organisations_in_order(agreement), room);
    std::vector<ui::TableColumn> columns { { .id = "step", .label = words("procedure.step"), .share = 1.6F } };
    for (auto const* organisation : organisations)
        columns.push_back({ .id = organisation->id.str(), .label = short_name(f, *organisation), .share = 1 });
    auto const table = ui::table(f.ui, "matrix", words("procedure.matrix"), columns, { .compact = true, .single_stop = true });
    for (std::size_t i = 0; i < agreement.procedure.size(); ++i) {
        auto const& step = agreement.procedure[i];
        auto const row = ui::table_row(f.ui, step.id.str(), { .selected = f.state().route.item == step.id.str() });
        draw_step_cell(f, step, i + 1, gaps);
        for (auto const* organisation : organisations) {
            if (!f.locked().empty()) {
                auto const part = part_of(step, organisation->id);
                ui::table_cell(
                    f.ui, part ? words("responsibility." + std::string(name_of(*part))) : "–", { .style = ui::TextStyle::Small });
                continue;
            }
            auto const cell = ui::table_cell(f.ui);
            responsibility_select(f, step, *organisation, LabelLook::Hidden);
        }
    }
}

/// Where there is no room for a matrix: who is responsible; the rest is with the step.
void draw_step_list(Frame& f, std::vector<procedure::Gap> const& gaps)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const columns = std::to_array<ui::TableColumn>({ { .id = "step", .label = words("procedure.step"), .share = 3 },
        { .id = "responsible", .label = words("procedure.column.responsible"), .share = 2 } });
    auto const table = ui::table(f.ui, "steps", words("procedure.steps"), columns);
    for (std::size_t i = 0; i < agreement.procedure.size(); ++i) {
        auto const& step = agreement.procedure[i];
        auto const row = ui::table_row(f.ui, step.id.str());
        draw_step_cell(f, step, i + 1, gaps);
        ui::table_cell(f.ui, responsible_names(f, step), { .style = ui::TextStyle::Small });
    }
}

void add_step(Frame& f)
{
    auto const& agreement = f.open().agreement;
    ProcedureStep step;
    step.id = StepId { create_identifier(f.session.world(), "step") };
    step.kind = "own";
    for (auto const language : agreement.languages)
        step.title[language] = f.words()("procedure.new");
    auto const id = step.id;
    f.edit(AddStep { .agreement = agreement.id, .step = std::move(step) });
    f.go(step_route(f, id));
}

void draw_overview(Frame& f)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const main = begin_main(f, words("procedure.title"));
    auto const inset = ui::inset(f.ui, 24, 32);
    auto const stack = ui::stack(f.ui, 16);
    screen_title(f, words("procedure.title"));
    ui::paragraph(f.ui, words("procedure.intro"), { .tone = ui::Tone::Quiet });
    if (agreement.organisations.empty()) {
        ui::empty_state(f.ui, ui::Icon::People, words("procedure.empty.title"), words("procedure.empty.text"));
        ui::link(f.ui, "to-parties", words("procedure.empty.link"),
            app::format_route({ .screen = app::Screen::Parties, .agreement = agreement.id, .item = {} }), { .icon = ui::Icon::People });
        return;
    }
    auto const gaps = procedure::responsibility_matrix(agreement).gaps;
    auto const width = ui::available_width(f.ui);
    auto const room = static_cast<std::size_t>(std::max(0.0F, width - step_column_width) / part_column_width);
    if (agreement.procedure.empty())
        ui::paragraph(f.ui, words("procedure.steps.none"));
    else if (room >= 3)
        draw_matrix(f, room, gaps);
    else
        draw_step_list(f, gaps);
    if (ui::button(f.ui, "add", words("procedure.add"), { .icon = ui::Icon::Plus, .disabled_reason = f.locked() }))
        add_step(f);
    if (agreement.procedure.empty())
        return;
    draw_gaps(f, gaps);
    ui::space(f.ui, 40);
    ui::heading(f.ui, 2, words("procedure.chart"));
    draw_chart_picture(f);
}

} // namespace

ProcedureStep const* selected_step(Frame const& f)
{
    auto const& steps = f.open().agreement.procedure;
    auto const found = std::ranges::find(steps, StepId { f.state().route.item }, &ProcedureStep::id);
    return found == steps.end() ? nullptr : &*found;
}

app::Route step_route(Frame const& f, StepId const& id)
{
    return { .screen = app::Screen::Procedure, .agreement = f.open().agreement.id, .item = id.str() };
}

std::string step_title(Frame const& f, ProcedureStep const& step)
{
    auto const title = text_in(step.title, f.language(), f.open().agreement.languages);
    return title.empty() ? f.words()("procedure.new") : std::string(title);
}

std::string short_name(Frame const& f, Organisation const& organisation)
{
    auto const abbreviation = text_in(organisation.abbreviation, f.language(), f.open().agreement.languages);
    return abbreviation.empty() ? organisation_name(f, organisation) : std::string(abbreviation);
}

void responsibility_select(Frame& f, ProcedureStep const& step, Organisation const& organisation, LabelLook look)
{
    auto const& words = f.words();
    std::vector<ui::Choice> choices { { .value = "none", .label = words("draft.responsibility.none") } };
    for (auto const kind : kinds)
        choices.push_back({ .value = std::string(name_of(kind)), .label = words("responsibility." + std::string(name_of(kind))) });
    auto const part = part_of(step, organisation.id);
    std::size_t const selected = part ? static_cast<std::size_t>(*part) + 1 : 0;
    bool const hidden = look == LabelLook::Hidden;
    auto const label = hidden ? short_name(f, organisation) + ": " + step_title(f, step) : organisation_name(f, organisation);
    if (auto const chosen = ui::select(f.ui, "part-" + organisation.id.str(), label, choices, selected,
            { .disabled_reason = hidden ? std::string {} : f.locked(), .label_hidden = hidden, .width = hidden ? 0.0F : 240.0F }))
        f.edit(SetResponsibility { .agreement = f.open().agreement.id,
            .step = step.id,
            .organisation = organisation.id,
            .kind = *chosen == 0 ? std::nullopt : std::optional(kinds[*chosen - 1]) });
}

void draw_procedure(Frame& f)
{
    auto const* step = selected_step(f);
    bool const wide = ui::viewport_width(f.ui) >= 1000;
    if (!step || !wide) {
        if (step)
            draw_step(f, *step, true);
        else
            draw_overview(f);
        return;
    }
    auto const widths = std::to_array<ui::PaneWidth>({ { .share = 1 }, { .fixed = 420 } });
    auto const panes = ui::panes(f.ui, "panes", widths);
    ui::next_pane(f.ui);
    draw_overview(f);
    ui::next_pane(f.ui);
    draw_step(f, *step, false);
}

} // namespace konkordat::views
