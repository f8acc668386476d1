#include "core/compare/agreement_facts.h"

#include <algorithm>
#include <set>

namespace konkordat::compare {

namespace {

/// Kinds of organisations that are not part of the state.
constexpr std::array<std::string_view, 5> non_state_kinds { "specialised-ngo", "victim-aid", "legal-counsel", "church-or-social-body",
    "iom" };

/// Of what is said about the members: the list as a whole, so that ten thousand agreements share one place.
constexpr char const* memberships_place = "memberships";

bool is_omitted(Clause const& clause) { return clause.state == ClauseState::Omitted; }

std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

} // namespace

AgreementFacts::AgreementFacts(Agreement const& agreement, ProfileContext const& context)
    : m_agreement(agreement)
    , m_context(context)
{
}

bool AgreementFacts::is_in_force() const
{
    return m_agreement.state == LifecycleState::InForce || m_agreement.state == LifecycleState::Evaluation
        || m_agreement.state == LifecycleState::Ended;
}

Source AgreementFacts::source(std::string place) const { return FromAgreement { m_agreement.id, std::move(place) }; }

Statement AgreementFacts::state(State state, std::string place) const { return Statement(state, {}, { source(std::move(place)) }); }

Statement AgreementFacts::known(std::vector<Value> values, std::string place) const
{
    return Statement(State::Known, std::move(values), { source(std::move(place)) });
}

std::optional<Statement> AgreementFacts::text(std::string const& words, std::string place) const
{
    if (words.empty())
        return std::nullopt;
    return known({ words }, std::move(place));
}

Code AgreementFacts::kind_of(OrganisationId const& id) const
{
    auto const* organisation = find_organisation(m_agreement, id);
    return Code { organisation && !organisation->kind.empty() ? organisation->kind : "unspecified" };
}

// Clauses

Clause const* AgreementFacts::clause_from(std::vector<std::string> const& origins, bool omitted) const
{
    for (auto const& origin : origins) {
        for (auto const& clause : m_agreement.clauses) {
            if (clause.origin && clause.origin->clause == origin && is_omitted(clause) == omitted)
                return &clause;
        }
    }
    return nullptr;
}

std::optional<Statement> AgreementFacts::absent() const
{
    auto const own = std::ranges::any_of(m_agreement.clauses, [](Clause const& clause) { return !clause.origin && !is_omitted(clause); });
    if (own || m_agreement.template_reference.id.empty())
        return std::nullopt;
    return state(State::None);
}

std::optional<Statement> AgreementFacts::topic(std::vector<std::string> const& origins) const
{
    if (auto const* clause = clause_from(origins, false))
        return known({ true }, "clause:" + clause->id.str());
    if (auto const* clause = clause_from(origins, true))
        return state(State::None, "clause:" + clause->id.str());
    return absent();
}

std::optional<Value> AgreementFacts::variable(std::string const& id, Dimension const& dimension) const
{
    auto const found = m_agreement.variables.find(id);
    if (found == m_agreement.variables.end())
        return std::nullopt;
    auto const& value = found->second;
    switch (dimension.type) {
    case ValueType::Integer:
        if (auto const* whole = std::get_if<std::int64_t>(&value))
            return Value(*whole);
        break;
    case ValueType::Date:
        if (auto const* date = std::get_if<Date>(&value))
            return Value(*date);
        break;
    case ValueType::Boolean:
        if (auto const* yes = std::get_if<bool>(&value))
            return Value(*yes);
        break;
    case ValueType::Choice:
        if (auto const* choice = std::get_if<std::string>(&value); choice && find_label(dimension.choices, *choice))
            return Value(Code { *choice });
        break;
    case ValueType::Text:
        if (auto const* words = std::get_if<std::string>(&value); words && !words->empty())
            return Value(*words);
        if (auto const* texts = std::get_if<LanguageMap>(&value); texts && !texts->empty())
            return Value(*texts);
        break;
    }
    return std::nullopt;
}

// Steps

std::vector<ProcedureStep const*> AgreementFacts::steps_of(std::string_view kind) const
{
    std::vector<ProcedureStep const*> steps;
    for (auto const& step : m_agreement.procedure) {
        if (step.kind == kind)
            steps.push_back(&step);
    }
    return steps;
}

std::optional<Statement> AgreementFacts::step_regulated(StepReading const& reading) const
{
    std::vector<Source> sources;
    for (auto const* step : steps_of(reading.kind)) {
        auto const* clause = step->clause ? find_clause(m_agreement, *step->clause) : nullptr;
        if (clause && is_omitted(*clause) && step->responsibilities.empty())
            return state(State::None, "clause:" + clause->id.str());
        sources.push_back(source("step:" + step->id.str()));
        if (clause && !is_omitted(*clause))
            sources.push_back(source("clause:" + clause->id.str()));
    }
    if (!sources.empty())
        return Statement(State::Known, { true }, std::move(sources));
    return topic(reading.clauses);
}

std::optional<Statement> AgreementFacts::step_responsible(StepReading const& reading) const
{
    auto const steps = steps_of(reading.kind);
    if (steps.empty())
        return std::nullopt;
    std::vector<Value> kinds;
    std::vector<Source> sources;
    for (auto const* step : steps) {
        sources.push_back(source("step:" + step->id.str()));
        for (auto const& part : step->responsibilities) {
            if (part.kind == ResponsibilityKind::Responsible)
                kinds.push_back(kind_of(part.organisation));
        }
    }
    auto const said = kinds.empty() ? State::None : State::Known;
    return Statement(said, std::move(kinds), std::move(sources));
}

std::optional<Statement> AgreementFacts::step_deadline(StepReading const& reading) const
{
    auto const steps = steps_of(reading.kind);
    for (auto const* step : steps) {
        if (step->deadline_days)
            return known({ *step->deadline_days }, "step:" + step->id.str());
    }
    if (!reading.deadline_variable.empty()) {
        auto const found = m_agreement.variables.find(reading.deadline_variable);
        auto const* days = found == m_agreement.variables.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
        auto const place = "variable:" + reading.deadline_variable;
        if (days)
            return known({ *days }, place);
        return is_in_force() ? std::nullopt : std::optional(state(State::Planned, place));
    }
    return steps.empty() ? std::nullopt : std::optional(state(State::None, "step:" + steps.front()->id.str()));
}

// Properties

std::optional<Statement> AgreementFacts::property(std::string_view name) const
{
    if (name.starts_with("mandate-"))
        return mandate(name.substr(8));
    if (name.starts_with("approval-"))
        return approval(name.substr(9));
    if (name.starts_with("conformity-"))
        return conformity(name.substr(11));
    if (name == "law")
        return law();
    if (auto statement = basis(name))
        return statement;
    return membership(name);
}

std::optional<Statement> AgreementFacts::basis(std::string_view name) const
{
    if (name == "form")
        return known({ Code { std::string(name_of(m_agreement.form)) } });
    if (name == "scope")
        return known({ Code { std::string(name_of(m_agreement.scope)) } });
    if (name == "state")
        return known({ Code { std::string(name_of(m_agreement.state)) } });
    if (name == "template" && !m_agreement.template_reference.id.empty())
        return text(m_agreement.template_reference.id + " " + m_agreement.template_reference.version, "");
    if (name == "modified")
        return known({ m_agreement.modified_at.utc_date() });
    if (name == "kind" && !m_agreement.memberships.empty())
        return known({ Code { "roundtable" } });
    if (name == "signatories" && !m_agreement.memberships.empty())
        return known({ number(signatories(m_agreement).size()) });
    if (name == "experts" && !m_agreement.organisations.empty())
        return known({ number(static_cast<std::size_t>(
            std::ranges::count_if(m_agreement.contacts, [](Contact const& contact) { return !contact.substitute_for; }))) });
    if (name != "languages")
        return std::nullopt;
    std::vector<Value> languages;
    for (auto const language : m_agreement.languages)
        languages.emplace_back(Code { std::string(language_code(language)) });
    return known(std::move(languages));
}

std::optional<Statement> AgreementFacts::law() const
{
    std::vector<Value> values;
    std::vector<Source> sources;
    std::set<std::string_view> seen;
    for (auto const& clause : m_agreement.clauses) {
        if (is_omitted(clause))
            continue;
        for (auto const& id : clause.law) {
            auto const citation = m_context.law.find(id);
            if (citation == m_context.law.end() || !seen.insert(id).second)
                continue;
            values.emplace_back(citation->second);
            sources.push_back(source("clause:" + clause.id.str()));
        }
    }
    if (values.empty())
        return std::nullopt;
    return Statement(State::Known, std::move(values), std::move(sources));
}

std::optional<Statement> AgreementFacts::mandate(std::string_view name) const
{
    auto const& mandate = m_agreement.mandate;
    if (name == "authority" && !mandate.authority.empty())
        return known({ mandate.authority }, "mandate");
    if (name == "reference")
        return text(mandate.reference, "mandate");
    if (name == "date" && mandate.date)
        return known({ *mandate.date }, "mandate");
    return std::nullopt;
}

std::optional<Statement> AgreementFacts::approval(std::string_view name) const
{
    // The government's decision is what brings an agreement to its signatures.
    auto const& events = m_agreement.lifecycle;
    auto const decision = std::find_if(
        events.rbegin(), events.rend(), [](LifecycleEvent const& event) { return event.state == LifecycleState::Signature; });
    if (m_agreement.state < LifecycleState::Signature)
        return state(State::Planned, "lifecycle");
    if (decision == events.rend())
        return std::nullopt;
    if (name == "authority")
        return text(decision->authority, "lifecycle");
    if (name == "reference")
        return text(decision->reference, "lifecycle");
    return decision->date ? std::optional(known({ *decision->date }, "lifecycle")) : std::nullopt;
}

std::optional<Statement> AgreementFacts::conformity(std::string_view name) const
{
    if (!m_context.conformity)
        return std::nullopt;
    auto const& counts = *m_context.conformity;
    return known({ number(name == "errors" ? counts.errors : name == "warnings" ? counts.warnings : counts.waived) });
}

// Members

AgreementFacts::Members AgreementFacts::members() const
{
    Members members;
    for (auto const& membership : m_agreement.memberships) {
        if (!membership.until || *membership.until >= m_context.today)
            members.push_back(&membership);
    }
    return members;
}

Statement AgreementFacts::kinds_of(Members const& members) const
{
    if (members.empty())
        return state(State::None, memberships_place);
    std::vector<Value> kinds;
    for (auto const* membership : members)
        kinds.emplace_back(kind_of(membership->organisation));
    return known(std::move(kinds), memberships_place);
}

std::optional<Statement> AgreementFacts::membership(std::string_view name) const
{
    if (m_agreement.memberships.empty())
        return std::nullopt;
    auto const all = members();
    auto const where = [&](auto holds) {
        Members some;
        std::ranges::copy_if(all, std::back_inserter(some), holds);
        return some;
    };
    auto const with_role = [&](Role role) { return kinds_of(where([&](Membership const* one) { return one->role == role; })); };
    auto const in_group = [&](Group group) { return kinds_of(where([&](Membership const* one) { return one->group == group; })); };
    if (name == "member-number")
        return known({ number(all.size()) }, memberships_place);
    if (name == "core-members")
        return in_group(Group::Core);
    if (name == "associate-members")
        return in_group(Group::Associate);
    if (name == "lead")
        return with_role(Role::Lead);
    if (name == "moderation")
        return with_role(Role::Moderator);
    if (name == "secretariat")
        return with_role(Role::Secretariat);
    if (name != "non-state-participation")
        return std::nullopt;
    auto const non_state = where(
        [&](Membership const* one) { return std::ranges::find(non_state_kinds, kind_of(one->organisation).id) != non_state_kinds.end(); });
    if (non_state.empty())
        return state(State::None, memberships_place);
    std::vector<Value> parts;
    for (auto const* membership : non_state)
        parts.emplace_back(Code { std::string(name_of(membership->participation)) });
    return known(std::move(parts), memberships_place);
}

} // namespace konkordat::compare
