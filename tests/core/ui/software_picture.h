#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// What Dear ImGui has drawn as a picture, without a graphics card: triangles, textures and clip rectangles, sampled at pixel centres.
namespace konkordat::tests {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; ///< 3 bytes a pixel, rows from the top

    [[nodiscard]] int grey(int x, int y) const;
    /// Binary PPM.
    [[nodiscard]] std::string ppm() const;
};

/// The draw data of the present Dear ImGui context, in device pixels.
[[nodiscard]] Picture take_picture();

} // namespace konkordat::tests
