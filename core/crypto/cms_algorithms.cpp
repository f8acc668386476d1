#include "core/crypto/cms_algorithms.h"

#include "core/crypto/key.h"

#include <utility>

namespace konkordat::crypto {

namespace {

/// SHA-1 unless stated (RFC 4055 3.1).
Hash hash_or_default(X509_ALGOR const* algorithm) { return algorithm ? hash_of(algorithm->algorithm) : Hash::Sha1; }

Hash mask_hash(RSA_PSS_PARAMS const& parameters)
{
    auto const* const mask = parameters.maskGenAlgorithm;
    if (!mask)
        return Hash::Sha1;
    if (OBJ_obj2nid(mask->algorithm) != NID_mgf1)
        return Hash::Other;
    auto const hash = object_of<OwnedAlgorithm>(d2i_X509_ALGOR, parameters_of(mask));
    return hash ? hash_of(hash->algorithm) : Hash::Other;
}

/// RFC 4056 3: the hash of the parameters is the digest algorithm, MGF1 uses a hash that we know, the trailer is 0xbc.
bool are_sound_pss_parameters(X509_ALGOR const* signature, Hash digest)
{
    auto const parameters = object_of<OwnedPss>(d2i_RSA_PSS_PARAMS, parameters_of(signature));
    return parameters && hash_or_default(parameters->hashAlgorithm) == digest && mask_hash(*parameters) != Hash::Other
        && (!parameters->trailerField || ASN1_INTEGER_get(parameters->trailerField) == 1);
}

bool is_rsa(EVP_PKEY const* key) { return key_type(key) == KeyType::Rsa; }

void judge_rsa_pss(Algorithms& result, X509_ALGOR const* signature, EVP_PKEY const* key)
{
    result.name = "RSA-PSS with " + std::string(hash_name(result.hash));
    result.is_supported = (is_rsa(key) || key_type(key) == KeyType::RsaPss) && are_sound_pss_parameters(signature, result.hash);
}

/// Identifiers that name hash and key in one, as ecdsa-with-SHA256.
void judge_combined(Algorithms& result, int identifier, EVP_PKEY const* key)
{
    int digest = NID_undef;
    int kind = NID_undef;
    if (OBJ_find_sigid_algs(identifier, &digest, &kind) != 1)
        return;
    auto const is_same_hash = digest != NID_undef && hash_of(OBJ_nid2obj(digest)) == result.hash;
    if (kind == NID_rsaEncryption) {
        result.name = "RSA PKCS#1 v1.5 with " + std::string(hash_name(result.hash));
        result.is_supported = is_rsa(key) && is_same_hash;
    } else if (kind == NID_X9_62_id_ecPublicKey) {
        result.name = "ECDSA with " + std::string(hash_name(result.hash));
        result.is_supported = key_type(key) == KeyType::Ec && is_same_hash;
    }
}

} // namespace

bool is_broken(Hash hash) { return hash == Hash::Md5 || hash == Hash::Sha1; }

void append(std::vector<Weakness>& weaknesses, std::optional<Weakness> weakness)
{
    if (weakness)
        weaknesses.push_back(*std::move(weakness));
}

std::string weakness_text(std::vector<Weakness> const& weaknesses)
{
    std::string text;
    for (auto const& [kind, subject] : weaknesses) {
        text += text.empty() ? "" : "; ";
        switch (kind) {
        case WeaknessKind::Hash: text += subject + " is broken: other documents with the same hash can be made"; break;
        case WeaknessKind::Key: text += "the key " + subject + " is too short"; break;
        case WeaknessKind::Binding: text += "the certificate is bound by a weak hash (" + subject + ")"; break;
        case WeaknessKind::Path: text += "a certificate of the path has a short key or is signed with a weak hash"; break;
        }
    }
    return text;
}

Algorithms judge_algorithms(X509_ALGOR const* digest, X509_ALGOR const* signature, EVP_PKEY const* key)
{
    Algorithms result;
    result.hash = hash_of(digest->algorithm);
    if (is_broken(result.hash))
        result.weaknesses.push_back({ WeaknessKind::Hash, std::string(hash_name(result.hash)) });
    append(result.weaknesses, key_weakness(key));
    auto const identifier = OBJ_obj2nid(signature->algorithm);
    switch (identifier) {
    case NID_rsaEncryption:
        result.name = "RSA PKCS#1 v1.5 with " + std::string(hash_name(result.hash));
        result.is_supported = is_rsa(key);
        break;
    case NID_rsassaPss: judge_rsa_pss(result, signature, key); break;
    case NID_X9_62_id_ecPublicKey: // some programs name the key where the signature belongs
        result.name = "ECDSA with " + std::string(hash_name(result.hash));
        result.is_supported = key_type(key) == KeyType::Ec;
        break;
    case NID_ED25519:
        result.name = "Ed25519";
        result.is_supported = key_type(key) == KeyType::Ed25519 && result.hash == Hash::Sha512; // RFC 8419 3.1
        break;
    default: result.name = "an unknown algorithm"; judge_combined(result, identifier, key);
    }
    if (result.hash == Hash::Other || is_forgeable(key))
        result.is_supported = false;
    return result;
}

} // namespace konkordat::crypto
