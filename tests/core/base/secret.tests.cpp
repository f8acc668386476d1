#include "core/base/secret.h"
#include "tests/core/base/memory_search.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace konkordat;
using tests::Masked;

namespace {

constexpr Masked short_one { "Kurz-7Qx" };
constexpr Masked long_one { "Ein-Passwort-von-mehr-als-dreissig-Zeichen-9Zw" };

/// Everything that may leave a copy behind.
template <typename Pattern> void use(Pattern const& pattern)
{
    Secret first = pattern.reveal();
    REQUIRE(pattern.count() >= 1);
    Secret copy = first;
    std::vector<Secret> many;
    for (int i = 0; i < 20; ++i)
        many.push_back(copy);
    many.erase(many.begin());
    Secret moved = std::move(first);
    CHECK(first.empty());
    copy = std::move(moved);
    CHECK(moved.empty());
    std::string plain(copy.view());
    Secret taken = std::move(plain);
    CHECK(plain.empty());
    Secret grown;
    for (int i = 0; i < 50; ++i)
        grown.append(taken);
    CHECK(grown.size() == 50 * taken.size());
    taken = "x";
    copy.wipe();
    CHECK(copy.empty());
}

} // namespace

MEMORY_TEST_CASE("A secret leaves nothing behind, wherever it has been", "[base]")
{
    use(short_one);
    CHECK(short_one.count() == 0);
    use(long_one);
    CHECK(long_one.count() == 0);
}

TEST_CASE("A secret is copied, compared and emptied like a string", "[base]")
{
    Secret const one("abc");
    Secret other(one);
    CHECK(one == other);
    CHECK(other == "abc");
    other = other.view().substr(0, 2);
    CHECK(other == "ab");
    other = std::string("abcdefghijklmnopqrstuvwxyz0123456789");
    CHECK(other.size() == 36);
    CHECK_FALSE(one == other);
    other.wipe();
    CHECK(other.empty());
    CHECK(one.view() == "abc");
}
