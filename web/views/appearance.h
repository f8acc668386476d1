#pragma once

#include "web/views/frame.h"

#include <functional>

namespace konkordat::views {

/// Changes one thing of the appearance as it is when the change is carried out.
void change_appearance(Frame&, std::function<void(Appearance&)> change);
/// The command that a change of a text comes to.
[[nodiscard]] std::optional<Command> appearance_command(Agreement const&, std::function<void(Appearance&)> const& change);

/// Authority and emblem.
void draw_letterhead(Frame&);

} // namespace konkordat::views
