#pragma once

#include "core/agreement/agreement.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

/// The member `appearance` of an agreement's JSON.
namespace konkordat {

[[nodiscard]] Appearance read_appearance(json::Cursor const&);
/// Without members that have their usual value; an empty object if all have.
[[nodiscard]] nlohmann::json write_appearance(Appearance const&);

} // namespace konkordat
