#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace konkordat {

/// A colour in sRGB.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(Colour const&, Colour const&) = default;
};

inline constexpr Colour white { 0xFF, 0xFF, 0xFF };

/// "#143f8a", lower case; nothing for anything else.
[[nodiscard]] std::optional<Colour> parse_colour(std::string_view);
[[nodiscard]] std::string to_string(Colour);

/// Contrast ratio of WCAG 2.2 in hundredths, rounded down: 450 is 4.5:1.
[[nodiscard]] int contrast(Colour, Colour);
/// What text needs (WCAG 2.2 1.4.3).
inline constexpr int legible_contrast = 450;

/// The colour itself, or the least darker one of its hue that is legible on white.
[[nodiscard]] Colour darkened_until_legible(Colour);

} // namespace konkordat
