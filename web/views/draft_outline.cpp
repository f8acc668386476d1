#include "web/views/draft.h"

namespace konkordat::views {

namespace {

ui::Tone state_tone(ClauseState state)
{
    switch (state) {
    case ClauseState::AsTemplate: return ui::Tone::Quiet;
    case ClauseState::Adapted: return ui::Tone::Note;
    case ClauseState::Own: return ui::Tone::Accent;
    case ClauseState::Omitted: return ui::Tone::Warning;
    }
    return ui::Tone::Quiet;
}

/// True if a clause of this index is the first of a section's and that section has any.
bool has_clauses(Agreement const& agreement, std::size_t section)
{
    return section + 1 < agreement.clauses.size() && agreement.clauses[section + 1].kind == ClauseKind::Clause;
}

void draw_item(Frame& f, std::size_t index, bool folded)
{
    auto const& open = f.open();
    auto const& clause = open.agreement.clauses[index];
    auto const& words = f.words();
    bool const nested = clause.kind == ClauseKind::Clause;
    auto const state = words("draft.clausestate." + std::string(name_of(clause.state)));
    bool const told = clause.state != ClauseState::AsTemplate;
    ui::TreeItem item { .id = clause.id.str(), .label = {}, .level = nested ? 2 : 1 };
    auto heading = open.texts[index].heading;
    if (heading.empty())
        heading = clause_title(f, index);
    item.label = heading;
    item.number = open.numbers[index];
    if (clause.kind == ClauseKind::Section && has_clauses(open.agreement, index))
        item.expanded = !folded;
    item.selected = f.state().route.item == clause.id.str();
    item.tone = clause.state == ClauseState::Omitted ? ui::Tone::Quiet : ui::Tone::Normal;
    item.badge = told ? std::string_view(state) : std::string_view {};
    item.badge_tone = state_tone(clause.state);
    item.description = item.badge;
    auto const result = ui::tree_item(f.ui, item);
    if (result.activated) {
        f.go(clause_route(f, clause.id));
        f.memory.draft_pane = 1;
    }
    if (result.toggled) {
        if (folded)
            f.memory.folded.erase(clause.id.str());
        else
            f.memory.folded.insert(clause.id.str());
        ui::request_frame(f.ui);
    }
}

} // namespace

void draw_outline(Frame& f)
{
    auto const& words = f.words();
    auto const& clauses = f.open().agreement.clauses;
    auto const navigation = ui::region(f.ui, ui::Landmark::Navigation, "outline", words("draft.outline"),
        { .scroll = true, .padding = 8, .ground = ui::Ground::Raised, .border_end = true });
    {
        auto const tree = ui::tree(f.ui, "clauses", words("draft.outline"));
        bool folded = false;
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            if (clauses[i].kind != ClauseKind::Clause)
                folded = f.memory.folded.contains(clauses[i].id.str());
            else if (folded)
                continue;
            draw_item(f, i, folded);
        }
    }
    ui::space(f.ui, 16);
    if (ui::button(f.ui, "add-section", words("draft.add.section"),
            { .kind = ui::ButtonKind::Quiet, .icon = ui::Icon::Plus, .disabled_reason = f.locked() })) {
        Clause section;
        section.id = ClauseId { create_identifier(f.session.world(), "clause") };
        section.kind = ClauseKind::Section;
        section.state = ClauseState::Own;
        for (auto const language : f.open().agreement.languages)
            section.heading[language] = words("draft.new.heading");
        // Sections stand before the annexes.
        std::optional<ClauseId> after;
        for (auto const& clause : clauses) {
            if (clause.kind != ClauseKind::Annex)
                after = clause.id;
        }
        auto const id = section.id;
        f.edit(AddClause { .agreement = f.open().agreement.id, .clause = std::move(section), .after = after });
        f.go(clause_route(f, id));
    }
}

} // namespace konkordat::views
