#include "tests/core/review/random_edits.h"

#include "core/base/three_way.h"

#include <algorithm>
#include <array>
#include <functional>

namespace konkordat::review {

namespace {

std::size_t below(std::mt19937& random, std::size_t limit) { return random() % limit; }

std::string sentence(std::mt19937& random)
{
    static constexpr std::array<std::string_view, 14> words { "die", "Polizei", "informiert", "das", "Opfer", "über", "seine", "Rechte",
        "und", "die", "Bedenkzeit", "von", "30", "Tagen" };
    std::string text = "Es";
    for (auto count = 5 + below(random, 12); count > 0; --count)
        text += " " + std::string(words[below(random, words.size())]);
    return text + ".";
}

/// Paragraphs that are told apart by what they begin with.
std::string body(std::mt19937& random, std::string const& mark)
{
    std::string text;
    for (std::size_t i = 0; i < 4; ++i)
        text += (text.empty() ? "" : "\n\n") + mark + " " + std::to_string(i) + ": " + sentence(random);
    return text;
}

Clause clause_of(std::mt19937& random, std::string const& id, ClauseKind kind)
{
    Clause clause;
    clause.id = ClauseId(id);
    clause.kind = kind;
    clause.state = ClauseState::Adapted;
    clause.heading = { { Language::German, "Titel " + id }, { Language::French, "Titre " + id } };
    clause.body = { { Language::German, body(random, id) }, { Language::French, body(random, "fr " + id) } };
    clause.law = { "stgb-182" };
    return clause;
}

using Edit = void (*)(Editor const&, Agreement&, std::mt19937&);

/// One of the things that are the editor's, or nothing.
template <typename Items>
auto* own(Editor const& editor, Items& items, std::mt19937& random)
{
    std::vector<typename Items::value_type*> candidates;
    for (auto& item : items) {
        if (editor.owns(item.id.str()))
            candidates.push_back(&item);
    }
    return candidates.empty() ? nullptr : candidates[below(random, candidates.size())];
}

std::string fresh(Editor const& editor, std::mt19937& random) { return editor.name + "-" + std::to_string(random()); }

std::size_t index_of(Agreement const& agreement, ClauseId const& id)
{
    return static_cast<std::size_t>(std::ranges::find(agreement.clauses, id, &Clause::id) - agreement.clauses.begin());
}

/// Behind the last clause of a section, which begins at `index`.
std::size_t end_of_section(Agreement const& agreement, std::size_t index)
{
    auto end = index + 1;
    while (end < agreement.clauses.size() && agreement.clauses[end].kind == ClauseKind::Clause)
        ++end;
    return end;
}

void change_heading(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    if (auto* clause = own(editor, agreement.clauses, random))
        clause->heading[random() % 2 == 0 ? Language::German : Language::French] = "Neu " + fresh(editor, random);
}

void change_paragraph(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* clause = own(editor, agreement.clauses, random);
    if (!clause)
        return;
    auto& text = clause->body[random() % 2 == 0 ? Language::German : Language::French];
    auto const lines = lines_of(text);
    auto const chosen = lines.empty() ? 0 : below(random, lines.size());
    std::string changed;
    for (std::size_t i = 0; i < lines.size(); ++i)
        changed += i == chosen && lines[i] != "\n" ? "Neu " + fresh(editor, random) + " " + std::string(lines[i]) : std::string(lines[i]);
    text = changed;
}

void add_clause(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto const kind = random() % 4 == 0 ? ClauseKind::Section : ClauseKind::Clause;
    auto const id = fresh(editor, random);
    auto place = agreement.clauses.end();
    if (kind == ClauseKind::Clause)
        place = agreement.clauses.begin() + 1 + static_cast<std::ptrdiff_t>(below(random, agreement.clauses.size()));
    agreement.clauses.insert(place, clause_of(random, id, kind));
}

void remove_clause(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* clause = own(editor, agreement.clauses, random);
    if (!clause || clause->kind != ClauseKind::Clause)
        return;
    auto const id = clause->id;
    std::erase_if(agreement.clauses, [&](Clause const& item) { return item.id == id; });
    for (auto& step : agreement.procedure) {
        if (step.clause == id)
            step.clause.reset();
    }
}

void move_clause(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* clause = editor.moves ? own(editor, agreement.clauses, random) : nullptr;
    if (!clause)
        return;
    auto const begin = index_of(agreement, clause->id);
    auto const end = clause->kind == ClauseKind::Section ? end_of_section(agreement, begin) : begin + 1;
    std::vector<Clause> const moving(
        agreement.clauses.begin() + static_cast<std::ptrdiff_t>(begin), agreement.clauses.begin() + static_cast<std::ptrdiff_t>(end));
    auto rest = agreement.clauses;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(begin), rest.begin() + static_cast<std::ptrdiff_t>(end));
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i <= rest.size(); ++i) {
        bool const at_section = i == rest.size() || rest[i].kind == ClauseKind::Section;
        if (moving.front().kind == ClauseKind::Section ? at_section : i > 0)
            places.push_back(i);
    }
    if (places.empty())
        return;
    rest.insert(rest.begin() + static_cast<std::ptrdiff_t>(places[below(random, places.size())]), moving.begin(), moving.end());
    agreement.clauses = rest;
}

