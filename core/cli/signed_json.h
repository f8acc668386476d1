#pragma once

#include "core/agreement/agreement.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

/// JSON files that are signed: agreements, and signatures of them (JWS).
namespace konkordat::cli {

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

/// The document beside detached signatures, in the form in which it is signed: an agreement's canonical bytes, else the file's.
struct SignedDocument {
    std::string bytes;
    bool was_canonical = true;
};
/// Errors: those of read_file().
[[nodiscard]] Result<SignedDocument> read_signed_document(std::string const& path);

} // namespace konkordat::cli
