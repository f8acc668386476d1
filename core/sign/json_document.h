#pragma once

#include "core/agreement/agreement.h"
#include "core/sign/report_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON files that are signed: agreements, and signatures of them (JWS).
namespace konkordat::sign {

inline constexpr std::size_t max_signed_json_bytes = 64U * 1024U * 1024U;

/// Whether the bytes are meant as JSON, not as a PDF.
[[nodiscard]] bool is_json(std::string_view bytes);
/// Whether the bytes are a JWS in one of its JSON serialisations (RFC 7515 7.2), by its members; not whether it is a sound one.
[[nodiscard]] bool is_json_signature(std::string_view bytes);

/// An agreement in the form in which it is signed: RFC 8785.
struct CanonicalAgreement {
    Agreement agreement;
    std::string bytes;
    bool was_canonical = false;
};
/// Errors: those of read_agreement().
[[nodiscard]] Result<CanonicalAgreement> canonical_agreement(std::string_view bytes);

/// `jws` with one more signer. Errors: those of crypto::add_json_signature(); Inconsistent (sign-over-invalid) if one of the signatures that are
/// there is not intact.
[[nodiscard]] Result<std::string> sign_agreement_further(
    std::string_view jws, crypto::Identity const&, std::optional<std::string_view> document, Timestamp signing_time);

enum class SignedJson { Agreement, NotCanonicalAgreement, Other };

struct JsonDocumentReport {
    std::string document;   ///< what is signed
    SignedJson kind = SignedJson::Other;
    std::optional<Error> why_other; ///< why it is no agreement
    std::optional<crypto::PayloadPlace> place; ///< unset: nobody signed
    bool has_trust_anchors = false;
    JsonReport signatures;
};
/// Of a JWS, or of an agreement that nobody has signed. `document`: what stands beside detached signatures.
/// Errors: those of crypto::verify_json(); of JSON that is neither those of read_agreement().
[[nodiscard]] Result<JsonDocumentReport> verify_agreement_json(
    std::string_view json, std::optional<std::string_view> document, crypto::VerificationOptions const&);
/// What is to be said of the document; nothing if nobody signed.
[[nodiscard]] std::vector<std::string> document_notes(JsonDocumentReport const&, Language);
/// The report as JSON for scripts, with keys that stay (docs/signatures.md).
[[nodiscard]] std::string report_json(JsonDocumentReport const&);

} // namespace konkordat::sign
