#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: RFC 3161 tokens.
namespace konkordat::crypto {

/// The token over exactly this content.
[[nodiscard]] TimeStampVerdict verify_token(std::string_view token, Content, VerificationOptions const&);
/// The signature time stamps among the unsigned attributes (EN 319 122-1 5.3): the first that is intact and trusted, else the first intact one, else the first.
[[nodiscard]] std::optional<TimeStampVerdict> signature_time_stamp(CMS_SignerInfo*, VerificationOptions const&);

} // namespace konkordat::crypto
