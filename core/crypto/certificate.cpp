#include "core/crypto/certificate.h"

#include "core/base/utf8.h"
#include "core/crypto/key.h"
#include "core/crypto/openssl_objects.h"
#include "core/crypto/trial_identity.h"

#include <openssl/pem.h>

#include <utility>

namespace konkordat::crypto {

namespace {

constexpr std::size_t max_file_bytes = 4U * 1024U * 1024U;
constexpr std::size_t max_certificates = 1000;

Error malformed(std::string message)
{
    return { .code = ErrorCode::Malformed, .message = std::move(message), .key = "crypto-certificate" };
}

/// As it may be shown: valid UTF-8 without control characters, which could hide or forge what stands beside it.
std::string displayable(std::string_view text)
{
    std::string result;
    for (auto const byte : text)
        result += static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f ? '?' : byte;
    return find_invalid_utf8(result) ? "?" : result;
}

/// The last entry of that kind, the most specific one; empty if there is none.
std::string name_entry(X509_NAME const* name, int nid)
{
    int index = -1;
    for (int next = -1; (next = X509_NAME_get_index_by_NID(name, nid, next)) >= 0;)
        index = next;
    if (index < 0)
        return {};
    unsigned char* text = nullptr;
    auto const size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    if (size < 0)
        return "?";
    auto result = displayable(view_of(text, static_cast<std::size_t>(size)));
    OPENSSL_free(text);
    return result;
}

std::string whole_name(X509_NAME const* name)
{
    OwnedBio const memory { BIO_new(BIO_s_mem()) };
    // RFC 4514, with letters beyond ASCII as they are.
    if (!memory || X509_NAME_print_ex(memory.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) < 0)
        return {};
    char* text = nullptr;
    auto const size = BIO_get_mem_data(memory.get(), &text);
    return displayable({ text, static_cast<std::size_t>(size) });
}

std::string serial_number(X509 const* x509)
{
    auto const* const serial = X509_get0_serialNumber(x509);
    auto digits = hexadecimal(view_of(serial));
    return (ASN1_STRING_type(serial) & V_ASN1_NEG) != 0 ? "-" + digits : digits;
}

Result<std::vector<Certificate>> read_pem(std::string_view text)
{
    std::vector<Certificate> certificates;
    OwnedBio const memory { BIO_new_mem_buf(text.data(), static_cast<int>(text.size())) };
    if (!memory)
        return library_error("read a file");
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* bytes = nullptr;
    long size = 0;
    while (PEM_read_bio(memory.get(), &name, &header, &bytes, &size) == 1) {
        std::string const kind { name };
        std::string const der { reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size) };
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(bytes, static_cast<std::size_t>(size));
        if (kind != PEM_STRING_X509 && kind != PEM_STRING_X509_OLD)
            continue;
        if (certificates.size() == max_certificates)
            return Error { .code = ErrorCode::TooLarge, .message = "more than 1000 certificates", .key = "crypto-too-large" };
        KONKORDAT_TRY(auto certificate, read_certificate(der));
        certificates.push_back(std::move(certificate));
    }
    if (certificates.empty())
        return malformed("no certificate in the file");
    return certificates;
}

} // namespace

Result<OwnedX509> parse_certificate(std::string_view der)
{
    auto x509 = object_of<OwnedX509>(d2i_X509, der);
    if (!x509)
        return malformed("not an X.509 certificate");
    return x509;
}

Result<Certificate> describe(X509* x509)
{
    ErrorQueue const errors;
    Certificate certificate;
    certificate.der = der_of(i2d_X509, x509);
    auto const not_before = timestamp_of(X509_get0_notBefore(x509));
    auto const not_after = timestamp_of(X509_get0_notAfter(x509));
    if (certificate.der.empty() || !not_before || !not_after)
        return malformed("a certificate whose validity cannot be read");
    auto const* const subject = X509_get_subject_name(x509);
    auto const* const issuer = X509_get_issuer_name(x509);
    certificate.common_name = name_entry(subject, NID_commonName);
    certificate.organisation = name_entry(subject, NID_organizationName);
    certificate.country = name_entry(subject, NID_countryName);
    certificate.issuer = name_entry(issuer, NID_commonName);
    if (certificate.issuer.empty())
        certificate.issuer = whole_name(issuer);
    certificate.subject = whole_name(subject);
    certificate.serial = serial_number(x509);
    certificate.fingerprint = hexadecimal(digest_of(Hash::Sha256, certificate.der));
    auto* const key = X509_get0_pubkey(x509);
    certificate.key = key ? key_description(key) : "an unknown kind of key";
    certificate.not_before = *not_before;
    certificate.not_after = *not_after;
    certificate.is_self_signed = key && X509_NAME_cmp(subject, issuer) == 0 && X509_verify(x509, key) == 1;
    certificate.is_for_trial = is_marked_for_trial(x509);
    return certificate;
}

Result<Certificate> read_certificate(std::string_view der)
{
    ErrorQueue const errors;
    KONKORDAT_TRY(auto const x509, parse_certificate(der));
    return describe(x509.get());
}

Result<std::vector<Certificate>> read_certificates(std::string_view pem_or_der)
{
    ErrorQueue const errors;
    if (pem_or_der.size() > max_file_bytes)
        return Error { .code = ErrorCode::TooLarge, .message = "a file of certificates larger than 4 MiB", .key = "crypto-too-large" };
    if (pem_or_der.find("-----BEGIN") != std::string_view::npos)
        return read_pem(pem_or_der);
    KONKORDAT_TRY(auto certificate, read_certificate(pem_or_der));
    return std::vector { std::move(certificate) };
}

} // namespace konkordat::crypto
