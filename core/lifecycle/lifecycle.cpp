#include "core/lifecycle/lifecycle.h"

#include "core/lifecycle/due_dates.h"
#include "core/procedure/matrix.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::lifecycle {

namespace {

using State = LifecycleState;

constexpr auto transitions = std::to_array<Transition>({
    { State::Mandate, State::Drafting, Actor::PoliticalAuthority },
    { State::Drafting, State::Consultation, Actor::WorkingGroup },
    { State::Consultation, State::Approval, Actor::WorkingGroup },
    { State::Consultation, State::Drafting, Actor::WorkingGroup },
    { State::Approval, State::Signature, Actor::Government },
    { State::Approval, State::Drafting, Actor::Government },
    { State::Signature, State::InForce, Actor::Signatories },
    { State::Signature, State::Drafting, Actor::Signatories },
    { State::InForce, State::Evaluation, Actor::Roundtable },
    { State::InForce, State::Ended, Actor::Signatories },
    { State::Evaluation, State::Drafting, Actor::Roundtable },
    { State::Evaluation, State::InForce, Actor::Roundtable },
    { State::Evaluation, State::Ended, Actor::Signatories },
});

constexpr std::array states { State::Mandate, State::Drafting, State::Consultation, State::Approval, State::Signature, State::InForce,
    State::Evaluation, State::Ended };

class NeedFinder {
public:
    NeedFinder(Agreement const& agreement, std::size_t open_variables)
        : m_agreement(agreement)
        , m_open_variables(open_variables)
    {
    }

    std::vector<Shortcoming> run(State to)
    {
        switch (to) {
        case State::Mandate:
        case State::Evaluation:
        case State::Ended: break;
        case State::Drafting: look_at_mandate(Severity::Blocks); break;
        case State::Consultation:
            look_at_mandate(Severity::Advises);
            look_at_members();
            look_at_content(Severity::Advises);
            break;
        case State::Approval:
            look_at_mandate(Severity::Blocks);
            look_at_members();
            look_at_content(Severity::Blocks);
            look_at_experts();
            need(Need::ReviewInterval, Severity::Advises, review_years(m_agreement) ? 0 : 1);
            break;
        case State::Signature:
            look_at_content(Severity::Blocks);
            look_at_experts();
            need(Need::Signatories, Severity::Blocks, signatories(m_agreement).empty() ? 1 : 0);
            break;
        case State::InForce:
            need(Need::Signatories, Severity::Blocks, signatories(m_agreement).empty() ? 1 : 0);
            need(Need::EntryDate, Severity::Blocks, entry_date(m_agreement) ? 0 : 1);
            break;
        }
        std::ranges::stable_sort(m_found, {}, &Shortcoming::severity);
        return std::move(m_found);
    }

private:
    void need(Need what, Severity severity, std::size_t count)
    {
        if (count > 0)
            m_found.push_back({ .need = what, .severity = severity, .count = count });
    }

    void look_at_mandate(Severity of_authority)
    {
        Mandate const& mandate = m_agreement.mandate;
        need(Need::MandateAuthority, of_authority, text_in(mandate.authority, Language::German).empty() ? 1 : 0);
        need(Need::MandateReference, Severity::Advises, mandate.reference.empty() ? 1 : 0);
        need(Need::MandateDate, Severity::Advises, mandate.date ? 0 : 1);
    }

    void look_at_members()
    {
        bool const any = std::ranges::find(m_agreement.memberships, Group::Core, &Membership::group) != m_agreement.memberships.end();
        need(Need::CoreMembers, Severity::Blocks, any ? 0 : 1);
    }

    void look_at_content(Severity severity)
    {
        need(Need::OpenVariables, severity, m_open_variables);
        auto const gaps = procedure::responsibility_matrix(m_agreement).gaps;
        auto const count = std::ranges::count(gaps, procedure::GapKind::StepWithoutResponsible, &procedure::Gap::kind);
        need(Need::StepsWithoutResponsible, severity, static_cast<std::size_t>(count));
    }

    void look_at_experts()
    {
        std::set<OrganisationId> without;
        for (Membership const& membership : m_agreement.memberships) {
            if (membership.group == Group::Core)
                without.insert(membership.organisation);
        }
        for (Contact const& contact : m_agreement.contacts)
            without.erase(contact.organisation);
        need(Need::Experts, Severity::Advises, without.size());
    }

    Agreement const& m_agreement;
    std::size_t m_open_variables;
    std::vector<Shortcoming> m_found;
};

} // namespace

std::span<Transition const> all_transitions() { return transitions; }

std::vector<Transition> transitions_from(LifecycleState from)
{
    std::vector<Transition> result;
    std::ranges::copy_if(transitions, std::back_inserter(result), [&](Transition const& transition) { return transition.from == from; });
    return result;
}

bool is_allowed(LifecycleState from, LifecycleState to)
{
    return std::ranges::any_of(transitions, [&](Transition const& transition) { return transition.from == from && transition.to == to; });
}

std::span<LifecycleState const> states_in_order() { return states; }

std::vector<Shortcoming> shortcomings(Agreement const& agreement, LifecycleState to, std::size_t open_variables)
{
    return NeedFinder(agreement, open_variables).run(to);
}

std::string_view name_of(Actor actor)
{
    switch (actor) {
    case Actor::PoliticalAuthority: return "political-authority";
    case Actor::WorkingGroup: return "working-group";
    case Actor::Government: return "government";
    case Actor::Signatories: return "signatories";
    case Actor::Roundtable: break;
    }
    return "roundtable";
}

std::string_view name_of(Need need)
{
    switch (need) {
    case Need::MandateAuthority: return "mandate-authority";
    case Need::MandateReference: return "mandate-reference";
    case Need::MandateDate: return "mandate-date";
    case Need::CoreMembers: return "core-members";
    case Need::OpenVariables: return "open-variables";
    case Need::StepsWithoutResponsible: return "steps-without-responsible";
    case Need::Experts: return "experts";
    case Need::Signatories: return "signatories";
    case Need::ReviewInterval: return "review-interval";
    case Need::EntryDate: break;
    }
    return "entry-date";
}

} // namespace konkordat::lifecycle
