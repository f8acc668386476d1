#include "core/crypto/pkcs12_limits.h"

namespace konkordat::crypto {

namespace {

constexpr std::uint64_t max_iterations = 5'000'000;

using OwnedPbe2 = Owned<PBE2PARAM, PBE2PARAM_free>;
using OwnedPbe = Owned<PBEPARAM, PBEPARAM_free>;
using OwnedPbkdf2 = Owned<PBKDF2PARAM, PBKDF2PARAM_free>;
using OwnedPbmac1 = Owned<PBMAC1PARAM, PBMAC1PARAM_free>;

/// A number that is negative or too long counts as more than bearable.
std::uint64_t number_of(ASN1_INTEGER const* number)
{
    std::uint64_t value = 0;
    if (!number)
        return 1; // the default (RFC 7292 4)
    return ASN1_INTEGER_get_uint64(&value, number) == 1 ? value : max_iterations + 1;
}

std::uint64_t key_derivation_iterations(X509_ALGOR const* algorithm)
{
    auto const parameters = object_of<OwnedPbkdf2>(d2i_PBKDF2PARAM, parameters_of(algorithm));
    return parameters ? number_of(parameters->iter) : 1;
}

std::uint64_t iterations_of(X509_ALGOR const* algorithm)
{
    if (OBJ_obj2nid(algorithm->algorithm) == NID_pbes2) {
        auto const parameters = object_of<OwnedPbe2>(d2i_PBE2PARAM, parameters_of(algorithm));
        return parameters ? key_derivation_iterations(parameters->keyfunc) : 1;
    }
    auto const parameters = object_of<OwnedPbe>(d2i_PBEPARAM, parameters_of(algorithm));
    return parameters ? number_of(parameters->iter) : 1;
}

} // namespace

bool has_bearable_iterations(X509_ALGOR const* algorithm, std::uint64_t& total)
{
    if (!algorithm)
        return true;
    auto const iterations = iterations_of(algorithm);
    if (iterations > max_iterations)
        return false;
    total += iterations;
    return total <= max_iterations;
}

bool has_bearable_mac_iterations(X509_ALGOR const* algorithm, ASN1_INTEGER const* iterations)
{
    if (algorithm && OBJ_obj2nid(algorithm->algorithm) == NID_pbmac1) {
        auto const parameters = object_of<OwnedPbmac1>(d2i_PBMAC1PARAM, parameters_of(algorithm));
        return !parameters || key_derivation_iterations(parameters->keyDerivationFunc) <= max_iterations;
    }
    return number_of(iterations) <= max_iterations;
}

} // namespace konkordat::crypto
