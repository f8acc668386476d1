#include "core/crypto/json_signature.h"

#include "core/base/base64.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace konkordat;
using namespace konkordat::crypto;

namespace {

constexpr std::string_view document = R"({"title":"Vereinbarung über die Zusammenarbeit"})";
using Faults = std::vector<JsonSignatureFault>;

Identity identity(KeyKind kind, std::string_view person = "Anna Muster")
{
    TestWorld world;
    auto made = Identity::create_for_trial(world, person, "Kantonspolizei Musterstein", kind);
    REQUIRE(made);
    return std::move(*made);
}

VerificationOptions options(std::vector<Certificate> anchors = {}) { return { std::move(anchors), std::nullopt, TestWorld().now() }; }
std::string signed_by(Identity const& signer, PayloadPlace place = PayloadPlace::Embedded)
{
    auto jws = sign_json(signer, document, place, TestWorld().now());
    REQUIRE(jws);
    return *jws;
}
std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}
std::string_view member(std::string_view jws, std::string_view name)
{
    auto const start = jws.find("\"" + std::string(name) + "\":\"") + name.size() + 4;
    return jws.substr(start, jws.find('"', start) - start);
}
/// The file with another protected header, the signature left as it was.
std::string with_header(std::string const& jws, std::string_view what, std::string_view by)
{
    auto const header = std::string(member(jws, "protected"));
    return replaced(jws, header, encode_base64url(replaced(*decode_base64url(header), what, by)));
}
Faults faults_of(std::string const& jws)
{
    auto const verdict = verify_json(jws, std::nullopt, options());
    REQUIRE(verdict);
    return verdict->signatures.front().faults;
}
bool has(Faults const& faults, JsonSignatureFault fault) { return std::find(faults.begin(), faults.end(), fault) != faults.end(); }

} // namespace

TEST_CASE("JSON that identities of all kinds sign one after the other is intact for each of them", "[crypto]")
{
    auto const place = GENERATE(PayloadPlace::Embedded, PayloadPlace::Detached);
    auto const first = identity(KeyKind::Rsa3072, "Anna");
    auto jws = signed_by(first, place);
    std::vector<Certificate> anchors { first.certificate() };
    for (auto const kind : { KeyKind::EcdsaP256, KeyKind::EcdsaP384, KeyKind::Ed25519 }) {
        auto const next = identity(kind, "Nächste");
        auto added = add_json_signature(jws, next, document, TestWorld().now());
        REQUIRE(added);
        jws = *added;
        anchors.push_back(next.certificate());
    }
    auto const verdict = verify_json(jws, document, options(anchors));
    REQUIRE(verdict);
    CHECK(verdict->document == document);
    CHECK(verdict->place == place);
    REQUIRE(verdict->signatures.size() == 4);
    std::vector<std::string> names;
    for (auto const& signature : verdict->signatures) {
        CHECK(signature.faults.empty());
        CHECK(signature.trust == Trust::Trusted);
        CHECK(signature.signing_time == TestWorld().now());
        CHECK_FALSE(signature.is_weak);
        names.push_back(signature.algorithm);
    }
    CHECK(names == std::vector<std::string> { "PS256", "ES256", "ES384", "EdDSA" });
    auto const again = add_json_signature(jws, first, document, TestWorld().now());
    REQUIRE_FALSE(again);
    CHECK(again.error().key == "crypto-json-signed-already");
}

TEST_CASE("A document beside the signatures must be there and be the one that was signed", "[crypto]")
{
    auto const signer = identity(KeyKind::EcdsaP256);
    auto const detached = signed_by(signer, PayloadPlace::Detached);
    CHECK(detached.find("payload") == std::string::npos);
    auto const missing = verify_json(detached, std::nullopt, options());
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::Inconsistent);
    auto const other = verify_json(detached, "{}", options());
    REQUIRE(other);
    CHECK(other->signatures.front().faults == Faults { JsonSignatureFault::SignatureMismatch });
    auto const embedded = verify_json(signed_by(signer), "{}", options());
    REQUIRE_FALSE(embedded);
    CHECK(embedded.error().code == ErrorCode::Inconsistent);
}

