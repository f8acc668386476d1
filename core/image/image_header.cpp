#include "core/image/decoders.h"

#include <algorithm>
#include <utility>

namespace konkordat {

namespace {

constexpr std::string_view png_signature { "\x89PNG\r\n\x1a\n", 8 }; // ISO/IEC 15948 5.2
constexpr std::string_view jpeg_signature { "\xff\xd8\xff", 3 };     // ISO/IEC 10918-1 B.1.1.3: SOI, then a marker

std::uint32_t big_endian(std::string_view bytes, std::size_t offset, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8U | static_cast<std::uint8_t>(bytes[offset + i]);
    return value;
}

Result<ImageHeader> sized(ImageKind kind, std::uint32_t width, std::uint32_t height)
{
    if (width == 0 || height == 0)
        return broken_image("it has no size");
    constexpr auto longest = static_cast<std::uint32_t>(limits::max_image_side);
    if (width > longest || height > longest
        || static_cast<std::int64_t>(width) * static_cast<std::int64_t>(height) > limits::max_image_pixels) {
        return Error { .code = ErrorCode::TooLarge,
            .message = "the picture has " + std::to_string(width) + " by " + std::to_string(height) + " pixels; at most "
                + std::to_string(limits::max_image_pixels / 1'000'000) + " megapixels are read",
            .key = "image-too-large",
            .argument = std::to_string(limits::max_image_pixels / 1'000'000) };
    }
    return ImageHeader { kind, static_cast<int>(width), static_cast<int>(height) };
}

/// The header chunk IHDR comes first (ISO/IEC 15948 5.6).
Result<ImageHeader> png_header(std::string_view bytes)
{
    if (bytes.size() < 33 || bytes.substr(8, 8) != std::string_view("\0\0\0\x0dIHDR", 8))
        return broken_image("it has no header");
    return sized(ImageKind::Png, big_endian(bytes, 16, 4), big_endian(bytes, 20, 4));
}

/// SOF0 to SOF15, of which C4, C8 and CC are other things (ISO/IEC 10918-1 table B.1).
bool is_frame(std::uint8_t marker) { return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc; }

/// Goes from segment to segment to the frame header, which says the size (ISO/IEC 10918-1 B.2.2).
Result<ImageHeader> jpeg_header(std::string_view bytes)
{
    for (std::size_t offset = 2; offset + 4 <= bytes.size();) {
        if (bytes[offset] != '\xff')
            return broken_image("a marker is missing");
        auto const marker = static_cast<std::uint8_t>(bytes[offset + 1]);
        if (marker == 0xff) { // fill byte
            ++offset;
            continue;
        }
        if (marker == 0xda || marker == 0xd9)
            return broken_image("its data begins before its size is known");
        auto const length = big_endian(bytes, offset + 2, 2);
        if (is_frame(marker)) {
            if (length < 8 || offset + 9 > bytes.size())
                return broken_image("it is cut off");
            return sized(ImageKind::Jpeg, big_endian(bytes, offset + 7, 2), big_endian(bytes, offset + 5, 2));
        }
        offset += 2 + std::max<std::size_t>(length, 2);
    }
    return broken_image("it is cut off");
}

} // namespace

Error broken_image(std::string detail)
{
    return { .code = ErrorCode::Malformed, .message = "the picture is damaged: " + std::move(detail), .key = "image-broken" };
}

std::string_view media_type(ImageKind kind) { return kind == ImageKind::Png ? "image/png" : "image/jpeg"; }

Result<ImageKind> image_kind(std::string_view bytes)
{
    if (bytes.starts_with(png_signature))
        return ImageKind::Png;
    if (bytes.starts_with(jpeg_signature))
        return ImageKind::Jpeg;
    return Error { .code = ErrorCode::Malformed, .message = "the picture is neither a PNG nor a JPEG file", .key = "image-kind" };
}

Result<ImageHeader> read_image_header(std::string_view bytes)
{
    KONKORDAT_TRY(auto const kind, image_kind(bytes));
    return kind == ImageKind::Png ? png_header(bytes) : jpeg_header(bytes);
}

} // namespace konkordat
