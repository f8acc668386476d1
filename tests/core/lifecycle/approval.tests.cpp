#include "core/lifecycle/approval.h"

#include "tests/core/layout/records.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>

using namespace konkordat;
using namespace konkordat::lifecycle;

namespace {

Clause clause(std::string id, std::string body, Generated generated = Generated::None)
{
    Clause made;
    made.id = ClauseId(std::move(id));
    made.heading = { { Language::German, "Titel" } };
    made.body = { { Language::German, std::move(body) } };
    made.generated = generated;
    return made;
}

Agreement agreement()
{
    Agreement made;
    made.id = AgreementId("agreement-1");
    made.cantons = { "CH-BE" };
    made.languages = { Language::German };
    made.organisations = { tests::organisation("police", "Kantonspolizei") };
    made.memberships = { tests::member("m", "police") };
    made.variables = { { "entry-date", *Date::create(2026, 6, 1) }, { "review-years", std::int64_t { 3 } } };
    made.clauses = { clause("purpose", "Zweck"), clause("review", "Alle {{review-years}} Jahre"), clause("members", "", Generated::Members),
        clause("end", "Schluss") };
    made.clauses.push_back(clause("left-out", "Nichts"));
    made.clauses.back().state = ClauseState::Omitted;
    return made;
}

std::vector<ClauseId> ids(std::initializer_list<char const*> names)
{
    std::vector<ClauseId> list;
    for (auto const* name : names)
        list.emplace_back(name);
    return list;
}

} // namespace

TEST_CASE("approval stands for an agreement that was not edited, whatever state it is in", "[lifecycle][approval]")
{
    auto now = agreement();
    now.state = LifecycleState::InForce;
    now.lifecycle.push_back({ .state = LifecycleState::InForce, .date = {}, .authority = {}, .reference = {}, .note = {} });
    now.modified_at = { 99 };
    now.waivers.push_back({ .rule = "a", .subject = {}, .reason = "b", .author = {}, .date = {} });
    now.clauses.front().state = ClauseState::Adapted;
    auto const comparison = compare_with_signed(agreement(), now);
    CHECK(comparison.stands());
    CHECK(comparison.standing == ids({ "purpose", "review", "members", "end" }));
}

TEST_CASE("an edit reopens the clause that it changes and no other", "[lifecycle][approval]")
{
    auto now = agreement();
    now.clauses[0].body[Language::German] += ".";
    auto comparison = compare_with_signed(agreement(), now);
    CHECK_FALSE(comparison.stands());
    CHECK(comparison.reopened == ids({ "purpose" }));
    CHECK(comparison.standing == ids({ "review", "members", "end" }));
    CHECK(comparison.parts.empty());

    now.clauses[0] = agreement().clauses[0];
    CHECK(compare_with_signed(agreement(), now).stands());
    now.clauses[0].heading[Language::French] = "But";
    CHECK(compare_with_signed(agreement(), now).reopened == ids({ "purpose" }));
}

TEST_CASE("a particular reopens the clauses that use it, a party those that show it", "[lifecycle][approval]")
{
    auto now = agreement();
    now.variables["review-years"] = std::int64_t { 4 };
    auto comparison = compare_with_signed(agreement(), now);
    CHECK(comparison.reopened == ids({ "review" }));
    CHECK(comparison.parts == std::vector { ApprovedPart::Particulars });

    now = agreement();
    now.organisations.front().name[Language::German] = "Stadtpolizei";
    comparison = compare_with_signed(agreement(), now);
    CHECK(comparison.reopened == ids({ "members" }));
    CHECK(comparison.parts == std::vector { ApprovedPart::Parties });
}

TEST_CASE("clauses that came, went or moved are told apart", "[lifecycle][approval]")
{
    auto now = agreement();
    now.clauses.push_back(clause("new", "Neu"));
    now.clauses.erase(now.clauses.begin());
    now.clauses[0].state = ClauseState::Omitted;
    auto const comparison = compare_with_signed(agreement(), now);
    CHECK(comparison.added == ids({ "new" }));
    REQUIRE(comparison.removed.size() == 2);
    CHECK(comparison.removed[0].id == ClauseId("purpose"));
    CHECK(comparison.removed[1].id == ClauseId("review"));
    CHECK_FALSE(comparison.is_reordered);

    now = agreement();
    std::swap(now.clauses[0], now.clauses[1]);
    CHECK(compare_with_signed(agreement(), now).is_reordered);
}

TEST_CASE("every other part of what was signed is named when it differs", "[lifecycle][approval]")
{
    std::vector<std::pair<ApprovedPart, std::function<void(Agreement&)>>> const edits {
        { ApprovedPart::Title, [](Agreement& now) { now.title[Language::German] = "x"; } },
        { ApprovedPart::Form, [](Agreement& now) { now.form = Form::Contract; } },
        { ApprovedPart::Form, [](Agreement& now) { now.scope = Scope::Intercantonal; } },
        { ApprovedPart::Form, [](Agreement& now) { now.cantons.push_back("CH-ZH"); } },
        { ApprovedPart::Form, [](Agreement& now) { now.languages.push_back(Language::French); } },
        { ApprovedPart::Mandate, [](Agreement& now) { now.mandate.reference = "x"; } },
        { ApprovedPart::Particulars, [](Agreement& now) { now.variables.erase("entry-date"); } },
        { ApprovedPart::Parties, [](Agreement& now) { now.memberships.clear(); } },
        { ApprovedPart::Parties, [](Agreement& now) { now.contacts = { tests::expert("c", "police", "Anna Beispiel") }; } },
        { ApprovedPart::Procedure,
            [](Agreement& now) { now.procedure = { tests::step("s", "Schritt", { { OrganisationId("police"), ResponsibilityKind::Responsible } }) }; } },
        { ApprovedPart::Appearance, [](Agreement& now) { now.appearance.style = "x"; } },
    };
    for (auto const& [part, edit] : edits) {
        auto now = agreement();
        edit(now);
        CHECK(compare_with_signed(agreement(), now).parts == std::vector { part });
    }
}
