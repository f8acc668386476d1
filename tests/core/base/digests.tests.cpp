#include "core/base/base64.h"
#include "core/base/sha256.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace konkordat;

namespace {

std::string hexadecimal(Sha256Digest const& digest)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::uint8_t const byte : digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

} // namespace

TEST_CASE("SHA-256 gives the published digests", "[base]")
{
    // FIPS 180-4's examples, and lengths around the end of a block.
    CHECK(hexadecimal(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hexadecimal(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hexadecimal(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(hexadecimal(sha256(std::string(1'000'000, 'a'))) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("Base64 gives the examples of its standard", "[base]")
{
    // RFC 4648 10
    CHECK(encode_base64("").empty());
    CHECK(encode_base64("f") == "Zg==");
    CHECK(encode_base64("fo") == "Zm8=");
    CHECK(encode_base64("foo") == "Zm9v");
    CHECK(encode_base64("foobar") == "Zm9vYmFy");
    CHECK(encode_base64("\xFF\xFE\xFD") == "//79");
}
