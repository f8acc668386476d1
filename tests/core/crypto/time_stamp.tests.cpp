#include "core/crypto/signature.h"
#include "tests/core/base/test_world.h"
#include "tests/core/crypto/fixtures.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

constexpr Timestamp year_2025 { 1'735'689'600 };

std::string stamped()
{
    auto const cms = add_time_stamp(fixture("rsa.cms"), fixture("signature.tsq"), fixture("signature.tsr"));
    REQUIRE(cms);
    return *cms;
}

} // namespace

TEST_CASE("A time stamp of openssl's authority is added and counts as the time of signing when trusted", "[crypto]")
{
    auto const verdict = verify_detached(stamped(), fixture_content, in_2030(root_anchor()));
    CHECK(verdict.faults.empty());
    REQUIRE(verdict.time_stamp);
    CHECK(verdict.time_stamp->is_intact);
    CHECK(verdict.time_stamp->fault.empty());
    CHECK(verdict.time_stamp->trust == Trust::Trusted);
    CHECK(verdict.time_stamp->time > year_2025);
    CHECK(verdict.time_stamp->time < year_2030);
    REQUIRE(verdict.time_stamp->authority);
    CHECK(verdict.time_stamp->authority->common_name == "Zeitstempel");
    CHECK(verify_detached(stamped(), fixture_content, in_2030()).time_stamp->trust == Trust::NotAsked);
}

TEST_CASE("Answers of a time-stamp authority that do not fit are refused", "[crypto]")
{
    auto const refused = [](std::string_view cms, std::string_view request, std::string_view response) {
        auto const added = add_time_stamp(fixture(cms), fixture(request), fixture(response));
        return added ? "none" : added.error().key;
    };
    CHECK(refused("rsa.cms", "content.tsq", "content.tsr") == "crypto-time-stamp-mismatch"); // of another content
    CHECK(refused("rsa.cms", "content.tsq", "signature.tsr") == "crypto-time-stamp-mismatch");
    CHECK(refused("p256.cms", "signature.tsq", "signature.tsr") == "crypto-time-stamp-mismatch"); // of another signature
    CHECK(refused("rsa.cms", "refused.tsq", "signature.tsr") == "crypto-time-stamp-mismatch");    // another nonce
    CHECK(refused("rsa.cms", "refused.tsq", "refused.tsr") == "crypto-time-stamp-mismatch");
    CHECK(refused("rsa.cms", "signature.tsq", "content.txt") == "crypto-time-stamp");
    CHECK(refused("rsa.cms", "content.txt", "signature.tsr") == "crypto-time-stamp");
    CHECK(refused("content.txt", "signature.tsq", "signature.tsr") == "crypto-time-stamp");
}

TEST_CASE("A request for a time stamp asks for the certificate and has a nonce of its own", "[crypto]")
{
    TestWorld world;
    auto const first = time_stamp_request(world, fixture("rsa.cms"));
    auto const second = time_stamp_request(world, fixture("rsa.cms"));
    REQUIRE(first);
    REQUIRE(second);
    CHECK(*first != *second);
    CHECK_FALSE(time_stamp_request(world, fixture("two-signers.cms")));
    // The same imprint as in openssl's request.
    auto const openssl = fixture("signature.tsq");
    CHECK(first->substr(0, 60).find(openssl.substr(24, 30)) != std::string::npos);
}

TEST_CASE("A document time stamp is over the document itself", "[crypto]")
{
    auto const verdict = verify_time_stamp_token(fixture("content.tst"), fixture_content, in_2030(root_anchor()));
    CHECK(verdict.is_intact);
    CHECK(verdict.trust == Trust::Trusted);
    constexpr std::array<std::string_view, 1> other { "Vereinbarung, anders" };
    auto const mismatch = verify_time_stamp_token(fixture("content.tst"), other, in_2030(root_anchor()));
    CHECK_FALSE(mismatch.is_intact);
    CHECK(mismatch.fault == "it is the time stamp of something else");
    CHECK_FALSE(verify_time_stamp_token(fixture("content-sha1.tst"), fixture_content, in_2030(root_anchor())).is_intact);
    CHECK_FALSE(verify_time_stamp_token(fixture("rsa.cms"), fixture_content, in_2030()).is_intact);
    CHECK_FALSE(verify_time_stamp_token("", fixture_content, in_2030()).is_intact);
    auto const token = fixture("content.tst");
    for (std::size_t i = 0; i < token.size(); i += 3) {
        auto changed = token;
        changed[i] = static_cast<char>(changed[i] ^ 0x10);
        auto const flipped = verify_time_stamp_token(changed, fixture_content, in_2030(root_anchor()));
        CHECK((!flipped.is_intact || flipped.time == verdict.time));
    }
}
