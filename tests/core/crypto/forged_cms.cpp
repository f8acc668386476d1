#include "tests/core/crypto/forged_cms.h"

#include "core/crypto/identity_implementation.h"
#include "core/crypto/key.h"
#include "core/crypto/signature_value.h"
#include "tests/core/base/test_world.h"

#include <openssl/ec.h>
#include <openssl/ess.h>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace konkordat::crypto {

namespace {

using Attributes = std::vector<OwnedAttribute>;

void add(Attributes& attributes, int nid, int type, void const* value, int size)
{
    attributes.emplace_back(X509_ATTRIBUTE_create_by_NID(nullptr, nid, type, value, size));
    REQUIRE(attributes.back());
}

std::string signing_certificate(std::string const& der, Hash hash)
{
    auto const x509 = parse_certificate(der);
    REQUIRE(x509);
    auto* const value = OSSL_ESS_signing_cert_v2_new_init(digest_for(hash), x509->get(), nullptr, 0);
    auto result = der_of(i2d_ESS_SIGNING_CERT_V2, value);
    ESS_SIGNING_CERT_V2_free(value);
    return result;
}

/// DER orders a SET OF by the encodings of its elements.
std::string set_of(Attributes const& attributes)
{
    std::vector<std::string> encodings;
    for (auto const& attribute : attributes)
        encodings.push_back(der_of(i2d_X509_ATTRIBUTE, attribute.get()));
    std::ranges::sort(encodings);
    std::string body;
    for (auto const& encoding : encodings)
        body += encoding;
    std::string header(10, '\0');
    auto* position = data_of(header);
    ASN1_put_object(&position, 1, static_cast<int>(body.size()), V_ASN1_SET, V_ASN1_UNIVERSAL);
    header.resize(static_cast<std::size_t>(position - data_of(header)));
    return header + body;
}

Attributes attributes_of(Forgery const& forgery, Hash hash, std::string const& certificate)
{
    Attributes attributes;
    auto const digest = digest_of(hash, forgery.digested_content);
    auto const other = digest_of(hash, "anderes");
    auto const size = static_cast<int>(digest.size());
    if (forgery.with_content_type) {
        auto* const object = OBJ_txt2obj(forgery.content_type.c_str(), 1);
        add(attributes, NID_pkcs9_contentType, V_ASN1_OBJECT, object, -1);
        ASN1_OBJECT_free(object);
    }
    if (forgery.with_message_digest) {
        add(attributes, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest.data(), size);
        if (forgery.with_two_digest_values)
            X509_ATTRIBUTE_set1_data(attributes.back().get(), V_ASN1_OCTET_STRING, other.data(), size);
    }
    if (forgery.with_duplicate_digest)
        add(attributes, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, other.data(), size);
    if (forgery.with_signing_certificate) {
        auto const value = signing_certificate(forgery.named_certificate.value_or(certificate), Hash::Sha256);
        add(attributes, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, value.data(), static_cast<int>(value.size()));
    }
    return attributes;
}

void state_algorithms(CMS_SignerInfo* signer, Forgery const& forgery)
{
    X509_ALGOR* digest = nullptr;
    X509_ALGOR* signature = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &digest, &signature);
    if (forgery.stated_digest_algorithm)
        X509_ALGOR_set_md(digest, digest_for(*forgery.stated_digest_algorithm));
    if (forgery.stated_signature_algorithm)
        X509_ALGOR_set0(signature, OBJ_nid2obj(*forgery.stated_signature_algorithm), V_ASN1_UNDEF, nullptr);
}

} // namespace

Forged forge(Forgery const& forgery)
{
    TestWorld world;
    auto const identity = Identity::create_for_trial(world, forgery.person, "Anderswo", forgery.key);
    REQUIRE(identity);
    auto const& parts = identity->implementation();
    auto const hash = signing_hash(parts.key.get());
    auto const attributes = attributes_of(forgery, hash, parts.certificate.der);
    auto const value = sign_value(parts.key.get(), hash, set_of(attributes));
    REQUIRE(value);

    constexpr unsigned flags = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_NO_SIGNING_TIME | CMS_NOCERTS;
    OwnedCms const cms { CMS_sign(nullptr, nullptr, nullptr, nullptr, flags) };
    auto* const signer = CMS_add1_signer(cms.get(), parts.x509.get(), parts.key.get(), digest_for(hash), flags);
    REQUIRE(signer);
    for (auto const& attribute : attributes)
        CMS_signed_add1_attr(signer, attribute.get());
    ASN1_OCTET_STRING_set(CMS_SignerInfo_get0_signature(signer), data_of(*value), static_cast<int>(value->size()));
    state_algorithms(signer, forgery);
    auto const included = parse_certificate(forgery.included_certificate.value_or(parts.certificate.der));
    REQUIRE(included);
    CMS_add1_cert(cms.get(), included->get());
    return { der_of(i2d_CMS_ContentInfo, cms.get()), parts.certificate.der };
}

std::string twin_of(std::string const& certificate_der)
{
    auto const twin = parse_certificate(certificate_der);
    REQUIRE(twin);
    OwnedKey const key { EVP_EC_gen("P-256") };
    X509_set_pubkey(twin->get(), key.get());
    REQUIRE(X509_sign(twin->get(), key.get(), EVP_sha256()) > 0);
    return der_of(i2d_X509, twin->get());
}

std::string with_indefinite_lengths(std::string const& der)
{
    // ContentInfo, its content, SignedData, each within the one before; the object identifier stands before the second.
    auto const* position = data_of(der);
    auto const* const end = position + der.size();
    std::string result;
    auto const open = [&](char tag) {
        long length = 0;
        int number = 0;
        int kind = 0;
        ASN1_get_object(&position, &length, &number, &kind, end - position);
        result += tag;
        result += '\x80';
    };
    open('\x30');
    auto const* const identifier = position;
    position += 2 + position[1];
    result += view_of(identifier, static_cast<std::size_t>(position - identifier));
    open('\xa0');
    open('\x30');
    result += view_of(position, static_cast<std::size_t>(end - position));
    return result + std::string(6, '\0');
}

} // namespace konkordat::crypto
