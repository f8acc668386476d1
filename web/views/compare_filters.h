#pragma once

#include "web/views/compare.h"

namespace konkordat::views {

/// How the matrix is sorted, grouped, filtered, and which dimensions it shows.
void draw_matrix_controls(Frame&);
/// All dimensions, by their index.
[[nodiscard]] std::vector<ui::Choice> dimension_choices(Frame const&);

} // namespace konkordat::views
