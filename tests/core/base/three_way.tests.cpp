#include "core/base/three_way.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace konkordat;

namespace {

using Tokens = std::vector<std::string_view>;

std::size_t total(std::vector<CommonRun> const& runs)
{
    std::size_t sum = 0;
    for (auto const& run : runs)
        sum += run.length;
    return sum;
}

/// Length of a longest common subsequence, by the plain table.
std::size_t longest(Tokens const& left, Tokens const& right)
{
    std::vector<std::vector<std::size_t>> table(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 1; i <= left.size(); ++i) {
        for (std::size_t j = 1; j <= right.size(); ++j)
            table[i][j] = left[i - 1] == right[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
    }
    return table[left.size()][right.size()];
}

Tokens random_tokens(std::mt19937& random, std::size_t most)
{
    static constexpr std::string_view words[] = { "a", "b", "c", "d" };
    Tokens tokens(random() % (most + 1));
    for (auto& token : tokens)
        token = words[random() % 4];
    return tokens;
}

std::string random_lines(std::mt19937& random, std::string const& base)
{
    std::string text;
    for (auto const line : lines_of(base)) {
        switch (random() % 6) {
        case 0: break;
        case 1: text += "neu " + std::to_string(random() % 3) + "\n"; [[fallthrough]];
        default: text += line;
        }
    }
    return text;
}

} // namespace

TEST_CASE("Common runs are equal, ascending, and as long together as can be", "[base][difference]")
{
    std::mt19937 random(7);
    for (int i = 0; i < 500; ++i) {
        auto const left = random_tokens(random, 24);
        auto const right = random_tokens(random, 24);
        auto const runs = common_runs(left, right);
        std::size_t left_at = 0;
        std::size_t right_at = 0;
        for (auto const& run : runs) {
            REQUIRE(run.left >= left_at);
            REQUIRE(run.right >= right_at);
            REQUIRE(run.left + run.length <= left.size());
            REQUIRE(run.right + run.length <= right.size());
            for (std::size_t k = 0; k < run.length; ++k)
                REQUIRE(left[run.left + k] == right[run.right + k]);
            left_at = run.left + run.length;
            right_at = run.right + run.length;
        }
        REQUIRE(total(runs) == longest(left, right));
    }
}

TEST_CASE("Texts that differ too much are compared by beginning and end", "[base][difference]")
{
    Tokens const left { "a", "x", "y", "z", "b" };
    Tokens const right { "a", "1", "2", "3", "b" };
    CHECK(common_runs(left, right, 2) == std::vector<CommonRun> { { 0, 0, 1 }, { 4, 4, 1 } });
    CHECK(common_runs(left, right) == std::vector<CommonRun> { { 0, 0, 1 }, { 4, 4, 1 } });
    CHECK(common_runs({}, right).empty());
}

TEST_CASE("Changes to different lines are both in the merge, to the same line are a conflict", "[base][difference]")
{
    std::string const base = "eins\n\nzwei\n\ndrei";
    CHECK(merge_lines(base, "EINS\n\nzwei\n\ndrei", "eins\n\nzwei\n\nDREI") == MergedText { "EINS\n\nzwei\n\nDREI", false });
    CHECK(merge_lines(base, base, "anders") == MergedText { "anders", false });
    CHECK(merge_lines(base, "anders", base) == MergedText { "anders", false });
    CHECK(merge_lines(base, "gleich", "gleich") == MergedText { "gleich", false });
    CHECK(merge_lines(base, "EINS\n\nzwei\n\ndrei", "Eins\n\nzwei\n\ndrei") == MergedText { "EINS\n\nzwei\n\ndrei", true });
    CHECK(merge_lines(base, base + "\n\nvier", "null\n\n" + base) == MergedText { "null\n\n" + base + "\n\nvier", false });
    CHECK(merge_lines("", "", "") == MergedText { "", false });
}

TEST_CASE("A merge without a conflict is the same from both sides, and contains what only one side did", "[base][difference]")
{
    std::mt19937 random(11);
    int clean = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string base;
        for (int line = 0; line < 8; ++line)
            base += "Zeile " + std::to_string(line) + "\n";
        auto const mine = random_lines(random, base);
        auto const theirs = random_lines(random, base);
        auto const merged = merge_lines(base, mine, theirs);
        CHECK(merge_lines(base, theirs, mine).conflict == merged.conflict);
        CHECK(merge_lines(base, mine, base).text == mine);
        CHECK(merge_lines(base, base, theirs).text == theirs);
        if (merged.conflict)
            continue;
        ++clean;
        REQUIRE(merge_lines(base, theirs, mine).text == merged.text);
    }
    CHECK(clean > 100);
}
