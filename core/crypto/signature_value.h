#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: the bare signature over bytes. RSA keys sign by PKCS#1 v1.5, keys that are for RSA-PSS only by PSS with
/// MGF1 of the same hash and a salt as long as it; Ed25519 signs the bytes themselves, not a hash (RFC 8419).
namespace konkordat::crypto {

[[nodiscard]] Result<std::string> sign_value(EVP_PKEY*, Hash, std::string_view bytes);
[[nodiscard]] bool verify_value(EVP_PKEY*, Hash, std::string_view bytes, std::string_view value);

/// RSASSA-PSS with its parameters (RFC 4055 3.1).
[[nodiscard]] bool set_pss_algorithm(X509_ALGOR*, Hash);

} // namespace konkordat::crypto
