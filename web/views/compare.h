#pragma once

#include "web/views/frame.h"

#include <string>
#include <string_view>
#include <vector>

/// The screens of the comparison, for each other. Each draws the content of a page below its title.
namespace konkordat::views {

void draw_compare_register(Frame&);
void draw_compare_matrix(Frame&);
void draw_compare_profile(Frame&, std::string_view row);
void draw_compare_wording(Frame&);
void draw_compare_search(Frame&);
/// Questions over the page, while they are open.
void draw_compare_removal(Frame&);
void draw_compare_adoption(Frame&);
/// What is said of one cell, and the places it has it from, over the page.
void draw_compare_cell(Frame&, std::string_view row, std::string_view dimension);
/// The form in which somebody enters what she knows of it from elsewhere.
void draw_compare_note(Frame&, compare::RowNumber, std::size_t dimension);
/// A clause of an agreement of the register, over the page.
void draw_compare_clause(Frame&, std::string_view agreement, std::string_view clause);

[[nodiscard]] app::Route compare_route(std::string item);
[[nodiscard]] std::optional<compare::RowNumber> find_row(compare::Matrix const&, std::string_view id);
/// Names of its cantons, or of its country; with its own name if it is no entry of the register alone.
[[nodiscard]] std::string row_name(Frame const&, compare::MatrixRow const&);
[[nodiscard]] std::string canton_names(Frame const&, std::vector<std::string> const& codes);
[[nodiscard]] std::string dimension_name(Frame const&, std::size_t dimension);
/// A sign and words that tell the answers apart without colour: "? unbekannt", "– keine Regelung", "12".
[[nodiscard]] std::string cell_label(Frame const&, std::size_t dimension, compare::Cell const&);
[[nodiscard]] std::string answer_word(Frame const&, compare::Answer);
[[nodiscard]] std::string verification_word(Frame const&, std::string_view verification);
[[nodiscard]] app::Route cell_route(Frame const&, compare::RowNumber, std::size_t dimension);
/// A clause of an agreement as it reads in its document, in the interface's language if there is a version in it.
void draw_agreement_clause(Frame&, Agreement const&, Clause const&, int heading_level, std::optional<Language> = {});

} // namespace konkordat::views
