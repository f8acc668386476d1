#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::pdf::conformance {

/// What the file says to who does not see it.
struct SpokenText {
    std::string structure = {};                           ///< through the tags, in reading order; a line a block
    std::vector<std::vector<std::string>> artifacts = {}; ///< of each page: texts outside the structure, as they are painted
};

/// From the file alone: tags, marked content, ToUnicode, ActualText. Errors: Malformed, TooLarge.
[[nodiscard]] Result<SpokenText> structure_text(std::string_view pdf_bytes);

} // namespace konkordat::pdf::conformance
