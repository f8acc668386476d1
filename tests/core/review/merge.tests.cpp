#include "core/review/merge.h"
#include "core/review/resolve.h"

#include "tests/core/codec/random_agreement.h"
#include "tests/core/review/random_edits.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace konkordat;
using namespace konkordat::review;

namespace {

Agreement merged(Agreement const& base, Agreement const& ours, Agreement const& theirs)
{
    auto result = merge(base, ours, theirs);
    REQUIRE(result.has_value());
    for (auto const& conflict : result->conflicts)
        FAIL(name_of(conflict.kind) << " " << name_of(conflict.ours.kind) << " " << conflict.ours.id << " / " << conflict.theirs.id);
    return result->agreement;
}

Merge conflicting(Agreement const& base, Agreement const& ours, Agreement const& theirs)
{
    auto result = merge(base, ours, theirs);
    if (!result)
        FAIL(result.error().to_string());
    auto const reversed = merge(base, theirs, ours);
    CHECK(reversed->agreement == result->agreement);
    CHECK(reversed->conflicts.size() == result->conflicts.size());
    return *result;
}

Agreement edited(Agreement agreement, Editor const& editor, std::mt19937& random, int count)
{
    editor.edit(agreement, random, count);
    REQUIRE(check_consistency(agreement).has_value());
    return agreement;
}

/// Each change of a member or presence, told so that those of one side can be looked for in those of the merge.
std::multiset<std::string> told(Agreement const& before, Agreement const& after)
{
    std::multiset<std::string> changes;
    for (auto const& record : difference(before, after).records) {
        auto const name = std::string(name_of(record.kind)) + " " + record.id;
        if (record.presence != Presence::Kept) {
            changes.insert(name + " " + std::string(name_of(record.presence)));
            continue;
        }
        for (auto const& member : record.members)
            changes.insert(name + " " + std::string(member.member)
                + (member.language ? "/" + std::string(language_code(*member.language)) : std::string()));
    }
    changes.erase("agreement  modifiedAt");
    return changes;
}

Clause& clause(Agreement& agreement, std::string_view id)
{
    return *std::ranges::find_if(agreement.clauses, [&](Clause const& item) { return item.id.str() == id; });
}

} // namespace

TEST_CASE("Merging what is equal, or with the base, changes nothing", "[review][merge]")
{
    std::mt19937 random(21);
    for (int i = 0; i < 60; ++i) {
        auto const base = invented_draft(random);
        auto const ours = edited(base, { "x" }, random, 15);
        CHECK(merged(base, ours, ours) == ours);
        CHECK(merged(base, ours, base) == ours);
        CHECK(merged(base, base, ours) == ours);
    }
}

TEST_CASE("Three parties who change different things get all of it, in whatever order it is merged", "[review][merge]")
{
    std::mt19937 random(22);
    for (int i = 0; i < 150; ++i) {
        CAPTURE(i);
        auto const base = invented_draft(random);
        auto const a = edited(base, { "a", 0, 3, false }, random, 12);
        auto const b = edited(base, { "b", 1, 3, false }, random, 12);
        auto const c = edited(base, { "c", 2, 3, true }, random, 12);
        auto const ab = merged(base, a, b);
        REQUIRE(ab == merged(base, b, a));
        REQUIRE(merged(base, ab, b) == ab);
        REQUIRE(merged(base, ab, a) == ab);
        auto const abc = merged(base, ab, c);
        REQUIRE(abc == merged(base, a, merged(base, b, c)));
        REQUIRE(abc == merged(base, merged(base, a, c), b));
        REQUIRE(merged(base, abc, b) == abc);

        // Nothing is lost, nothing appears that nobody did.
        auto all = told(base, a);
        all.merge(told(base, b));
        all.merge(told(base, c));
        REQUIRE(told(base, abc) == all);
    }
}

