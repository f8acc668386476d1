#include "core/crypto/prefix_digests.h"

#include "core/crypto/openssl_objects.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <initializer_list>
#include <string>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

std::string bytes_of(std::size_t count)
{
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i)
        bytes += static_cast<char>(i * i % 251);
    return bytes;
}

/// Of the pieces as one text.
void check_digest(PrefixDigests& digests, Hash hash, std::string_view first, std::string_view second)
{
    std::array<std::string_view, 2> const pieces { first, second };
    std::string const whole = std::string(first) + std::string(second);
    INFO(first.size() << " and " << second.size());
    CHECK(digests.digest(hash, pieces) == digest_of(hash, whole));
    CHECK_FALSE(digest_of(hash, whole).empty());
}

} // namespace

TEST_CASE("Digests of contents that begin alike are those of each by itself", "[crypto]")
{
    std::string const file = bytes_of(10'000);
    std::string_view const view = file;
    PrefixDigests digests;
    for (std::size_t const size : std::initializer_list<std::size_t> { 0, 1, 63, 64, 700, 700, 5'000, 9'000 })
        check_digest(digests, Hash::Sha256, view.substr(0, size), view.substr(size + 10, 500));
    // Shorter than what has been hashed, another hash, and back.
    check_digest(digests, Hash::Sha256, view.substr(0, 100), view.substr(200));
    check_digest(digests, Hash::Sha512, view.substr(0, 9'000), "");
    check_digest(digests, Hash::Sha256, view.substr(0, 9'500), "end");
    // From another place, and another text as long.
    check_digest(digests, Hash::Sha256, view.substr(1, 9'600), "end");
    std::string const other = bytes_of(9'700).replace(0, 1, "x");
    check_digest(digests, Hash::Sha256, other, "");
}

TEST_CASE("A hash that is not known has no digest, and does not spoil the next", "[crypto]")
{
    std::string const file = bytes_of(1'000);
    std::string_view const view = file;
    PrefixDigests digests;
    check_digest(digests, Hash::Sha256, view.substr(0, 500), "a");
    CHECK(digests.digest(Hash::Other, Content { &view, 1 }).empty());
    CHECK(digests.digest(Hash::Sha256, {}) == digest_of(Hash::Sha256, ""));
    check_digest(digests, Hash::Sha256, view.substr(0, 600), "a");
}
