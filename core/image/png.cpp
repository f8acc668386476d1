#include "core/image/decoders.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <utility>
#include <vector>

namespace konkordat {

namespace {

struct Source {
    std::string_view bytes;
    std::size_t offset = 0;
    std::array<char, 120> message {};
};

void read_bytes(png_structp png, png_bytep target, std::size_t size)
{
    auto& source = *static_cast<Source*>(png_get_io_ptr(png));
    if (source.bytes.size() - source.offset < size)
        png_error(png, "it is cut off");
    std::memcpy(target, source.bytes.data() + source.offset, size);
    source.offset += size;
}

[[noreturn]] void fail(png_structp png, png_const_charp message)
{
    auto& source = *static_cast<Source*>(png_get_error_ptr(png));
    std::strncpy(source.message.data(), message, source.message.size() - 1);
    png_longjmp(png, 1);
}

void ignore(png_structp, png_const_charp) { }

/// Everything to grey or RGB of 8 bits, with an alpha channel where there is any transparency.
void set_transformations(png_structp png)
{
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_packing(png);
    png_set_interlace_handling(png);
}

/// Where the samples go. It lives outside the function that libpng may leave by longjmp.
struct Target {
    int channels = 0;
    std::vector<std::uint8_t> samples = {};
    std::vector<png_bytep> rows = {};
};

/// Between setjmp and the end there is no object with a destructor.
bool read_header(png_structp png, png_infop info, Target& target)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_read_info(png, info);
    set_transformations(png);
    png_read_update_info(png, info);
    target.channels = png_get_channels(png, info);
    return png_get_bit_depth(png, info) == 8;
}

bool read_rows(png_structp png, png_infop info, Target& target)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_read_image(png, target.rows.data());
    png_read_end(png, info);
    return true;
}

/// Chunks that say nothing about the samples are skipped: some hold compressed data of any size.
void skip_metadata(png_structp png)
{
    static constexpr png_byte names[]
        = "bKGD\0cHRM\0cICP\0cLLI\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0mDCV\0oFFs\0pCAL\0pHYs\0sBIT\0sCAL\0sPLT\0sRGB\0sTER\0tEXt\0"
          "tIME\0zTXt";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, names, static_cast<int>(sizeof names / 5));
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
}

Image separate_opacity(Target const& target, ImageHeader const& header)
{
    auto const has_opacity = target.channels % 2 == 0;
    auto const colours = static_cast<std::size_t>(target.channels - (has_opacity ? 1 : 0));
    auto const pixels = static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height);
    Image image { .width = header.width,
        .height = header.height,
        .channels = static_cast<int>(colours),
        .samples = std::string(pixels * colours, '\0'),
        .opacity = has_opacity ? std::string(pixels, '\0') : std::string(),
        .jpeg = {} };
    auto const* from = target.samples.data();
    auto* to = image.samples.data();
    for (std::size_t i = 0; i < pixels; ++i) {
        for (std::size_t channel = 0; channel < colours; ++channel)
            *to++ = static_cast<char>(*from++);
        if (has_opacity)
            image.opacity[i] = static_cast<char>(*from++);
    }
    if (std::ranges::all_of(image.opacity, [](char alpha) { return alpha == '\xff'; }))
        image.opacity.clear();
    return image;
}

Result<Image> decode(png_structp png, png_infop info, Source const& source, ImageHeader const& header)
{
    Target target;
    if (!read_header(png, info, target))
        return broken_image(source.message.data());
    auto const row_bytes = static_cast<std::size_t>(header.width) * static_cast<std::size_t>(target.channels);
    if (png_get_rowbytes(png, info) != row_bytes)
        return broken_image("its rows have another length than its header says");
    target.samples.resize(row_bytes * static_cast<std::size_t>(header.height));
    for (int y = 0; y < header.height; ++y)
        target.rows.push_back(target.samples.data() + row_bytes * static_cast<std::size_t>(y));
    if (!read_rows(png, info, target))
        return broken_image(source.message.data());
    return separate_opacity(target, header);
}

} // namespace

Result<Image> decode_png(std::string_view bytes, ImageHeader const& header)
{
    Source source { .bytes = bytes };
    auto* png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, fail, ignore);
    auto* info = png ? png_create_info_struct(png) : nullptr;
    if (!info) {
        png_destroy_read_struct(&png, nullptr, nullptr);
        return Error { .code = ErrorCode::Unavailable, .message = "out of memory" };
    }
    png_set_read_fn(png, &source, read_bytes);
    png_set_user_limits(png, limits::max_image_side, limits::max_image_side);
    png_set_chunk_malloc_max(png, 1U << 20U);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
    skip_metadata(png);
    auto image = decode(png, info, source, header);
    png_destroy_read_struct(&png, &info, nullptr);
    return image;
}

} // namespace konkordat
