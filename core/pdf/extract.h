#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace konkordat::pdf {

inline constexpr std::size_t max_pdf_bytes = 64U * 1024 * 1024;
inline constexpr std::size_t max_embedded_bytes = 16U * 1024 * 1024; ///< decoded, as read_agreement() takes it

/// The JSON that export_agreement() embedded, byte for byte; read_agreement() judges it. The file is found through the
/// catalog's /AF and through Names/EmbeddedFiles, by its name agreement.json or, if none has it, as the one JSON file with
/// AFRelationship /Source. Nothing outside the file is read and nothing in it is run.
/// Errors: Malformed (not a PDF; damaged), NotFound (no embedded agreement), Inconsistent (several different ones), TooLarge.
[[nodiscard]] Result<std::string> extract_agreement_json(std::string_view pdf_bytes);

} // namespace konkordat::pdf
