#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: what kinds of keys there are, and what is to be thought of them.
namespace konkordat::crypto {

enum class KeyType { Rsa, RsaPss, Ec, Ed25519, Ed448, Other };

[[nodiscard]] KeyType key_type(EVP_PKEY const*);
[[nodiscard]] std::string key_description(EVP_PKEY const*); ///< "RSA 3072", "ECDSA P-256", "Ed25519"
/// OpenSSL's name of an EC key's curve: "prime256v1".
[[nodiscard]] std::string curve_name(EVP_PKEY const*);
/// Nothing unless the key is too short.
[[nodiscard]] std::optional<Weakness> key_weakness(EVP_PKEY const*);
/// Keys whose signatures prove nothing: RSA with a public exponent of 1 or an even one, curves that the certificate brings along.
[[nodiscard]] bool is_forgeable(EVP_PKEY const*);
/// The hash that goes with a key when signing (RFC 5754, RFC 8419).
[[nodiscard]] Hash signing_hash(EVP_PKEY const*);

} // namespace konkordat::crypto
