#include "core/sign/deferred.h"

#include "core/base/base64.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

namespace konkordat::sign {

namespace {

constexpr std::string_view format_id = "konkordat-deferred-signature-1";
constexpr std::int64_t largest_position = 1'000'000'000'000;

std::string_view hash_name(crypto::Hash hash)
{
    switch (hash) {
    case crypto::Hash::Sha256: return "SHA-256";
    case crypto::Hash::Sha384: return "SHA-384";
    case crypto::Hash::Sha512: return "SHA-512";
    default: return "other";
    }
}

Result<crypto::Hash> parse_hash(std::string_view name)
{
    for (crypto::Hash const hash : { crypto::Hash::Sha256, crypto::Hash::Sha384, crypto::Hash::Sha512 }) {
        if (hash_name(hash) == name)
            return hash;
    }
    return Error { .code = ErrorCode::Malformed, .message = "the hash is unknown", .argument = std::string(name) };
}

std::string bytes_of(json::Cursor const& cursor)
{
    std::string const text = cursor.text();
    if (cursor.failed())
        return {};
    auto bytes = decode_base64(text);
    if (!bytes)
        cursor.fail(ErrorCode::Malformed, "this is no base64", "unknown-value");
    return bytes.value_or(std::string());
}

ByteRange range_of(json::Cursor const& cursor)
{
    auto const numbers = cursor.items(4, [](json::Cursor const& item) { return item.integer(0, largest_position); });
    if (cursor.failed())
        return {};
    if (numbers.size() != 4 || numbers[0] != 0) {
        cursor.fail(ErrorCode::Malformed, "a byte range is four numbers, the first of them zero", "out-of-range");
        return {};
    }
    auto const begin = static_cast<std::size_t>(numbers[2]);
    return { .hole_begin = static_cast<std::size_t>(numbers[1]), .hole_end = begin, .end = begin + static_cast<std::size_t>(numbers[3]) };
}

} // namespace

std::string write_deferred_record(DeferredRecord const& record)
{
    nlohmann::ordered_json json;
    json["format"] = format_id;
    json["field"] = record.field;
    json["byteRange"] = { 0, record.range.hole_begin, record.range.hole_end, record.range.end - record.range.hole_end };
    json["certificate"] = encode_base64(record.certificate);
    json["chain"] = nlohmann::ordered_json::array();
    for (std::string const& der : record.chain)
        json["chain"].push_back(encode_base64(der));
    json["signedAttributes"] = encode_base64(record.to_be_signed.der);
    json["hash"] = hash_name(record.to_be_signed.hash);
    json["digest"] = encode_base64(record.to_be_signed.digest);
    return json.dump(2) + "\n";
}

Result<DeferredRecord> read_deferred_record(std::string_view bytes)
{
    KONKORDAT_TRY(json::Value const value, json::parse(bytes));
    json::Reading reading;
    json::Object object(json::Cursor(reading, value, ""));
    json::Cursor const format = object.required("format");
    if (std::string const id = format.text(100); !reading.failed() && id != format_id)
        format.fail(
            ErrorCode::UnsupportedVersion, "this is no record of a deferred signature that this program knows", "unknown-value", id);
    DeferredRecord record;
    record.field = object.required("field").text(10'000);
    record.range = range_of(object.required("byteRange"));
    record.certificate = bytes_of(object.required("certificate"));
    record.chain = object.required("chain").items(20, bytes_of);
    record.to_be_signed.der = bytes_of(object.required("signedAttributes"));
    record.to_be_signed.hash = object.required("hash").choice(parse_hash);
    record.to_be_signed.digest = bytes_of(object.required("digest"));
    object.finish();
    if (reading.failed())
        return *reading.error();
    return record;
}

} // namespace konkordat::sign
