#pragma once

#include "core/layout/flow.h"

#include <vector>

namespace konkordat::layout {

/// A row of a part, in the order to be set.
struct RowPlace {
    Row const* row = nullptr; ///< never null
    std::size_t piece = 0; ///< that it belongs to
    bool keep_with_next = false;
};
[[nodiscard]] std::vector<RowPlace> places_of(Flow const&, std::size_t piece);
/// Signatures stand on one page, with the last lines before them, if a page can hold them.
void keep_signature_together(std::vector<RowPlace>& rows, RowRange signature, StyleSheet const&);

} // namespace konkordat::layout
