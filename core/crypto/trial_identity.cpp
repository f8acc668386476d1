#include "core/crypto/trial_identity.h"

#include "core/base/utf8.h"
#include "core/crypto/identity_implementation.h"
#include "core/crypto/key.h"

#include <openssl/bn.h>
#include <openssl/rsa.h>

#include <array>

namespace konkordat::crypto {

namespace {

/// Object identifier of the policy: below 2.25, where each UUID names an arc without registration (ITU-T X.667).
constexpr char const* trial_policy = "2.25.13894587224606255140630008713822024119";
constexpr std::int64_t validity_seconds = std::int64_t { 365 } * 86400;
constexpr std::size_t longest_name = 64; // RFC 5280 A.1: ub-common-name, ub-organization-name, in characters; here in bytes

using OwnedObject = Owned<ASN1_OBJECT, ASN1_OBJECT_free>;
using OwnedPolicies = Owned<CERTIFICATEPOLICIES, CERTIFICATEPOLICIES_free>;
using OwnedExtension = Owned<X509_EXTENSION, X509_EXTENSION_free>;

bool has_policy(X509 const* x509)
{
    OwnedPolicies const policies { static_cast<CERTIFICATEPOLICIES*>(X509_get_ext_d2i(x509, NID_certificate_policies, nullptr, nullptr)) };
    OwnedObject const wanted { OBJ_txt2obj(trial_policy, 1) };
    for (int i = 0; policies && i < sk_POLICYINFO_num(policies.get()); ++i) {
        if (OBJ_cmp(sk_POLICYINFO_value(policies.get(), i)->policyid, wanted.get()) == 0)
            return true;
    }
    return false;
}

bool has_unit(X509 const* x509)
{
    auto const* const subject = X509_get_subject_name(x509);
    for (int index = -1; (index = X509_NAME_get_index_by_NID(subject, NID_organizationalUnitName, index)) >= 0;) {
        if (view_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index))) == trial_unit)
            return true;
    }
    return false;
}

OwnedKey generate_key(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Rsa3072: return OwnedKey { EVP_RSA_gen(3072) };
    case KeyKind::EcdsaP256: return OwnedKey { EVP_EC_gen("P-256") };
    case KeyKind::EcdsaP384: return OwnedKey { EVP_EC_gen("P-384") };
    case KeyKind::Ed25519: return OwnedKey { EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519") };
    }
    return nullptr;
}

bool add_name(X509_NAME* name, char const* field, std::string_view text)
{
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, data_of(text), static_cast<int>(text.size()), -1, 0) == 1;
}

bool set_names(X509* x509, std::string_view person, std::string_view organisation)
{
    constexpr std::string_view mark = " (Test)";
    auto const common_name = std::string(truncate_utf8(person, longest_name - mark.size())) + std::string(mark);
    auto* const name = X509_get_subject_name(x509);
    return add_name(name, "C", "CH") && (organisation.empty() || add_name(name, "O", truncate_utf8(organisation, longest_name)))
        && add_name(name, "OU", trial_unit) && add_name(name, "CN", common_name) && X509_set_issuer_name(x509, name) == 1;
}

bool set_serial(World& world, X509* x509)
{
    std::array<std::uint8_t, 16> random {};
    world.fill_random(random);
    random[0] = static_cast<std::uint8_t>((random[0] & 0x7fU) | 0x40U); // positive, and always of the same length
    Owned<BIGNUM, BN_free> const number { BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr) };
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr;
}

bool add_extension(X509* x509, int nid, char const* value)
{
    X509V3_CTX context {};
    X509V3_set_ctx(&context, x509, x509, nullptr, nullptr, 0);
    OwnedExtension const extension { X509V3_EXT_conf_nid(nullptr, &context, nid, value) };
    return extension && X509_add_ext(x509, extension.get(), -1) == 1;
}

bool set_validity(X509* x509, Timestamp from)
{
    auto const until = from.seconds + validity_seconds;
    return ASN1_TIME_set(X509_getm_notBefore(x509), static_cast<time_t>(from.seconds))
        && ASN1_TIME_set(X509_getm_notAfter(x509), static_cast<time_t>(until));
}

} // namespace

bool is_marked_for_trial(X509 const* x509) { return has_policy(x509) || has_unit(x509); }

bool mark_for_trial(X509* x509)
{
    OwnedPolicies const policies { sk_POLICYINFO_new_null() };
    Owned<POLICYINFO, POLICYINFO_free> policy { POLICYINFO_new() };
    OwnedObject identifier { OBJ_txt2obj(trial_policy, 1) };
    if (!policies || !policy || !identifier)
        return false;
    ASN1_OBJECT_free(policy->policyid);
    policy->policyid = identifier.release();
    if (sk_POLICYINFO_push(policies.get(), policy.get()) <= 0)
        return false;
    (void)policy.release();
    return X509_add1_ext_i2d(x509, NID_certificate_policies, policies.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

Result<Identity> Identity::create_for_trial(World& world, std::string_view person, std::string_view organisation, KeyKind kind)
{
    ErrorQueue const errors;
    if (person.empty() || find_invalid_utf8(person) || find_invalid_utf8(organisation))
        return Error { .code = ErrorCode::InvalidArgument, .message = "an identity needs the name of a person", .key = "crypto-name" };
    auto key = generate_key(kind);
    OwnedX509 const x509 { X509_new() };
    if (!key || !x509)
        return library_error("generate a key");
    auto const* const digest = kind == KeyKind::Ed25519 ? nullptr : digest_for(signing_hash(key.get()));
    auto const is_made = X509_set_version(x509.get(), X509_VERSION_3) == 1 && set_serial(world, x509.get())
        && set_names(x509.get(), person, organisation) && set_validity(x509.get(), world.now())
        && X509_set_pubkey(x509.get(), key.get()) == 1 && add_extension(x509.get(), NID_basic_constraints, "critical,CA:FALSE")
        && add_extension(x509.get(), NID_key_usage, "critical,digitalSignature,nonRepudiation")
        && add_extension(x509.get(), NID_subject_key_identifier, "hash") && mark_for_trial(x509.get())
        && X509_sign(x509.get(), key.get(), digest) > 0;
    if (!is_made)
        return library_error("make a certificate");
    auto const der = der_of(i2d_X509, x509.get());
    KONKORDAT_TRY(auto fresh, parse_certificate(der)); // as everybody else will read it
    return Implementation::create(std::move(key), std::move(fresh), {});
}

} // namespace konkordat::crypto
