#pragma once

#include "core/sign/progress.h"
#include "core/sign/twin.h"
#include "core/sign/verification.h"

#include <string>

namespace konkordat::sign {

/// The report as JSON for scripts, with keys that stay (docs/signatures.md).
[[nodiscard]] std::string report_json(VerificationReport const&);
/// The same with what became of the twin, and whether all is in order.
[[nodiscard]] std::string report_json(VerificationReport const&, TwinCheck const&);
[[nodiscard]] std::string progress_json(Progress const&);

} // namespace konkordat::sign
