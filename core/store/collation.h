#pragma once

#include <string_view>

namespace konkordat {

/// Order of a dictionary for the languages of the workspace: case and accents count only between words that are otherwise equal.
/// Negative, zero, positive, as memcmp.
[[nodiscard]] int compare_dictionary(std::string_view a, std::string_view b);

} // namespace konkordat
