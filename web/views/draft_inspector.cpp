#include "web/views/clause_text.h"
#include "web/views/draft.h"
#include "web/views/fields.h"
#include "web/views/findings.h"

#include <algorithm>
#include <set>

namespace konkordat::views {

namespace {

templates::Alternative const* chosen_alternative(templates::ClauseTemplate const& origin, Clause const& clause)
{
    return templates::find_alternative(origin, clause.origin ? clause.origin->alternative : std::string {});
}

templates::Wording const* chosen_wording(Frame const& f, templates::ClauseTemplate const& origin, Clause const& clause)
{
    auto const* alternative = chosen_alternative(origin, clause);
    return alternative ? &alternative->wording(f.open().agreement.form) : nullptr;
}

/// The texts of a wording in the document's languages.
LanguageMap in_languages(LanguageMap const& texts, std::vector<Language> const& languages)
{
    LanguageMap result;
    for (auto const language : languages) {
        if (auto const text = texts.find(language); text != texts.end())
            result.insert(*text);
    }
    return result;
}

void draw_guidance_part(Frame& f, Clause const& clause, templates::ClauseTemplate const* origin)
{
    auto const& words = f.words();
    if (origin) {
        auto const* wording = chosen_wording(f, *origin, clause);
        auto const guidance = wording ? text_in(wording->guidance, f.language()) : std::string_view {};
        if (!guidance.empty()) {
            ui::heading(f.ui, 3, words("draft.guidance"), { .looks_like = 5 });
            draw_guidance(f.ui, richtext::parse(guidance), language_tag(f.language()));
        }
    }
    if (!clause.guidelines.empty()) {
        auto const row = ui::row(f.ui, "guidelines");
        for (auto const& section : clause.guidelines)
            ui::badge(f.ui, words("draft.guidelines", { { "section", section } }), ui::Tone::Note);
    }
}

void draw_law(Frame& f, Clause const& clause)
{
    if (clause.law.empty())
        return;
    auto const& words = f.words();
    auto const& law = f.state().assets->law;
    ui::heading(f.ui, 3, words("draft.law"), { .looks_like = 5 });
    {
        auto const list = ui::list(f.ui, "law", words("draft.law"), 4);
        for (auto const& id : clause.law) {
            auto const item = ui::list_item(f.ui, id);
            auto const* reference = find_reference(law, id);
            auto const title = reference ? std::string(text_in(reference->title, f.language())) : std::string {};
            ui::text(f.ui, reference ? citation(*reference, f.language()) + (title.empty() ? "" : " – " + title) : id,
                { .style = ui::TextStyle::Small });
        }
    }
    ui::paragraph(f.ui, words("draft.law.asof", { { "date", law.as_of.to_short_text(f.language()) } }),
        { .style = ui::TextStyle::Caption, .tone = ui::Tone::Quiet });
}

void draw_alternatives(Frame& f, Clause const& clause, templates::ClauseTemplate const* origin)
{
    if (!origin || !origin->has_alternatives() || clause.state == ClauseState::Omitted)
        return;
    auto const& words = f.words();
    std::vector<ui::Choice> choices;
    std::optional<std::size_t> selected;
    auto const* present = chosen_alternative(*origin, clause);
    auto const form = f.open().agreement.form;
    auto const locked = f.locked();
    for (auto const& alternative : origin->alternatives) {
        if (present == &alternative)
            selected = choices.size();
        auto const reason = richtext::plain_text(richtext::parse(text_in(alternative.wording(form).guidance, f.language())));
        choices.push_back({ .value = alternative.id,
            .label = std::string(text_in(alternative.wording(form).heading, f.language())),
            .description = reason,
            .disabled_reason = locked });
    }
    auto const warning = clause.state == ClauseState::Adapted ? words("draft.alternatives.lost") : std::string {};
    auto const chosen = ui::radio_group(f.ui, "alternatives", words("draft.alternatives"), choices, selected, { .description = warning });
    if (!chosen)
        return;
    auto const& alternative = origin->alternatives[*chosen];
    auto const& languages = f.open().agreement.languages;
    f.edit(ChooseAlternative { .agreement = f.open().agreement.id,
               .clause = clause.id,
               .alternative = alternative.id,
               .heading = in_languages(alternative.wording(form).heading, languages),
               .body = in_languages(alternative.wording(form).body, languages) },
        words("history.choose-alternative"));
}

void draw_variables(Frame& f, Clause const& clause)
{
    auto const* pack = f.open().pack;
    if (!pack)
        return;
    std::set<std::string> used;
    for (auto const* texts : { &clause.heading, &clause.body }) {
        for (auto const& [language, text] : *texts) {
            for (auto const& variable : richtext::variables_in(richtext::parse(text)))
                used.insert(variable);
        }
    }
    bool first = true;
    for (auto const& variable : pack->variables) {
        if (!used.contains(variable.id))
            continue;
        if (first)
            ui::heading(f.ui, 3, f.words()("draft.variables"), { .looks_like = 5 });
        first = false;
        variable_entry(f, variable);
    }
}

void draw_responsibilities(Frame& f, Clause const& clause)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const step = std::ranges::find(agreement.procedure, std::optional(clause.id), &ProcedureStep::clause);
    if (step == agreement.procedure.end())
        return;
    ui::heading(f.ui, 3, words("draft.responsibilities"), { .looks_like = 5 });
    if (agreement.organisations.empty()) {
        ui::paragraph(f.ui, words("draft.responsibilities.empty"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        ui::link(f.ui, "to-parties", words("nav.parties"),
            app::format_route({ .screen = app::Screen::Parties, .agreement = agreement.id, .item = {} }),
            { .icon = ui::Icon::People, .style = ui::TextStyle::Small });
        return;
    }
    static constexpr auto kinds = std::to_array(
        { ResponsibilityKind::Responsible, ResponsibilityKind::Participates, ResponsibilityKind::Consulted, ResponsibilityKind::Informed });
    std::vector<ui::Choice> choices { { .value = "none", .label = words("draft.responsibility.none") } };
    for (auto const kind : kinds)
        choices.push_back({ .value = std::string(name_of(kind)), .label = words("responsibility." + std::string(name_of(kind))) });
    for (auto const& organisation : agreement.organisations) {
        auto const part = std::ranges::find(step->responsibilities, organisation.id, &Responsibility::organisation);
        auto const selected = part == step->responsibilities.end()
            ? 0U
            : static_cast<std::size_t>(std::ranges::find(kinds, part->kind) - kinds.begin()) + 1;
        auto const label = organisation_name(f, organisation);
        auto const chosen = ui::select(
            f.ui, organisation.id.str(), label, choices, selected, { .description = {}, .disabled_reason = f.locked() });
        if (!chosen)
            continue;
        auto const kind = *chosen == 0 ? std::optional<ResponsibilityKind> {} : std::optional(kinds[*chosen - 1]);
        f.edit(SetResponsibility { .agreement = agreement.id, .step = step->id, .organisation = organisation.id, .kind = kind });
    }
}

std::size_t index_of(Agreement const& agreement, ClauseId const& id)
{
    return static_cast<std::size_t>(std::ranges::find(agreement.clauses, id, &Clause::id) - agreement.clauses.begin());
}

/// Where a clause goes when it is moved by one: the neighbour of the same kind. Nothing: it is at the edge.
std::optional<MoveClause> moved(Agreement const& agreement, ClauseId const& id, int direction)
{
    auto const index = index_of(agreement, id);
    auto const& clauses = agreement.clauses;
    auto const kind = clauses[index].kind;
    auto stops = [&](ClauseKind other) {
        return kind == ClauseKind::Clause ? other != ClauseKind::Clause : (other != kind && other != ClauseKind::Clause);
    };
    if (direction < 0) {
        for (auto i = index; i-- > 0 && !stops(clauses[i].kind);) {
            if (clauses[i].kind == kind)
                return MoveClause { .agreement = agreement.id, .clause = id, .before = clauses[i].id };
        }
        return {};
    }
    int seen = 0;
    for (auto i = index + 1; i < clauses.size(); ++i) {
        bool const stop = stops(clauses[i].kind);
        if (!stop && clauses[i].kind != kind)
            continue;
        if (stop && seen == 0)
            return {};
        if (seen == 1 || stop)
            return MoveClause { .agreement = agreement.id, .clause = id, .before = clauses[i].id };
        ++seen;
    }
    if (seen == 1)
        return MoveClause { .agreement = agreement.id, .clause = id, .before = std::nullopt };
    return {};
}

void add_after(Frame& f, Clause const& clause)
{
    auto const& agreement = f.open().agreement;
    Clause added;
    added.id = ClauseId { create_identifier(f.session.world(), "clause") };
    added.kind = clause.kind == ClauseKind::Section ? ClauseKind::Clause : clause.kind;
    added.state = ClauseState::Own;
    for (auto const language : agreement.languages)
        added.heading[language] = f.words()("draft.new.heading");
    auto const id = added.id;
    f.edit(AddClause { .agreement = agreement.id, .clause = std::move(added), .after = clause.id });
    f.go(clause_route(f, id));
}

void restore(Frame& f, Clause const& clause, templates::ClauseTemplate const* origin)
{
    auto const& languages = f.open().agreement.languages;
    auto const* wording = origin ? chosen_wording(f, *origin, clause) : nullptr;
    bool const untouched = wording && in_languages(wording->heading, languages) == clause.heading
        && in_languages(wording->body, languages) == clause.body;
    auto const state = untouched ? ClauseState::AsTemplate : clause.origin ? ClauseState::Adapted : ClauseState::Own;
    f.edit(RestoreClause { .agreement = f.open().agreement.id, .clause = clause.id, .state = state });
}

void draw_actions(Frame& f, Clause const& clause, templates::ClauseTemplate const* origin)
{
    auto const& words = f.words();
    auto const& agreement = f.open().agreement;
    auto const locked = f.locked();
    auto const quiet = [&](ui::Icon icon) {
        return ui::ButtonOptions { .kind = ui::ButtonKind::Quiet, .icon = icon, .disabled_reason = locked, .full_width = true };
    };
    auto const group = ui::group(f.ui, "actions", words("start.column.actions"));
    if (clause.state == ClauseState::Omitted) {
        if (ui::button(f.ui, "restore", words("draft.restore"), quiet(ui::Icon::Undo)))
            restore(f, clause, origin);
    } else {
        if (origin && clause.state == ClauseState::Adapted && ui::button(f.ui, "reset", words("draft.reset"), quiet(ui::Icon::Undo))) {
            if (auto const* wording = chosen_wording(f, *origin, clause)) {
                f.session.drafts().discard_all();
                f.edit(ResetClause { .agreement = agreement.id,
                           .clause = clause.id,
                           .heading = in_languages(wording->heading, agreement.languages),
                           .body = in_languages(wording->body, agreement.languages) },
                    words("history.reset-clause"));
            }
        }
        if (clause.origin && ui::button(f.ui, "omit", words("draft.omit"), quiet(ui::Icon::Eye)))
            f.memory.omission = Memory::Omission { .clause = clause.id, .reason = {} };
        if (ui::button(f.ui, "add", words("draft.add.after"), quiet(ui::Icon::Plus)))
            add_after(f, clause);
    }
    for (auto const direction : { -1, 1 }) {
        auto options = quiet(direction < 0 ? ui::Icon::ArrowUp : ui::Icon::ArrowDown);
        auto const move = moved(agreement, clause.id, direction);
        if (move && ui::button(f.ui, direction < 0 ? "up" : "down", words(direction < 0 ? "draft.move.up" : "draft.move.down"), options))
            f.edit(*move);
    }
    if (!clause.origin && ui::button(f.ui, "remove", words("draft.remove"), quiet(ui::Icon::Trash))) {
        f.edit(RemoveClause { .agreement = agreement.id, .clause = clause.id }, words("draft.removed"));
        f.go({ .screen = app::Screen::Draft, .agreement = agreement.id, .item = {} });
    }
}

} // namespace

void draw_inspector(Frame& f, ui::Landmark landmark)
{
    auto const& words = f.words();
    auto const region = ui::region(
        f.ui, landmark, "inspector", words("draft.inspector"), { .scroll = true, .padding = 16, .ground = ui::Ground::Raised });
    auto const stack = ui::stack(f.ui, 12);
    auto const* clause = selected_clause(f);
    if (!clause) {
        ui::paragraph(f.ui, words("draft.inspector.none"), { .style = ui::TextStyle::Small, .tone = ui::Tone::Quiet });
        return;
    }
    auto const scope = ui::push_id(f.ui, clause->id.str());
    auto const* origin = template_of(f, *clause);
    ui::heading(f.ui, 2, clause_title(f, index_of(f.open().agreement, clause->id)), { .looks_like = 4 });
    ui::badge(f.ui, words("draft.clausestate." + std::string(name_of(clause->state))),
        clause->state == ClauseState::AsTemplate ? ui::Tone::Quiet : ui::Tone::Note);
    draw_clause_findings(f, *clause);
    draw_guidance_part(f, *clause, origin);
    draw_alternatives(f, *clause, origin);
    draw_variables(f, *clause);
    draw_responsibilities(f, *clause);
    draw_law(f, *clause);
    ui::separator(f.ui);
    draw_actions(f, *clause, origin);
}

} // namespace konkordat::views
