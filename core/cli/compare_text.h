#pragma once

#include "core/compare/collection.h"
#include "core/compare/table.h"

#include <string>
#include <vector>

namespace konkordat::cli {

/// What a matrix comes to, for a reader: of each dimension of which anything is known, how many of the cantons say what; the mechanisms
/// with their source; the reference mechanisms apart.
[[nodiscard]] std::string comparison_text(compare::Matrix const&, compare::TableOptions const&);

/// The place in the file and the sentence.
[[nodiscard]] std::string reason_text(Error);

/// One line a file: its name, what kind of obstacle, the reason.
[[nodiscard]] std::string skipped_text(std::vector<compare::SkippedFile> const&);

} // namespace konkordat::cli
