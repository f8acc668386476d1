#include "core/crypto/json_algorithms.h"

#include "core/crypto/key.h"

#include <openssl/bn.h>
#include <openssl/ec.h>

#include <array>

namespace konkordat::crypto {

namespace {

using OwnedSignature = Owned<ECDSA_SIG, ECDSA_SIG_free>;
using OwnedNumber = Owned<BIGNUM, BN_free>;

constexpr std::array algorithms {
    JsonAlgorithm { "RS256", Hash::Sha256, RsaPadding::Pkcs1 },
    JsonAlgorithm { "RS384", Hash::Sha384, RsaPadding::Pkcs1 },
    JsonAlgorithm { "RS512", Hash::Sha512, RsaPadding::Pkcs1 },
    JsonAlgorithm { "PS256", Hash::Sha256, RsaPadding::Pss },
    JsonAlgorithm { "PS384", Hash::Sha384, RsaPadding::Pss },
    JsonAlgorithm { "PS512", Hash::Sha512, RsaPadding::Pss },
    JsonAlgorithm { "ES256", Hash::Sha256, RsaPadding::ByKey, "prime256v1", 32 },
    JsonAlgorithm { "ES384", Hash::Sha384, RsaPadding::ByKey, "secp384r1", 48 },
    JsonAlgorithm { "ES512", Hash::Sha512, RsaPadding::ByKey, "secp521r1", 66 },
    JsonAlgorithm { "EdDSA", Hash::Sha512 },
    JsonAlgorithm { "Ed25519", Hash::Sha512 },
};

/// RFC 7518 3.4: the two numbers one after the other, each as long as the curve's order, instead of DER.
std::string concatenation_of(std::string_view der, std::size_t size)
{
    auto const signature = object_of<OwnedSignature>(d2i_ECDSA_SIG, der);
    std::string value(2 * size, '\0');
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), data_of(value), static_cast<int>(size)) < 0
        || BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), data_of(value) + size, static_cast<int>(size)) < 0)
        return {};
    return value;
}

std::string der_of_concatenation(std::string_view value, std::size_t size)
{
    if (value.size() != 2 * size)
        return {};
    OwnedSignature const signature { ECDSA_SIG_new() };
    OwnedNumber r { BN_bin2bn(data_of(value), static_cast<int>(size), nullptr) };
    OwnedNumber s { BN_bin2bn(data_of(value) + size, static_cast<int>(size), nullptr) };
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release();
    (void)s.release();
    return der_of(i2d_ECDSA_SIG, signature.get());
}

} // namespace

JsonAlgorithm const* json_algorithm(std::string_view name)
{
    for (auto const& algorithm : algorithms) {
        if (algorithm.name == name)
            return &algorithm;
    }
    return nullptr;
}

bool fits(JsonAlgorithm const& algorithm, EVP_PKEY const* key)
{
    if (is_forgeable(key))
        return false;
    switch (key_type(key)) {
    case KeyType::Rsa: return algorithm.padding != RsaPadding::ByKey;
    case KeyType::RsaPss: return algorithm.padding == RsaPadding::Pss;
    case KeyType::Ec: return !algorithm.curve.empty() && curve_name(key) == algorithm.curve;
    case KeyType::Ed25519: return algorithm.padding == RsaPadding::ByKey && algorithm.curve.empty();
    default: return false;
    }
}

JsonAlgorithm const* signing_algorithm(EVP_PKEY const* key)
{
    for (auto const* const name : { "PS256", "ES256", "ES384", "ES512", "EdDSA" }) {
        if (auto const* const algorithm = json_algorithm(name); fits(*algorithm, key))
            return algorithm;
    }
    return nullptr;
}

Result<std::string> sign_json_value(JsonAlgorithm const& algorithm, EVP_PKEY* key, std::string_view bytes)
{
    KONKORDAT_TRY(auto value, sign_value(key, algorithm.hash, bytes, algorithm.padding));
    if (algorithm.curve.empty())
        return value;
    auto pair = concatenation_of(value, algorithm.coordinate_bytes);
    if (pair.empty())
        return library_error("sign with this key");
    return pair;
}

bool verify_json_value(JsonAlgorithm const& algorithm, EVP_PKEY* key, std::string_view bytes, std::string_view value)
{
    if (algorithm.curve.empty())
        return verify_value(key, algorithm.hash, bytes, value, algorithm.padding);
    auto const der = der_of_concatenation(value, algorithm.coordinate_bytes);
    return !der.empty() && verify_value(key, algorithm.hash, bytes, der, algorithm.padding);
}

} // namespace konkordat::crypto
