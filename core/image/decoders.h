#pragma once

#include "core/image/image.h"

/// The decoders behind decode_image(). The header keeps the limits.
namespace konkordat {

[[nodiscard]] Result<Image> decode_png(std::string_view bytes, ImageHeader const&);
[[nodiscard]] Result<Image> decode_jpeg(std::string_view bytes, ImageHeader const&);

/// A baseline JPEG without application data and comments, which may say who took the picture where; empty if it is no baseline JPEG.
[[nodiscard]] std::string bare_baseline_jpeg(std::string_view bytes);

/// Errors in a picture.
[[nodiscard]] Error broken_image(std::string detail);

} // namespace konkordat
