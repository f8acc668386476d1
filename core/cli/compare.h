#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

[[nodiscard]] Result<Outcome> compare_agreements(World&, std::span<std::string const> words);

} // namespace konkordat::cli
