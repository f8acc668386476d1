#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Differences between texts, and the merge of two that come from a third.
namespace konkordat {

/// A run of equal tokens: left[left, left + length) equals right[right, right + length).
struct CommonRun {
    std::size_t left = 0;
    std::size_t right = 0;
    std::size_t length = 0;

    friend bool operator==(CommonRun const&, CommonRun const&) = default;
};

/// A longest common subsequence as runs, ascending (E. Myers, An O(ND) Difference Algorithm, 1986). What lies between two runs
/// was replaced. Beyond `most_edits` differing tokens only what the two begin and end with is compared: the work is bounded.
[[nodiscard]] std::vector<CommonRun> common_runs(
    std::span<std::string_view const> left, std::span<std::string_view const> right, std::size_t most_edits = 2000);

/// A text's lines, each with its line feed.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

struct MergedText {
    std::string text;      ///< with `mine` where both changed the same
    bool conflict = false; ///< both changed the same lines in different ways

    friend bool operator==(MergedText const&, MergedText const&) = default;
};

/// What becomes of `base` when both `mine` and `theirs` are wanted, by whole lines: a sentence is never put together from two
/// hands. Without a conflict the merge is the same with `mine` and `theirs` exchanged.
[[nodiscard]] MergedText merge_lines(std::string_view base, std::string_view mine, std::string_view theirs);

} // namespace konkordat
