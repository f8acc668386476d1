#pragma once

#include "core/sign/revision_difference.h"

namespace konkordat::sign {

/// What was added to /DSS, the certificates and revocation lists for later.
void compare_validation_data(RevisionDifference&);

} // namespace konkordat::sign
