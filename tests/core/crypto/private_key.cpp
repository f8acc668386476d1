#include "tests/core/crypto/private_key.h"

#include "core/crypto/identity_implementation.h"

#include <openssl/core_names.h>

namespace konkordat::tests {

Secret private_key_of(crypto::Identity const& identity)
{
    constexpr int size = 32;
    Secret bytes;
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(identity.implementation().key.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1)
        BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.prepare(size)), size);
    BN_clear_free(number);
    return bytes;
}

} // namespace konkordat::tests