TEST_CASE("Random edits of the same things: never a loss without a word, and the same from both sides", "[review][merge]")
{
    std::mt19937 random(23);
    int conflicts = 0;
    for (int i = 0; i < 150; ++i) {
        CAPTURE(i);
        auto const base = invented_draft(random, 2);
        auto const ours = edited(base, { "a" }, random, 12);
        auto const theirs = edited(base, { "b" }, random, 12);
        auto const merge = conflicting(base, ours, theirs);
        CHECK(check_consistency(merge.agreement).has_value());
        conflicts += merge.clean() ? 0 : 1;

        std::set<std::string> in_conflict;
        for (auto const& conflict : merge.conflicts) {
            for (auto const* side : { &conflict.ours, &conflict.theirs })
                in_conflict.insert(std::string(name_of(side->kind)) + " " + side->id);
        }
        auto const done = told(base, merge.agreement);
        for (auto const* side : { &ours, &theirs }) {
            for (auto const& change : told(base, *side)) {
                auto const record = change.substr(0, change.find(' ', change.find(' ') + 1));
                INFO(change);
                CHECK((done.contains(change) || in_conflict.contains(record)));
            }
        }
    }
    CHECK(conflicts > 50);
}

TEST_CASE("Exactly what both changed differently is a conflict, and the base's words stay", "[review][merge]")
{
    std::mt19937 random(24);
    for (int i = 0; i < 60; ++i) {
        auto base = invented_draft(random);
        base.clauses.push_back(base.clauses.front());
        base.clauses.back().id = ClauseId("zz");
        auto ours = edited(base, { "a", 0, 3, false }, random, 8);
        auto theirs = edited(base, { "b", 1, 3, false }, random, 8);
        auto const clean = merged(base, ours, theirs);
        auto const old_words = clause(base, "zz").heading.at(Language::German);
        if (clause(ours, "zz").heading != clause(base, "zz").heading || clause(theirs, "zz").heading != clause(base, "zz").heading)
            continue;
        clause(ours, "zz").heading[Language::German] = "Unser";
        clause(theirs, "zz").heading[Language::German] = "Ihr";
        auto const merge = conflicting(base, ours, theirs);
        REQUIRE(merge.conflicts.size() == 1);
        auto const& conflict = merge.conflicts.front();
        CHECK(conflict.kind == ConflictKind::BothChanged);
        CHECK(conflict.ours.id == "zz");
        CHECK(conflict.ours.members
            == std::vector<MemberChange> { { "heading", Language::German, Value(old_words), Value(std::string("Unser")) } });
        CHECK(conflict.theirs.members.front().after == Value(std::string("Ihr")));
        CHECK(merge.agreement == clean);

        // The same words twice are none.
        clause(theirs, "zz").heading[Language::German] = "Unser";
        auto same = merged(base, ours, theirs);
        CHECK(clause(same, "zz").heading.at(Language::German) == "Unser");
    }
}

TEST_CASE("Different paragraphs of a text go together, the same one does not", "[review][merge]")
{
    std::mt19937 random(25);
    auto const base = invented_draft(random);
    auto ours = base;
    auto theirs = base;
    auto& text = clause(ours, "s1c1").body[Language::German];
    text.insert(0, "Vorab. ");
    clause(theirs, "s1c1").body[Language::German] += " Zuletzt.";
    auto both = merged(base, ours, theirs);
    CHECK(clause(both, "s1c1").body.at(Language::German) == text + " Zuletzt.");
    clause(theirs, "s1c1").body[Language::German] = "Nun. " + clause(theirs, "s1c1").body[Language::German];
    auto const merge = conflicting(base, ours, theirs);
    REQUIRE(merge.conflicts.size() == 1);
    CHECK(merge.conflicts.front().ours.members.front().language == Language::German);
    CHECK(merge.agreement.clauses == base.clauses);
}