void cite(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* clause = own(editor, agreement.clauses, random);
    if (!clause)
        return;
    if (random() % 3 == 0)
        clause->law.clear();
    else
        clause->law.push_back(fresh(editor, random));
}

void omit(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* clause = own(editor, agreement.clauses, random);
    if (clause && clause->state != ClauseState::Omitted) {
        clause->state = ClauseState::Omitted;
        clause->omission_reason[Language::German] = "Grund " + fresh(editor, random);
    }
}

void add_party(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto const id = fresh(editor, random);
    Organisation organisation;
    organisation.id = OrganisationId(id);
    organisation.name[Language::German] = "Stelle " + id;
    agreement.organisations.push_back(organisation);
    Membership membership;
    membership.id = MembershipId(id);
    membership.organisation = organisation.id;
    agreement.memberships.insert(agreement.memberships.begin(), membership);
    Contact contact;
    contact.id = ContactId(id);
    contact.organisation = organisation.id;
    contact.name = "Kim " + id;
    agreement.contacts.push_back(contact);
}

void remove_party(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* organisation = own(editor, agreement.organisations, random);
    if (!organisation)
        return;
    auto const id = organisation->id;
    std::erase_if(agreement.memberships, [&](Membership const& item) { return item.organisation == id; });
    std::erase_if(agreement.contacts, [&](Contact const& item) { return item.organisation == id; });
    for (auto& step : agreement.procedure)
        std::erase_if(step.responsibilities, [&](Responsibility const& item) { return item.organisation == id; });
    std::erase_if(agreement.organisations, [&](Organisation const& item) { return item.id == id; });
}

void change_party(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    if (auto* organisation = own(editor, agreement.organisations, random)) {
        if (random() % 2 == 0)
            organisation->phone = fresh(editor, random);
        else
            organisation->name[Language::French] = fresh(editor, random);
    }
}

void set_part(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto* organisation = own(editor, agreement.organisations, random);
    if (!organisation || agreement.procedure.empty())
        return;
    auto& step = agreement.procedure[below(random, agreement.procedure.size())];
    auto const part = std::ranges::find(step.responsibilities, organisation->id, &Responsibility::organisation);
    if (part == step.responsibilities.end())
        step.responsibilities.push_back({ organisation->id, static_cast<ResponsibilityKind>(random() % 4) });
    else if (random() % 2 == 0)
        step.responsibilities.erase(part);
    else
        part->kind = static_cast<ResponsibilityKind>(random() % 4);
}

void change_step(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    if (auto* step = own(editor, agreement.procedure, random))
        step->deadline_days = static_cast<std::int64_t>(below(random, 300));
}

