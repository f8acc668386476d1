#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: certificates made to try signing out. They carry a certificate policy of their own (RFC 5280 4.2.1.4),
/// and say in their names, for programs that do not know it, that they are tests.
namespace konkordat::crypto {

[[nodiscard]] bool is_marked_for_trial(X509 const*);
/// Adds the policy.
[[nodiscard]] bool mark_for_trial(X509*);

inline constexpr char const* trial_unit = "Konkordat Test - nur zum Ausprobieren, verpflichtet niemanden";

} // namespace konkordat::crypto
