#pragma once

#include "core/cli/sign_pdf.h"

namespace konkordat::cli {

/// Signs an agreement's canonical form, or adds a signer to a file of signatures. Errors: as those of sign_pdf.h.
[[nodiscard]] Result<void> sign_json_file(SignTask const&);

} // namespace konkordat::cli
