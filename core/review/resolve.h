#pragma once

#include "core/review/merge.h"

namespace konkordat::review {

/// A merge in which somebody has decided a conflict: with the change that was chosen, `conflict.ours` or `conflict.theirs`. What it
/// was put behind may be gone; then it comes last. Errors: those of check_consistency(), as when something still needs what is
/// to be removed; the conflict stays open then.
[[nodiscard]] Result<Agreement> resolve(Agreement const& merged, RecordChange const& chosen);

} // namespace konkordat::review
