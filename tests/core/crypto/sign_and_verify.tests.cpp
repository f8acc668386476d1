#include "core/crypto/signature.h"

#include "tests/core/base/test_world.h"

#include <openssl/evp.h>
#include <openssl/pkcs12.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <array>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

constexpr std::array<std::string_view, 2> pieces { "Vereinbarung, ", "unterzeichnet" };

Identity identity(KeyKind kind)
{
    TestWorld world;
    auto made = Identity::create_for_trial(world, "Anna Muster", "Kantonspolizei Musterstein", kind);
    REQUIRE(made);
    return std::move(*made);
}

/// As a smart card does: it knows nothing but the bytes.
std::string sign_elsewhere(Identity const& signer, std::string_view bytes)
{
    auto const file = signer.to_pkcs12("x");
    REQUIRE(file);
    auto const* position = reinterpret_cast<unsigned char const*>(file->data());
    auto* const parsed = d2i_PKCS12(nullptr, &position, static_cast<long>(file->size()));
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    REQUIRE(PKCS12_parse(parsed, "x", &key, &certificate, nullptr) == 1);
    auto* const context = EVP_MD_CTX_new();
    std::string value(512, '\0');
    auto size = value.size();
    auto* const target = reinterpret_cast<unsigned char*>(value.data());
    REQUIRE(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key) == 1);
    REQUIRE(EVP_DigestSign(context, target, &size, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()) == 1);
    value.resize(size);
    EVP_MD_CTX_free(context);
    X509_free(certificate);
    EVP_PKEY_free(key);
    PKCS12_free(parsed);
    return value;
}

VerificationOptions options_at(Timestamp now, std::vector<Certificate> anchors = {}) { return { std::move(anchors), std::nullopt, now }; }

} // namespace

TEST_CASE("What an identity of each kind signs is intact, and trusted by its own certificate as the anchor", "[crypto]")
{
    auto const kind = GENERATE(KeyKind::Rsa3072, KeyKind::EcdsaP256, KeyKind::EcdsaP384, KeyKind::Ed25519);
    auto const signer = identity(kind);
    auto const now = TestWorld().now();
    auto const cms = sign_detached(signer, pieces);
    REQUIRE(cms);

    auto const verdict = verify_detached(*cms, pieces, options_at(now, { signer.certificate() }));
    CHECK(verdict.faults.empty());
    CHECK(verdict.trust == Trust::Trusted);
    CHECK_FALSE(verdict.is_weak);
    CHECK(verdict.weakness.empty());
    REQUIRE(verdict.signer);
    CHECK(verdict.signer->is_for_trial);
    CHECK(verdict.signer->is_self_signed);
    CHECK(verdict.signer->common_name == "Anna Muster (Test)");
    CHECK(verdict.path.size() == 1);
    CHECK_FALSE(verdict.signing_time);
    CHECK(verdict.certificates.size() == 1);

    constexpr std::array<std::string_view, 1> same { "Vereinbarung, unterzeichnet" };
    CHECK(verify_detached(*cms, same, options_at(now)).faults.empty());
    constexpr std::array<std::string_view, 1> other { "Vereinbarung, unterzeichnet." };
    CHECK(verify_detached(*cms, other, options_at(now)).faults == std::vector { CmsFault::DigestMismatch });
}

TEST_CASE("An identity survives PKCS#12 with its password and with no other", "[crypto]")
{
    auto const kind = GENERATE(KeyKind::Rsa3072, KeyKind::EcdsaP256, KeyKind::EcdsaP384, KeyKind::Ed25519);
    auto const signer = identity(kind);
    auto const file = signer.to_pkcs12("Zürich 8001");
    REQUIRE(file);
    auto const read = Identity::from_pkcs12(*file, "Zürich 8001");
    REQUIRE(read);
    CHECK(read->certificate().der == signer.certificate().der);
    auto const cms = sign_detached(*read, pieces);
    REQUIRE(cms);
    CHECK(verify_detached(*cms, pieces, options_at(TestWorld().now())).faults.empty());

    auto const refused = Identity::from_pkcs12(*file, "Zurich 8001");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "crypto-wrong-password");
}

TEST_CASE("A signature made elsewhere over the prepared attributes is put together, and another one refused", "[crypto]")
{
    auto const signer = identity(KeyKind::EcdsaP256);
    auto const attributes = signed_attributes(signer.certificate(), pieces);
    REQUIRE(attributes);
    CHECK(attributes->hash == Hash::Sha256);
    CHECK(attributes->digest.size() == 32);
    auto const value = sign_elsewhere(signer, attributes->der);
    auto const cms = assemble_detached(signer.certificate(), {}, pieces, value);
    REQUIRE(cms);
    CHECK(verify_detached(*cms, pieces, options_at(TestWorld().now())).faults.empty());
    constexpr std::array<std::string_view, 1> other { "ein anderes Dokument" };
    CHECK_FALSE(assemble_detached(signer.certificate(), {}, other, value));
    auto const refused = assemble_detached(signer.certificate(), {}, pieces, "no signature");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Inconsistent);
}
