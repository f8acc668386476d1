#include "core/base/base64.h"
#include "core/crypto/certificate.h"

// Apart from what needs the library, so that who only writes certificates does not take it along.
namespace konkordat::crypto {

std::string to_pem(Certificate const& certificate)
{
    constexpr std::size_t line = 64;
    auto const base64 = encode_base64(certificate.der);
    std::string text = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t at = 0; at < base64.size(); at += line)
        text += base64.substr(at, line) + "\n";
    return text + "-----END CERTIFICATE-----\n";
}

} // namespace konkordat::crypto
