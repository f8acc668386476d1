#pragma once

#include "core/agreement/agreement.h"

#include <optional>
#include <string_view>
#include <vector>

namespace konkordat::procedure {

enum class GapKind {
    StepWithoutResponsible,
    SeveralResponsible,
    /// A body of the core group that has no part in any step. Moderation, secretariat and observers need none, nor does
    /// the associate group (Guidelines 3.3: it oversees the implementation).
    OrganisationWithoutStep,
};

struct Gap {
    GapKind kind = GapKind::StepWithoutResponsible;
    StepId step = {};                 ///< of the first two kinds
    OrganisationId organisation = {}; ///< of the third

    friend bool operator==(Gap const&, Gap const&) = default;
};

/// Who has which part in which step.
struct Matrix {
    std::vector<OrganisationId> organisations = {}; ///< in the order of the memberships, then the rest
    std::vector<StepId> steps = {};
    std::vector<std::vector<std::optional<ResponsibilityKind>>> cells = {}; ///< [step][organisation]
    std::vector<Gap> gaps = {};                     ///< of steps in their order, then of organisations
};

[[nodiscard]] Matrix responsibility_matrix(Agreement const&);

/// "step-without-responsible" ...: end of the keys under which catalogues name a gap.
[[nodiscard]] std::string_view name_of(GapKind);

/// Every organisation once: those with a membership in the order of the memberships, then the others.
[[nodiscard]] std::vector<Organisation const*> organisations_in_order(Agreement const&);

} // namespace konkordat::procedure
