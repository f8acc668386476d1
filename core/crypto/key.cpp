#include "core/crypto/key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>

#include <array>

namespace konkordat::crypto {

namespace {

constexpr int least_rsa_bits = 2048;
constexpr int least_curve_bits = 224; // as strong as RSA 2048 (NIST SP 800-57 1, table 2)

std::string readable_curve(std::string const& name)
{
    if (name == "prime256v1")
        return "P-256";
    if (name == "secp384r1")
        return "P-384";
    if (name == "secp521r1")
        return "P-521";
    return name.empty() ? "unknown curve" : name;
}

} // namespace

KeyType key_type(EVP_PKEY const* key)
{
    if (EVP_PKEY_is_a(key, "RSA"))
        return KeyType::Rsa;
    if (EVP_PKEY_is_a(key, "RSA-PSS"))
        return KeyType::RsaPss;
    if (EVP_PKEY_is_a(key, "EC"))
        return KeyType::Ec;
    if (EVP_PKEY_is_a(key, "ED25519"))
        return KeyType::Ed25519;
    if (EVP_PKEY_is_a(key, "ED448"))
        return KeyType::Ed448;
    return KeyType::Other;
}

std::string curve_name(EVP_PKEY const* key)
{
    std::array<char, 80> name {};
    std::size_t size = 0;
    if (EVP_PKEY_get_group_name(key, name.data(), name.size(), &size) != 1)
        return {};
    return { name.data(), size };
}

std::string key_description(EVP_PKEY const* key)
{
    switch (key_type(key)) {
    case KeyType::Rsa: return "RSA " + std::to_string(EVP_PKEY_get_bits(key));
    case KeyType::RsaPss: return "RSA-PSS " + std::to_string(EVP_PKEY_get_bits(key));
    case KeyType::Ec: return "ECDSA " + readable_curve(curve_name(key));
    case KeyType::Ed25519: return "Ed25519";
    case KeyType::Ed448: return "Ed448";
    case KeyType::Other: break;
    }
    return "an unknown kind of key";
}

std::optional<Weakness> key_weakness(EVP_PKEY const* key)
{
    auto const type = key_type(key);
    auto const bits = EVP_PKEY_get_bits(key);
    auto const is_rsa = type == KeyType::Rsa || type == KeyType::RsaPss;
    if ((is_rsa && bits < least_rsa_bits) || (type == KeyType::Ec && bits < least_curve_bits))
        return Weakness { WeaknessKind::Key, key_description(key) };
    return std::nullopt;
}

bool is_forgeable(EVP_PKEY const* key)
{
    auto const type = key_type(key);
    if (type == KeyType::Ec) {
        int is_explicit = 0;
        auto const is_known = EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &is_explicit) == 1;
        return !is_known || is_explicit != 0 || curve_name(key).empty();
    }
    if (type != KeyType::Rsa && type != KeyType::RsaPss)
        return false;
    BIGNUM* exponent = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) != 1)
        return true;
    auto const is_sound = BN_is_odd(exponent) && !BN_is_one(exponent);
    BN_free(exponent);
    return !is_sound;
}

Hash signing_hash(EVP_PKEY const* key)
{
    switch (key_type(key)) {
    case KeyType::Ed25519:
    case KeyType::Ed448: return Hash::Sha512;
    case KeyType::Ec: return curve_name(key) == "secp384r1" ? Hash::Sha384 : curve_name(key) == "secp521r1" ? Hash::Sha512 : Hash::Sha256;
    default: return Hash::Sha256;
    }
}

} // namespace konkordat::crypto
