#pragma once

#include <string>

namespace konkordat::layout {

/// A picture as samples, 8 bits each, rows from the top, sRGB or grey.
struct Image {
    int width = 0;          ///< pixels, > 0
    int height = 0;         ///< pixels, > 0
    int channels = 3;       ///< 1: grey; 3: red, green, blue
    std::string samples;    ///< width * height * channels bytes
    std::string opacity;    ///< width * height bytes, 255 opaque; empty: all opaque
};

} // namespace konkordat::layout
