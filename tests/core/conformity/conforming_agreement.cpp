#include "tests/core/conformity/conforming_agreement.h"

#include "core/templates/instantiate.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace konkordat::tests {

namespace {

template <typename T>
T required(Result<T> result)
{
    if (!result)
        FAIL(result.error().to_string());
    return std::move(result).value();
}

LanguageMap both(std::string const& german, std::string const& french)
{
    return { { Language::German, german }, { Language::French, french } };
}

VariableValue value_for(templates::Variable const& variable)
{
    switch (variable.type) {
    case templates::VariableType::Integer: return std::max<std::int64_t>(variable.minimum.value_or(1), 1);
    case templates::VariableType::Date: return *Date::create(2027, 1, 1);
    case templates::VariableType::Choice: return variable.choices.front().value;
    case templates::VariableType::Boolean: return false;
    case templates::VariableType::Text: break;
    }
    if (variable.localised)
        return LanguageMap { { Language::German, "Fachstelle" }, { Language::French, "service" }, { Language::Italian, "servizio" },
            { Language::English, "service" } };
    return std::string("Musterstelle");
}

void replace_all(std::string& text, std::string const& from, std::string const& to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

void assign(Agreement& agreement, std::string_view step, std::string_view kind, ResponsibilityKind part)
{
    auto& responsibilities = step_of(agreement, step).responsibilities;
    auto const id = organisation_of(agreement, kind).id;
    std::erase_if(responsibilities, [&](Responsibility const& entry) { return entry.organisation == id; });
    responsibilities.push_back({ id, part });
}

void assign_steps(Agreement& agreement)
{
    for (auto const& step : agreement.procedure) {
        std::string_view responsible = "prosecution";
        if (step.kind == "advance-notification")
            responsible = "cantonal-police";
        else if (step.kind == "reflection-period" || step.kind == "prolonged-stay")
            responsible = "migration-authority";
        else if (step.kind == "accommodation-and-welfare")
            responsible = "victim-aid";
        assign(agreement, step.kind, responsible, ResponsibilityKind::Responsible);
    }
    assign(agreement, "advance-notification", "victim-aid", ResponsibilityKind::Informed);
    assign(agreement, "minors", "child-protection", ResponsibilityKind::Consulted);
}

} // namespace

ConformityFixture::ConformityFixture()
    : rules(required(conformity::load_rules(world)))
    , laws(required(load_legal_register(world)))
    , pack(required(templates::load_pack(world, "ch-thb-cooperation")))
    , words(required(richtext::Words::load(world)))
{
}

Agreement ConformityFixture::filled_draft(Form form, Scope scope, std::vector<Language> const& languages) const
{
    std::vector<std::string> cantons { "CH-BE" };
    if (scope == Scope::Intercantonal)
        cantons.emplace_back("CH-FR");
    auto agreement = required(
        templates::instantiate(world, pack, words, { .form = form, .scope = scope, .cantons = cantons, .languages = languages }));
    for (auto const& variable : pack.variables)
        agreement.variables.try_emplace(variable.id, value_for(variable));
    agreement.mandate = { both("Regierungsrat", "Conseil-exécutif"), "2026/12", *Date::create(2026, 5, 4) };
    return agreement;
}

Agreement ConformityFixture::conforming(Form form) const
{
    auto agreement = filled_draft(form, Scope::Canton, { Language::German, Language::French });
    add_member(agreement, "prosecution", Group::Core, Role::Lead);
    for (auto const* kind : { "cantonal-police", "migration-authority", "victim-aid" })
        add_member(agreement, kind, Group::Core);
    for (auto const* kind : { "victim-support-authority", "social-welfare", "repatriation-advice", "legal-counsel", "church-or-social-body",
             "equality-office", "ksmm", "iom", "child-protection" })
        add_member(agreement, kind, Group::Associate);
    add_member(agreement, "other", Group::Associate, Role::Moderator);
    for (auto& step : agreement.procedure)
        step.responsibilities.clear();
    assign_steps(agreement);
    return agreement;
}

std::vector<conformity::Finding> ConformityFixture::check(Agreement const& agreement) const
{
    return conformity::check(rules, agreement, &pack, world.today());
}

std::set<std::string> ConformityFixture::rules_found(Agreement const& agreement) const
{
    std::set<std::string> found;
    for (auto const& finding : check(agreement))
        found.insert(finding.rule->id);
    return found;
}

bool has_finding(std::vector<conformity::Finding> const& findings, std::string_view rule, std::string_view subject)
{
    return std::ranges::any_of(
        findings, [&](conformity::Finding const& finding) { return finding.rule->id == rule && finding.subject.to_string() == subject; });
}

void add_member(Agreement& agreement, std::string const& kind, Group group, Role role)
{
    OrganisationId const id(kind);
    Organisation organisation;
    organisation.id = id;
    organisation.name = both("Stelle " + kind, "Service " + kind);
    organisation.kind = kind;
    organisation.address = "Musterweg 1\n3000 Musterstadt";
    organisation.email = "stelle@example.ch";
    agreement.organisations.push_back(std::move(organisation));
    Membership membership;
    membership.id = MembershipId("member-" + kind);
    membership.organisation = id;
    membership.group = group;
    membership.role = role;
    membership.function = both("Aufgaben", "Tâches");
    membership.until = *Date::create(2031, 12, 31);
    agreement.memberships.push_back(std::move(membership));
    Contact expert;
    expert.id = ContactId("expert-" + kind);
    expert.organisation = id;
    expert.name = "Fachperson " + kind;
    expert.function = both("Fachperson", "Spécialiste");
    expert.phone = "+41 31 000 00 00";
    expert.email = "expert@example.ch";
    expert.until = *Date::create(2030, 12, 31);
    auto substitute = expert;
    substitute.id = ContactId("substitute-" + kind);
    substitute.substitute_for = expert.id;
    agreement.contacts.push_back(std::move(expert));
    agreement.contacts.push_back(std::move(substitute));
    if (group == Group::Core && !agreement.procedure.empty())
        agreement.procedure.front().responsibilities.push_back({ id, ResponsibilityKind::Participates });
}

Organisation& organisation_of(Agreement& agreement, std::string_view kind)
{
    auto const entry = std::ranges::find(agreement.organisations, kind, &Organisation::kind);
    REQUIRE(entry != agreement.organisations.end());
    return *entry;
}

Membership& membership_of(Agreement& agreement, std::string_view kind)
{
    auto const entry = std::ranges::find(agreement.memberships, organisation_of(agreement, kind).id, &Membership::organisation);
    REQUIRE(entry != agreement.memberships.end());
    return *entry;
}

void remove_member(Agreement& agreement, std::string const& kind)
{
    auto const id = organisation_of(agreement, kind).id;
    std::erase_if(agreement.memberships, [&](Membership const& entry) { return entry.organisation == id; });
    std::erase_if(agreement.contacts, [&](Contact const& entry) { return entry.organisation == id; });
    std::erase_if(agreement.organisations, [&](Organisation const& entry) { return entry.id == id; });
    for (auto& step : agreement.procedure)
        std::erase_if(step.responsibilities, [&](Responsibility const& entry) { return entry.organisation == id; });
}

Clause& clause_of(Agreement& agreement, std::string_view origin)
{
    auto const clause = std::ranges::find_if(agreement.clauses,
        [&](Clause const& entry) { return entry.id.str() == origin || (entry.origin && entry.origin->clause == origin); });
    CAPTURE(origin);
    REQUIRE(clause != agreement.clauses.end());
    return *clause;
}

void remove_clause(Agreement& agreement, std::string const& origin)
{
    auto const id = clause_of(agreement, origin).id;
    std::erase_if(agreement.clauses, [&](Clause const& clause) { return clause.id == id; });
    for (auto& clause : agreement.clauses) {
        for (auto& [language, body] : clause.body)
            replace_all(body, "[[" + id.str() + "]]", "dort");
    }
    for (auto& step : agreement.procedure) {
        if (step.clause == id)
            step.clause = agreement.clauses.front().id;
    }
}

Clause& add_own_clause(Agreement& agreement, std::string const& id, LanguageMap heading, LanguageMap body)
{
    Clause clause;
    clause.id = ClauseId(id);
    clause.state = ClauseState::Own;
    clause.heading = std::move(heading);
    clause.body = std::move(body);
    auto const section = std::ranges::find(agreement.clauses, ClauseId("final-provisions"), &Clause::id);
    REQUIRE(section != agreement.clauses.end());
    return *agreement.clauses.insert(section + 1, std::move(clause));
}

ProcedureStep& step_of(Agreement& agreement, std::string_view kind)
{
    auto const step = std::ranges::find(agreement.procedure, kind, &ProcedureStep::kind);
    REQUIRE(step != agreement.procedure.end());
    return *step;
}

void append_to_body(Agreement& agreement, std::string_view origin, Language language, std::string const& text)
{
    clause_of(agreement, origin).body[language] += "\n\n" + text;
}

void set_in_both(LanguageMap& map, std::string const& german, std::string const& french) { map = both(german, french); }

} // namespace konkordat::tests
