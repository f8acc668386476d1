#include "core/crypto/json_file.h"

#include "core/base/base64.h"
#include "core/base/json.h"

#include <utility>

namespace konkordat::crypto {

namespace {

constexpr std::size_t max_file_bytes = 48U * 1024U * 1024U;
constexpr std::size_t max_signatures = 100;
constexpr std::size_t max_text_bytes = 1024U * 1024U;
constexpr std::size_t max_unprotected = 50;

JsonEntry read_entry(json::Cursor const& place)
{
    JsonEntry entry;
    json::Object object { place };
    entry.protected_header = object.required("protected").text(max_text_bytes);
    entry.signature = object.required("signature").text(max_text_bytes);
    if (auto const header = object.optional("header")) {
        entry.has_header = true;
        for (auto const& [name, value] : header->members(max_unprotected))
            entry.has_unprotected_members = entry.has_unprotected_members || name != "etsiU";
    }
    object.finish();
    return entry;
}

Error inconsistent(std::string message)
{
    return { .code = ErrorCode::Inconsistent, .message = std::move(message), .key = "crypto-json-document" };
}

} // namespace

Result<JsonFile> read_json_file(std::string_view jws)
{
    KONKORDAT_TRY(auto const root, json::parse(jws, { .max_bytes = max_file_bytes, .max_depth = 12, .max_values = 20'000 }));
    json::Reading reading;
    json::Object object { json::Cursor { reading, root, "" } };
    JsonFile file;
    if (auto const payload = object.optional("payload"))
        file.payload = payload->text(max_file_bytes);
    file.entries = object.required("signatures").items(max_signatures, read_entry);
    object.finish();
    if (reading.error())
        return *reading.error();
    if (file.entries.empty())
        return Error {
            .code = ErrorCode::Malformed, .message = "there is no signature in it", .pointer = "/signatures", .key = "crypto-json-empty"
        };
    return file;
}

std::string write_json_file(JsonFile const& file)
{
    // Texts in base64url need no escapes, and the members are in the order of RFC 8785.
    std::string text = "{";
    if (file.payload)
        text += "\"payload\":\"" + *file.payload + "\",";
    text += "\"signatures\":[";
    for (auto const& entry : file.entries) {
        text += text.back() == '[' ? "" : ",";
        text += R"({"protected":")" + entry.protected_header + R"(","signature":")" + entry.signature + "\"}";
    }
    return text + "]}";
}

Result<std::string> payload_of(JsonFile const& file, std::optional<std::string_view> document)
{
    if (document && document->size() > max_document_bytes)
        return Error { .code = ErrorCode::TooLarge, .message = "a document larger than 16 MiB", .key = "crypto-too-large" };
    if (!file.payload) {
        if (!document)
            return inconsistent("the document that was signed is not in the file and must be given beside it");
        return encode_base64url(*document);
    }
    auto const embedded = decode_base64url(*file.payload);
    if (!embedded)
        return Error { .code = ErrorCode::Malformed, .message = "not base64url", .pointer = "/payload", .key = "crypto-json-base64url" };
    if (document && *embedded != *document)
        return inconsistent("the document in the file of signatures is another one");
    return *file.payload;
}

std::string signing_input(std::string_view protected_header, std::string_view payload)
{
    std::string input;
    input.reserve(protected_header.size() + 1 + payload.size());
    input += protected_header;
    input += '.';
    input += payload;
    return input;
}

} // namespace konkordat::crypto
