#include "tests/core/compare/realistic_agreements.h"

#include <algorithm>
#include <array>

namespace konkordat::testing {

namespace {

/// Random choices that are the same with every standard library, whose distributions differ.
class Dice {
public:
    explicit Dice(std::uint32_t seed)
        : m_random(seed)
    {
    }

    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(m_random() % bound); }
    bool percent(std::uint32_t chance) { return below(100) < chance; }
    template <typename Items>
    auto const& one_of(Items const& items)
    {
        return items[below(static_cast<std::uint32_t>(items.size()))];
    }

private:
    std::mt19937 m_random;
};

constexpr std::array core_kinds { "cantonal-police", "prosecution", "migration-authority", "victim-aid", "specialised-ngo", "city-police" };
constexpr std::array associate_kinds { "social-welfare", "repatriation-advice", "legal-counsel", "ksmm", "equality-office",
    "labour-inspectorate" };
constexpr std::array participations { Participation::Decides, Participation::Decides, Participation::Expert, Participation::Observes,
    Participation::OnCall, Participation::ByTopic };
constexpr std::array states { LifecycleState::Drafting, LifecycleState::Consultation, LifecycleState::Approval, LifecycleState::Signature,
    LifecycleState::InForce, LifecycleState::InForce, LifecycleState::InForce, LifecycleState::Evaluation };

void add_member(Agreement& agreement, std::string const& kind, Group group, Dice& dice)
{
    Organisation organisation;
    organisation.id = OrganisationId(kind);
    organisation.kind = dice.percent(3) ? "" : kind;
    organisation.name = { { agreement.languages.front(), kind } };
    agreement.organisations.push_back(organisation);
    Membership membership;
    membership.id = MembershipId("member-" + kind);
    membership.organisation = organisation.id;
    membership.group = group;
    membership.participation = dice.one_of(participations);
    if (dice.percent(4))
        membership.until = Date::create(2020 + static_cast<int>(dice.below(12)), 6, 30).value();
    agreement.memberships.push_back(membership);
}

void add_members(Agreement& agreement, Dice& dice)
{
    if (dice.percent(5))
        return;
    for (auto const* kind : core_kinds) {
        if (dice.percent(75))
            add_member(agreement, kind, Group::Core, dice);
    }
    for (auto const* kind : associate_kinds) {
        if (dice.percent(30))
            add_member(agreement, kind, Group::Associate, dice);
    }
    for (auto const role : { Role::Lead, Role::Moderator, Role::Secretariat }) {
        if (!agreement.memberships.empty() && dice.percent(80))
            agreement.memberships[dice.below(static_cast<std::uint32_t>(agreement.memberships.size()))].role = role;
    }
}

void share_out_steps(Agreement& agreement, Dice& dice)
{
    for (auto& step : agreement.procedure) {
        if (dice.percent(20))
            step.deadline_days = dice.below(60);
        for (auto const& organisation : agreement.organisations) {
            if (dice.percent(25))
                step.responsibilities.push_back(
                    { organisation.id, dice.percent(40) ? ResponsibilityKind::Responsible : ResponsibilityKind::Participates });
        }
    }
    if (dice.percent(15))
        agreement.procedure.erase(agreement.procedure.begin() + dice.below(static_cast<std::uint32_t>(agreement.procedure.size())));
}

void change_clauses(Agreement& agreement, Dice& dice)
{
    std::vector<ClauseId> removed;
    for (auto& clause : agreement.clauses) {
        if (clause.kind != ClauseKind::Clause)
            continue;
        if (dice.percent(4)) {
            clause.state = ClauseState::Omitted;
            clause.omission_reason = { { agreement.languages.front(), "Bereits anderswo geregelt" } };
        } else if (dice.percent(2)) {
            removed.push_back(clause.id);
        } else if (dice.percent(15)) {
            clause.state = ClauseState::Adapted;
        }
    }
    for (auto const& id : removed) {
        std::erase_if(agreement.clauses, [&](Clause const& clause) { return clause.id == id; });
        for (auto& step : agreement.procedure) {
            if (step.clause == id)
                step.clause.reset();
        }
    }
    if (dice.percent(30)) {
        // In the last section, before the annexes.
        auto const last = std::ranges::find(agreement.clauses.rbegin(), agreement.clauses.rend(), ClauseKind::Clause, &Clause::kind);
        auto& own = *agreement.clauses.emplace(last.base());
        own.id = ClauseId("own-1");
        own.state = ClauseState::Own;
        own.heading = { { agreement.languages.front(), "Eigene Bestimmung" } };
    }
}

void set_variables(Agreement& agreement, Dice& dice)
{
    auto const number = [&](char const* id, std::uint32_t chance, std::uint32_t least, std::uint32_t bound) {
        if (dice.percent(chance))
            agreement.variables[id] = std::int64_t { least + dice.below(bound) };
    };
    number("review-years", 70, 1, 6);
    number("core-group-meetings", 70, 1, 6);
    number("recovery-period-days", 80, 30, 60);
    number("withdrawal-notice-months", 50, 1, 12);
    number("termination-notice-months", 50, 1, 12);
    number("conflict-response-days", 60, 5, 30);
    if (dice.percent(60))
        agreement.variables["entry-date"]
            = Date::create(2005 + static_cast<int>(dice.below(25)), 1 + static_cast<int>(dice.below(12)), 1).value();
    agreement.variables["services-paid"] = dice.percent(50);
}

void live(Agreement& agreement, Dice& dice)
{
    agreement.state = dice.one_of(states);
    if (agreement.state >= LifecycleState::Signature && dice.percent(70)) {
        auto& decision = agreement.lifecycle.emplace_back();
        decision.state = LifecycleState::Signature;
        decision.authority = "Regierungsrat";
        decision.date = Date::create(2010 + static_cast<int>(dice.below(15)), 3, 1).value();
        if (agreement.state != LifecycleState::Signature)
            agreement.lifecycle.emplace_back().state = agreement.state;
    }
    agreement.modified_at = Timestamp { 1'600'000'000 + std::int64_t { dice.below(200'000'000) } };
}

} // namespace

RealisticAgreements::RealisticAgreements(World& world, ClauseBodies bodies)
    : m_world(world)
    , m_bodies(bodies)
    , m_cantons(load_cantons(world).value())
    , m_pack(templates::load_pack(world, "ch-thb-cooperation").value())
    , m_words(richtext::Words::load(world).value())
{
    std::erase_if(m_cantons, [](const Canton& canton) { return canton.fictitious; });
}

Agreement const& RealisticAgreements::base(Form form, Scope scope, Language language)
{
    auto const key = std::tuple(form, scope, language);
    if (auto const known = m_bases.find(key); known != m_bases.end())
        return known->second;
    auto agreement = templates::instantiate(
        m_world, m_pack, m_words, { .form = form, .scope = scope, .cantons = { "CH-BE" }, .languages = { language } })
                         .value();
    if (m_bodies == ClauseBodies::Without) {
        for (auto& clause : agreement.clauses)
            clause.body.clear();
    }
    return m_bases.emplace(key, std::move(agreement)).first->second;
}

Agreement RealisticAgreements::make(std::uint32_t number)
{
    Dice dice(number * 2654435761U + 1);
    auto const& canton = dice.one_of(m_cantons);
    auto const form = static_cast<Form>(dice.below(3));
    auto const scope = dice.percent(80) ? Scope::Canton : dice.percent(50) ? Scope::Communes : Scope::Intercantonal;
    auto agreement = base(form, scope, canton.languages.front());
    agreement.id = AgreementId("agreement-" + std::to_string(number));
    agreement.cantons = { canton.code };
    if (auto const& other = dice.one_of(m_cantons); scope == Scope::Intercantonal && other.code != canton.code)
        agreement.cantons.push_back(other.code);
    add_members(agreement, dice);
    share_out_steps(agreement, dice);
    change_clauses(agreement, dice);
    set_variables(agreement, dice);
    live(agreement, dice);
    return agreement;
}

} // namespace konkordat::testing
