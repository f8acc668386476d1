#include "core/crypto/json_signature.h"

#include "core/base/base64.h"
#include "core/crypto/identity_implementation.h"
#include "core/crypto/json_algorithms.h"
#include "core/crypto/json_file.h"
#include "core/crypto/json_header.h"

#include <utility>

namespace konkordat::crypto {

namespace {

/// Canonical: the members are in the order of RFC 8785, and no value needs an escape.
std::string protected_header(Identity const& identity, JsonAlgorithm const& algorithm, Timestamp signing_time)
{
    std::string text = R"({"alg":")" + std::string(algorithm.name) + R"(","cty":"json","iat":)" + std::to_string(signing_time.seconds)
        + R"(,"x5c":[)";
    text += '"' + encode_base64(identity.certificate().der) + '"';
    for (auto const& issuer : identity.chain())
        text += ",\"" + encode_base64(issuer.der) + '"';
    text += R"(],"x5t#S256":")" + encode_base64url(digest_of(Hash::Sha256, identity.certificate().der)) + "\"}";
    return encode_base64url(text);
}

Result<JsonEntry> sign_entry(Identity const& identity, std::string_view payload, Timestamp signing_time)
{
    auto* const key = identity.implementation().key.get();
    auto const* const algorithm = signing_algorithm(key);
    if (!algorithm)
        return Error { .code = ErrorCode::InvalidArgument, .message = "this kind of key cannot sign JSON", .key = "crypto-key-kind" };
    JsonEntry entry;
    entry.protected_header = protected_header(identity, *algorithm, signing_time);
    KONKORDAT_TRY(auto const value, sign_json_value(*algorithm, key, signing_input(entry.protected_header, payload)));
    entry.signature = encode_base64url(value);
    return entry;
}

Error refused(std::string message, std::string key)
{
    return { .code = ErrorCode::Inconsistent, .message = std::move(message), .key = std::move(key) };
}

} // namespace

Result<std::string> sign_json(Identity const& identity, std::string_view document, PayloadPlace place, Timestamp signing_time)
{
    ErrorQueue const errors;
    JsonFile file;
    KONKORDAT_TRY(auto payload, payload_of(file, document));
    KONKORDAT_TRY(auto entry, sign_entry(identity, payload, signing_time));
    file.entries.push_back(std::move(entry));
    if (place == PayloadPlace::Embedded)
        file.payload = std::move(payload);
    return write_json_file(file);
}

Result<std::string> add_json_signature(
    std::string_view jws, Identity const& identity, std::optional<std::string_view> document, Timestamp signing_time)
{
    ErrorQueue const errors;
    KONKORDAT_TRY(auto file, read_json_file(jws));
    KONKORDAT_TRY(auto const payload, payload_of(file, document));
    for (auto const& entry : file.entries) {
        if (entry.has_header)
            return refused("a signature with unprotected headers, which would be lost", "crypto-json-unprotected");
        auto const header = read_json_header(entry.protected_header);
        if (!header.faults.empty() || !decode_base64url(entry.signature))
            return refused("a signature in the file is not in order; nothing can be added to it", "crypto-json-broken");
        if (header.certificates.front() == identity.certificate().der)
            return refused("this certificate has signed already", "crypto-json-signed-already");
    }
    KONKORDAT_TRY(auto entry, sign_entry(identity, payload, signing_time));
    file.entries.push_back(std::move(entry));
    return write_json_file(file);
}

} // namespace konkordat::crypto
