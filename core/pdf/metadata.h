#pragma once

#include "core/base/date.h"
#include "core/base/language.h"

#include <string>
#include <vector>

namespace konkordat::pdf {

/// More of a title or of a list of authors is left out: the longest string of the information dictionary holds this much.
inline constexpr std::size_t max_metadata_bytes = 16'000;

/// As one line without controls, the same in XML and in a string object.
[[nodiscard]] std::string metadata_text(std::string_view);

/// What the information dictionary and the XMP packet both say. Texts are as metadata_text() gives them.
struct Metadata {
    std::string title = {};
    std::string author = {};
    std::string subject = {};
    std::vector<Language> languages = {};
    Timestamp created = {};
    Timestamp modified = {};
};

inline constexpr std::string_view producer = "Konkordat";

[[nodiscard]] std::string information_dictionary(Metadata const&);
/// Identifies the file as PDF/A-3a and PDF/UA-1, with the extension schema that PDF/A asks for the latter.
[[nodiscard]] std::string xmp_packet(Metadata const&);
/// An ICC profile of sRGB (IEC 61966-2-1), version 4, with a parametric curve.
[[nodiscard]] std::string srgb_profile();

} // namespace konkordat::pdf
