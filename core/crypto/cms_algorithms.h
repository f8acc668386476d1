#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: whether the algorithms that a SignerInfo names go together, with each other and with the key.
namespace konkordat::crypto {

struct Algorithms {
    Hash hash = Hash::Other;
    std::string name;       ///< "RSA PKCS#1 v1.5 with SHA-256"; what the file claims if it is not supported
    std::vector<Weakness> weaknesses; ///< empty: they are strong
    bool is_supported = false;
};

[[nodiscard]] Algorithms judge_algorithms(X509_ALGOR const* digest, X509_ALGOR const* signature, EVP_PKEY const*);
[[nodiscard]] bool is_broken(Hash);
/// Adds a weakness unless there is none.
void append(std::vector<Weakness>&, std::optional<Weakness>);

} // namespace konkordat::crypto
