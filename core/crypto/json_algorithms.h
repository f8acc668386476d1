#pragma once

#include "core/crypto/openssl_objects.h"
#include "core/crypto/signature_value.h"

/// Within core/crypto only: the algorithms of RFC 7518 3.1, RFC 8037 and RFC 9864 that are signatures with a certificate's key.
namespace konkordat::crypto {

struct JsonAlgorithm {
    std::string_view name;
    Hash hash = Hash::Other;
    RsaPadding padding = RsaPadding::ByKey;
    std::string_view curve = {}; ///< OpenSSL's name; empty if it is none of ECDSA
    std::size_t coordinate_bytes = 0;
};

/// Null for names that are unknown, and for those of algorithms that prove nothing to others: none and HMAC.
[[nodiscard]] JsonAlgorithm const* json_algorithm(std::string_view name);
[[nodiscard]] bool fits(JsonAlgorithm const&, EVP_PKEY const*);
/// The algorithm with which a key signs; null if it signs with none.
[[nodiscard]] JsonAlgorithm const* signing_algorithm(EVP_PKEY const*);

[[nodiscard]] Result<std::string> sign_json_value(JsonAlgorithm const&, EVP_PKEY*, std::string_view bytes);
[[nodiscard]] bool verify_json_value(JsonAlgorithm const&, EVP_PKEY*, std::string_view bytes, std::string_view value);

} // namespace konkordat::crypto
