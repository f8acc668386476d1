#include "core/review/difference.h"

#include "core/codec/agreement_json.h"
#include "core/review/list_order.h"
#include "tests/core/codec/random_agreement.h"
#include "tests/core/review/random_edits.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

using namespace konkordat;
using namespace konkordat::review;

namespace {

RecordChange const* change_of(Difference const& difference, std::string_view id)
{
    auto const change = std::ranges::find(difference.records, id, &RecordChange::id);
    return change == difference.records.end() ? nullptr : &*change;
}

/// Calls visit(place, value) for every value in a JSON that holds no other.
void visit_leaves(nlohmann::json& value, std::string const& place, std::function<void(std::string const&, nlohmann::json&)> const& visit)
{
    if (!value.is_structured())
        return visit(place, value);
    for (auto& [key, item] : value.items())
        visit_leaves(item, place + "/" + key, visit);
}

/// Values of which one may stand there instead.
std::vector<nlohmann::json> other_values(nlohmann::json const& value)
{
    if (value.is_boolean())
        return { !value.get<bool>() };
    if (value.is_number())
        return { value.get<std::int64_t>() + 1 };
    return { value.get<std::string>() + "x", "2026-01-08", "2026-05-05T05:05:05Z", "contract", "communes", "associate", "moderator",
        "expert", "informed", "preamble", "adapted", "members", "CH-ZH", "it", "ragged", "in-sequence", "footnotes", "#005500" };
}

} // namespace

TEST_CASE("Records give back the agreement that they are of", "[review][difference]")
{
    std::mt19937 random(5);
    for (int i = 0; i < 300; ++i) {
        auto const agreement = random_agreement(random);
        REQUIRE(to_agreement(to_records(agreement)) == agreement);
    }
}

TEST_CASE("A difference is empty exactly when the canonical JSON is equal, and applied it gives the other side", "[review][difference]")
{
    std::mt19937 random(6);
    auto before = random_agreement(random);
    for (int i = 0; i < 300; ++i) {
        auto after = i % 3 == 0 ? before : random_agreement(random);
        auto const changes = difference(before, after);
        REQUIRE(changes.empty() == (write_agreement(before) == write_agreement(after)));
        auto const applied = apply(before, changes);
        REQUIRE(applied.has_value());
        REQUIRE(write_agreement(*applied) == write_agreement(after));
        REQUIRE(*applied == after);
        before = std::move(after);
    }
}

TEST_CASE("Every value of an agreement's JSON is compared", "[review][difference]")
{
    auto agreement = small_agreement();
    agreement.lifecycle = { { LifecycleState::Drafting, *Date::create(2026, 1, 7), "Regierungsrat", "1", "n" } };
    agreement.waivers = { { "rule", "clause:s", "Grund", "Anna", *Date::create(2026, 1, 7) } };
    agreement.memberships.front().until = *Date::create(2026, 1, 7);
    agreement.contacts.front().from = agreement.contacts.front().until = *Date::create(2026, 1, 7);
    agreement.clauses.front().origin->alternative = "other";
    agreement.appearance = { "letterhead", TextSetting::Justified, LanguageArrangement::SideBySide, LegalReferences::Without, "#143f8a",
        { { { Language::German, "Kanton" } }, {} } };
    auto const json = nlohmann::json::parse(write_agreement(agreement));
    auto walked = json;
    std::size_t compared = 0;
    visit_leaves(walked, "", [&](std::string const& place, nlohmann::json& leaf) {
        // Ids that others refer to and the schema cannot change alone.
        if (place == "/$schema" || place == "/state" || place == "/lifecycle/0/state" || place.ends_with("/organisation")
            || place.ends_with("substituteFor") || (place.ends_with("/clause") && place.starts_with("/procedure"))
            || place == "/organisations/0/id" || place == "/contacts/0/id" || place == "/clauses/0/id")
            return;
        auto const kept = leaf;
        std::optional<Agreement> changed;
        for (auto const& other : other_values(kept)) {
            leaf = other;
            auto read = read_agreement(walked.dump());
            if (read && !changed)
                changed = *read;
        }
        INFO(place << ": " << kept);
        REQUIRE(changed);
        auto const changes = difference(agreement, *changed);
        CHECK_FALSE(changes.empty());
        CHECK(apply(agreement, changes).value() == *changed);
        leaf = kept;
        ++compared;
    });
    CHECK(compared > 60);
}

