#pragma once

#include "core/layout/page.h"
#include "core/layout/typesetter.h"
#include "core/procedure/drawing.h"

#include <vector>

namespace konkordat::layout {

/// Measures in the document's faces. The typesetter outlives it.
[[nodiscard]] procedure::MeasureText measure_with(Typesetter&, Language);

/// The drawing's shapes with its texts set, from the drawing's top left corner.
[[nodiscard]] std::vector<ShapeItem> set_figure(procedure::Drawing const&, StyleSheet const&, Typesetter&);

void move_shape(ShapeItem&, Point by);

} // namespace konkordat::layout
