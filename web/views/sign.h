#pragma once

#include "web/views/frame.h"

namespace konkordat::views {

/// Signing the file on the desk, or taking the answer to a deferred signature.
void draw_sign(Frame&);
/// Making an identity to try signing out.
void draw_trial(Frame&);

} // namespace konkordat::views
