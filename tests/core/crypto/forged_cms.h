#pragma once

#include "core/crypto/signature.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace konkordat::crypto {

/// A CMS that no honest program makes: its attributes are freely chosen, then really signed.
struct Forgery {
    KeyKind key = KeyKind::EcdsaP256;
    std::string person = "Mallory";
    bool with_content_type = true;
    bool with_message_digest = true;
    bool with_signing_certificate = true;
    bool with_duplicate_digest = false;     ///< a second message-digest attribute, of other content
    bool with_two_digest_values = false;    ///< two values in one attribute
    std::string content_type = "1.2.840.113549.1.7.1";
    std::string digested_content = "Vereinbarung, unterzeichnet";
    std::optional<std::string> named_certificate = {};    ///< DER that signing-certificate names instead of the signer's
    std::optional<std::string> included_certificate = {}; ///< DER in place of the signer's
    std::optional<Hash> stated_digest_algorithm = {};     ///< in SignerInfo; the signature uses the proper one
    std::optional<int> stated_signature_algorithm = {};   ///< NID
};

struct Forged {
    std::string cms;
    std::string certificate; ///< DER
};
[[nodiscard]] Forged forge(Forgery const&);
/// A certificate with the names and the serial number of another, but a key of its own.
[[nodiscard]] std::string twin_of(std::string const& certificate_der);
/// The same CMS with the outer lengths left open (X.690 8.1.3.6).
[[nodiscard]] std::string with_indefinite_lengths(std::string const& der);

} // namespace konkordat::crypto
