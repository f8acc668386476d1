#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/crypto/certificate.h"

#include <string>
#include <string_view>

/// What is looked at before a signature and after it, so that nobody is handed a file that will not do.
namespace konkordat::sign {

/// Errors: InvalidArgument (certificate-expired, certificate-not-yet-valid, with the time as argument).
[[nodiscard]] Result<void> check_is_valid(crypto::Certificate const&, Timestamp now);

/// Of a file that was just signed: the new signature must be intact, and no other invalid. Errors: Inconsistent (sign-over-invalid).
[[nodiscard]] Result<void> check_signed(std::string_view pdf, std::string const& field, Timestamp now);

} // namespace konkordat::sign
