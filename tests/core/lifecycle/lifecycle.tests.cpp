#include "core/lifecycle/lifecycle.h"

#include "tests/core/layout/records.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace konkordat;
using namespace konkordat::lifecycle;

namespace {

/// An agreement that lacks nothing.
Agreement complete()
{
    Agreement agreement;
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German };
    agreement.mandate = { .authority = { { Language::German, "Regierungsrat" } }, .reference = "RRB 1", .date = *Date::create(2026, 1, 5) };
    agreement.organisations = { tests::organisation("police", "Kantonspolizei") };
    agreement.memberships = { tests::member("m", "police") };
    agreement.contacts = { tests::expert("c", "police", "Anna Beispiel") };
    agreement.procedure = { tests::step("s", "Schritt", { { OrganisationId("police"), ResponsibilityKind::Responsible } }) };
    agreement.variables = { { "entry-date", *Date::create(2026, 6, 1) }, { "review-years", std::int64_t { 3 } } };
    return agreement;
}

bool lacks(Agreement const& agreement, LifecycleState to, Need need, Severity severity, std::size_t open_variables = 0)
{
    auto const found = shortcomings(agreement, to, open_variables);
    return std::ranges::any_of(found, [&](Shortcoming const& entry) { return entry.need == need && entry.severity == severity; });
}

} // namespace

TEST_CASE("Every state can be reached from the mandate, and only the end has no way on", "[lifecycle]")
{
    std::set<LifecycleState> reached { LifecycleState::Mandate };
    for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (Transition const& transition : all_transitions()) {
            if (reached.contains(transition.from))
                reached.insert(transition.to);
        }
    }
    CHECK(reached.size() == states_in_order().size());
    for (LifecycleState const state : states_in_order()) {
        CAPTURE(name_of(state));
        CHECK(transitions_from(state).empty() == (state == LifecycleState::Ended));
    }
}

TEST_CASE("Nothing comes into force without approval and signature", "[lifecycle]")
{
    CHECK(is_allowed(LifecycleState::Approval, LifecycleState::Signature));
    CHECK(is_allowed(LifecycleState::Signature, LifecycleState::InForce));
    CHECK(is_allowed(LifecycleState::Evaluation, LifecycleState::Drafting));
    for (LifecycleState const from : { LifecycleState::Mandate, LifecycleState::Drafting, LifecycleState::Consultation,
             LifecycleState::Approval, LifecycleState::Ended })
        CHECK_FALSE(is_allowed(from, LifecycleState::InForce));
    CHECK_FALSE(is_allowed(LifecycleState::Drafting, LifecycleState::Drafting));
}

TEST_CASE("A complete agreement lacks nothing for any state", "[lifecycle]")
{
    for (LifecycleState const state : states_in_order()) {
        CAPTURE(name_of(state));
        CHECK(shortcomings(complete(), state, 0).empty());
    }
}

TEST_CASE("Each thing that is taken away is missed where it matters, as a block or as advice", "[lifecycle]")
{
    Agreement agreement = complete();
    agreement.mandate = {};
    CHECK(lacks(agreement, LifecycleState::Drafting, Need::MandateAuthority, Severity::Blocks));
    CHECK(lacks(agreement, LifecycleState::Consultation, Need::MandateAuthority, Severity::Advises));
    CHECK(lacks(agreement, LifecycleState::Approval, Need::MandateReference, Severity::Advises));
    CHECK(lacks(agreement, LifecycleState::Approval, Need::MandateDate, Severity::Advises));

    agreement = complete();
    agreement.memberships.clear();
    CHECK(lacks(agreement, LifecycleState::Consultation, Need::CoreMembers, Severity::Blocks));
    CHECK(lacks(agreement, LifecycleState::Signature, Need::Signatories, Severity::Blocks));
    CHECK(lacks(agreement, LifecycleState::InForce, Need::Signatories, Severity::Blocks));

    agreement = complete();
    agreement.contacts.clear();
    CHECK(lacks(agreement, LifecycleState::Approval, Need::Experts, Severity::Advises));

    agreement = complete();
    agreement.procedure[0].responsibilities.clear();
    CHECK(lacks(agreement, LifecycleState::Consultation, Need::StepsWithoutResponsible, Severity::Advises));
    CHECK(lacks(agreement, LifecycleState::Approval, Need::StepsWithoutResponsible, Severity::Blocks));

    agreement = complete();
    CHECK(lacks(agreement, LifecycleState::Consultation, Need::OpenVariables, Severity::Advises, 3));
    CHECK(lacks(agreement, LifecycleState::Approval, Need::OpenVariables, Severity::Blocks, 3));
    agreement.variables.erase("review-years");
    CHECK(lacks(agreement, LifecycleState::Approval, Need::ReviewInterval, Severity::Advises));
    agreement.variables.erase("entry-date");
    CHECK(lacks(agreement, LifecycleState::InForce, Need::EntryDate, Severity::Blocks));
}

TEST_CASE("What blocks comes before what is advised", "[lifecycle]")
{
    Agreement agreement = complete();
    agreement.mandate = {};
    agreement.memberships.clear();
    auto const found = shortcomings(agreement, LifecycleState::Consultation, 2);
    REQUIRE(found.size() > 2);
    CHECK(found.front().severity == Severity::Blocks);
    CHECK(std::ranges::is_sorted(found, {}, &Shortcoming::severity));
}
