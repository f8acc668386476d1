#include "core/cli/signed_json.h"

#include "core/base/json.h"
#include "core/cli/files.h"
#include "core/codec/agreement_json.h"

#include <algorithm>

namespace konkordat::cli {

bool is_json(std::string_view bytes)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(byte_order_mark))
        bytes.remove_prefix(byte_order_mark.size());
    auto const first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '{';
}

bool is_json_signature(std::string_view bytes)
{
    auto const value = json::parse(bytes, { .max_bytes = max_signed_json_bytes });
    return value && value->type == json::Value::Type::Object && std::ranges::any_of(value->members, [](auto const& member) {
        return member.first == "signatures" || member.first == "signature";
    });
}

Result<CanonicalAgreement> canonical_agreement(std::string_view bytes)
{
    KONKORDAT_TRY(auto agreement, read_agreement(bytes));
    auto canonical = write_agreement(agreement);
    bool const was_canonical = canonical == bytes;
    return CanonicalAgreement { .agreement = std::move(agreement), .bytes = std::move(canonical), .was_canonical = was_canonical };
}

Result<SignedDocument> read_signed_document(std::string const& path)
{
    KONKORDAT_TRY(auto bytes, read_file(path, max_signed_json_bytes));
    if (auto canonical = canonical_agreement(bytes))
        return SignedDocument { .bytes = std::move(canonical->bytes), .was_canonical = canonical->was_canonical };
    return SignedDocument { .bytes = std::move(bytes) };
}

} // namespace konkordat::cli
