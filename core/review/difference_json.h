#pragma once

#include "core/review/difference.h"
#include "core/review/merge.h"

#include <string>
#include <string_view>

/// Differences and conflicts as JSON, for scripts (docs/formats-review.md).
namespace konkordat::review {

inline constexpr std::string_view difference_format = "konkordat-difference/1";
inline constexpr std::string_view conflicts_format = "konkordat-conflicts/1";

/// With the words of changed texts. Indented, ends with a line feed; the same difference gives the same bytes.
[[nodiscard]] std::string write_difference(AgreementId const&, Difference const&);
[[nodiscard]] std::string write_conflicts(AgreementId const&, std::vector<Conflict> const&);

} // namespace konkordat::review
