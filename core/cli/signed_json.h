#pragma once

#include "core/base/result.h"
#include "core/sign/json_document.h"

#include <string>

namespace konkordat::cli {

/// The document beside detached signatures, in the form in which it is signed: an agreement's canonical bytes, else the file's.
struct SignedDocument {
    std::string bytes;
    bool was_canonical = true;
};
/// Errors: those of read_file().
[[nodiscard]] Result<SignedDocument> read_signed_document(std::string const& path);

} // namespace konkordat::cli
