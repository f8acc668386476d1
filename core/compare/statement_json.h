#pragma once

#include "core/compare/value.h"

#include <nlohmann/json_fwd.hpp>

namespace konkordat::compare {

/// {"de": "..."}.
[[nodiscard]] nlohmann::json json_of(LanguageMap const&);
/// As files have it: a choice's id, a number, a date as text, yes or no, texts by language, a text.
[[nodiscard]] nlohmann::json json_of(Value const&);
/// "003:918-921", {"agreement", "place"} or {"author", "date"}.
[[nodiscard]] nlohmann::json json_of(Source const&);
/// {"state", "values", "sources"}; "state" is left out for known.
[[nodiscard]] nlohmann::json json_of(Statement const&);

} // namespace konkordat::compare
