#include "core/crypto/identity_implementation.h"
#include "core/crypto/key.h"
#include "core/crypto/openssl_objects.h"
#include "core/crypto/signature_value.h"

#include <openssl/asn1t.h>
#include <openssl/ess.h>

#include <utility>

namespace konkordat::crypto {

namespace {

using AttributeSet = STACK_OF(X509_ATTRIBUTE);
void free_attributes(AttributeSet* attributes) { sk_X509_ATTRIBUTE_pop_free(attributes, X509_ATTRIBUTE_free); }
using OwnedAttributes = Owned<AttributeSet, free_attributes>;
using OwnedSigningCertificate = Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free>;

/// SignedAttributes ::= SET SIZE (1..MAX) OF Attribute; DER orders the elements by their encoding (RFC 5652 5.3, X.690 11.6).
ASN1_ITEM_TEMPLATE(SIGNED_ATTRIBUTES) = ASN1_EX_TEMPLATE_TYPE(ASN1_TFLG_SET_OF, 0, SignedAttributes, X509_ATTRIBUTE)
    ASN1_ITEM_TEMPLATE_END(SIGNED_ATTRIBUTES)

        bool add_attribute(AttributeSet * attributes, int nid, int type, void const* value, int size)
{
    OwnedAttribute attribute { X509_ATTRIBUTE_create_by_NID(nullptr, nid, type, value, size) };
    if (!attribute || sk_X509_ATTRIBUTE_push(attributes, attribute.get()) <= 0)
        return false;
    (void)attribute.release();
    return true;
}

/// RFC 5035 3, with the certificate's hash alone: its issuer and serial number stand in the SignerInfo (EN 319 122-1 5.2.2).
std::string signing_certificate(X509* signer, Hash hash)
{
    OwnedSigningCertificate const value { OSSL_ESS_signing_cert_v2_new_init(digest_for(hash), signer, nullptr, 0) };
    return value ? der_of(i2d_ESS_SIGNING_CERT_V2, value.get()) : std::string {};
}

/// EN 319 142-1 6.3: content-type, message-digest and signing-certificate-v2; no signing-time, which the PDF's /M states.
OwnedAttributes attributes_of(X509* signer, Hash hash, Content content)
{
    OwnedAttributes attributes { sk_X509_ATTRIBUTE_new_null() };
    auto const digest = digest_of(hash, content);
    auto const certificate = signing_certificate(signer, hash);
    auto const is_complete = attributes && !digest.empty() && !certificate.empty()
        && add_attribute(attributes.get(), NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_pkcs7_data), -1)
        && add_attribute(attributes.get(), NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, digest.data(), static_cast<int>(digest.size()))
        && add_attribute(attributes.get(), NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, certificate.data(),
            static_cast<int>(certificate.size()));
    return is_complete ? std::move(attributes) : nullptr;
}

std::string set_of(AttributeSet* attributes)
{
    return der_of(
        [](AttributeSet* set, unsigned char** bytes) {
            return ASN1_item_i2d(reinterpret_cast<ASN1_VALUE*>(set), bytes, ASN1_ITEM_rptr(SIGNED_ATTRIBUTES));
        },
        attributes);
}

Result<EVP_PKEY*> signing_key_of(X509* signer)
{
    auto* const key = X509_get0_pubkey(signer);
    if (!key || key_type(key) == KeyType::Other || key_type(key) == KeyType::Ed448)
        return Error {
            .code = ErrorCode::InvalidArgument, .message = "certificates with this kind of key cannot sign here", .key = "crypto-key-kind"
        };
    return key;
}

/// The attributes, and what is to be signed of them.
struct Preparation {
    OwnedAttributes attributes;
    SignedAttributes to_sign;
};

Result<Preparation> prepare(X509* signer, Content content)
{
    KONKORDAT_TRY(auto* const key, signing_key_of(signer));
    Preparation result;
    result.to_sign.hash = signing_hash(key);
    result.attributes = attributes_of(signer, result.to_sign.hash, content);
    if (!result.attributes)
        return library_error("prepare the signed attributes");
    result.to_sign.der = set_of(result.attributes.get());
    result.to_sign.digest = digest_of(result.to_sign.hash, result.to_sign.der);
    if (result.to_sign.der.empty() || result.to_sign.digest.empty())
        return library_error("prepare the signed attributes");
    return result;
}

bool set_signature(CMS_SignerInfo* signer_info, EVP_PKEY* key, std::string_view value)
{
    X509_ALGOR* algorithm = nullptr;
    CMS_SignerInfo_get0_algs(signer_info, nullptr, nullptr, nullptr, &algorithm);
    if (key_type(key) == KeyType::RsaPss && !set_pss_algorithm(algorithm, signing_hash(key)))
        return false;
    return ASN1_OCTET_STRING_set(CMS_SignerInfo_get0_signature(signer_info), data_of(value), static_cast<int>(value.size())) == 1;
}

Result<std::string> assemble(
    X509* signer, std::vector<X509*> const& issuers, Preparation const& preparation, std::string_view signature_value)
{
    KONKORDAT_TRY(auto* const key, signing_key_of(signer));
    auto* const attributes = preparation.attributes.get();
    constexpr unsigned flags = CMS_PARTIAL | CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_NO_SIGNING_TIME;
    OwnedCms const cms { CMS_sign(nullptr, nullptr, nullptr, nullptr, flags) };
    auto* const signer_info = cms ? CMS_add1_signer(cms.get(), signer, key, digest_for(preparation.to_sign.hash), flags) : nullptr;
    if (!signer_info)
        return library_error("make a signature");
    for (int i = 0; i < sk_X509_ATTRIBUTE_num(attributes); ++i) {
        if (CMS_signed_add1_attr(signer_info, sk_X509_ATTRIBUTE_value(attributes, i)) != 1)
            return library_error("make a signature");
    }
    for (auto* const issuer : issuers)
        CMS_add1_cert(cms.get(), issuer); // fails for one that is there already
    if (!set_signature(signer_info, key, signature_value))
        return library_error("make a signature");
    auto der = der_of(i2d_CMS_ContentInfo, cms.get());
    if (der.empty())
        return library_error("make a signature");
    return der;
}

} // namespace

