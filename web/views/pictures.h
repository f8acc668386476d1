#pragma once

#include "core/procedure/drawing.h"
#include "web/views/frame.h"

namespace konkordat::views {

/// The language of the document that comes nearest to the interface's.
[[nodiscard]] Language picture_language(Frame const&);

/// The procedure's chart, in panels as wide as there is room, with a button that saves it.
void draw_chart_picture(Frame&);
/// The roundtable, likewise.
void draw_roundtable_picture(Frame&);

} // namespace konkordat::views
