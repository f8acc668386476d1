#include "core/image/image.h"
#include "tests/core/image/sample_jpeg.h"
#include "tests/core/image/sample_png.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <random>

using namespace konkordat;
using namespace std::string_literals;

namespace {

Image decoded(std::string const& bytes)
{
    auto image = decode_image(bytes);
    INFO((image ? "" : image.error().message));
    REQUIRE(image);
    return std::move(*image);
}

std::string key_of_error(std::string const& bytes)
{
    auto const image = decode_image(bytes);
    return image ? "none" : image.error().key;
}

std::string row(std::string const& bytes) { return "\0"s + bytes; }

} // namespace

TEST_CASE("PNG: each kind of colour comes out as 8 bits of grey or RGB", "[image]")
{
    SECTION("RGB")
    {
        auto const image = decoded(sample::png(2, 1, 8, 2, row("\x01\x02\x03\xff\x80\x00"s)));
        CHECK(image.channels == 3);
        CHECK(image.samples == "\x01\x02\x03\xff\x80\x00"s);
        CHECK(image.opacity.empty());
        CHECK(image.jpeg.empty());
    }
    SECTION("RGB with alpha")
    {
        auto const image = decoded(sample::png(2, 1, 8, 6, row("\x01\x02\x03\x40\xff\x80\x00\xff"s)));
        CHECK(image.samples == "\x01\x02\x03\xff\x80\x00"s);
        CHECK(image.opacity == "\x40\xff"s);
    }
    SECTION("opaque alpha is no opacity") { CHECK(decoded(sample::png(1, 1, 8, 6, row("\x01\x02\x03\xff"s))).opacity.empty()); }
    SECTION("grey with alpha")
    {
        auto const image = decoded(sample::png(2, 1, 8, 4, row("\x10\x80\x20\x00"s)));
        CHECK(image.channels == 1);
        CHECK(image.samples == "\x10\x20"s);
        CHECK(image.opacity == "\x80\x00"s);
    }
    SECTION("one bit of grey") { CHECK(decoded(sample::png(4, 1, 1, 0, row("\xa0"s))).samples == "\xff\x00\xff\x00"s); }
    SECTION("two bits of grey") { CHECK(decoded(sample::png(4, 1, 2, 0, row("\x1b"s))).samples == "\x00\x55\xaa\xff"s); }
    SECTION("16 bits are rounded, not cut") { CHECK(decoded(sample::png(2, 1, 16, 0, row("\x00\xff\x00\x7f"s))).samples == "\x01\x00"s); }
    SECTION("palette with transparency")
    {
        auto const chunks = sample::chunk("PLTE\x01\x02\x03\x04\x05\x06"s) + sample::chunk("tRNS\x30"s);
        auto const image = decoded(sample::png(3, 1, 8, 3, row("\x00\x01\x00"s), chunks));
        CHECK(image.samples == "\x01\x02\x03\x04\x05\x06\x01\x02\x03"s);
        CHECK(image.opacity == "\x30\xff\x30"s);
    }
    SECTION("a transparent colour")
    {
        auto const image = decoded(sample::png(2, 1, 8, 0, row("\x10\x11"s), sample::chunk("tRNS\x00\x11"s)));
        CHECK(image.opacity == "\xff\x00"s);
    }
    SECTION("interlaced")
    {
        // Adam7 of 2 by 2: pass 1 has (0,0), pass 6 (1,0), pass 7 the second row (ISO/IEC 15948 8.2).
        auto const image = decoded(sample::png(2, 2, 8, 0, row("\x01"s) + row("\x02"s) + row("\x03\x04"s), {}, sample::Interlace::Adam7));
        CHECK(image.samples == "\x01\x02\x03\x04"s);
    }
}

TEST_CASE("PNG: gamma, profiles and texts change nothing", "[image]")
{
    auto const plain = decoded(sample::small_png(7));
    auto const chunks = sample::chunk("gAMA\x00\x00\x27\x10"s) + sample::chunk("tEXtTitle\0secret"s) + sample::chunk("iCCPx\0\0nonsense"s);
    std::string rows;
    for (int y = 0; y < 2; ++y)
        rows += row("\x07\x00\x00\x07\x00\xff"s);
    CHECK(decoded(sample::png(2, 2, 8, 2, rows, chunks)).samples == plain.samples);
}

TEST_CASE("JPEG: grey and colour are decoded, baseline files are kept without their metadata", "[image]")
{
    auto const colour = sample::jpeg(16, 8, sample::JpegColours::Colour, sample::JpegCoding::Baseline);
    auto const image = decoded(colour);
    CHECK(image.width == 16);
    CHECK(image.height == 8);
    CHECK(image.channels == 3);
    CHECK(colour.find("Photographer") != std::string::npos);
    REQUIRE_FALSE(image.jpeg.empty());
    CHECK(image.jpeg.find("Photographer") == std::string::npos);
    CHECK(image.jpeg.find("JFIF") == std::string::npos);
    CHECK(decoded(image.jpeg).samples == image.samples);

    auto const grey = decoded(sample::jpeg(16, 8, sample::JpegColours::Grey, sample::JpegCoding::Baseline));
    CHECK(grey.channels == 1);
    CHECK_FALSE(grey.jpeg.empty());

    auto const progressive = decoded(sample::jpeg(16, 8, sample::JpegColours::Colour, sample::JpegCoding::Progressive));
    CHECK(progressive.jpeg.empty());
    CHECK(progressive.samples.size() == image.samples.size());
}

