#pragma once

#include "core/base/language.h"
#include "core/crypto/json_signature.h"
#include "core/sign/verification.h"

#include <string>
#include <vector>

/// Reports on signatures as text for a reader of agreements.
namespace konkordat::cli {

/// A signature of a JSON document, with what it comes to.
struct JudgedJsonSignature {
    crypto::JsonSignatureVerdict details;
    sign::Verdict verdict = sign::Verdict::Invalid;
};

/// What holds of the file: the verdict comes first, then what is to be known beside it.
struct Summary {
    sign::Verdict verdict = sign::Verdict::Invalid;
    bool is_weak = false;      ///< one of the signatures
    bool pages_differ = false; ///< from the agreement in the file
    bool has_trial = false;    ///< a signature of an identity that is for trial only
    std::size_t signatures = 0;
    std::vector<std::string> notes; ///< in the reader's language
};
[[nodiscard]] std::string summary_text(Summary const&, Language);

[[nodiscard]] std::string signatures_text(sign::VerificationReport const&, Language);
[[nodiscard]] std::string signatures_text(std::vector<JudgedJsonSignature> const&, Language);
/// Faults of the file as a whole and fields that nobody has signed, for Summary::notes.
[[nodiscard]] std::vector<std::string> file_notes(sign::VerificationReport const&, Language);

} // namespace konkordat::cli
