#pragma once

#include "core/base/date.h"
#include "core/base/language.h"

#include <string>
#include <vector>

namespace konkordat::pdf {

/// What the information dictionary and the XMP packet both say (ISO 19005-3 6.6.2.3 asks them to agree).
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
