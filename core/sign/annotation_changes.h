#pragma once

#include "core/sign/revision_difference.h"

namespace konkordat::sign {

/// Pages of which nothing but their annotations changed, and what was added there. To be called when the form has been compared.
void compare_pages(RevisionDifference&);

} // namespace konkordat::sign
