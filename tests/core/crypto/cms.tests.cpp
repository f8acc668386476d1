#include "core/crypto/signature.h"
#include "tests/core/crypto/fixtures.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

using Faults = std::vector<CmsFault>;

CmsVerdict verdict_of(std::string_view file) { return verify_detached(fixture(file), fixture_content, in_2030(root_anchor())); }

} // namespace

TEST_CASE("CMS signatures of openssl are intact and trusted", "[crypto]")
{
    struct Sample {
        std::string file;
        std::string algorithm;
    };
    auto const sample = GENERATE(Sample { "rsa.cms", "RSA PKCS#1 v1.5 with SHA-256" },
        Sample { "rsa-sha512.cms", "RSA PKCS#1 v1.5 with SHA-512" }, Sample { "pss.cms", "RSA-PSS with SHA-256" },
        Sample { "p256.cms", "ECDSA with SHA-256" }, Sample { "p384.cms", "ECDSA with SHA-384" },
        Sample { "key-identifier.cms", "RSA PKCS#1 v1.5 with SHA-256" });
    INFO(sample.file);
    auto const verdict = verdict_of(sample.file);
    CHECK(verdict.faults.empty());
    CHECK(verdict.trust == Trust::Trusted);
    CHECK(verdict.algorithm == sample.algorithm);
    CHECK_FALSE(verdict.is_weak);
    CHECK(verdict.signing_time); // openssl states it
    CHECK(verdict.path.size() == 3);

    // The zero bytes with which PDF fills the place up.
    CHECK(verify_detached(fixture(sample.file) + std::string(100, '\0'), fixture_content, in_2030()).faults.empty());
    CHECK(verify_detached(fixture(sample.file) + std::string("\0\1", 2), fixture_content, in_2030()).faults
        == Faults { CmsFault::Malformed });
}

TEST_CASE("Broken and foreign CMS are told apart by their faults", "[crypto]")
{
    struct Sample {
        std::string file;
        Faults faults;
    };
    auto const sample = GENERATE(Sample { "no-signing-certificate.cms", { CmsFault::NoSigningCertificate } },
        Sample { "no-attributes.cms", { CmsFault::NoSignedAttributes } }, Sample { "no-certificate.cms", { CmsFault::NoCertificate } },
        Sample { "encapsulated.cms", { CmsFault::EncapsulatedContent } }, Sample { "ber.cms", { CmsFault::EncapsulatedContent } },
        Sample { "other-content-type.cms", { CmsFault::WrongContentType } }, Sample { "two-signers.cms", { CmsFault::SeveralSigners } },
        Sample { "no-signer.cms", { CmsFault::NoSigner } }, Sample { "data.cms", { CmsFault::Malformed } },
        Sample { "content.tst", { CmsFault::WrongContentType } }, Sample { "content.txt", { CmsFault::Malformed } },
        Sample { "rsa.p12", { CmsFault::Malformed } }, Sample { "rsa.der", { CmsFault::Malformed } });
    INFO(sample.file);
    CHECK(verdict_of(sample.file).faults == sample.faults);
}

TEST_CASE("Weak hashes and keys are intact but flagged", "[crypto]")
{
    for (auto const* file : { "md5.cms", "sha1.cms", "short.cms", "weakly-issued.cms", "pss-sha1-mask.cms" }) {
        INFO(file);
        auto const verdict = verdict_of(file);
        CHECK(verdict.faults.empty());
        CHECK(verdict.is_weak == (std::string_view(file) != "pss-sha1-mask.cms")); // a mask need not be free of collisions
        CHECK(verdict.is_weak == !verdict.weakness.empty());
    }
    CHECK(verdict_of("md5.cms").weakness.find("MD5") != std::string::npos);
    CHECK(verdict_of("sha1.cms").weakness.find("SHA-1") != std::string::npos);
    CHECK(verdict_of("short.cms").weakness.find("RSA 1024") != std::string::npos);
}

TEST_CASE("A certificate counts at the time of signing and for what it may be used", "[crypto]")
{
    CHECK(verdict_of("expired.cms").trust == Trust::Expired);
    CHECK(verdict_of("expired.cms").faults.empty());
    CHECK(verdict_of("future.cms").trust == Trust::NotYetValid);
    CHECK(verdict_of("server.cms").trust == Trust::WrongUse);
    CHECK(verdict_of("encryption.cms").trust == Trust::WrongUse);
    CHECK(verdict_of("expired.cms").path.empty());

    auto options = in_2030(root_anchor());
    options.claimed_time = Timestamp { 1'600'000'000 }; // 2020
    CHECK(verify_detached(fixture("expired.cms"), fixture_content, options).trust == Trust::Trusted);
    options.claimed_time = Timestamp { 2'700'000'000 }; // 2055: nobody has signed in the future
    CHECK(verify_detached(fixture("future.cms"), fixture_content, options).trust == Trust::NotYetValid);
}

TEST_CASE("Only what the user trusts is trusted", "[crypto]")
{
    auto const cms = fixture("rsa.cms");
    CHECK(verify_detached(cms, fixture_content, in_2030()).trust == Trust::NotAsked);
    auto const signer = read_certificate(fixture("rsa.der"));
    REQUIRE(signer);
    CHECK(verify_detached(cms, fixture_content, in_2030({ *signer })).trust == Trust::Trusted);
    CHECK(verify_detached(cms, fixture_content, in_2030({ *signer })).path.size() == 1);
    CHECK(verify_detached(fixture("p256.cms"), fixture_content, in_2030({ *signer })).trust == Trust::Untrusted);
}

TEST_CASE("Every changed byte of a signature is noticed or changes nothing that counts", "[crypto]")
{
    // Flips each byte; a file that is still intact must name the same signer and time, that is, differ only in certificates of the chain
    // or in parts that are not signed.
    auto const original = fixture("p256.cms");
    auto const expected = verdict_of("p256.cms");
    int intact = 0;
    for (std::size_t i = 0; i < original.size(); ++i) {
        auto changed = original;
        changed[i] = static_cast<char>(changed[i] ^ 0x01);
        auto const verdict = verify_detached(changed, fixture_content, in_2030(root_anchor()));
        if (!verdict.faults.empty())
            continue;
        ++intact;
        REQUIRE(verdict.signer);
        CHECK(verdict.signer->der == expected.signer->der);
        CHECK(verdict.signing_time == expected.signing_time);
        CHECK(verdict.hash == expected.hash);
    }
    CHECK(intact < 2500); // the two certificates of the chain
}

TEST_CASE("A truncated signature is malformed wherever it is cut", "[crypto]")
{
    auto const whole = fixture("rsa.cms");
    for (std::size_t size = 0; size < whole.size(); size += 11)
        CHECK(
            verify_detached(std::string_view(whole).substr(0, size), fixture_content, in_2030()).faults == Faults { CmsFault::Malformed });
}
