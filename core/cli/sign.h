#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

/// `konkordat sign`: lists fields, prepares, signs a PDF or an agreement's JSON, also in two steps with a key that is elsewhere.
[[nodiscard]] Result<Outcome> sign_file(World&, std::span<std::string const> words);

} // namespace konkordat::cli
