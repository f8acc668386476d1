#pragma once

#include "web/views/frame.h"

/// The parts of the draft screen.
namespace konkordat::views {

/// The clause of the address, or nothing.
[[nodiscard]] Clause const* selected_clause(Frame const&);
[[nodiscard]] app::Route clause_route(Frame const&, ClauseId const&);

void draw_outline(Frame&);
/// As the landmark `main` beside the others, or as a region within it where one part is shown at a time.
void draw_document(Frame&, ui::Landmark);
void draw_inspector(Frame&);

/// Template of a clause, if it has one that this program knows.
[[nodiscard]] templates::ClauseTemplate const* template_of(Frame const&, Clause const&);
/// "2.1 Zweck", "Präambel".
[[nodiscard]] std::string clause_title(Frame const&, std::size_t index);

} // namespace konkordat::views
