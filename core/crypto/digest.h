#pragma once

#include <string>
#include <string_view>

namespace konkordat::crypto {

/// SHA-256 (FIPS 180-4) in lower-case hexadecimal, 64 characters.
[[nodiscard]] std::string sha256(std::string_view bytes);

} // namespace konkordat::crypto
