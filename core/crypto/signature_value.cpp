#include "core/crypto/signature_value.h"

#include "core/crypto/key.h"

namespace konkordat::crypto {

namespace {

bool set_padding(EVP_PKEY const* key, EVP_PKEY_CTX* context, RsaPadding padding)
{
    auto const type = key_type(key);
    if (type != KeyType::RsaPss && (type != KeyType::Rsa || padding != RsaPadding::Pss))
        return padding == RsaPadding::ByKey || type == KeyType::Rsa;
    if (padding == RsaPadding::Pkcs1)
        return false;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

/// Of the hash that the algorithm computes itself, none.
EVP_MD const* digest_beside(EVP_PKEY const* key, Hash hash)
{
    auto const type = key_type(key);
    return type == KeyType::Ed25519 || type == KeyType::Ed448 ? nullptr : digest_for(hash);
}

} // namespace

Result<std::string> sign_value(EVP_PKEY* key, Hash hash, std::string_view bytes, RsaPadding padding)
{
    OwnedDigestContext const context { EVP_MD_CTX_new() };
    EVP_PKEY_CTX* parameters = nullptr; // belongs to `context`
    std::size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), &parameters, digest_beside(key, hash), nullptr, key) != 1
        || !set_padding(key, parameters, padding) || EVP_DigestSign(context.get(), nullptr, &size, data_of(bytes), bytes.size()) != 1)
        return library_error("sign with this key");
    std::string value(size, '\0');
    if (EVP_DigestSign(context.get(), data_of(value), &size, data_of(bytes), bytes.size()) != 1)
        return library_error("sign with this key");
    value.resize(size);
    return value;
}

bool verify_value(EVP_PKEY* key, Hash hash, std::string_view bytes, std::string_view value, RsaPadding padding)
{
    OwnedDigestContext const context { EVP_MD_CTX_new() };
    EVP_PKEY_CTX* parameters = nullptr;
    return context && key && EVP_DigestVerifyInit(context.get(), &parameters, digest_beside(key, hash), nullptr, key) == 1
        && set_padding(key, parameters, padding)
        && EVP_DigestVerify(context.get(), data_of(value), value.size(), data_of(bytes), bytes.size()) == 1;
}

bool set_pss_algorithm(X509_ALGOR* algorithm, Hash hash)
{
    auto const* const digest = digest_for(hash);
    OwnedPss const parameters { RSA_PSS_PARAMS_new() };
    if (!digest || !parameters)
        return false;
    parameters->hashAlgorithm = X509_ALGOR_new();
    parameters->maskGenAlgorithm = X509_ALGOR_new();
    parameters->saltLength = ASN1_INTEGER_new();
    X509_ALGOR* const hash_algorithm = X509_ALGOR_new();
    X509_ALGOR_set_md(parameters->hashAlgorithm, digest);
    X509_ALGOR_set_md(hash_algorithm, digest);
    ASN1_STRING* mask_hash = ASN1_item_pack(hash_algorithm, ASN1_ITEM_rptr(X509_ALGOR), nullptr);
    X509_ALGOR_free(hash_algorithm);
    ASN1_STRING* packed = nullptr;
    auto const is_made = mask_hash && X509_ALGOR_set0(parameters->maskGenAlgorithm, OBJ_nid2obj(NID_mgf1), V_ASN1_SEQUENCE, mask_hash) == 1
        && ASN1_INTEGER_set(parameters->saltLength, EVP_MD_get_size(digest)) == 1
        && (packed = ASN1_item_pack(parameters.get(), ASN1_ITEM_rptr(RSA_PSS_PARAMS), nullptr)) != nullptr;
    return is_made && X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_rsassaPss), V_ASN1_SEQUENCE, packed) == 1;
}

} // namespace konkordat::crypto
