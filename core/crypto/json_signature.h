#pragma once

#include "core/crypto/identity.h"
#include "core/crypto/signature.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Signatures of a JSON document by any number of signers: JWS in the general JSON serialisation (RFC 7515 7.2.1), each signer as JAdES
/// baseline B-B prescribes (ETSI TS 119 182-1): protected header with alg, cty, iat, x5c and x5t#S256.
///
/// What is signed are the bytes of the document. They are the canonical ones (RFC 8785) when the document's own writer made them.
namespace konkordat::crypto {

enum class PayloadPlace {
    Embedded,
    Detached, ///< the document lies beside the signatures (RFC 7515 appendix F)
};

/// RSA signs as PS256, P-256 as ES256, P-384 as ES384, Ed25519 as EdDSA. Errors: InvalidArgument (kind of key), TooLarge.
[[nodiscard]] Result<std::string> sign_json(Identity const&, std::string_view document, PayloadPlace, Timestamp signing_time);
/// `jws` with one more signer; the other signatures stay as they are. `document`: needed for a detached payload; must be the same as an
/// embedded one. Errors: Malformed, TooLarge, Inconsistent (another document, no document, unprotected headers, signed by this certificate already).
[[nodiscard]] Result<std::string> add_json_signature(
    std::string_view jws, Identity const&, std::optional<std::string_view> document, Timestamp signing_time);

enum class JsonSignatureFault {
    Malformed, ///< the header is not what RFC 7515 and JAdES ask for
    UnprotectedHeader, ///< what decides stands where it is not signed
    ForeignKey, ///< jwk, jku or x5u: a key of the file's own choice, or from somewhere else
    UnsupportedCritical, ///< a critical header that is not understood, or crit itself is wrong
    UnsupportedAlgorithm, ///< none, HMAC, unknown
    KeyMismatch, ///< the algorithm is for another kind of key
    NoCertificate, ///< no x5c, or it cannot be read
    NoSigningCertificate, ///< no x5t#S256
    SigningCertificateMismatch, ///< x5t#S256 names another certificate than x5c
    SignatureMismatch,
};

/// As CmsVerdict, for one signer.
struct JsonSignatureVerdict {
    std::vector<JsonSignatureFault> faults; ///< empty: intact
    std::optional<Certificate> signer;
    std::vector<Certificate> certificates; ///< of x5c, the signer's first
    Hash hash = Hash::Other;
    std::string algorithm; ///< "PS256"
    bool is_weak = false;
    std::string weakness;
    std::vector<Weakness> weaknesses;
    std::optional<Timestamp> signing_time; ///< iat or sigT, claimed only
    Trust trust = Trust::NotAsked; ///< at the claimed time
    std::vector<Certificate> path;
};

struct JsonVerdict {
    std::string document;
    PayloadPlace place = PayloadPlace::Embedded;
    std::vector<JsonSignatureVerdict> signatures; ///< in the order of the file
};

/// `document`: as in add_json_signature. `claimed_time` of the options is not used: each signature claims its own.
/// Errors: Malformed (JSON, with duplicate members among it; base64url; no signature), TooLarge, Inconsistent (document).
[[nodiscard]] Result<JsonVerdict> verify_json(std::string_view jws, std::optional<std::string_view> document, VerificationOptions const&);

} // namespace konkordat::crypto