Result<std::string> sign_detached(Identity const& identity, Content content)
{
    ErrorQueue const errors;
    auto const& parts = identity.implementation();
    KONKORDAT_TRY(auto const preparation, prepare(parts.x509.get(), content));
    KONKORDAT_TRY(auto const value, sign_value(parts.key.get(), preparation.to_sign.hash, preparation.to_sign.der));
    std::vector<X509*> issuers;
    for (auto const& issuer : parts.issuers)
        issuers.push_back(issuer.get());
    return assemble(parts.x509.get(), issuers, preparation, value);
}

Result<SignedAttributes> signed_attributes(Certificate const& certificate, Content content)
{
    ErrorQueue const errors;
    KONKORDAT_TRY(auto const x509, parse_certificate(certificate.der));
    KONKORDAT_TRY(auto preparation, prepare(x509.get(), content));
    return std::move(preparation.to_sign);
}

Result<std::string> assemble_detached(
    Certificate const& certificate, std::vector<Certificate> const& chain, Content content, std::string_view signature_value)
{
    ErrorQueue const errors;
    KONKORDAT_TRY(auto const x509, parse_certificate(certificate.der));
    KONKORDAT_TRY(auto const preparation, prepare(x509.get(), content));
    if (!verify_value(X509_get0_pubkey(x509.get()), preparation.to_sign.hash, preparation.to_sign.der, signature_value))
        return Error { .code = ErrorCode::Inconsistent,
            .message = "the signature value does not belong to this document and certificate",
            .key = "crypto-signature-value" };
    std::vector<OwnedX509> issuers;
    std::vector<X509*> pointers;
    for (auto const& issuer : chain) {
        KONKORDAT_TRY(auto parsed, parse_certificate(issuer.der));
        pointers.push_back(parsed.get());
        issuers.push_back(std::move(parsed));
    }
    return assemble(x509.get(), pointers, preparation, signature_value);
}

} // namespace konkordat::crypto
