#pragma once

#include "core/cli/phrases.h"
#include "core/crypto/json_signature.h"
#include "core/sign/verification.h"

/// What is said of a signature, in words that a reader of agreements understands.
namespace konkordat::cli {

[[nodiscard]] Phrase verdict_phrase(sign::Verdict);
[[nodiscard]] Phrase fault_phrase(sign::SignatureFault);
[[nodiscard]] Phrase fault_phrase(crypto::CmsFault);
[[nodiscard]] Phrase fault_phrase(crypto::JsonSignatureFault);
[[nodiscard]] std::string_view json_fault_name(crypto::JsonSignatureFault);
[[nodiscard]] Phrase trust_phrase(crypto::Trust);
[[nodiscard]] Phrase change_phrase(sign::ChangeKind);
[[nodiscard]] Phrase modification_phrase(sign::Modification);
[[nodiscard]] Phrase level_phrase(sign::Level);

} // namespace konkordat::cli
