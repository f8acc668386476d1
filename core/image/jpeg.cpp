#include "core/image/decoders.h"

#include <cstdio> // jpeglib.h needs it

#include <jerror.h>
#include <jpeglib.h>

#include <array>
#include <csetjmp>
#include <utility>
#include <vector>

namespace konkordat {

namespace {

/// A progressive file may have thousands of passes that say nothing; real ones have about ten.
constexpr int most_scans = 100;

struct Decoder {
    jpeg_decompress_struct decompress {};
    jpeg_error_mgr errors {};
    jpeg_progress_mgr progress {};
    std::jmp_buf start {};
    std::array<char, JMSG_LENGTH_MAX> message {};
};

Decoder& decoder_of(j_common_ptr common) { return *static_cast<Decoder*>(common->client_data); }

[[noreturn]] void fail(j_common_ptr common)
{
    auto& decoder = decoder_of(common);
    (*common->err->format_message)(common, decoder.message.data());
    std::longjmp(decoder.start, 1);
}

/// A warning means that the library made something up, but for two that are harmless.
void on_message(j_common_ptr common, int level)
{
    if (level < 0 && common->err->msg_code != JWRN_EXTRANEOUS_DATA && common->err->msg_code != JWRN_ADOBE_XFORM)
        fail(common);
}

void on_progress(j_common_ptr common)
{
    if (reinterpret_cast<j_decompress_ptr>(common)->input_scan_number > most_scans)
        ERREXIT(common, JERR_BAD_PROGRESSION);
}

/// Between setjmp and the end of these functions there is no object with a destructor.
bool read_header(Decoder& decoder, std::string_view bytes)
{
    if (setjmp(decoder.start) != 0)
        return false;
    jpeg_create_decompress(&decoder.decompress);
    decoder.decompress.client_data = &decoder;
    decoder.decompress.progress = &decoder.progress;
    decoder.decompress.mem->max_memory_to_use = 256L * 1024 * 1024;
    jpeg_mem_src(&decoder.decompress, reinterpret_cast<unsigned char const*>(bytes.data()), static_cast<unsigned long>(bytes.size()));
    return jpeg_read_header(&decoder.decompress, TRUE) == JPEG_HEADER_OK;
}

bool read_rows(Decoder& decoder, Image& image)
{
    if (setjmp(decoder.start) != 0)
        return false;
    auto& decompress = decoder.decompress;
    decompress.out_color_space = image.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    decompress.dct_method = JDCT_ISLOW; // whole numbers, the same everywhere
    jpeg_start_decompress(&decompress);
    auto const row_bytes = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
    while (decompress.output_scanline < decompress.output_height) {
        auto* row = reinterpret_cast<JSAMPROW>(image.samples.data() + row_bytes * decompress.output_scanline);
        jpeg_read_scanlines(&decompress, &row, 1);
    }
    jpeg_finish_decompress(&decompress);
    return true;
}

Result<Image> decode(Decoder& decoder, std::string_view bytes, ImageHeader const& header)
{
    if (!read_header(decoder, bytes))
        return broken_image(decoder.message.data());
    auto const& decompress = decoder.decompress;
    if (decompress.image_width != static_cast<JDIMENSION>(header.width)
        || decompress.image_height != static_cast<JDIMENSION>(header.height))
        return broken_image("it says its size twice");
    auto const space = decompress.jpeg_color_space;
    if (space == JCS_CMYK || space == JCS_YCCK)
        return Error { .code = ErrorCode::Malformed, .message = "the picture has CMYK colours; save it as RGB", .key = "image-cmyk" };
    if (space != JCS_GRAYSCALE && space != JCS_YCbCr && space != JCS_RGB)
        return broken_image("its colours are of an unknown kind");
    Image image {
        .width = header.width, .height = header.height, .channels = space == JCS_GRAYSCALE ? 1 : 3, .samples = {}, .opacity = {}, .jpeg = {}
    };
    image.samples.resize(
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * static_cast<std::size_t>(image.channels));
    if (!read_rows(decoder, image))
        return broken_image(decoder.message.data());
    if (space != JCS_RGB)
        image.jpeg = bare_baseline_jpeg(bytes);
    return image;
}

} // namespace

Result<Image> decode_jpeg(std::string_view bytes, ImageHeader const& header)
{
    Decoder decoder;
    decoder.decompress.err = jpeg_std_error(&decoder.errors);
    decoder.decompress.client_data = &decoder;
    decoder.errors.error_exit = fail;
    decoder.errors.emit_message = on_message;
    decoder.progress.progress_monitor = on_progress;
    auto image = decode(decoder, bytes, header);
    jpeg_destroy_decompress(&decoder.decompress);
    return image;
}

} // namespace konkordat
