#include "core/crypto/signature.h"
#include "tests/core/base/test_world.h"
#include "tests/core/crypto/fixtures.h"
#include "tests/core/crypto/forged_cms.h"

#include <openssl/objects.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

using Faults = std::vector<CmsFault>;

Faults faults_of(std::string const& cms) { return verify_detached(cms, fixture_content, { {}, std::nullopt, TestWorld().now() }).faults; }

} // namespace

TEST_CASE("What the forger makes without forging is intact, with definite and with open lengths", "[crypto]")
{
    auto const kind = GENERATE(KeyKind::Rsa3072, KeyKind::EcdsaP256, KeyKind::EcdsaP384, KeyKind::Ed25519);
    auto const honest = forge({ .key = kind });
    CHECK(faults_of(honest.cms).empty());
    CHECK(faults_of(with_indefinite_lengths(honest.cms)).empty());
    CHECK(faults_of(with_indefinite_lengths(honest.cms) + std::string(40, '\0')).empty());
}

TEST_CASE("Signed attributes that are missing, doubled or about something else are found, though their signature is right", "[crypto]")
{
    CHECK(faults_of(forge({ .with_content_type = false }).cms) == Faults { CmsFault::WrongContentType, CmsFault::SignatureMismatch });
    CHECK(faults_of(forge({ .content_type = "1.2.840.113549.1.9.16.1.4" }).cms) == Faults { CmsFault::WrongContentType });
    CHECK(faults_of(forge({ .with_message_digest = false }).cms) == Faults { CmsFault::NoMessageDigest, CmsFault::SignatureMismatch });
    CHECK(faults_of(forge({ .digested_content = "etwas anderes" }).cms) == Faults { CmsFault::DigestMismatch });
    CHECK(faults_of(forge({ .with_signing_certificate = false }).cms) == Faults { CmsFault::NoSigningCertificate });
    auto const doubled = faults_of(forge({ .with_duplicate_digest = true }).cms);
    CHECK(doubled.front() == CmsFault::DuplicateAttribute);
    auto const two_values = faults_of(forge({ .with_two_digest_values = true }).cms);
    CHECK(two_values.front() == CmsFault::DuplicateAttribute);
}

TEST_CASE("A certificate put in the place of the signer's is found", "[crypto]")
{
    auto const honest = forge({});
    // Same names and number, another key: the signature does not fit, and the attribute names another certificate.
    CHECK(faults_of(forge({ .included_certificate = twin_of(honest.certificate) }).cms)
        == Faults { CmsFault::SigningCertificateMismatch, CmsFault::SignatureMismatch });
    // The signature fits the key, but the attribute names somebody else.
    CHECK(faults_of(forge({ .named_certificate = fixture("rsa.der") }).cms) == Faults { CmsFault::SigningCertificateMismatch });
    CHECK(faults_of(forge({ .included_certificate = fixture("rsa.der") }).cms) == Faults { CmsFault::NoCertificate });
}

TEST_CASE("Algorithms that do not go together are refused", "[crypto]")
{
    CHECK(faults_of(forge({ .stated_signature_algorithm = NID_ecdsa_with_SHA512 }).cms) == Faults { CmsFault::UnsupportedAlgorithm });
    CHECK(faults_of(forge({ .stated_signature_algorithm = NID_sha256WithRSAEncryption }).cms) == Faults { CmsFault::UnsupportedAlgorithm });
    CHECK(faults_of(forge({ .stated_signature_algorithm = NID_ED25519 }).cms) == Faults { CmsFault::UnsupportedAlgorithm });
    CHECK(faults_of(forge({ .key = KeyKind::Rsa3072, .stated_signature_algorithm = NID_rsassaPss }).cms)
        == Faults { CmsFault::UnsupportedAlgorithm });
    CHECK(faults_of(forge({ .key = KeyKind::Rsa3072, .stated_signature_algorithm = NID_md5WithRSAEncryption }).cms)
        == Faults { CmsFault::UnsupportedAlgorithm });
    CHECK(faults_of(forge({ .stated_digest_algorithm = Hash::Md5 }).cms)
        == Faults { CmsFault::DigestMismatch, CmsFault::UnsupportedAlgorithm });
    // Ed25519 goes with SHA-512 alone (RFC 8419 3.1).
    auto const other_hash = faults_of(forge({ .key = KeyKind::Ed25519, .stated_digest_algorithm = Hash::Sha256 }).cms);
    CHECK(other_hash == Faults { CmsFault::DigestMismatch, CmsFault::UnsupportedAlgorithm });
}

TEST_CASE("The forger is trusted by nobody", "[crypto]")
{
    auto const verdict = verify_detached(forge({}).cms, fixture_content, { root_anchor(), std::nullopt, TestWorld().now() });
    CHECK(verdict.faults.empty());
    CHECK(verdict.trust == Trust::Untrusted);
    CHECK(verdict.path.empty());
}
