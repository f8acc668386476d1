#include "core/crypto/identity.h"
#include "tests/core/crypto/fixtures.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

std::string key_of_error(std::string_view file, std::string_view password)
{
    auto const identity = Identity::from_pkcs12(fixture(file), password);
    return identity ? "none" : identity.error().key;
}

} // namespace

TEST_CASE("PKCS#12 files of openssl are read with key, certificate and chain, and sign", "[crypto]")
{
    struct Sample {
        std::string file;
        std::string password;
        std::string name;
        std::string key;
    };
    auto const sample = GENERATE(Sample { "rsa.p12", "test", "Anna Müller", "RSA 2048" },
        Sample { "p256.p12", "test", "Berta Beispiel", "ECDSA P-256" }, Sample { "p384.p12", "test", "Claire Exemple", "ECDSA P-384" },
        Sample { "ed25519.p12", "test", "Dario Esempio", "Ed25519" }, Sample { "legacy-rc2-40.p12", "test", "Anna Müller", "RSA 2048" },
        Sample { "triple-des.p12", "test", "Anna Müller", "RSA 2048" }, Sample { "unencrypted.p12", "test", "Anna Müller", "RSA 2048" },
        Sample { "no-mac.p12", "test", "Anna Müller", "RSA 2048" }, Sample { "umlaut-password.p12", "Zürich", "Anna Müller", "RSA 2048" },
        Sample { "empty-password.p12", "", "Anna Müller", "RSA 2048" });
    INFO(sample.file);
    auto const identity = Identity::from_pkcs12(fixture(sample.file), sample.password);
    REQUIRE(identity);
    CHECK(identity->certificate().common_name == sample.name);
    CHECK(identity->certificate().key == sample.key);
    CHECK(identity->certificate().organisation == "Kanton Musterstein");
    CHECK_FALSE(identity->certificate().is_for_trial);
    REQUIRE(identity->chain().size() == 2);
    CHECK(identity->chain()[0].common_name == "Ausgabestelle");
    CHECK(identity->chain()[1].common_name == "Wurzel");

    auto const cms = sign_detached(*identity, fixture_content);
    REQUIRE(cms);
    auto const verdict = verify_detached(*cms, fixture_content, in_2030(root_anchor()));
    CHECK(verdict.faults.empty());
    CHECK(verdict.trust == Trust::Trusted);
    CHECK(verdict.path.size() == 3);
    CHECK(verdict.certificates.size() == 3);
}

TEST_CASE("A wrong password is told from a broken file", "[crypto]")
{
    for (auto const* file :
        { "rsa.p12", "p256.p12", "ed25519.p12", "legacy-rc2-40.p12", "triple-des.p12", "no-mac.p12", "umlaut-password.p12" }) {
        CHECK(key_of_error(file, "wrong") == "crypto-wrong-password");
        CHECK(key_of_error(file, "") == "crypto-wrong-password");
    }
    CHECK(key_of_error("empty-password.p12", "test") == "crypto-wrong-password");
    CHECK(key_of_error("rsa.cms", "test") == "crypto-pkcs12");
    CHECK(key_of_error("content.txt", "test") == "crypto-pkcs12");
    auto const empty = Identity::from_pkcs12("", "test");
    REQUIRE_FALSE(empty);
    CHECK(empty.error().code == ErrorCode::Malformed);
}

TEST_CASE("A key without certificate and a certificate without key are no identity", "[crypto]")
{
    CHECK(key_of_error("certificate-alone.p12", "test") == "crypto-no-key");
    CHECK(key_of_error("key-alone.p12", "test") == "crypto-no-certificate");
}

TEST_CASE("A PKCS#12 file cut off anywhere is refused", "[crypto]")
{
    auto const whole = fixture("p256.p12");
    for (std::size_t size = 0; size < whole.size(); size += 7)
        CHECK_FALSE(Identity::from_pkcs12(std::string_view(whole).substr(0, size), "test"));
}

TEST_CASE("A file of several certificates gives all of them, and a key in it does no harm", "[crypto]")
{
    auto const read = read_certificates(fixture("authorities.pem"));
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK((*read)[0].common_name == "Wurzel");
    CHECK((*read)[0].is_self_signed);
    CHECK((*read)[1].issuer == "Wurzel");
    CHECK_FALSE((*read)[1].is_self_signed);
    CHECK(read_certificates(fixture("root.der"))->size() == 1);
    CHECK_FALSE(read_certificates("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    CHECK_FALSE(read_certificates("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    CHECK_FALSE(read_certificates(""));
}
