#include "core/crypto/pkcs12_limits.h"

namespace konkordat::crypto {

namespace {

constexpr std::uint64_t max_iterations = 5'000'000;

using OwnedPbe2 = Owned<PBE2PARAM, PBE2PARAM_free>;
using OwnedPbe = Owned<PBEPARAM, PBEPARAM_free>;
using OwnedPbkdf2 = Owned<PBKDF2PARAM, PBKDF2PARAM_free>;
using OwnedPbmac1 = Owned<PBMAC1PARAM, PBMAC1PARAM_free>;

template <typename Decode>
auto parameters_of(X509_ALGOR const* algorithm, Decode decode) -> decltype(decode(nullptr, nullptr, 0L))
{
    if (!algorithm || !algorithm->parameter || algorithm->parameter->type != V_ASN1_SEQUENCE)
        return nullptr;
    return object_of(decode, view_of(algorithm->parameter->value.sequence));
}

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
    OwnedPbkdf2 const parameters { parameters_of(algorithm, d2i_PBKDF2PARAM) };
    return parameters ? number_of(parameters->iter) : 1;
}

std::uint64_t iterations_of(X509_ALGOR const* algorithm)
{
    if (OBJ_obj2nid(algorithm->algorithm) == NID_pbes2) {
        OwnedPbe2 const parameters { parameters_of(algorithm, d2i_PBE2PARAM) };
        return parameters ? key_derivation_iterations(parameters->keyfunc) : 1;
    }
    OwnedPbe const parameters { parameters_of(algorithm, d2i_PBEPARAM) };
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
        OwnedPbmac1 const parameters { parameters_of(algorithm, d2i_PBMAC1PARAM) };
        return !parameters || key_derivation_iterations(parameters->keyDerivationFunc) <= max_iterations;
    }
    return number_of(iterations) <= max_iterations;
}

} // namespace konkordat::crypto
