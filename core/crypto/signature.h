#pragma once

#include "core/crypto/identity.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Detached CMS signatures (RFC 5652) as PAdES and CAdES baseline B-B and B-T ask for them (ETSI EN 319 122-1, EN 319 142-1).
namespace konkordat::crypto {

/// Content that is signed, in pieces that are hashed one after the other: the two ranges of a /ByteRange.
using Content = std::span<std::string_view const>;

enum class Hash { Md5, Sha1, Sha224, Sha256, Sha384, Sha512, Other };

/// DER of a detached CMS with one SignerInfo: signed attributes content-type, message-digest, signing-certificate-v2, no signing-time
/// (EN 319 142-1 6.3: the time stands in the PDF's /M). SHA-256; P-384: SHA-384; Ed25519: SHA-512 (RFC 8419).
[[nodiscard]] Result<std::string> sign_detached(Identity const&, Content);

/// What is to be signed elsewhere (remote service, smart card): the DER SET of the signed attributes for a certificate.
struct SignedAttributes {
    std::string der;
    Hash hash = Hash::Sha256;
    std::string digest; ///< of `der`, raw bytes
};
[[nodiscard]] Result<SignedAttributes> signed_attributes(Certificate const&, Content);
/// The CMS from a signature value made elsewhere over signed_attributes(). Errors: Inconsistent when the signature does not verify.
[[nodiscard]] Result<std::string> assemble_detached(
    Certificate const&, std::vector<Certificate> const& chain, Content, std::string_view signature_value);

/// RFC 3161 request for a time stamp over the CMS's signature value (signature time stamp, EN 319 122-1 5.3).
[[nodiscard]] Result<std::string> time_stamp_request(World&, std::string_view cms);
/// The CMS with the authority's answer as unsigned attribute. Errors: Malformed, Inconsistent (status, nonce, imprint do not fit).
[[nodiscard]] Result<std::string> add_time_stamp(std::string_view cms, std::string_view request, std::string_view response);

/// Whether a certificate leads to an anchor of the user's. Nobody is asked whether it has been revoked since: who shows a verdict says so.
enum class Trust {
    NotAsked,    ///< no trust anchors were given
    Trusted,
    Untrusted,   ///< no chain to an anchor
    Expired,     ///< a chain, but not valid at the time of signing
    NotYetValid,
    WrongUse,    ///< key usage forbids signing documents
};
[[nodiscard]] std::string_view trust_name(Trust); ///< as reports have it: "not-yet-valid"

enum class CmsFault {
    Malformed,
    NoSigner,
    SeveralSigners,
    EncapsulatedContent,
    NoSignedAttributes,
    WrongContentType,
    NoMessageDigest,
    DigestMismatch,
    NoCertificate,
    NoSigningCertificate,
    SigningCertificateMismatch,
    SignatureMismatch,
    UnsupportedAlgorithm,
    DuplicateAttribute,
};

enum class WeaknessKind {
    Hash,    ///< other documents with the same hash can be made
    Key,     ///< too short
    Binding, ///< the signature names its certificate by a hash of that kind only
    Path,    ///< a certificate between signer and anchor
};
/// Why what is intact may have been forged all the same.
struct Weakness {
    WeaknessKind kind = WeaknessKind::Hash;
    std::string subject = {}; ///< "MD5", "RSA 1024"
    friend bool operator==(Weakness const&, Weakness const&) = default;
};
/// English, "; " between them.
[[nodiscard]] std::string weakness_text(std::vector<Weakness> const&);

enum class TimeStampFault {
    None,
    Malformed,    ///< no time stamp
    NotIntact,    ///< its own signature
    OtherContent, ///< the time stamp of something else
    Weak,         ///< it proves nothing
};

struct TimeStampVerdict {
    Timestamp time;
    std::optional<Certificate> authority;
    bool is_intact = false; ///< its own signature and the imprint fit
    Trust trust = Trust::NotAsked;
    std::string fault;      ///< English, empty if intact
    TimeStampFault fault_kind = TimeStampFault::None;
    std::vector<Weakness> weaknesses; ///< that make it prove nothing
};

/// One CMS looked at: integrity first, then algorithms, certificate, time. Zero bytes may follow it: PDF fills its place up with them.
struct CmsVerdict {
    std::vector<CmsFault> faults; ///< empty: intact
    std::optional<Certificate> signer;
    std::vector<Certificate> certificates; ///< all in the CMS
    Hash hash = Hash::Other;
    std::string algorithm; ///< "RSA PKCS#1 v1.5 with SHA-256"
    bool is_weak = false; ///< MD5, SHA-1, RSA below 2048 bits, small curves
    std::string weakness; ///< English: why
    std::vector<Weakness> weaknesses; ///< the same as data
    std::optional<Timestamp> signing_time; ///< the attribute, claimed only
    std::optional<TimeStampVerdict> time_stamp;
    Trust trust = Trust::NotAsked;
    std::vector<Certificate> path; ///< from the signer to the anchor, if trusted
};

class PrefixDigests;

/// `claimed_time`: when the document says it was signed; a time stamp that is intact and trusted goes before it. Without both, `now`.
struct VerificationOptions {
    std::vector<Certificate> trust_anchors;
    std::optional<Timestamp> claimed_time;
    Timestamp now;
    PrefixDigests* digests = nullptr; ///< of a file whose signatures are verified one after the other; see there
};
[[nodiscard]] CmsVerdict verify_detached(std::string_view cms_der_or_ber, Content, VerificationOptions const&);
/// A document time stamp (/SubFilter /ETSI.RFC3161): the token is over the content itself.
[[nodiscard]] TimeStampVerdict verify_time_stamp_token(std::string_view token, Content, VerificationOptions const&);

} // namespace konkordat::crypto
