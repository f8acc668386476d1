#include "core/base/three_way.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace konkordat {

namespace {

using Tokens = std::span<std::string_view const>;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

std::size_t common_prefix(Tokens left, Tokens right)
{
    auto const [l, r] = std::ranges::mismatch(left, right);
    return static_cast<std::size_t>(l - left.begin());
}

std::size_t common_suffix(Tokens left, Tokens right)
{
    std::size_t length = 0;
    while (length < left.size() && length < right.size() && left[left.size() - 1 - length] == right[right.size() - 1 - length])
        ++length;
    return length;
}

void append(std::vector<CommonRun>& runs, CommonRun run)
{
    if (run.length == 0)
        return;
    if (!runs.empty() && runs.back().left + runs.back().length == run.left && runs.back().right + runs.back().length == run.right)
        runs.back().length += run.length;
    else
        runs.push_back(run);
}

/// The greedy algorithm: how far each diagonal comes with d edits, kept for every d so that the way can be walked back.
class GreedyDifference {
public:
    GreedyDifference(Tokens left, Tokens right)
        : m_left(left)
        , m_right(right)
    {
    }

    /// Runs with offsets into the two spans; empty if more than `most_edits` would be needed.
    std::vector<CommonRun> runs(std::size_t most_edits)
    {
        auto const longest = static_cast<std::int64_t>(std::min(most_edits, m_left.size() + m_right.size()));
        for (std::int64_t edits = 0; edits <= longest; ++edits) {
            m_reached.push_back(reach(edits));
            if (m_done)
                return walk_back(edits);
        }
        return {};
    }

private:
    using Row = std::vector<std::int64_t>; ///< by diagonal from -edits to edits

    std::int64_t at(std::int64_t edits, std::int64_t diagonal) const
    {
        if (edits < 0 || diagonal < -edits || diagonal > edits)
            return -1;
        return m_reached[static_cast<std::size_t>(edits)][static_cast<std::size_t>(diagonal + edits)];
    }

    /// Where diagonal (x - y) starts with its last edit: after a deletion (x grows) or an insertion.
    std::int64_t start(std::int64_t edits, std::int64_t diagonal) const
    {
        if (edits == 0)
            return 0;
        auto const below = at(edits - 1, diagonal - 1);
        auto const above = at(edits - 1, diagonal + 1);
        bool const insertion = diagonal == -edits || (diagonal != edits && below < above);
        return insertion ? above : below + 1;
    }

    Row reach(std::int64_t edits)
    {
        auto const width = static_cast<std::int64_t>(m_left.size());
        auto const height = static_cast<std::int64_t>(m_right.size());
        Row row(static_cast<std::size_t>(2 * edits + 1), -1);
        for (auto diagonal = -edits; diagonal <= edits; diagonal += 2) {
            auto x = start(edits, diagonal);
            auto y = x - diagonal;
            while (x < width && y < height && m_left[static_cast<std::size_t>(x)] == m_right[static_cast<std::size_t>(y)]) {
                ++x;
                ++y;
            }
            row[static_cast<std::size_t>(diagonal + edits)] = x;
            m_done = m_done || (diagonal == width - height && x >= width);
        }
        return row;
    }

    std::vector<CommonRun> walk_back(std::int64_t edits) const
    {
        auto diagonal = static_cast<std::int64_t>(m_left.size()) - static_cast<std::int64_t>(m_right.size());
        std::vector<CommonRun> backwards;
        for (; edits >= 0; --edits) {
            auto const begin = start(edits, diagonal);
            auto const end = at(edits, diagonal);
            if (end > begin)
                backwards.push_back(
                    { static_cast<std::size_t>(begin), static_cast<std::size_t>(begin - diagonal), static_cast<std::size_t>(end - begin) });
            auto const below = at(edits - 1, diagonal - 1);
            auto const above = at(edits - 1, diagonal + 1);
            diagonal += diagonal == -edits || (diagonal != edits && below < above) ? 1 : -1;
        }
        std::ranges::reverse(backwards);
        return backwards;
    }

