#include "core/store/collation.h"
#include "core/store/ranks.h"
#include "core/store/rows.h"
#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::testing;

TEST_CASE("Agreements are listed in pages and orders", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    char const* const titles[] { "Zug", "Älplerweg", "aarau", "Bern", "Ébène" };
    for (int i = 0; i < 5; ++i) {
        auto agreement = typical_agreement(i, 10);
        agreement.title = { { i == 3 ? Language::French : Language::German, titles[i] }, { Language::Italian, "x" } };
        agreement.created_at.seconds = 1000 - i;
        require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    }
    auto const titles_in = [&](AgreementOrder order, Paging paging = {}) {
        std::string text;
        for (auto const& summary : require(workspace->agreements(paging, order)))
            text += std::string(text_in(summary.title, Language::German)) + " ";
        return text;
    };
    CHECK(titles_in(AgreementOrder::Title) == "aarau Älplerweg Bern Ébène Zug ");
    CHECK(titles_in(AgreementOrder::CreatedLast) == "Zug Älplerweg aarau Bern Ébène ");
    CHECK(titles_in(AgreementOrder::ModifiedLast) == "Ébène Bern aarau Älplerweg Zug ");
    CHECK(titles_in(AgreementOrder::Title, { .offset = 1, .limit = 2 }) == "Älplerweg Bern ");
    world.time.seconds += 1'000'000;
    require(workspace->execute(SetCantons { AgreementId("agreement-1"), { "CH-AG" } }, "Anna"));
    CHECK(titles_in(AgreementOrder::ModifiedLast).starts_with("Älplerweg"));
    CHECK(titles_in(AgreementOrder::Canton).starts_with("Älplerweg"));
    CHECK(titles_in(AgreementOrder::Title, { .offset = 9, .limit = 2 }).empty());

    auto const summary = require(workspace->agreements({}, AgreementOrder::ModifiedLast)).front();
    auto const agreement = require(workspace->load(summary.id));
    CHECK(summary.title == agreement.title);
    CHECK(summary.cantons == agreement.cantons);
    CHECK(summary.languages == agreement.languages);
    CHECK(summary.modified_at == world.time);
    CHECK(summary.clauses == 10);
    CHECK(summary.organisations == 8);
    CHECK(summary.memberships == 8);
}

TEST_CASE("Omitted clauses are not counted", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
    CHECK(require(workspace->agreements()).front().clauses == full_agreement().clauses.size() - 1);
}

TEST_CASE("The dictionary's order ignores case and accents until words are equal", "[store]")
{
    CHECK(compare_dictionary("eben", "Ébène") < 0);
    CHECK(compare_dictionary("Ébène", "ebenso") < 0);
    CHECK(compare_dictionary("Zug", "Ärzte") > 0);
    CHECK(compare_dictionary("a", "ab") < 0);
    CHECK(compare_dictionary("Łódź", "lodz") != 0);
    CHECK(compare_dictionary("same", "same") == 0);
    CHECK(compare_dictionary("", "a") < 0);
}

TEST_CASE("Ranks ascend, and moving one element changes one rank", "[store]")
{
    std::mt19937 generator(9);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::optional<std::int64_t>> old(generator() % 40);
        for (std::size_t i = 0; i < old.size(); ++i)
            old[i] = static_cast<std::int64_t>(i + 1) * 1024;
        int expected_changes = 0;
        if (old.size() > 2) {
            auto const from = generator() % old.size();
            auto const moved = old[from];
            old.erase(old.begin() + static_cast<std::ptrdiff_t>(from));
            auto const to = generator() % (old.size() + 1);
            old.insert(old.begin() + static_cast<std::ptrdiff_t>(to), moved);
            expected_changes = from == to ? 0 : 1;
        }
        auto const ranks = assign_ranks(old);
        REQUIRE(std::ranges::is_sorted(ranks, std::less_equal<> {}));
        int changes = 0;
        for (std::size_t i = 0; i < old.size(); ++i)
            changes += ranks[i] != old[i];
        REQUIRE(changes == expected_changes);
    }
}

TEST_CASE("Ranks survive crowding and nonsense", "[store]")
{
    std::vector<std::optional<std::int64_t>> ranks { 1024, 2048 };
    for (int i = 0; i < 200; ++i) {
        ranks.insert(ranks.begin() + 1, std::nullopt);
        auto const assigned = assign_ranks(ranks);
        for (std::size_t j = 1; j < assigned.size(); ++j)
            REQUIRE(assigned[j - 1] < assigned[j]);
        std::ranges::copy(assigned, ranks.begin());
    }
    auto const lowest = std::numeric_limits<std::int64_t>::min();
    auto const highest = std::numeric_limits<std::int64_t>::max();
    auto const assigned = assign_ranks({ lowest, std::nullopt, highest, 5, 5, 3 });
    for (std::size_t j = 1; j < assigned.size(); ++j)
        CHECK(assigned[j - 1] < assigned[j]);
}

TEST_CASE("Lists of texts pack into one column and back", "[store]")
{
    for (auto const& list : std::vector<std::vector<std::string>> { {}, { "" }, { "a" }, { "", "" }, { "a\nb", "\\", "\\n", "n" } })
        CHECK(unpack_list(pack_list(list)) == list);
}
