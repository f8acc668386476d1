#pragma once

#include "core/layout/flow.h"

#include <vector>

namespace konkordat::layout {

/// Each character without a glyph, once a clause, in the order of the rows.
[[nodiscard]] std::vector<MissingCharacter> missing_characters(std::vector<Row> const&);

} // namespace konkordat::layout
