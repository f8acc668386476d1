#pragma once

#include "core/richtext/resolve.h"
#include "web/ui/ui.h"

namespace konkordat::views {

/// Draws clause text as it reads in the document: paragraphs and nested lists. What is still open stands out by its brackets
/// and its tone; a cross-reference leads to the clause's address in that agreement.
void draw_clause_text(ui::Context&, richtext::Document const& resolved, AgreementId const&, std::string_view language_tag);

/// Draws guidance for drafters in the small type of a margin.
void draw_guidance(ui::Context&, richtext::Document const&, std::string_view language_tag);

} // namespace konkordat::views
