#pragma once

#include "core/crypto/signature.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::crypto {

/// A file of tests/fixtures/crypto, which make.sh there describes.
[[nodiscard]] std::string fixture(std::string_view name);
[[nodiscard]] std::vector<Certificate> root_anchor();

inline constexpr std::array<std::string_view, 1> fixture_content { "Vereinbarung, unterzeichnet" }; ///< content.txt
inline constexpr Timestamp year_2030 { 1'893'456'000 };

[[nodiscard]] inline VerificationOptions in_2030(std::vector<Certificate> anchors = {})
{
    return { std::move(anchors), std::nullopt, year_2030 };
}

} // namespace konkordat::crypto
