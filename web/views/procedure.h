#pragma once

#include "core/procedure/matrix.h"
#include "web/views/frame.h"

namespace konkordat::views {

/// The step of the address, if any.
[[nodiscard]] ProcedureStep const* selected_step(Frame const&);
[[nodiscard]] app::Route step_route(Frame const&, StepId const&);
[[nodiscard]] std::string step_title(Frame const&, ProcedureStep const&);
/// Abbreviation, else name.
[[nodiscard]] std::string short_name(Frame const&, Organisation const&);

/// The part of one body in one step, as a list of choices. Its label is only read out unless it is shown.
enum class LabelLook { Hidden, Shown };
void responsibility_select(Frame&, ProcedureStep const&, Organisation const&, LabelLook);

/// Beside the matrix, or in its place where there is no room.
void draw_step(Frame&, ProcedureStep const&, bool alone);

} // namespace konkordat::views
