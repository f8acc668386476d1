#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

/// `konkordat progress`: who has signed, who is missing. FoundSomething if a returned file is refused, is not trusted, or was signed
/// in parallel to another, so that somebody has to sign again.
[[nodiscard]] Result<Outcome> show_progress(World&, std::span<std::string const> words);

} // namespace konkordat::cli
