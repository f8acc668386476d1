#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

/// `konkordat diff`. Outcome::FoundSomething if the two files differ.
[[nodiscard]] Result<Outcome> show_difference(World&, std::span<std::string const> words);
/// `konkordat merge`. Outcome::FoundSomething if there is a conflict; the merge is written all the same.
[[nodiscard]] Result<Outcome> merge_agreements(World&, std::span<std::string const> words);

} // namespace konkordat::cli
