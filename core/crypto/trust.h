#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: certificate paths (RFC 5280 6) to anchors that the user has imported, never to the machine's own ones.
/// Revocation is not asked for.
namespace konkordat::crypto {

enum class CertificateUse { SignDocuments, StampTime };

struct TrustVerdict {
    Trust trust = Trust::NotAsked;
    std::vector<Certificate> path; ///< if trusted
    std::optional<Weakness> weakness; ///< of hashes and keys of the path
};

/// `others`: what may stand between; may be null.
[[nodiscard]] TrustVerdict judge_trust(
    X509* signer, STACK_OF(X509) * others, std::vector<Certificate> const& anchors, Timestamp at, CertificateUse);

} // namespace konkordat::crypto
