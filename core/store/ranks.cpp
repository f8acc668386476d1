#include "core/store/ranks.h"

#include <algorithm>
#include <cstddef>

namespace konkordat {

namespace {

constexpr std::int64_t spacing = 1024;
/// Positions beyond this come from a damaged or foreign file; sums of those within cannot overflow.
constexpr std::int64_t largest_rank = std::int64_t { 1 } << 52U;

bool usable(std::optional<std::int64_t> const& rank) { return rank && *rank > -largest_rank && *rank < largest_rank; }

/// Which elements keep their rank: a longest strictly ascending subsequence (patience sorting).
std::vector<bool> kept_elements(std::vector<std::optional<std::int64_t>> const& ranks)
{
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> tails; // the element that ends the best subsequence of each length
    std::vector<std::size_t> previous(ranks.size(), none);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (!usable(ranks[i]))
            continue;
        auto const place = std::ranges::lower_bound(tails, *ranks[i], {}, [&](std::size_t element) { return *ranks[element]; });
        if (place != tails.begin())
            previous[i] = *(place - 1);
        if (place == tails.end())
            tails.push_back(i);
        else
            *place = i;
    }
    std::vector<bool> kept(ranks.size(), false);
    for (auto i = tails.empty() ? none : tails.back(); i != none; i = previous[i])
        kept[i] = true;
    return kept;
}

std::vector<std::int64_t> evenly_spaced(std::size_t count)
{
    std::vector<std::int64_t> ranks(count);
    for (std::size_t i = 0; i < count; ++i)
        ranks[i] = (static_cast<std::int64_t>(i) + 1) * spacing;
    return ranks;
}

} // namespace

std::vector<std::int64_t> assign_ranks(std::vector<std::optional<std::int64_t>> const& old_ranks)
{
    auto const count = old_ranks.size();
    auto const kept = kept_elements(old_ranks);
    std::vector<std::int64_t> ranks(count);
    std::size_t i = 0;
    while (i < count) {
        if (kept[i]) {
            ranks[i] = *old_ranks[i];
            ++i;
            continue;
        }
        auto end = i;
        while (end < count && !kept[end])
            ++end;
        auto const gap = static_cast<std::int64_t>(end - i) + 1;
        auto const open_below = i == 0;
        auto const open_above = end == count;
        if (open_below && open_above)
            return evenly_spaced(count);
        auto const low = open_below ? *old_ranks[end] - gap * spacing : ranks[i - 1];
        auto const high = open_above ? low + gap * spacing : *old_ranks[end];
        if (high - low < gap)
            return evenly_spaced(count);
        for (auto j = i; j < end; ++j)
            ranks[j] = low + (high - low) / gap * (static_cast<std::int64_t>(j - i) + 1);
        i = end;
    }
    return ranks;
}

} // namespace konkordat
