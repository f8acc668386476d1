#pragma once

#include "core/sign/revision_difference.h"

namespace konkordat::sign {

/// What trailer and catalog say otherwise than before; form and validation data are judged elsewhere.
void compare_trailers(RevisionDifference&);
void compare_catalogs(RevisionDifference&);

} // namespace konkordat::sign
