#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace konkordat::sign {

/// One cross-reference table or stream as far as revisions are concerned; its entries are qpdf's business.
struct CrossReferenceSection {
    std::size_t offset = 0;
    std::size_t end = 0; ///< behind the dictionary of trailer or stream
    bool is_stream = false;
    bool has_duplicates = false; ///< an object is listed twice
    std::optional<std::int64_t> previous;
    std::optional<std::int64_t> hybrid_stream; ///< /XRefStm
};

/// Errors: Malformed.
[[nodiscard]] Result<CrossReferenceSection> read_cross_reference_section(std::string_view bytes, std::size_t offset);

} // namespace konkordat::sign
