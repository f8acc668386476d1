#pragma once

#include "core/base/world.h"
#include "core/sign/signature.h"

namespace konkordat::sign {

/// What is seen of a signature in our own documents: name and function, organisation, place, day and reason, set in the documents'
/// typeface, of which the update brings a subset of its own. The font grows smaller until everything fits. `world` outlives the function.
[[nodiscard]] MakeAppearance typeset_appearance(World&);

} // namespace konkordat::sign
