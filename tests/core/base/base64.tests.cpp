#include "core/base/base64.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

using namespace konkordat;

TEST_CASE("Base64 gives the examples of its standard, and back", "[base]")
{
    struct Example {
        std::string_view bytes;
        std::string_view text;
    };
    // RFC 4648 10
    for (Example const& example : { Example { "", "" }, Example { "f", "Zg==" }, Example { "fo", "Zm8=" }, Example { "foo", "Zm9v" },
             Example { "foobar", "Zm9vYmFy" }, Example { "\xFF\xFE\xFD", "//79" } }) {
        CHECK(encode_base64(example.bytes) == example.text);
        CHECK(decode_base64(example.text) == std::string(example.bytes));
    }
}

TEST_CASE("Base64 that is not canonical is refused", "[base]")
{
    for (std::string_view const text : { "Z", "Zg", "Zg=", "Zg= =", "Zh==", "Zm9", "Zm 9", "====", "Zg==Zg==", "Zm9v\n", "Zm9-" })
        CHECK(!decode_base64(text));
}
