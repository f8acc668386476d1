#pragma once

#include "core/sign/signature.h"

#include <string>
#include <string_view>
#include <vector>

/// Signing with a key that is elsewhere: on a smart card, at a remote service. The file goes nowhere; a record with hashes does.
namespace konkordat::sign {

/// What the other side needs, and what is needed to take its answer. Written as JSON (docs/signatures.md).
struct DeferredRecord {
    std::string field;
    ByteRange range;
    std::string certificate;                  ///< DER
    std::vector<std::string> chain;           ///< DER, nearest issuer first
    crypto::SignedAttributes to_be_signed;    ///< attributes (DER SET OF), hash and digest
};

struct DeferredSignature {
    std::string file; ///< with an empty hole
    DeferredRecord record;
};

/// Errors: as reserve_signature().
[[nodiscard]] Result<DeferredSignature> prepare_deferred(std::string_view pdf, SignatureRequest const&, crypto::Certificate const&,
    std::vector<crypto::Certificate> const& chain, TimeStampRoom, MakeAppearance const& = {});

/// The signed file from a CMS made elsewhere, or from the bare signature value over the attributes. Errors: Inconsistent
/// (deferred-other-file: record and file do not belong together; deferred-does-not-fit: the answer is no valid signature of this file
/// by this certificate), TooLarge (sign-no-room), those of the cryptography.
[[nodiscard]] Result<std::string> complete_deferred_with_cms(std::string_view file, DeferredRecord const&, std::string_view cms);
[[nodiscard]] Result<std::string> complete_deferred_with_value(
    std::string_view file, DeferredRecord const&, std::string_view signature_value);

[[nodiscard]] std::string write_deferred_record(DeferredRecord const&);
/// Errors: Malformed, as json::parse() and with its places.
[[nodiscard]] Result<DeferredRecord> read_deferred_record(std::string_view json);

} // namespace konkordat::sign