TEST_CASE("Random edits are found, applied, and taken back", "[review][difference]")
{
    std::mt19937 random(8);
    for (int i = 0; i < 200; ++i) {
        auto const before = invented_draft(random);
        auto after = before;
        Editor { "x" }.edit(after, random, static_cast<int>(random() % 20));
        REQUIRE(check_consistency(after).has_value());
        REQUIRE(apply(before, difference(before, after)).value() == after);
        REQUIRE(apply(after, difference(after, before)).value() == before);
    }
}

TEST_CASE("A move is a move, of as few as possible", "[review][difference]")
{
    std::mt19937 random(9);
    auto const before = invented_draft(random);
    auto after = before;
    // The first clause of the second section goes to the end of the third.
    std::rotate(after.clauses.begin() + 7, after.clauses.begin() + 8, after.clauses.begin() + 18);
    auto changes = difference(before, after);
    REQUIRE(changes.records.size() == 1);
    CHECK(changes.records.front().id == "s1c0");
    CHECK(changes.records.front().moved());
    CHECK(*changes.records.front().from == Position { "s1", "" });
    CHECK(*changes.records.front().to == Position { "s2", "s2c4" });
    CHECK(changes.records.front().members.empty());

    // A section takes its clauses along: one move.
    after = before;
    std::rotate(after.clauses.begin(), after.clauses.begin() + 6, after.clauses.begin() + 18);
    changes = difference(before, after);
    REQUIRE(changes.records.size() == 1);
    CHECK(changes.records.front().id == "s0");
    CHECK(*changes.records.front().to == Position { "", "s2" });
}

TEST_CASE("What was added, removed and changed is said by language and member", "[review][difference]")
{
    std::mt19937 random(10);
    auto const before = invented_draft(random);
    auto after = before;
    after.clauses[1].body[Language::French] = "Nouveau";
    after.clauses.erase(after.clauses.begin() + 3);
    auto added = before.clauses[2];
    added.id = ClauseId("own");
    after.clauses.insert(after.clauses.begin() + 4, added);
    after.variables.erase("variable-3");
    after.procedure[2].responsibilities[1].kind = ResponsibilityKind::Consulted;
    auto const changes = difference(before, after);
    CHECK(changes.records.size() == 5);
    auto const* text = change_of(changes, "s0c0");
    REQUIRE(text);
    REQUIRE(text->members.size() == 1);
    CHECK(text->members.front().member == "body");
    CHECK(text->members.front().language == Language::French);
    CHECK(*text->members.front().after == Value(std::string("Nouveau")));
    CHECK(change_of(changes, "s0c2")->presence == Presence::Removed);
    CHECK(change_of(changes, "own")->presence == Presence::Added);
    CHECK(*change_of(changes, "own")->to == Position { "s0", "s0c3" });
    CHECK(change_of(changes, "variable-3")->presence == Presence::Removed);
    CHECK(*change_of(changes, "step2/o2")->members.front().after == Value(std::string("consulted")));
}

TEST_CASE("A difference from another agreement is refused", "[review][difference]")
{
    std::mt19937 random(12);
    auto const before = invented_draft(random);
    auto after = before;
    after.clauses[2].heading[Language::German] = "Neu";
    after.clauses.erase(after.clauses.begin() + 4);
    auto const changes = difference(before, after);
    CHECK(apply(after, changes).error().key == "difference-base");
    auto third = before;
    third.clauses[2].heading[Language::German] = "Anders";
    CHECK(apply(third, changes).error().key == "difference-base");
}
