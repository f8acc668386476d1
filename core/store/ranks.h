#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace konkordat {

/// Positions for a list in its order, strictly ascending. An element that had a position keeps it if possible: as many as can, do,
/// so that moving or inserting one element changes one row.
[[nodiscard]] std::vector<std::int64_t> assign_ranks(std::vector<std::optional<std::int64_t>> const& old_ranks);

} // namespace konkordat
