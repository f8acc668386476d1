#include "core/crypto/cms_attributes.h"

#include "core/crypto/cms_algorithms.h"

#include <openssl/ess.h>

#include <array>

namespace konkordat::crypto {

namespace {

using OwnedFirstVersion = Owned<ESS_SIGNING_CERT, ESS_SIGNING_CERT_free>;
using OwnedSecondVersion = Owned<ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free>;

void free_sequence(ASN1_SEQUENCE_ANY* sequence) { sk_ASN1_TYPE_pop_free(sequence, ASN1_TYPE_free); }
using OwnedSequence = Owned<ASN1_SEQUENCE_ANY, free_sequence>;

/// Attributes whose value is one (RFC 5652 11.1 to 11.3, RFC 5035 3 and 5).
constexpr std::array single_valued { NID_pkcs9_contentType, NID_pkcs9_messageDigest, NID_pkcs9_signingTime,
    NID_id_smime_aa_signingCertificate, NID_id_smime_aa_signingCertificateV2 };

std::string_view first_of_sequence(std::string_view der, OwnedSequence& keeper)
{
    keeper = object_of<OwnedSequence>(d2i_ASN1_SEQUENCE_ANY, der);
    return keeper && sk_ASN1_TYPE_num(keeper.get()) > 0 ? sequence_of(sk_ASN1_TYPE_value(keeper.get(), 0)) : std::string_view {};
}

/// ESSCertIDv2's hashAlgorithm, DEFAULT id-sha256 (RFC 5035 4), of the first certificate.
Hash second_version_hash(std::string_view attribute)
{
    OwnedSequence whole;
    OwnedSequence list;
    OwnedSequence entry;
    auto const certificates = first_of_sequence(attribute, whole);
    auto const first = first_of_sequence(certificates, list);
    auto const algorithm = first_of_sequence(first, entry);
    if (!entry || sk_ASN1_TYPE_num(entry.get()) == 0)
        return Hash::Other;
    if (algorithm.empty())
        return Hash::Sha256;
    auto const parsed = object_of<OwnedAlgorithm>(d2i_X509_ALGOR, algorithm);
    return parsed ? hash_of(parsed->algorithm) : Hash::Other;
}

} // namespace

ASN1_TYPE const* single_signed_value(CMS_SignerInfo const* signer, int nid)
{
    auto const index = CMS_signed_get_attr_by_NID(signer, nid, -1);
    if (index < 0 || CMS_signed_get_attr_by_NID(signer, nid, index) >= 0)
        return nullptr;
    auto* const attribute = CMS_signed_get_attr(signer, index);
    return X509_ATTRIBUTE_count(attribute) == 1 ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
}

bool has_duplicate_attributes(CMS_SignerInfo const* signer)
{
    auto const count = CMS_signed_get_attr_count(signer);
    for (int i = 0; i < count; ++i) {
        auto* const attribute = CMS_signed_get_attr(signer, i);
        auto const* const object = X509_ATTRIBUTE_get0_object(attribute);
        if (CMS_signed_get_attr_by_OBJ(signer, object, i) >= 0)
            return true;
        for (auto const nid : single_valued) {
            if (OBJ_obj2nid(object) == nid && X509_ATTRIBUTE_count(attribute) > 1)
                return true;
        }
    }
    return false;
}

bool is_content_type(CMS_SignerInfo const* signer, ASN1_OBJECT const* content_type)
{
    auto const* const value = single_signed_value(signer, NID_pkcs9_contentType);
    return value && value->type == V_ASN1_OBJECT && OBJ_cmp(value->value.object, content_type) == 0;
}

std::optional<std::string> message_digest(CMS_SignerInfo const* signer)
{
    auto const* const value = single_signed_value(signer, NID_pkcs9_messageDigest);
    if (!value || value->type != V_ASN1_OCTET_STRING)
        return std::nullopt;
    return std::string(view_of(value->value.octet_string));
}

std::optional<Timestamp> signing_time(CMS_SignerInfo const* signer)
{
    auto const* const value = single_signed_value(signer, NID_pkcs9_signingTime);
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
        return std::nullopt;
    return timestamp_of(value->value.asn1_string);
}

SigningCertificateFinding check_signing_certificate(CMS_SignerInfo const* signer, X509* certificate, STACK_OF(X509) * others)
{
    auto const first_value = sequence_of(single_signed_value(signer, NID_id_smime_aa_signingCertificate));
    auto const second_value = sequence_of(single_signed_value(signer, NID_id_smime_aa_signingCertificateV2));
    auto const has_first = CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificate, -1) >= 0;
    auto const has_second = CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, -1) >= 0;
    if (!has_first && !has_second)
        return {};
    auto const first = object_of<OwnedFirstVersion>(d2i_ESS_SIGNING_CERT, first_value);
    auto const second = object_of<OwnedSecondVersion>(d2i_ESS_SIGNING_CERT_V2, second_value);
    if ((has_first && !first) || (has_second && !second))
        return { SigningCertificateMatch::Differs, {} };
    // libcrypto's check wants the signer before all others.
    CertificateList const chain { sk_X509_new_null() };
    sk_X509_push(chain.get(), certificate);
    for (auto* const other : certificates_in(others)) {
        if (X509_cmp(other, certificate) != 0)
            sk_X509_push(chain.get(), other);
    }
    SigningCertificateFinding finding;
    auto const is_match = OSSL_ESS_check_signing_certs(first.get(), second.get(), chain.get(), 1) == 1;
    finding.match = is_match ? SigningCertificateMatch::Matches : SigningCertificateMatch::Differs;
    auto const binding = second ? second_version_hash(second_value) : Hash::Sha1;
    if (is_broken(binding))
        finding.weakness = Weakness { WeaknessKind::Binding, std::string(hash_name(binding)) };
    return finding;
}

} // namespace konkordat::crypto
