#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::pdf::conformance {

/// What the rules ask of a TrueType font program: how many glyphs, how wide each is.
struct TrueTypeProgram {
    std::uint32_t units_per_em = 0;
    std::uint32_t glyph_count = 0;
    std::vector<std::uint32_t> advances = {}; ///< of the first glyphs; the last one holds for the rest

    /// In thousandths of the em.
    [[nodiscard]] double width(std::uint32_t glyph) const;
};

/// Nothing if a table that rendering needs (ISO 32000-1 9.9) is missing or does not fit.
[[nodiscard]] std::optional<TrueTypeProgram> read_true_type(std::string_view program);

/// Codes to UTF-8, as a ToUnicode CMap says (ISO 32000-1 9.10.3). Nothing if it cannot be read.
[[nodiscard]] std::optional<std::map<std::uint32_t, std::string>> read_to_unicode(std::string_view cmap);

} // namespace konkordat::pdf::conformance
