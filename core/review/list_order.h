#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The order of lists whose things have ids.
namespace konkordat::review {

using Ids = std::vector<std::string_view>;

/// Of things that both lists hold, those that kept their order: as many as can be (longest increasing subsequence). The others moved.
[[nodiscard]] std::set<std::string_view> unmoved(Ids const& before, Ids const& after);

struct MergedOrder {
    Ids order;                            ///< all that is kept
    std::set<std::string_view> conflicts; ///< moved by both to different places, or added by both in different places
};

/// The order of `kept`, each of which stands in at least one list (ids unique in each). Moves of different things are both made: a pair
/// of which one side changed the order has the changed one, and what follows from that (the join of the weak order of permutations:
/// commutative, associative, idempotent). What both moved to different places stays where the base has it. What was added
/// stands behind what it was put behind; what both sides put in one place is ordered by id.
[[nodiscard]] MergedOrder merge_orders(Ids const& base, Ids const& ours, Ids const& theirs, std::set<std::string_view> const& kept);

} // namespace konkordat::review
