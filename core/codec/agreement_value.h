#pragma once

#include "core/agreement/agreement.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

/// An agreement within another JSON file.
namespace konkordat {

/// As read_agreement(). Errors, also those of check_consistency, go to `reading`, which is the cursor's, with their place in the whole file.
[[nodiscard]] Agreement read_agreement_value(json::Reading& reading, json::Cursor const&);
/// What write_agreement() writes.
[[nodiscard]] nlohmann::json agreement_value(Agreement const&);

} // namespace konkordat
