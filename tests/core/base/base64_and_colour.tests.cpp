#include "core/base/base64.h"
#include "core/base/colour.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace konkordat;

TEST_CASE("Base64: the examples of RFC 4648 10", "[base]")
{
    std::pair<std::string_view, std::string_view> const examples[] { { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" },
        { "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" } };
    for (auto const& [bytes, text] : examples) {
        CHECK(encode_base64(bytes) == text);
        CHECK(decode_base64(text) == std::string(bytes));
    }
}

TEST_CASE("Base64: any bytes come back, and only one text stands for them", "[base]")
{
    std::mt19937 random(64);
    for (int round = 0; round < 500; ++round) {
        std::string bytes(random() % 100, '\0');
        for (auto& byte : bytes)
            byte = static_cast<char>(random());
        auto const text = encode_base64(bytes);
        REQUIRE(decode_base64(text) == bytes);
        auto changed = text + "A";
        if (!text.empty() && random() % 2) {
            changed = text;
            changed[random() % changed.size()] = static_cast<char>(random());
        }
        auto const other = decode_base64(changed);
        REQUIRE((!other || encode_base64(*other) == changed));
    }
    for (auto const* wrong : { "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm 9v", "Zm9v\n", "Zg==Zg==", "Zm9_", "=Zm9" })
        CHECK_FALSE(decode_base64(wrong));
}

TEST_CASE("Base64url: the example of RFC 7515 C, and only one text stands for any bytes", "[base]")
{
    constexpr std::string_view bytes = "\x03\xec\xff\xe0\xc1";
    CHECK(encode_base64url(bytes) == "A-z_4ME");
    CHECK(decode_base64url("A-z_4ME") == std::string(bytes));
    CHECK(encode_base64url("").empty());
    CHECK(decode_base64url("") == "");
    for (auto const* wrong : { "A", "A+z/4ME", "A-z_4ME=", "A-z_4MF", "A-z_ 4ME", "A-z_4M\n", "A-z_4" })
        CHECK_FALSE(decode_base64url(wrong));
}

TEST_CASE("Colours are read strictly and written the same", "[base]")
{
    CHECK(parse_colour("#143f8a") == Colour { 0x14, 0x3f, 0x8a });
    CHECK(to_string(Colour { 0x14, 0x3f, 0x8a }) == "#143f8a");
    for (auto const* wrong : { "", "#", "143f8a", "#143F8A", "#143f8", "#143f8a0", "#143f8g", "red", "# 43f8a" })
        CHECK_FALSE(parse_colour(wrong));
}

TEST_CASE("Contrast is that of WCAG 2.2", "[base]")
{
    CHECK(contrast({}, white) == 2100);
    CHECK(contrast(white, white) == 100);
    CHECK(contrast({ 0x77, 0x77, 0x77 }, white) == 447); // the well-known greys around the limit
    CHECK(contrast(white, { 0x76, 0x76, 0x76 }) == 454);
    CHECK(contrast({ 0xff, 0, 0 }, white) == 399);
    CHECK(contrast({ 0, 0, 0xff }, white) == 859);
}

TEST_CASE("A colour that is too light gets darker until it is legible, and no other changes", "[base]")
{
    CHECK(darkened_until_legible({ 0x14, 0x3f, 0x8a }) == Colour { 0x14, 0x3f, 0x8a });
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        Colour const colour { static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random()),
            static_cast<std::uint8_t>(random()) };
        auto const darker = darkened_until_legible(colour);
        REQUIRE(contrast(darker, white) >= legible_contrast);
        REQUIRE((contrast(colour, white) < legible_contrast || darker == colour));
        REQUIRE(contrast(darker, white) < contrast(colour, white) + 2100);
        REQUIRE((darker == colour || contrast(darker, white) < 500));
    }
}
