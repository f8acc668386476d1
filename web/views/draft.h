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
/// As the landmark `complementary`, or as a region within one.
void draw_inspector(Frame&, ui::Landmark);
/// Toolbar and pages, in the height that is left.
void draw_pages(Frame&);
/// Opens the pages at the selected clause.
void show_on_page(Frame&);

/// Parts of the screen where one is shown at a time (Memory::draft_pane).
inline constexpr std::size_t document_pane = 1;
inline constexpr std::size_t pages_pane = 3;
/// The window from which on document and inspector, and then the pages as well, stand beside each other.
inline constexpr float side_by_side_width = 1000;
inline constexpr float all_beside_width = 1600;

/// Template of a clause, if it has one that this program knows.
[[nodiscard]] templates::ClauseTemplate const* template_of(Frame const&, Clause const&);
/// "2.1 Zweck", "Präambel".
[[nodiscard]] std::string clause_title(Frame const&, std::size_t index);

} // namespace konkordat::views
