#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace konkordat::pdf::conformance {

/// What the header of an ICC profile says (ICC.1:2010 7.2).
struct IccHeader {
    int version = 0; ///< major; 0 if there is no header
    std::string device_class = {};
    std::string colour_space = {};

    [[nodiscard]] int channels() const { return colour_space == "GRAY" ? 1 : colour_space == "CMYK" ? 4 : colour_space.empty() ? 0 : 3; }
};

[[nodiscard]] IccHeader icc_header(std::string_view profile);
/// What is wrong with its size, signature or tags; empty if nothing is.
[[nodiscard]] std::string icc_fault(std::string_view profile);

/// Big-endian numbers; 0 beyond the end.
[[nodiscard]] std::uint32_t read16(std::string_view bytes, std::size_t at);
[[nodiscard]] std::uint32_t read32(std::string_view bytes, std::size_t at);

} // namespace konkordat::pdf::conformance
