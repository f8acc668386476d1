#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

/// `konkordat identity`: a self-issued identity to try signing out.
[[nodiscard]] Result<Outcome> create_identity(World&, std::span<std::string const> words);

} // namespace konkordat::cli