TEST_CASE("Pictures that cannot be printed as they are have an error of their own", "[image]")
{
    CHECK(key_of_error("") == "image-kind");
    CHECK(key_of_error("GIF89a") == "image-kind");
    CHECK(key_of_error("<svg xmlns='http://www.w3.org/2000/svg'/>") == "image-kind");
    CHECK(key_of_error(sample::jpeg(8, 8, sample::JpegColours::Cmyk, sample::JpegCoding::Baseline)) == "image-cmyk");
    auto wrong_sum = sample::small_png();
    wrong_sum[wrong_sum.size() - 20] = static_cast<char>(wrong_sum[wrong_sum.size() - 20] ^ 1);
    CHECK(key_of_error(wrong_sum) == "image-broken");
}

TEST_CASE("A hundred megapixels are refused by the header, without memory or time", "[image]")
{
    auto const start = std::chrono::steady_clock::now();
    CHECK(key_of_error(sample::png(10'000, 10'000, 8, 2, "")) == "image-too-large");
    CHECK(key_of_error(sample::png(0x7fffffff, 0x7fffffff, 16, 6, "")) == "image-too-large");
    CHECK(key_of_error(sample::png(1, 20'001, 8, 0, "")) == "image-too-large");
    CHECK(key_of_error(sample::png(0, 1, 8, 0, "")) == "image-broken");
    auto jpeg = sample::jpeg(8, 8, sample::JpegColours::Colour, sample::JpegCoding::Baseline);
    auto const frame = jpeg.find("\xff\xc0");
    for (std::size_t i = 5; i < 9; ++i)
        jpeg[frame + i] = '\x40';
    CHECK(key_of_error(jpeg) == "image-too-large");
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(500));
}

TEST_CASE("Cut off anywhere, a picture is an error and never a crash", "[image]")
{
    auto const check = [](std::string const& whole, std::size_t needed) {
        REQUIRE(decode_image(whole));
        for (std::size_t size = 0; size < needed; ++size) {
            auto const image = decode_image(whole.substr(0, size));
            INFO(size);
            REQUIRE_FALSE(image);
        }
    };
    check(sample::small_png(3), sample::small_png(3).size() - 1);
    for (auto const coding : { sample::JpegCoding::Baseline, sample::JpegCoding::Progressive }) {
        auto const jpeg = sample::jpeg(16, 16, sample::JpegColours::Colour, coding);
        check(jpeg, jpeg.size() - 1);
    }
}

TEST_CASE("With bits turned, a picture is a picture or an error, the samples always complete", "[image]")
{
    std::mt19937 random(20261125);
    std::array const files { sample::small_png(5),
        sample::png(2, 2, 8, 0, row("\x01"s) + row("\x02"s) + row("\x03\x04"s), {}, sample::Interlace::Adam7),
        sample::png(3, 1, 8, 3, row("\x00\x01\x00"s), sample::chunk("PLTE\x01\x02\x03\x04\x05\x06"s) + sample::chunk("tRNS\x30"s)),
        sample::jpeg(24, 16, sample::JpegColours::Colour, sample::JpegCoding::Baseline),
        sample::jpeg(24, 16, sample::JpegColours::Grey, sample::JpegCoding::Progressive) };
    int refused = 0;
    for (int round = 0; round < 4000; ++round) {
        auto file = files[random() % files.size()];
        for (auto count = 1 + random() % 4; count > 0; --count) {
            auto& byte = file[random() % file.size()];
            byte = static_cast<char>(byte ^ (1 << random() % 8));
        }
        auto const image = decode_image(file);
        if (!image) {
            ++refused;
            REQUIRE_FALSE(image.error().key.empty());
            continue;
        }
        auto const pixels = static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
        REQUIRE(image->samples.size() == pixels * static_cast<std::size_t>(image->channels));
        REQUIRE((image->opacity.empty() || image->opacity.size() == pixels));
    }
    CHECK(refused > 1000);
}

TEST_CASE("A picture that was asked for lately is the same object", "[image]")
{
    auto const first = sample::small_png(1);
    auto const image = *shared_image(first);
    CHECK(*shared_image(first) == image);
    CHECK(*shared_image(sample::small_png(2)) != image);
    CHECK(*shared_image(std::string(first)) == image);
    CHECK(check_image(first));
    CHECK_FALSE(check_image(first.substr(0, 60)));
    CHECK_FALSE(shared_image(first.substr(0, 60)));
}
