#include "core/review/list_order.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace konkordat::review {

namespace {

using IdSet = std::set<std::string_view>;
using Ranks = std::map<std::string_view, std::size_t>;

Ranks ranks_of(Ids const& ids)
{
    Ranks ranks;
    for (std::size_t i = 0; i < ids.size(); ++i)
        ranks.emplace(ids[i], i);
    return ranks;
}

Ids filtered(Ids const& ids, auto const& wanted)
{
    Ids result;
    std::ranges::copy_if(ids, std::back_inserter(result), wanted);
    return result;
}

/// Rows of bits: which of two things comes first, for all pairs.
class Relation {
public:
    explicit Relation(std::size_t size)
        : m_size(size)
        , m_words((size + 63) / 64)
        , m_bits(size * m_words)
    {
    }
    void set(std::size_t row, std::size_t column) { m_bits[row * m_words + column / 64] |= std::uint64_t { 1 } << (column % 64); }
    [[nodiscard]] bool has(std::size_t row, std::size_t column) const
    {
        return (m_bits[row * m_words + column / 64] >> (column % 64) & 1U) != 0;
    }
    /// What follows from two that follow each other (S. Warshall, 1962).
    void close()
    {
        for (std::size_t via = 0; via < m_size; ++via) {
            for (std::size_t row = 0; row < m_size; ++row) {
                if (!has(row, via))
                    continue;
                for (std::size_t word = 0; word < m_words; ++word)
                    m_bits[row * m_words + word] |= m_bits[via * m_words + word];
            }
        }
    }

private:
    std::size_t m_size;
    std::size_t m_words;
    std::vector<std::uint64_t> m_bits;
};

/// Adds the pairs (earlier, later) of the base that `side` has the other way round.
void add_inversions(Relation& inversions, Ids const& base, Ids const& side)
{
    auto const ranks = ranks_of(side);
    std::vector<std::size_t> places;
    for (auto const id : base)
        places.push_back(ranks.at(id));
    for (std::size_t i = 0; i < base.size(); ++i) {
        for (std::size_t j = i + 1; j < base.size(); ++j) {
            if (places[i] > places[j])
                inversions.set(i, j);
        }
    }
}

/// The least order that has the inversions of both: that of their transitive closure (A. Björner, Orderings of Coxeter groups, 1984).
/// All three hold the same ids.
Ids joined_order(Ids const& base, Ids const& ours, Ids const& theirs)
{
    if (ours == theirs || theirs == base)
        return ours;
    if (ours == base)
        return theirs;
    Relation inversions(base.size());
    add_inversions(inversions, base, ours);
    add_inversions(inversions, base, theirs);
    inversions.close();
    std::vector<std::size_t> order(base.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::sort(order, [&](std::size_t left, std::size_t right) {
        return left < right ? !inversions.has(left, right) : left > right && inversions.has(right, left);
    });
    Ids result;
    for (auto const i : order)
        result.push_back(base[i]);
    return result;
}

/// For each thing of the frame (and for the beginning, ""), what a list holds behind it before the next one.
std::map<std::string_view, Ids> groups_of(Ids const& list, IdSet const& frame, IdSet const& wanted)
{
    std::map<std::string_view, Ids> groups;
    std::string_view after;
    for (auto const id : list) {
        if (frame.contains(id))
            after = id;
        else if (wanted.contains(id))
            groups[after].push_back(id);
    }
    return groups;
}

/// Two rows of added things as one: both keep their order; what both hold stands once. Which row goes on is told by the ids alone.
Ids merged_group(Ids const& left, Ids const& right, IdSet& conflicts)
{
    IdSet const in_left(left.begin(), left.end());
    IdSet const in_right(right.begin(), right.end());
    IdSet done;
    Ids result;
    auto const emit = [&](std::string_view id) {
        if (done.insert(id).second)
            result.push_back(id);
    };
    std::size_t l = 0;
    std::size_t r = 0;
    while (l < left.size() || r < right.size()) {
        if (l < left.size() && done.contains(left[l]))
            ++l;
        else if (r < right.size() && done.contains(right[r]))
            ++r;
        else if (l == left.size())
            emit(right[r++]);
        else if (r == right.size())
            emit(left[l++]);
        else if (left[l] == right[r])
            emit(left[l]);
        else if (in_left.contains(right[r]) != in_right.contains(left[l]))
            emit(in_left.contains(right[r]) ? left[l++] : right[r++]);
        else {
            if (in_left.contains(right[r]))
                conflicts.insert(std::max(left[l], right[r]));
            emit(left[l] < right[r] ? left[l++] : right[r++]);
        }
    }
    return result;
}

/// Of what both moved, what they put in different places: they differ whether it stands before another thing, which neither or
/// both of them moved.
IdSet moved_apart(Ids const& base, Ids const& ours, Ids const& theirs)
{
    IdSet apart;
    if (ours == theirs)
        return apart;
    auto const still_ours = unmoved(base, ours);
    auto const still_theirs = unmoved(base, theirs);
    auto const our_ranks = ranks_of(ours);
    auto const their_ranks = ranks_of(theirs);
    for (auto const id : base) {
        if (still_ours.contains(id) || still_theirs.contains(id))
            continue;
        bool const same = std::ranges::all_of(base, [&](std::string_view other) {
            return other == id || still_ours.contains(other) != still_theirs.contains(other)
                || (our_ranks.at(other) < our_ranks.at(id)) == (their_ranks.at(other) < their_ranks.at(id));
        });
        if (!same)
            apart.insert(id);
    }
    return apart;
}

class OrderMerge {
public:
    OrderMerge(Ids const& base, Ids const& ours, Ids const& theirs, IdSet const& kept)
        : m_base(base)
        , m_ours(ours)
        , m_theirs(theirs)
        , m_kept(kept)
    {
    }

    MergedOrder merge()
    {
        find_frame();
        place_rest();
        return std::move(m_result);
    }

private:
    /// What all three lists hold, but for what was moved apart, in the order of both.
    void find_frame()
    {
        IdSet const in_ours(m_ours.begin(), m_ours.end());
        IdSet const in_theirs(m_theirs.begin(), m_theirs.end());
        auto const common = filtered(
            m_base, [&](std::string_view id) { return m_kept.contains(id) && in_ours.contains(id) && in_theirs.contains(id); });
        IdSet const in_common(common.begin(), common.end());
        auto const of_common = [&](std::string_view id) { return in_common.contains(id); };
        m_apart = moved_apart(common, filtered(m_ours, of_common), filtered(m_theirs, of_common));
        auto const framed = [&](std::string_view id) { return in_common.contains(id) && !m_apart.contains(id); };
        m_frame = joined_order(filtered(m_base, framed), filtered(m_ours, framed), filtered(m_theirs, framed));
        m_result.conflicts = m_apart;
        m_by_base = m_apart;
        std::ranges::copy_if(m_kept, std::inserter(m_by_base, m_by_base.end()),
            [&](std::string_view id) { return !in_ours.contains(id) && !in_theirs.contains(id); });
    }

    void place_rest()
    {
        IdSet const frame(m_frame.begin(), m_frame.end());
        IdSet wanted;
        std::ranges::set_difference(m_kept, m_by_base, std::inserter(wanted, wanted.end()));
        auto by_base = groups_of(m_base, frame, m_by_base);
        auto by_us = groups_of(m_ours, frame, wanted);
        auto by_them = groups_of(m_theirs, frame, wanted);
        IdSet placed;
        auto const place = [&](std::string_view id) {
            if (placed.insert(id).second)
                m_result.order.push_back(id);
            else
                m_result.conflicts.insert(id); // both added it, in different places
        };
        auto const place_behind = [&](std::string_view id) {
            std::ranges::for_each(by_base[id], place);
            std::ranges::for_each(merged_group(by_us[id], by_them[id], m_result.conflicts), place);
        };
        place_behind("");
        for (auto const id : m_frame) {
            place(id);
            place_behind(id);
        }
    }

    Ids const& m_base;
    Ids const& m_ours;
    Ids const& m_theirs;
    IdSet const& m_kept;
    IdSet m_apart;
    IdSet m_by_base; ///< what stays where the base has it
    Ids m_frame;
    MergedOrder m_result;
};

} // namespace

std::set<std::string_view> unmoved(Ids const& before, Ids const& after)
{
    auto const ranks = ranks_of(before);
    constexpr auto none = static_cast<std::size_t>(-1);
    Ids common;
    std::vector<std::size_t> values;
    for (auto const id : after) {
        if (auto const rank = ranks.find(id); rank != ranks.end()) {
            common.push_back(id);
            values.push_back(rank->second);
        }
    }
    // Of each length the sequence that ends lowest (M. Fredman, 1975).
    std::vector<std::size_t> ends;
    std::vector<std::size_t> previous(values.size(), none);
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const place = std::ranges::lower_bound(ends, values[i], {}, [&](std::size_t end) { return values[end]; });
        if (place != ends.begin())
            previous[i] = *(place - 1);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    std::set<std::string_view> result;
    for (auto i = ends.empty() ? none : ends.back(); i != none; i = previous[i])
        result.insert(common[i]);
    return result;
}

MergedOrder merge_orders(Ids const& base, Ids const& ours, Ids const& theirs, std::set<std::string_view> const& kept)
{
    return OrderMerge(base, ours, theirs, kept).merge();
}

} // namespace konkordat::review
