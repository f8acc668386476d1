#include "core/cli/signed_json.h"

#include "core/cli/files.h"

namespace konkordat::cli {

Result<SignedDocument> read_signed_document(std::string const& path)
{
    KONKORDAT_TRY(auto bytes, read_file(path, sign::max_signed_json_bytes));
    if (auto canonical = sign::canonical_agreement(bytes))
        return SignedDocument { .bytes = std::move(canonical->bytes), .was_canonical = canonical->was_canonical };
    return SignedDocument { .bytes = std::move(bytes) };
}

} // namespace konkordat::cli
