#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// Larger files are refused (key "pdf-too-large"): to read one takes several times its size.
inline constexpr std::size_t max_file_bytes = 128U * 1024 * 1024;

/// More saves than these are refused (key "pdf-too-many-revisions").
inline constexpr std::size_t max_revisions = 1000;

/// Bytes that a file consisted of after one of its saves: everything up to an end-of-file marker (ISO 32000-1 7.5.6).
struct Revision {
    std::size_t cross_reference = 0; ///< offset of its cross-reference section
    std::size_t marker_end = 0;      ///< behind "%%EOF"
    std::size_t end = 0;             ///< behind the end of line that follows, if there is one
    bool is_hybrid = false;          ///< a table that hides entries in a stream (ISO 32000-1 7.5.8.4)
    bool has_duplicates = false;     ///< its sections list an object twice
    bool is_stream = false;          ///< cross-reference stream instead of table
};

/// The revisions from the first to the last, found from the last "startxref" over /Prev, and nowhere else. Nothing is
/// repaired: every step must be exact, must lead towards the file's begin, and the file must end with its last marker and white space.
/// Errors: Malformed (keys not-a-pdf, pdf-damaged, pdf-content-after-end), TooLarge (pdf-too-large, pdf-too-many-revisions).
[[nodiscard]] Result<std::vector<Revision>> read_revisions(std::string_view bytes);

/// The file as it was after its save number `index`, from 0. Errors: those of read_revisions(), NotFound.
[[nodiscard]] Result<std::string_view> open_revision(std::string_view bytes, std::size_t index);

/// Whether a signed range that ends at `end` ends where this revision does: behind its marker, with or without the end of line.
[[nodiscard]] bool ends_at(Revision const&, std::size_t end);

} // namespace konkordat::sign
