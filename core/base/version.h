#pragma once

#include <string_view>

namespace konkordat {

/// Of the program and the site; in `konkordat --version`, the settings screen and the PDF's producer.
inline constexpr std::string_view program_version = "0.1.0";

} // namespace konkordat
