#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace konkordat {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// SHA-256 (FIPS 180-4 6.2).
[[nodiscard]] Sha256Digest sha256(std::string_view bytes);

} // namespace konkordat
