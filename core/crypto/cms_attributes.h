#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: what a SignerInfo's attributes say (RFC 5652 5.3 and 11, RFC 5035).
namespace konkordat::crypto {

enum class SigningCertificateMatch { Matches, Differs, Missing };

struct SigningCertificateFinding {
    SigningCertificateMatch match = SigningCertificateMatch::Missing;
    std::optional<Weakness> weakness; ///< when nothing better than SHA-1 or MD5 binds the certificate
};

/// The only value of the only attribute of that kind; null if there is none, or another number of them.
[[nodiscard]] ASN1_TYPE const* single_signed_value(CMS_SignerInfo const*, int nid);
[[nodiscard]] bool has_duplicate_attributes(CMS_SignerInfo const*);
[[nodiscard]] bool is_content_type(CMS_SignerInfo const*, ASN1_OBJECT const* content_type);
/// Raw bytes.
[[nodiscard]] std::optional<std::string> message_digest(CMS_SignerInfo const*);
/// Claimed by the signer.
[[nodiscard]] std::optional<Timestamp> signing_time(CMS_SignerInfo const*);
/// Whether the signing-certificate attributes, of the first or the second version or both, name this certificate. `others`: those that
/// further entries may name.
[[nodiscard]] SigningCertificateFinding check_signing_certificate(CMS_SignerInfo const*, X509* signer, STACK_OF(X509) * others);

} // namespace konkordat::crypto