TEST_CASE("Removing what the other changed or needs is a conflict, and it stays", "[review][merge]")
{
    std::mt19937 random(26);
    auto const base = invented_draft(random);
    auto removed = base;
    std::erase_if(removed.clauses, [](Clause const& item) { return item.id.str().starts_with("s1"); });

    auto changed = base;
    clause(changed, "s1c2").heading[Language::German] = "Neu";
    auto result = conflicting(base, removed, changed);
    REQUIRE(result.conflicts.size() == 2);
    CHECK(result.conflicts[0].kind == ConflictKind::RemovedAndChanged);
    CHECK(result.conflicts[0].ours.presence == Presence::Removed);
    CHECK(result.conflicts[0].theirs.members.front().member == "heading");
    CHECK(result.conflicts[1].kind == ConflictKind::RemovedAndUsed);
    CHECK(result.conflicts[1].ours.id == "s1");
    CHECK(find_clause(result.agreement, ClauseId("s1c2")));
    CHECK(find_clause(result.agreement, ClauseId("s1")));
    CHECK_FALSE(find_clause(result.agreement, ClauseId("s1c1")));

    auto added = base;
    auto own = base.clauses[7];
    own.id = ClauseId("own");
    added.clauses.insert(added.clauses.begin() + 8, own);
    result = conflicting(base, removed, added);
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts.front().kind == ConflictKind::RemovedAndUsed);
    CHECK(result.conflicts.front().ours.id == "s1");
    CHECK(result.conflicts.front().theirs.id == "own");
    CHECK(find_clause(result.agreement, ClauseId("own")));

    auto without_party = base;
    std::erase_if(without_party.organisations, [](Organisation const& item) { return item.id.str() == "o7"; });
    std::erase_if(without_party.memberships, [](Membership const& item) { return item.organisation.str() == "o7"; });
    without_party.procedure[7].responsibilities.pop_back();
    auto with_part = base;
    with_part.procedure[1].responsibilities.push_back({ OrganisationId("o7"), ResponsibilityKind::Consulted });
    result = conflicting(base, without_party, with_part);
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts.front().ours.id == "o7");
    CHECK(result.conflicts.front().theirs.id == "step1/o7");
}

TEST_CASE("A section that is none any more for one side keeps what the other put in it", "[review][merge]")
{
    std::mt19937 random(27);
    auto const base = invented_draft(random);
    auto ours = base;
    std::erase_if(ours.clauses, [](Clause const& item) { return item.id.str().starts_with("s3c"); });
    clause(ours, "s3").kind = ClauseKind::Annex;
    auto theirs = base;
    auto own = base.clauses[7];
    own.id = ClauseId("own");
    theirs.clauses.push_back(own);
    auto const result = conflicting(base, ours, theirs);
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts.front().kind == ConflictKind::RemovedAndUsed);
    CHECK(find_clause(result.agreement, ClauseId("s3"))->kind == ClauseKind::Section);
}

TEST_CASE("One clause put in two places is a conflict and stays where it was", "[review][merge]")
{
    std::mt19937 random(28);
    auto const base = invented_draft(random);
    auto ours = base;
    auto theirs = base;
    std::rotate(ours.clauses.begin() + 1, ours.clauses.begin() + 2, ours.clauses.begin() + 9);
    std::rotate(theirs.clauses.begin() + 1, theirs.clauses.begin() + 2, theirs.clauses.begin() + 15);
    auto const result = conflicting(base, ours, theirs);
    REQUIRE(result.conflicts.size() == 1);
    CHECK(result.conflicts.front().kind == ConflictKind::BothMoved);
    CHECK(result.conflicts.front().ours.to->parent == "s1");
    CHECK(result.conflicts.front().theirs.to->parent == "s2");
    CHECK(result.agreement == base);
}