void add_step(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    ProcedureStep step;
    step.id = StepId(fresh(editor, random));
    step.kind = "own";
    step.title[Language::German] = "Schritt " + step.id.str();
    agreement.procedure.insert(
        agreement.procedure.begin() + static_cast<std::ptrdiff_t>(below(random, agreement.procedure.size() + 1)), step);
}

void set_variable(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    auto const id = "variable-" + std::to_string(below(random, 12));
    if (!editor.owns(id))
        return;
    switch (random() % 4) {
    case 0: agreement.variables[id] = std::int64_t { static_cast<std::int64_t>(random()) }; break;
    case 1: agreement.variables[id] = fresh(editor, random); break;
    case 2: agreement.variables[id] = LanguageMap { { Language::German, fresh(editor, random) } }; break;
    default: agreement.variables.erase(id);
    }
}

void waive(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    agreement.waivers.push_back({ "rule", "clause:" + fresh(editor, random), "Grund", editor.name, {} });
}

void change_head(Editor const& editor, Agreement& agreement, std::mt19937& random)
{
    // Each party has members of its own.
    switch (editor.number % 3) {
    case 0: agreement.title[Language::German] = "Titel " + fresh(editor, random); break;
    case 1: agreement.appearance.colour = random() % 2 == 0 ? "#143f8a" : "#005500"; break;
    default: agreement.mandate.reference = fresh(editor, random);
    }
    agreement.modified_at.seconds += static_cast<std::int64_t>(below(random, 1000));
}

constexpr std::array<Edit, 18> edits { change_heading, change_paragraph, change_paragraph, change_paragraph, add_clause, remove_clause,
    move_clause, move_clause, cite, omit, add_party, remove_party, change_party, set_part, change_step, add_step, set_variable, waive };

} // namespace

Agreement invented_draft(std::mt19937& random, std::size_t sections)
{
    Agreement agreement;
    agreement.id = AgreementId("draft");
    agreement.title = { { Language::German, "Absichtserklärung" } };
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German, Language::French };
    for (std::size_t s = 0; s < sections; ++s) {
        auto const section = "s" + std::to_string(s);
        agreement.clauses.push_back(clause_of(random, section, ClauseKind::Section));
        for (int c = 0; c < 5; ++c)
            agreement.clauses.push_back(clause_of(random, section + "c" + std::to_string(c), ClauseKind::Clause));
    }
    for (int i = 0; i < 8; ++i) {
        auto const id = "o" + std::to_string(i);
        agreement.organisations.push_back({ OrganisationId(id), { { Language::German, "Stelle " + id } }, {}, "ngo", "", "", "", "" });
        Membership membership;
        membership.id = MembershipId("m" + std::to_string(i));
        membership.organisation = OrganisationId(id);
        agreement.memberships.push_back(membership);
        ProcedureStep step;
        step.id = StepId("step" + std::to_string(i));
        step.kind = "own";
        step.title = { { Language::German, "Schritt" } };
        step.responsibilities = { { OrganisationId("o0"), ResponsibilityKind::Responsible } };
        if (i > 0)
            step.responsibilities.push_back({ OrganisationId(id), ResponsibilityKind::Informed });
        agreement.procedure.push_back(step);
    }
    for (int i = 0; i < 6; ++i)
        agreement.variables["variable-" + std::to_string(i)] = std::int64_t { i };
    return agreement;
}

bool Editor::owns(std::string const& id) const
{
    // What this editor added itself is its own.
    if (id.starts_with(name + "-"))
        return true;
    return std::hash<std::string> {}(id) % parties == number;
}

void Editor::edit(Agreement& agreement, std::mt19937& random) const
{
    auto const chosen = below(random, edits.size() + 1);
    if (chosen == edits.size())
        change_head(*this, agreement, random);
    else
        edits[chosen](*this, agreement, random);
}

void Editor::edit(Agreement& agreement, std::mt19937& random, int count) const
{
    for (; count > 0; --count)
        edit(agreement, random);
}

} // namespace konkordat::review
