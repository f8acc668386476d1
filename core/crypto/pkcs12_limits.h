#pragma once

#include "core/crypto/openssl_objects.h"

#include <cstdint>

/// Within core/crypto only: how often a file may have its password hashed. A forged file could ask for hours of it.
namespace konkordat::crypto {

/// Reads the iterations of a password-based encryption (RFC 8018: PBES1, PBES2 with PBKDF2; RFC 7292 appendix C) and adds them to
/// `total`. False if the sum is more than anybody should wait for.
[[nodiscard]] bool has_bearable_iterations(X509_ALGOR const*, std::uint64_t& total);
/// The same for a file's MAC (RFC 7292 appendix B.4; RFC 9579: PBMAC1).
[[nodiscard]] bool has_bearable_mac_iterations(X509_ALGOR const*, ASN1_INTEGER const* iterations);

} // namespace konkordat::crypto
