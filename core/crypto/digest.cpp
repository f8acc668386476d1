#include "core/crypto/digest.h"

#include "core/crypto/openssl_objects.h"

namespace konkordat::crypto {

std::string sha256(std::string_view bytes)
{
    auto const digest = digest_of(Hash::Sha256, bytes);
    assert(digest.size() == 32); // libcrypto always has it
    return hexadecimal(digest);
}

} // namespace konkordat::crypto
