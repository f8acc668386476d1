#pragma once

#include <cstdint>

namespace konkordat::layout {

/// A length on the page in thousandths of a point (1 pt = 1/72 inch). Whole numbers, so that every machine gives the same pages.
using Length = std::int64_t;

[[nodiscard]] constexpr Length points(double value) { return static_cast<Length>(value * 1000.0 + (value < 0 ? -0.5 : 0.5)); }
[[nodiscard]] constexpr Length millimetres(double value) { return points(value * 72.0 / 25.4); }

/// `units` of a font with `units_per_em`, set at `size`, rounded to the nearest thousandth of a point.
[[nodiscard]] constexpr Length scale_units(std::int64_t units, Length size, int units_per_em)
{
    std::int64_t const product = units * size;
    std::int64_t const half = units_per_em / 2;
    return (product + (product < 0 ? -half : half)) / units_per_em;
}

struct Point {
    Length x = 0;
    Length y = 0;

    friend bool operator==(Point const&, Point const&) = default;
};

/// From the top left corner; y grows downwards.
struct Rectangle {
    Length x = 0;
    Length y = 0;
    Length width = 0;
    Length height = 0;

    friend bool operator==(Rectangle const&, Rectangle const&) = default;
};

} // namespace konkordat::layout
