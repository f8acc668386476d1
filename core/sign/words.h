#pragma once

#include "core/base/phrase.h"
#include "core/crypto/json_signature.h"
#include "core/sign/verification.h"

#include <optional>
#include <string_view>

/// What is said of a signature, in words that a reader of agreements understands.
namespace konkordat::sign {

[[nodiscard]] Phrase verdict_phrase(sign::Verdict);
[[nodiscard]] Phrase fault_phrase(sign::SignatureFault);
[[nodiscard]] Phrase fault_phrase(crypto::CmsFault);
[[nodiscard]] Phrase fault_phrase(crypto::JsonSignatureFault);
[[nodiscard]] std::string_view json_fault_name(crypto::JsonSignatureFault);
[[nodiscard]] Phrase trust_phrase(crypto::Trust);
/// "{}" stands for the weakness' subject.
[[nodiscard]] Phrase weakness_phrase(crypto::WeaknessKind);
[[nodiscard]] Phrase fault_phrase(crypto::TimeStampFault);
/// What is wrong with a file as a whole, by the error's key; "{}" stands for its argument. Nothing for an error that has no words of its own.
[[nodiscard]] std::optional<Phrase> file_fault_phrase(std::string_view key);
[[nodiscard]] Phrase change_phrase(sign::ChangeKind);
[[nodiscard]] Phrase modification_phrase(sign::Modification);
[[nodiscard]] Phrase level_phrase(sign::Level);

} // namespace konkordat::sign
