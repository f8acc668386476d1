#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Within core/crypto only: the outer form of a JWS in the general JSON serialisation (RFC 7515 7.2.1), texts still in base64url.
namespace konkordat::crypto {

struct JsonEntry {
    std::string protected_header;
    std::string signature;
    bool has_header = false;              ///< unprotected
    bool has_unprotected_members = false; ///< others than etsiU, JAdES's place for what is added later (TS 119 182-1 5.3)
};

struct JsonFile {
    std::optional<std::string> payload; ///< none: detached
    std::vector<JsonEntry> entries;
};

/// Errors: Malformed, TooLarge.
[[nodiscard]] Result<JsonFile> read_json_file(std::string_view jws);
/// Unprotected headers are not written.
[[nodiscard]] std::string write_json_file(JsonFile const&);
/// The document's base64url, as it is signed: of the file, or of the document given. Errors: Malformed, Inconsistent, TooLarge.
[[nodiscard]] Result<std::string> payload_of(JsonFile const&, std::optional<std::string_view> document);
/// RFC 7515 5.1: what is signed.
[[nodiscard]] std::string signing_input(std::string_view protected_header, std::string_view payload);

inline constexpr std::size_t max_document_bytes = 16U * 1024U * 1024U;

} // namespace konkordat::crypto
