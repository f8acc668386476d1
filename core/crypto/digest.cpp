#include "core/crypto/digest.h"

// The functions of this one hash need no provider, and so nothing of libcrypto but themselves. They are declared for programs that still
// use the interface of OpenSSL 1.1.
#include <openssl/macros.h>
#undef OPENSSL_NO_DEPRECATED_3_0
#undef OSSL_DEPRECATEDIN_3_0
#define OSSL_DEPRECATEDIN_3_0
#include <openssl/sha.h>

#include <array>

namespace konkordat::crypto {

std::string sha256(std::string_view bytes)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest {};
    SHA256_CTX context {};
    SHA256_Init(&context);
    SHA256_Update(&context, bytes.data(), bytes.size());
    SHA256_Final(digest.data(), &context);
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(digest.size() * 2);
    for (auto const byte : digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xfU];
    }
    return text;
}

} // namespace konkordat::crypto
