#pragma once

#include "core/base/date.h"
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::crypto {

/// What a person needs to know of an X.509 certificate (RFC 5280) before trusting or using it.
struct Certificate {
    std::string der;
    std::string common_name;
    std::string organisation;
    std::string country;
    std::string issuer;       ///< its common name, else the whole name (RFC 4514)
    std::string subject;      ///< the whole name (RFC 4514)
    std::string serial;       ///< hexadecimal
    std::string fingerprint;  ///< SHA-256 of `der`, hexadecimal
    std::string key;          ///< "RSA 3072", "ECDSA P-256", "Ed25519"
    Timestamp not_before;
    Timestamp not_after;      ///< included
    bool is_self_signed = false;
    bool is_for_trial = false; ///< made by Konkordat to try signing out; binds nobody
};

/// Errors: Malformed.
[[nodiscard]] Result<Certificate> read_certificate(std::string_view der);
/// All certificates of a file, PEM (any number) or DER (one). Errors: Malformed, TooLarge.
[[nodiscard]] Result<std::vector<Certificate>> read_certificates(std::string_view pem_or_der);
/// RFC 7468.
[[nodiscard]] std::string to_pem(Certificate const&);

} // namespace konkordat::crypto