TEST_CASE("No change to a signed JSON goes unnoticed", "[crypto]")
{
    auto const jws = signed_by(identity(KeyKind::EcdsaP256));
    CHECK(faults_of(replaced(jws, member(jws, "payload"), encode_base64url("{}"))) == Faults { JsonSignatureFault::SignatureMismatch });
    CHECK(faults_of(with_header(jws, "\"iat\":1700000000", "\"iat\":1600000000")) == Faults { JsonSignatureFault::SignatureMismatch });
    CHECK(has(faults_of(with_header(jws, "ES256", "none")), JsonSignatureFault::UnsupportedAlgorithm));
    CHECK(has(faults_of(with_header(jws, "ES256", "HS256")), JsonSignatureFault::UnsupportedAlgorithm));
    CHECK(has(faults_of(with_header(jws, "ES256", "RS256")), JsonSignatureFault::KeyMismatch));
    CHECK(has(faults_of(with_header(jws, "ES256", "ES384")), JsonSignatureFault::KeyMismatch));
    CHECK(has(faults_of(with_header(jws, "\"cty\"", "\"jku\":\"https://example.org\",\"cty\"")), JsonSignatureFault::ForeignKey));
    CHECK(has(faults_of(with_header(jws, "\"cty\"", "\"jwk\":{},\"cty\"")), JsonSignatureFault::ForeignKey));
    CHECK(has(faults_of(with_header(jws, "\"cty\"", "\"crit\":[\"exp\"],\"exp\":1,\"cty\"")), JsonSignatureFault::UnsupportedCritical));
    CHECK(has(faults_of(with_header(jws, "\"cty\"", "\"crit\":[],\"cty\"")), JsonSignatureFault::UnsupportedCritical));
    CHECK(has(faults_of(with_header(jws, "\"cty\"", "\"b64\":false,\"cty\"")), JsonSignatureFault::UnsupportedCritical));
    CHECK(has(faults_of(with_header(jws, "\"alg\"", "\"alg\":\"ES256\",\"alg\"")), JsonSignatureFault::Malformed));
    CHECK(has(faults_of(with_header(jws, "x5t#S256", "x5t#S512")), JsonSignatureFault::NoSigningCertificate));
    CHECK(has(faults_of(with_header(jws, "\"x5c\"", "\"x5d\"")), JsonSignatureFault::NoCertificate));
}

TEST_CASE("A certificate exchanged in a JSON signature does not fit its thumbprint", "[crypto]")
{
    auto const mine = identity(KeyKind::EcdsaP256, "Anna");
    auto const other = identity(KeyKind::EcdsaP256, "Berta");
    auto const swapped = with_header(signed_by(mine), encode_base64(mine.certificate().der), encode_base64(other.certificate().der));
    CHECK(has(faults_of(swapped), JsonSignatureFault::SigningCertificateMismatch));
    CHECK(has(faults_of(swapped), JsonSignatureFault::SignatureMismatch));
}

TEST_CASE("What is not signed decides nothing in a JSON signature", "[crypto]")
{
    auto const jws = signed_by(identity(KeyKind::Ed25519));
    auto const unprotected = replaced(jws, R"({"protected")", R"({"header":{"alg":"EdDSA"},"protected")");
    CHECK(faults_of(unprotected) == Faults { JsonSignatureFault::UnprotectedHeader });
    CHECK(faults_of(replaced(jws, R"({"protected")", R"({"header":{"etsiU":[]},"protected")")).empty());
}

TEST_CASE("A file of signatures with a broken outer form is refused", "[crypto]")
{
    auto const jws = signed_by(identity(KeyKind::Ed25519));
    auto const refuses = [](std::string const& text) {
        auto const verdict = verify_json(text, std::nullopt, options());
        return !verdict && verdict.error().code == ErrorCode::Malformed;
    };
    CHECK(refuses(""));
    CHECK(refuses("[]"));
    CHECK(refuses(R"({"payload":"e30","signatures":[]})"));
    CHECK(refuses(R"({"payload":"e30="})"));
    CHECK(refuses(replaced(jws, "{\"payload\":\"", "{\"payload\":\"e30\",\"payload\":\"")));
    CHECK(refuses(replaced(jws, member(jws, "payload"), std::string(member(jws, "payload")) + "=")));
    CHECK(refuses(replaced(jws, "{\"payload\"", "{\"signature\":\"\",\"payload\"")));
    CHECK(refuses(replaced(jws, R"({"protected")", R"({"signature":"","protected")")));
    CHECK(has(
        faults_of(replaced(jws, member(jws, "signature"), std::string(member(jws, "signature")) + "=")), JsonSignatureFault::Malformed));
    CHECK(has(faults_of(replaced(jws, member(jws, "signature"), "")), JsonSignatureFault::SignatureMismatch));
}