    Tokens m_left;
    Tokens m_right;
    std::vector<Row> m_reached;
    bool m_done = false;
};

/// For each token of the base its place in the other text, or none.
std::vector<std::size_t> places_in(Tokens base, Tokens other)
{
    std::vector<std::size_t> places(base.size(), none);
    for (auto const& run : common_runs(base, other)) {
        for (std::size_t i = 0; i < run.length; ++i)
            places[run.left + i] = run.right + i;
    }
    return places;
}

/// Goes through the three texts together, from one token that both have kept to the next.
class Merger {
public:
    Merger(Tokens base, Tokens mine, Tokens theirs)
        : m_base(base)
        , m_mine(mine)
        , m_theirs(theirs)
    {
    }

    MergedText merge()
    {
        auto const in_mine = places_in(m_base, m_mine);
        auto const in_theirs = places_in(m_base, m_theirs);
        for (std::size_t i = 0; i < m_base.size(); ++i) {
            if (in_mine[i] == none || in_theirs[i] == none)
                continue;
            settle(i, in_mine[i], in_theirs[i]);
            m_merged.text += m_base[i];
            m_base_at = i + 1;
            m_mine_at = in_mine[i] + 1;
            m_theirs_at = in_theirs[i] + 1;
        }
        settle(m_base.size(), m_mine.size(), m_theirs.size());
        return std::move(m_merged);
    }

private:
    void settle(std::size_t base_end, std::size_t mine_end, std::size_t theirs_end)
    {
        auto const base = m_base.subspan(m_base_at, base_end - m_base_at);
        auto const mine = m_mine.subspan(m_mine_at, mine_end - m_mine_at);
        auto const theirs = m_theirs.subspan(m_theirs_at, theirs_end - m_theirs_at);
        bool const take_theirs = std::ranges::equal(mine, base);
        if (!take_theirs && !std::ranges::equal(theirs, base) && !std::ranges::equal(mine, theirs))
            m_merged.conflict = true;
        for (auto const token : take_theirs ? theirs : mine)
            m_merged.text += token;
    }

    Tokens m_base;
    Tokens m_mine;
    Tokens m_theirs;
    std::size_t m_base_at = 0;
    std::size_t m_mine_at = 0;
    std::size_t m_theirs_at = 0;
    MergedText m_merged;
};

} // namespace

std::vector<CommonRun> common_runs(Tokens left, Tokens right, std::size_t most_edits)
{
    auto const prefix = common_prefix(left, right);
    auto const suffix = common_suffix(left.subspan(prefix), right.subspan(prefix));
    std::vector<CommonRun> runs;
    append(runs, { 0, 0, prefix });
    auto const middle_left = left.subspan(prefix, left.size() - prefix - suffix);
    auto const middle_right = right.subspan(prefix, right.size() - prefix - suffix);
    for (auto run : GreedyDifference(middle_left, middle_right).runs(most_edits))
        append(runs, { run.left + prefix, run.right + prefix, run.length });
    append(runs, { left.size() - suffix, right.size() - suffix, suffix });
    return runs;
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

MergedText merge_lines(std::string_view base, std::string_view mine, std::string_view theirs)
{
    // The last line is a line like the others, with or without a line feed at its end.
    auto const ended = [](std::string_view text) { return std::string(text) + "\n"; };
    auto const base_text = ended(base);
    auto const mine_text = ended(mine);
    auto const theirs_text = ended(theirs);
    auto const base_lines = lines_of(base_text);
    auto const mine_lines = lines_of(mine_text);
    auto const theirs_lines = lines_of(theirs_text);
    auto merged = Merger(base_lines, mine_lines, theirs_lines).merge();
    if (!merged.text.empty())
        merged.text.pop_back();
    return merged;
}

} // namespace konkordat
