#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/crypto/certificate.h"
#include "core/crypto/signature.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Within core/crypto only: owners of libcrypto's objects, and the way from and to them.
namespace konkordat::crypto {

template <auto free_object>
struct Freed {
    template <typename T>
    void operator()(T* object) const
    {
        free_object(object);
    }
};
template <typename T, auto free_object>
using Owned = std::unique_ptr<T, Freed<free_object>>;

inline void free_certificates(STACK_OF(X509) * certificates) { sk_X509_pop_free(certificates, X509_free); }
inline void free_certificate_list(STACK_OF(X509) * certificates) { sk_X509_free(certificates); }

using OwnedX509 = Owned<X509, X509_free>;
using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedKeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using OwnedDigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedCms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using OwnedAlgorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using OwnedPss = Owned<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free>;
using OwnedAttribute = Owned<X509_ATTRIBUTE, X509_ATTRIBUTE_free>;
using OwnedCertificates = Owned<STACK_OF(X509), free_certificates>; ///< owns the certificates too
using CertificateList = Owned<STACK_OF(X509), free_certificate_list>; ///< refers to certificates that others own

/// Empties libcrypto's error queue at its end: what went wrong is said in our own words, and no later call finds it.
struct ErrorQueue {
    ErrorQueue();
    ~ErrorQueue();
    ErrorQueue(ErrorQueue const&) = delete;
    ErrorQueue& operator=(ErrorQueue const&) = delete;
};

/// Of libcrypto's failures that no input explains: memory, missing randomness.
[[nodiscard]] Error library_error(std::string_view what);

inline unsigned char const* data_of(std::string_view bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }
inline unsigned char* data_of(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
inline std::string_view view_of(unsigned char const* bytes, std::size_t size) { return { reinterpret_cast<char const*>(bytes), size }; }
inline std::string_view view_of(ASN1_STRING const* text)
{
    return view_of(ASN1_STRING_get0_data(text), static_cast<std::size_t>(ASN1_STRING_length(text)));
}

/// The DER of an object: der_of(i2d_X509, x509). Empty on failure.
template <typename Encode, typename T>
[[nodiscard]] std::string der_of(Encode encode, T* object)
{
    unsigned char* bytes = nullptr;
    auto const size = encode(object, &bytes);
    if (size <= 0)
        return {};
    std::string der { reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size) };
    OPENSSL_free(bytes);
    return der;
}

/// An object that fills `der` to its last byte, or nothing: object_of<OwnedX509>(d2i_X509, der).
template <typename OwnedObject, typename Decode>
[[nodiscard]] OwnedObject object_of(Decode decode, std::string_view der)
{
    if (der.empty() || der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return nullptr;
    auto const* position = data_of(der);
    OwnedObject object { decode(nullptr, &position, static_cast<long>(der.size())) };
    if (position != data_of(der) + der.size())
        return nullptr;
    return object;
}

/// A SEQUENCE value with its tag; empty for anything else, and for parameters that are none.
[[nodiscard]] std::string_view sequence_of(ASN1_TYPE const*);
[[nodiscard]] std::string_view parameters_of(X509_ALGOR const*);
/// The certificates of a list, which may be null; they stay its own.
[[nodiscard]] std::vector<X509*> certificates_in(STACK_OF(X509) const*);

/// Errors: Malformed.
[[nodiscard]] Result<OwnedX509> parse_certificate(std::string_view der);
[[nodiscard]] Result<Certificate> describe(X509*);
[[nodiscard]] OwnedX509 share(X509*);

/// Nothing for a time that is not in the Gregorian calendar.
[[nodiscard]] std::optional<Timestamp> timestamp_of(ASN1_TIME const*);

[[nodiscard]] Hash hash_of(ASN1_OBJECT const*);
[[nodiscard]] Hash hash_of(EVP_MD const*);
/// Nothing for Hash::Other.
[[nodiscard]] EVP_MD const* digest_for(Hash);
[[nodiscard]] std::string_view hash_name(Hash); ///< "SHA-256"
/// Raw bytes; empty if the hash is not available.
[[nodiscard]] std::string digest_of(Hash, Content);
[[nodiscard]] std::string digest_of(Hash, std::string_view);
/// Of what the context has been given, and the rest; empty if that fails.
[[nodiscard]] std::string finished_digest(EVP_MD_CTX*, Content rest);

[[nodiscard]] std::string hexadecimal(std::string_view bytes);

} // namespace konkordat::crypto
