#pragma once

#include <cstdio> // jpeglib.h needs it

#include <jpeglib.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace konkordat::sample {

enum class JpegColours { Grey, Colour, Cmyk };
enum class JpegCoding { Baseline, Progressive };

/// A picture with a gradient, and an application segment that names its author.
inline std::string jpeg(int width, int height, JpegColours colours, JpegCoding coding)
{
    jpeg_compress_struct compress {};
    jpeg_error_mgr errors {};
    compress.err = jpeg_std_error(&errors);
    jpeg_create_compress(&compress);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&compress, &bytes, &size);
    compress.image_width = static_cast<JDIMENSION>(width);
    compress.image_height = static_cast<JDIMENSION>(height);
    compress.input_components = colours == JpegColours::Grey ? 1 : colours == JpegColours::Colour ? 3 : 4;
    compress.in_color_space = colours == JpegColours::Grey ? JCS_GRAYSCALE : colours == JpegColours::Colour ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&compress);
    jpeg_set_quality(&compress, 90, TRUE);
    if (coding == JpegCoding::Progressive)
        jpeg_simple_progression(&compress);
    jpeg_start_compress(&compress, TRUE);
    constexpr char const* author = "Exif Photographer";
    jpeg_write_marker(&compress, JPEG_APP0 + 1, reinterpret_cast<unsigned char const*>(author), 17);
    std::vector<unsigned char> row(static_cast<std::size_t>(width) * static_cast<std::size_t>(compress.input_components));
    for (int y = 0; y < height; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = static_cast<unsigned char>((i * 11 + static_cast<std::size_t>(y) * 17) % 256);
        auto* rows = row.data();
        jpeg_write_scanlines(&compress, &rows, 1);
    }
    jpeg_finish_compress(&compress);
    std::string file(reinterpret_cast<char const*>(bytes), size);
    jpeg_destroy_compress(&compress);
    std::free(bytes);
    return file;
}

} // namespace konkordat::sample
