#include "core/crypto/trust.h"

#include <openssl/x509_vfy.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace konkordat::crypto {

namespace {

using OwnedStore = Owned<X509_STORE, X509_STORE_free>;
using OwnedStoreContext = Owned<X509_STORE_CTX, X509_STORE_CTX_free>;
using OwnedUses = Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

constexpr int max_path = 10;
constexpr int any_strength = 0;
constexpr int strength_of_112_bits = 2; // OpenSSL's level: at least SHA-224, RSA 2048, curves of 224 bits

/// What a certificate that is limited to some uses must allow to sign documents: any, e-mail, client authentication, documents
/// (RFC 9336), Microsoft's and Adobe's identifiers for documents.
constexpr std::array<std::string_view, 6> document_uses { "2.5.29.37.0", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.36",
    "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5" };

OwnedStore store_of(std::vector<Certificate> const& anchors)
{
    OwnedStore store { X509_STORE_new() };
    for (auto const& anchor : anchors) {
        if (auto const x509 = parse_certificate(anchor.der); store && x509)
            X509_STORE_add_cert(store.get(), x509->get());
    }
    return store;
}

/// The path from the signer to an anchor, or nothing.
OwnedCertificates find_path(X509_STORE* store, X509* signer, STACK_OF(X509) * others, std::optional<Timestamp> at, int strength)
{
    OwnedStoreContext const context { X509_STORE_CTX_new() };
    if (!context || X509_STORE_CTX_init(context.get(), store, signer, others) != 1)
        return nullptr;
    auto* const parameters = X509_STORE_CTX_get0_param(context.get());
    // An anchor may be any certificate that the user trusts, not only a self-issued one.
    X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_depth(parameters, max_path);
    X509_VERIFY_PARAM_set_auth_level(parameters, strength);
    if (at)
        X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(at->seconds));
    else
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_NO_CHECK_TIME);
    if (X509_verify_cert(context.get()) != 1)
        return nullptr;
    return OwnedCertificates { X509_STORE_CTX_get1_chain(context.get()) };
}

bool allows_documents(X509* signer)
{
    // Not marked with the extension: every bit is set.
    if ((X509_get_key_usage(signer) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
        return false;
    OwnedUses const uses { static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(signer, NID_ext_key_usage, nullptr, nullptr)) };
    if (!uses)
        return true;
    for (int i = 0; i < sk_ASN1_OBJECT_num(uses.get()); ++i) {
        std::array<char, 100> name {};
        OBJ_obj2txt(name.data(), static_cast<int>(name.size()), sk_ASN1_OBJECT_value(uses.get(), i), 1);
        if (std::ranges::find(document_uses, std::string_view(name.data())) != document_uses.end())
            return true;
    }
    return false;
}

bool allows(X509* signer, CertificateUse use)
{
    if (use == CertificateUse::StampTime)
        return X509_check_purpose(signer, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1; // RFC 3161 2.3
    return allows_documents(signer);
}

/// Why a path that exists is not valid at that time.
Trust reason_of_time(STACK_OF(X509) const* path, Timestamp at)
{
    for (auto const* const certificate : certificates_in(path)) {
        auto const not_before = timestamp_of(X509_get0_notBefore(certificate));
        if (not_before && at < *not_before)
            return Trust::NotYetValid;
    }
    return Trust::Expired;
}

} // namespace

std::string_view trust_name(Trust trust)
{
    switch (trust) {
    case Trust::NotAsked: return "not-asked";
    case Trust::Trusted: return "trusted";
    case Trust::Untrusted: return "untrusted";
    case Trust::Expired: return "expired";
    case Trust::NotYetValid: return "not-yet-valid";
    case Trust::WrongUse: return "wrong-use";
    }
    return "";
}

TrustVerdict judge_trust(X509* signer, STACK_OF(X509) * others, std::vector<Certificate> const& anchors, Timestamp at, CertificateUse use)
{
    TrustVerdict verdict;
    if (anchors.empty())
        return verdict;
    verdict.trust = Trust::Untrusted;
    auto const store = store_of(anchors);
    if (!store)
        return verdict;
    auto const path = find_path(store.get(), signer, others, at, any_strength);
    if (!path) {
        if (auto const outdated = find_path(store.get(), signer, others, std::nullopt, any_strength))
            verdict.trust = reason_of_time(outdated.get(), at);
        return verdict;
    }
    if (!find_path(store.get(), signer, others, at, strength_of_112_bits))
        verdict.weakness = Weakness { WeaknessKind::Path };
    if (!allows(signer, use)) {
        verdict.trust = Trust::WrongUse;
        return verdict;
    }
    for (auto* const x509 : certificates_in(path.get())) {
        auto certificate = describe(x509);
        if (!certificate)
            return { Trust::Untrusted, {}, {} };
        verdict.path.push_back(std::move(*certificate));
        // libcrypto may have gone on beyond an anchor that has an issuer.
        if (std::ranges::find(anchors, verdict.path.back().der, &Certificate::der) != anchors.end())
            break;
    }
    verdict.trust = Trust::Trusted;
    return verdict;
}

} // namespace konkordat::crypto
