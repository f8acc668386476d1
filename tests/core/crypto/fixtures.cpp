#include "tests/core/crypto/fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

namespace konkordat::crypto {

std::string fixture(std::string_view name)
{
    std::ifstream file { std::string(KONKORDAT_SOURCE_DIR "/tests/fixtures/crypto/") + std::string(name), std::ios::binary };
    INFO(name);
    REQUIRE(file);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::vector<Certificate> root_anchor()
{
    auto root = read_certificate(fixture("root.der"));
    REQUIRE(root);
    return { *root };
}

} // namespace konkordat::crypto
