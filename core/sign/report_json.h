#pragma once

#include "core/sign/progress.h"
#include "core/sign/verification.h"

#include <string>

namespace konkordat::sign {

/// The report as JSON for scripts, with keys that stay (docs/signatures.md).
[[nodiscard]] std::string report_json(VerificationReport const&);
[[nodiscard]] std::string progress_json(Progress const&);

} // namespace konkordat::sign
