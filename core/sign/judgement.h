#pragma once

#include "core/sign/verification.h"

#include <vector>

namespace konkordat::sign {

/// Enters into each report the changes that came after it, each judged by what the signatures up to then permit
/// (ISO 32000-2 12.8.2), and the modification that they amount to.
void judge_changes(std::vector<SignatureReport>&, std::vector<Change> const&);

/// From what is in the report: level, weakness, verdict.
void conclude(SignatureReport&);
void conclude(VerificationReport&);

} // namespace konkordat::sign
