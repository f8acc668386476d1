#include "tests/core/crypto/fixtures.h"
#include "tests/fuzz/crypto.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace konkordat;

namespace {

using Target = void (*)(std::string_view);

int feed(Target target, std::string const& folder)
{
    int count = 0;
    for (auto const& entry : std::filesystem::directory_iterator(KONKORDAT_SOURCE_DIR "/tests/" + folder)) {
        std::ifstream file { entry.path(), std::ios::binary };
        std::string const bytes { std::istreambuf_iterator<char>(file), {} };
        target(bytes);
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("What fuzzers have found, and every fixture, is read by everything without contradiction", "[crypto]")
{
    CHECK(feed(fuzz_pkcs12, "fuzz/corpus/pkcs12") > 0);
    CHECK(feed(fuzz_cms, "fuzz/corpus/cms") > 0);
    CHECK(feed(fuzz_time_stamp, "fuzz/corpus/time_stamp") > 0);
    CHECK(feed(fuzz_jws, "fuzz/corpus/jws") > 0);
    for (auto* const target : { fuzz_pkcs12, fuzz_cms, fuzz_time_stamp, fuzz_jws })
        CHECK(feed(target, "fixtures/crypto") > 30);
}
