#pragma once

#include "core/cli/commands.h"

namespace konkordat::cli {

/// `konkordat verify`: judges the signatures of a PDF or of a JSON file, or gets back what a signature was made over.
/// FoundSomething unless everything is signed, intact, trusted if anybody is to be trusted, and strong.
[[nodiscard]] Result<Outcome> verify_file(World&, std::span<std::string const> words);

} // namespace konkordat::cli
