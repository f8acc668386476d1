#include "core/compare/collection.h"
#include "core/codec/agreement_json.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

Agreement agreement(char const* id, std::int64_t modified, char const* title, char const* canton = "CH-BE")
{
    Agreement made;
    made.id = AgreementId(id);
    made.cantons = { canton };
    made.languages = { Language::German };
    made.title = { { Language::German, title } };
    made.modified_at = Timestamp { modified };
    return made;
}

Collection collection()
{
    TestWorld world;
    return Collection(load_cantons(world).value(), write_agreement);
}

std::vector<std::string> reasons(Collection const& files)
{
    std::vector<std::string> all;
    for (auto const& [file, reason, error] : files.skipped())
        all.push_back(file + " " + std::string(name_of(reason)) + " " + error.argument);
    return all;
}

} // namespace

TEST_CASE("an agreement is taken once, in its latest state, with its history", "[compare]")
{
    std::vector<std::pair<std::string, Agreement>> files { { "a1", agreement("a", 10, "Alt") }, { "a2", agreement("a", 20, "Neu") },
        { "a3", agreement("a", 30, "Neuest") }, { "b", agreement("b", 5, "B") } };
    std::ranges::sort(files, {}, &std::pair<std::string, Agreement>::first);
    do {
        auto taken = collection();
        for (auto const& [file, one] : files)
            taken.add(file, one, "valid");
        REQUIRE(taken.agreements().size() == 2);
        auto const& a = *std::ranges::find(
            taken.agreements(), AgreementId("a"), [](CollectedAgreement const& one) { return one.agreement.id; });
        CHECK(a.state.file == "a3");
        CHECK(a.agreement
            == files[static_cast<std::size_t>(std::ranges::find(files, "a3", &std::pair<std::string, Agreement>::first) - files.begin())]
                .second);
        REQUIRE(a.history.size() == 2);
        CHECK(a.history[0].file == "a2");
        CHECK(a.history[1].file == "a1");
        CHECK(taken.skipped().size() == 2);
        for (auto const& skipped : taken.skipped())
            CHECK(skipped.reason == SkipReason::Older);
    } while (std::ranges::next_permutation(files, {}, &std::pair<std::string, Agreement>::first).found);
}

TEST_CASE("the same agreement again is a duplicate, also of an earlier state", "[compare]")
{
    auto files = collection();
    files.add("one", agreement("a", 10, "A"), "unsigned");
    files.add("two", agreement("a", 10, "A"), "valid");
    files.add("three", agreement("a", 20, "B"), "valid");
    files.add("four", agreement("a", 10, "A"), "unsigned");
    CHECK(reasons(files) == std::vector<std::string> { "one duplicate two", "two older three", "four duplicate two" });
    CHECK(files.agreements().front().state.verification == "valid");
}

TEST_CASE("of a file and its signed twin the signed one is kept", "[compare]")
{
    for (auto const is_signed_first : { true, false }) {
        auto files = collection();
        files.add("first", agreement("a", 10, "A"), is_signed_first ? "valid" : "unsigned");
        files.add("second", agreement("a", 10, "A"), is_signed_first ? "unsigned" : "valid");
        REQUIRE(files.skipped().size() == 1);
        CHECK(files.skipped().front().file == (is_signed_first ? "second" : "first"));
        CHECK(files.agreements().front().state.verification == "valid");
    }
}

TEST_CASE("two states of one time contradict each other; the first is kept and the other is told", "[compare]")
{
    auto files = collection();
    files.add("one", agreement("a", 10, "A"), "unsigned");
    files.add("two", agreement("a", 10, "B"), "unsigned");
    CHECK(reasons(files) == std::vector<std::string> { "two contradicts one" });
    CHECK(files.agreements().front().state.file == "one");
}

TEST_CASE("an agreement of no canton is foreign, one of an example is not", "[compare]")
{
    auto files = collection();
    files.add("foreign", agreement("a", 10, "A", "DE-BY"), "unsigned");
    files.add("example", agreement("b", 10, "B", "CH-XA"), "unsigned");
    files.skip("broken", SkipReason::Unreadable, { .message = "not JSON", .argument = "x" });
    CHECK(reasons(files) == std::vector<std::string> { "foreign foreign DE-BY", "broken unreadable x" });
    CHECK(files.agreements().size() == 1);
}
