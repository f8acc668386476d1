#pragma once

#include "web/views/frame.h"

/// What the conformity check found, at its places.
namespace konkordat::views {

/// In the draft's margin: the findings of a clause, each with what can be done about it.
void draw_clause_findings(Frame&, Clause const&);
/// In the document: how many findings a clause has, if any.
void draw_finding_mark(Frame&, Clause const&);
/// The question for the reason of a waiver, while it is open.
void draw_waiver_question(Frame&);

} // namespace konkordat::views
