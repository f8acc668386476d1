#include "web/views/review.h"

#include <algorithm>

namespace konkordat::views {

namespace {

void draw_clause_choice(Frame& f)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    std::vector<ui::Choice> choices { { .value = {}, .label = words("remarks.clause.choose") },
        { .value = about_all.str(), .label = words("remarks.about-all") } };
    for (auto const& clause : agreement.clauses) {
        if (clause.state != ClauseState::Omitted)
            choices.push_back({ .value = clause.id.str(), .label = clause_label(f, agreement, clause.id) });
    }
    auto const found = std::ranges::find(choices, f.memory.remark.clause, &ui::Choice::value);
    auto const selected = found == choices.end() ? 0U : static_cast<std::size_t>(found - choices.begin());
    if (auto const chosen = ui::select(f.ui, "clause", words("remarks.clause"), choices, selected, { .width = 480 }))
        f.memory.remark = { .clause = choices[*chosen].value };
    if (!f.memory.remark.clause.empty())
        draw_remark_form(f, agreement, f.state().review.draft_hash, ClauseId { f.memory.remark.clause });
}

void draw_threads(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    auto const open = static_cast<std::size_t>(std::ranges::count_if(state.annotations,
        [](review::Annotation const& annotation) { return review::state_of(annotation) == review::AnnotationState::Open; }));
    ui::heading(f.ui, 2, words("remarks.add.title"));
    draw_clause_choice(f);
    ui::heading(f.ui, 2, words("remarks.list"));
    if (state.annotations.empty()) {
        ui::empty_state(f.ui, ui::Icon::Info, words("remarks.empty.title"), words("remarks.empty"));
        return;
    }
    {
        auto const row = ui::row(f.ui, "count");
        ui::status(f.ui, "open-count", words.plural("remarks.open", open), { .bold = true });
        if (auto const changed = ui::checkbox(f.ui, "open-only", words("remarks.open-only"), f.memory.remarks_open_only))
            f.memory.remarks_open_only = *changed;
    }
    draw_remark_cards(f, ReviewRole::Drafter, f.open().agreement);
}

} // namespace

void draw_own_name(Frame& f)
{
    auto const& words = f.words();
    auto const& name = f.memory.own_name;
    auto const edit = ui::text_field(f.ui, "own-name", words("task.name"), name ? *name : f.state().author,
        { .description = words("task.name.help"),
            .autocomplete = "name",
            .read_only = !f.state().writable(),
            .spell_check = false,
            .max_length = 200,
            .width = 360 });
    if (edit.changed)
        f.memory.own_name = edit.value;
    if (edit.committed || edit.submitted) {
        f.memory.own_name.reset();
        f.push(app::ChangeAuthor { .name = edit.value });
    }
}

void draw_review_notices(Frame& f)
{
    auto const& words = f.words();
    auto const& state = f.state().review;
    for (std::size_t i = 0; i < state.notices.size(); ++i)
        (void)ui::message(
            f.ui, "notice-" + std::to_string(i), state.notices[i].title, state.notices[i].text, { .tone = state.notices[i].tone });
    for (std::size_t i = 0; i < state.damaged.size(); ++i)
        (void)ui::message(f.ui, "damaged-" + std::to_string(i), words("review.damaged"), state.damaged[i], { .tone = ui::Tone::Error });
}

void draw_remarks(Frame& f)
{
    auto const& words = f.words();
    auto const main = begin_main(f, words("nav.review"));
    bool const compact = ui::size_class(f.ui) == ui::SizeClass::Compact;
    auto const inset = ui::inset(f.ui, compact ? 16.0F : 24.0F, compact ? 24.0F : 40.0F);
    auto const measure = ui::measure(f.ui, 860, true);
    auto const stack = ui::stack(f.ui, 16);
    if (f.memory.review_agreement != f.open().agreement.id) {
        f.memory.review_agreement = f.open().agreement.id;
        f.memory.remark = {};
        f.memory.packet = {};
        f.memory.carried_theirs.clear();
        f.memory.remarks_part = 0;
    }
    screen_title(f, words("remarks.title"));
    ui::paragraph(f.ui, words("remarks.intro"), { .tone = ui::Tone::Quiet });
    draw_review_notices(f);
    auto const tabs = std::to_array<ui::Tab>({ { .id = "packets", .label = words("remarks.tab.packets") },
        { .id = "remarks", .label = words("remarks.tab.remarks") }, { .id = "decisions", .label = words("remarks.tab.decisions") } });
    auto& part = f.memory.remarks_part;
    if (auto const chosen = ui::tabs(f.ui, "parts", words("remarks.title"), tabs, part))
        part = *chosen;
    auto const panel = ui::tab_panel(f.ui, "parts", tabs[part].id);
    auto const inner = ui::stack(f.ui, 16);
    if (part == 0)
        draw_packets(f);
    else if (part == 1)
        draw_threads(f);
    else
        draw_decisions(f);
}

} // namespace konkordat::views
