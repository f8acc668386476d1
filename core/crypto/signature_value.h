#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: the bare signature over bytes. Ed25519 signs the bytes themselves, not a hash (RFC 8419).
namespace konkordat::crypto {

enum class RsaPadding {
    ByKey,   ///< PKCS#1 v1.5, but PSS for keys that are for RSA-PSS only
    Pkcs1,
    Pss,     ///< with MGF1 of the same hash and a salt as long as it
};

[[nodiscard]] Result<std::string> sign_value(EVP_PKEY*, Hash, std::string_view bytes, RsaPadding = RsaPadding::ByKey);
[[nodiscard]] bool verify_value(EVP_PKEY*, Hash, std::string_view bytes, std::string_view value, RsaPadding = RsaPadding::ByKey);

/// RSASSA-PSS with its parameters (RFC 4055 3.1).
[[nodiscard]] bool set_pss_algorithm(X509_ALGOR*, Hash);

} // namespace konkordat::crypto
