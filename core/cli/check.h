#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

/// `konkordat check`: lists findings; FoundSomething if an error or a warning is not waived.
[[nodiscard]] Result<Outcome> check_agreement(World&, std::span<std::string const> words);

} // namespace konkordat::cli
