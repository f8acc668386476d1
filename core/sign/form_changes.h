#pragma once

#include "core/sign/revision_difference.h"

namespace konkordat::sign {

/// What became of the form and of its fields. Errors: Malformed, TooLarge: a form that cannot be read.
[[nodiscard]] Result<void> compare_forms(RevisionDifference&);

} // namespace konkordat::sign