TEST_CASE("What both set for the first time, and differently, stays open", "[review][merge]")
{
    std::mt19937 random(29);
    auto const base = invented_draft(random);
    auto ours = base;
    auto theirs = base;
    ours.variables["new"] = std::int64_t { 30 };
    theirs.variables["new"] = std::int64_t { 45 };
    ours.procedure[0].responsibilities.push_back({ OrganisationId("o3"), ResponsibilityKind::Informed });
    theirs.procedure[0].responsibilities.push_back({ OrganisationId("o3"), ResponsibilityKind::Consulted });
    ours.modified_at = { 100 };
    theirs.modified_at = { 300 };
    auto const result = conflicting(base, ours, theirs);
    CHECK(result.conflicts.size() == 2);
    CHECK_FALSE(result.agreement.variables.contains("new"));
    CHECK(result.agreement.procedure[0].responsibilities.back() == Responsibility { OrganisationId("o3"), ResponsibilityKind::Consulted });
    CHECK(result.agreement.modified_at == Timestamp { 300 });
}

TEST_CASE("A conflict is decided by choosing the change of one side", "[review][merge]")
{
    std::mt19937 random(32);
    auto const base = invented_draft(random);
    auto ours = base;
    auto theirs = base;
    clause(ours, "s1c1").heading[Language::German] = "Unser";
    clause(theirs, "s1c1").heading[Language::German] = "Ihr";
    ours.variables["new"] = std::int64_t { 30 };
    theirs.variables["new"] = std::int64_t { 45 };
    std::erase_if(ours.clauses, [](Clause const& item) { return item.id.str() == "s2c3"; });
    clause(theirs, "s2c3").law.push_back("x");
    std::rotate(ours.clauses.begin() + 1, ours.clauses.begin() + 2, ours.clauses.begin() + 9);
    std::rotate(theirs.clauses.begin() + 1, theirs.clauses.begin() + 2, theirs.clauses.begin() + 15);
    for (bool const take_ours : { true, false }) {
        auto const result = conflicting(base, ours, theirs);
        REQUIRE(result.conflicts.size() == 4);
        auto decided = result.agreement;
        for (auto const& conflict : result.conflicts)
            decided = resolve(decided, take_ours ? conflict.ours : conflict.theirs).value();
        CHECK(decided == (take_ours ? ours : theirs));
    }
}

TEST_CASE("A section that is still needed cannot be chosen away", "[review][merge]")
{
    std::mt19937 random(33);
    auto const base = invented_draft(random);
    auto removed = base;
    std::erase_if(removed.clauses, [](Clause const& item) { return item.id.str().starts_with("s1"); });
    auto added = base;
    auto own = base.clauses[7];
    own.id = ClauseId("own");
    added.clauses.insert(added.clauses.begin() + 8, own);
    auto const result = conflicting(base, removed, added);
    CHECK(resolve(result.agreement, result.conflicts.front().ours).error().key == "clause-without-section");
    auto const without = resolve(result.agreement, { RecordKind::Clause, "own", Presence::Removed, {}, {}, {} }).value();
    CHECK(resolve(without, result.conflicts.front().ours).value() == removed);
}

TEST_CASE("States of different agreements are not merged", "[review][merge]")
{
    std::mt19937 random(30);
    auto const base = invented_draft(random);
    auto other = base;
    other.id = AgreementId("other");
    CHECK(merge(base, other, base).error().key == "another-agreement");
    CHECK(merge(base, base, other).error().key == "another-agreement");
}

TEST_CASE("Agreements with everything in them are merged consistently", "[review][merge]")
{
    std::mt19937 random(31);
    for (int i = 0; i < 200; ++i) {
        auto const base = random_agreement(random);
        auto ours = random_agreement(random);
        auto theirs = random_agreement(random);
        ours.id = theirs.id = base.id;
        CAPTURE(i);
        auto const result = merge(base, ours, theirs);
        if (!result) {
            // A state without its history, a section without its clauses: said, not mended.
            CHECK(result.error().code == ErrorCode::Inconsistent);
            continue;
        }
        CHECK(merge(base, theirs, ours)->agreement == result->agreement);
        CHECK(merge(base, ours, ours)->agreement == ours);
    }
}
