#pragma once

#include "core/agreement/agreement.h"

#include <string>
#include <string_view>

namespace konkordat {

inline constexpr std::string_view agreement_schema_id = "urn:konkordat:schema:agreement:1";

/// Reads an agreement's JSON (docs/formats.md, assets/schema/agreement-1.schema.json). Strict: nothing is guessed, skipped or
/// repaired. Errors name the place by RFC 6901 pointer and line, and have a catalogue key (docs/formats.md lists them):
/// Malformed, TooLarge (16 MiB, depth 32, counts), UnsupportedVersion, Inconsistent (as check_consistency).
[[nodiscard]] Result<Agreement> read_agreement(std::string_view bytes);

/// The agreement's JSON in the canonical form of RFC 8785: the same agreement always gives the same bytes, and
/// read_agreement() gives the same agreement back. UTF-8 without a final newline.
[[nodiscard]] std::string write_agreement(Agreement const&);

} // namespace konkordat
