#include "core/review/list_order.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace konkordat::review;

namespace {

using IdSet = std::set<std::string_view>;

Ids merged(Ids const& base, Ids const& ours, Ids const& theirs, IdSet const& kept)
{
    auto const result = merge_orders(base, ours, theirs, kept);
    CHECK(result.conflicts.empty());
    return result.order;
}

IdSet both(Ids const& left, Ids const& right)
{
    IdSet ids(left.begin(), left.end());
    ids.insert(right.begin(), right.end());
    return ids;
}

std::size_t longest_increasing(std::vector<std::size_t> const& values)
{
    std::vector<std::size_t> lengths(values.size(), 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (values[j] < values[i])
                lengths[i] = std::max(lengths[i], lengths[j] + 1);
        }
    }
    return values.empty() ? 0 : *std::ranges::max_element(lengths);
}

} // namespace

TEST_CASE("As many as can be are unmoved, and they kept their order", "[review][order]")
{
    std::mt19937 random(1);
    Ids const before { "a", "b", "c", "d", "e", "f", "g" };
    for (int i = 0; i < 500; ++i) {
        auto after = before;
        std::ranges::shuffle(after, random);
        std::vector<std::size_t> ranks;
        for (auto const id : after)
            ranks.push_back(static_cast<std::size_t>(std::ranges::find(before, id) - before.begin()));
        auto const still = unmoved(before, after);
        REQUIRE(still.size() == longest_increasing(ranks));
        Ids in_after;
        std::ranges::copy_if(after, std::back_inserter(in_after), [&](auto id) { return still.contains(id); });
        REQUIRE(std::ranges::is_sorted(in_after));
    }
}

TEST_CASE("Moves of different things are both made", "[review][order]")
{
    IdSet const all { "a", "b", "c", "d" };
    CHECK(merged({ "a", "b", "c", "d" }, { "b", "c", "d", "a" }, { "d", "a", "b", "c" }, all) == Ids { "d", "b", "c", "a" });
    CHECK(merged({ "a", "b", "c", "d" }, { "b", "a", "c", "d" }, { "a", "b", "d", "c" }, all) == Ids { "b", "a", "d", "c" });
    CHECK(merged({ "a", "b", "c", "d" }, { "b", "c", "d", "a" }, { "b", "c", "d", "a" }, all) == Ids { "b", "c", "d", "a" });
    CHECK(merged({ "a", "b", "c", "d" }, { "b", "c", "d", "a" }, { "a", "c", "d" }, { "a", "c", "d" }) == Ids { "c", "d", "a" });
}

TEST_CASE("What both put in different places stays where it was and is a conflict", "[review][order]")
{
    auto const result = merge_orders(
        { "a", "b", "c", "d", "e" }, { "b", "c", "a", "d", "e" }, { "b", "c", "d", "e", "a" }, { "a", "b", "c", "d", "e" });
    CHECK(result.conflicts == IdSet { "a" });
    CHECK(result.order == Ids { "a", "b", "c", "d", "e" });
}

TEST_CASE("What is added stands behind what it was put behind, and goes along with it", "[review][order]")
{
    CHECK(merged({ "a", "b" }, { "a", "x", "b" }, { "b", "a" }, { "a", "b", "x" }) == Ids { "b", "a", "x" });
    CHECK(merged({ "a", "b" }, { "a", "x", "b" }, { "b" }, { "b", "x" }) == Ids { "x", "b" });
    CHECK(merged({ "a" }, { "y", "a", "z2", "z1" }, { "x", "a", "q" }, { "a", "q", "x", "y", "z1", "z2" })
        == Ids { "x", "y", "a", "q", "z2", "z1" });
    CHECK(merged({}, { "n" }, { "n" }, { "n" }) == Ids { "n" });
}

TEST_CASE("The merge of orders is commutative, and merging the same again changes nothing", "[review][order]")
{
    std::mt19937 random(2);
    Ids const base { "a", "b", "c", "d", "e", "f" };
    auto const edited = [&](Ids const& added) {
        auto list = base;
        if (random() % 2 == 0)
            std::swap(list[random() % list.size()], list[random() % list.size()]);
        if (random() % 2 == 0)
            std::rotate(list.begin(), list.begin() + 1, list.begin() + 2 + static_cast<std::ptrdiff_t>(random() % 4));
        for (auto const id : added)
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(random() % (list.size() + 1)), id);
        return list;
    };
    int clean = 0;
    int entangled = 0;
    for (int i = 0; i < 3000; ++i) {
        auto const ours = edited({ "m", "k", "z" });
        auto const theirs = edited({ "l", "y" });
        auto const third = edited({ "n" });
        auto const ours_theirs = merge_orders(base, ours, theirs, both(ours, theirs));
        auto const reversed = merge_orders(base, theirs, ours, both(ours, theirs));
        REQUIRE(ours_theirs.order == reversed.order);
        REQUIRE(ours_theirs.conflicts == reversed.conflicts);
        if (!ours_theirs.conflicts.empty())
            continue;
        auto const again = merge_orders(base, ours_theirs.order, theirs, both(ours_theirs.order, theirs));
        // Where moves are entangled, a further move of the same thing cannot be told from the merge: a conflict, then.
        entangled += again.conflicts.empty() ? 0 : 1;
        if (again.conflicts.empty())
            REQUIRE(again.order == ours_theirs.order);
        auto const left = merge_orders(base, ours_theirs.order, third, both(ours_theirs.order, third));
        auto const theirs_third = merge_orders(base, theirs, third, both(theirs, third));
        auto const right = merge_orders(base, ours, theirs_third.order, both(ours, theirs_third.order));
        if (!left.conflicts.empty() || !theirs_third.conflicts.empty() || !right.conflicts.empty())
            continue;
        ++clean;
        REQUIRE(left.order == right.order);
    }
    CHECK(clean > 300);
    CHECK(entangled < 300);
}
