#pragma once

#include "core/sign/form.h"
#include "core/sign/revision_difference.h"

namespace konkordat::sign {

/// A field that was not there before.
void judge_new_field(RevisionDifference&, FormField const&);
/// A field that was there, and what it is now.
void judge_field(RevisionDifference&, FormField const& before, FormField const& after);

} // namespace konkordat::sign
