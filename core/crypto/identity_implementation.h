#pragma once

#include "core/crypto/identity.h"
#include "core/crypto/openssl_objects.h"

namespace konkordat::crypto {

struct Identity::Implementation {
    OwnedKey key; ///< libcrypto wipes what it frees (openssl_objects.cpp)
    OwnedX509 x509;
    std::vector<OwnedX509> issuers; ///< as `chain`
    Certificate certificate;
    std::vector<Certificate> chain;

    /// `others`: certificates of which those become the chain that issue one another, from the certificate on.
    [[nodiscard]] static Result<Identity> create(OwnedKey, OwnedX509, std::vector<OwnedX509> others);
};

} // namespace konkordat::crypto
