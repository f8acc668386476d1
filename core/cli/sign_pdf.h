#pragma once

#include "core/base/world.h"
#include "core/cli/arguments.h"

#include <string>

namespace konkordat::cli {

/// A way to sign: the file that is read, and its bytes.
struct SignTask {
    World& world;
    Arguments const& arguments;
    std::string const& input;
    std::string const& bytes;
};

/// Errors of all: those of the options, of the key, and of the file, naming it. The file that is read is never written to.
[[nodiscard]] Result<void> list_fields(SignTask const&);
[[nodiscard]] Result<void> prepare_pdf(SignTask const&);
[[nodiscard]] Result<void> sign_pdf_file(SignTask const&);
/// The file with a hole, and the record that goes to where the key is.
[[nodiscard]] Result<void> defer_signature(SignTask const&);
/// What came back, put into the hole.
[[nodiscard]] Result<void> complete_signature(SignTask const&);

} // namespace konkordat::cli
