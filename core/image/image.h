#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// Pictures from outside: PNG (ISO/IEC 15948) and JPEG (ISO/IEC 10918-1). Colours are taken as sRGB; embedded profiles, gamma and the
/// orientation that a camera notes are not looked at.
namespace konkordat {

/// A picture as samples, 8 bits each, rows from the top, sRGB or grey.
struct Image {
    int width = 0;        ///< pixels, > 0
    int height = 0;       ///< pixels, > 0
    int channels = 3;     ///< 1: grey; 3: red, green, blue
    std::string samples;  ///< width * height * channels bytes
    std::string opacity;  ///< width * height bytes, 255 opaque; empty: all opaque
    std::string jpeg;     ///< the same picture as a baseline JPEG, grey or YCbCr, without metadata; or empty
};

enum class ImageKind { Png, Jpeg };

struct ImageHeader {
    ImageKind kind = ImageKind::Png;
    int width = 0;
    int height = 0;

    friend bool operator==(ImageHeader const&, ImageHeader const&) = default;
};

namespace limits {
inline constexpr std::int64_t max_image_pixels = 16'000'000;
inline constexpr int max_image_side = 20'000;
} // namespace limits

/// "image/png", "image/jpeg"
[[nodiscard]] std::string_view media_type(ImageKind);

/// The kind by the file's first bytes. Errors: Malformed (image-kind).
[[nodiscard]] Result<ImageKind> image_kind(std::string_view bytes);

/// What the file says about itself; nothing is decoded. Errors: Malformed (image-kind, image-broken), TooLarge (image-too-large, with the
/// limit in megapixels).
[[nodiscard]] Result<ImageHeader> read_image_header(std::string_view bytes);

/// The picture. No memory is asked for before the header is known to keep the limits. Errors: those of read_image_header, and
/// Malformed: image-broken (cut off, contradicts itself, checksums wrong), image-cmyk (colours for a printing press).
[[nodiscard]] Result<Image> decode_image(std::string_view bytes);

/// The same, from a small memory of those that were asked for last, so that an edit does not decode a picture again.
[[nodiscard]] Result<std::shared_ptr<Image const>> shared_image(std::string const& bytes);

/// Whether decode_image would succeed. A file that passed is not decoded again.
[[nodiscard]] Result<void> check_image(std::string_view bytes);

} // namespace konkordat
