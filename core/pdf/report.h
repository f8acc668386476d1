#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/layout/layout.h"
#include "core/templates/template_pack.h"

#include <map>
#include <vector>

namespace konkordat::pdf {

/// What the conformity check finds in the agreement today, as reports to be printed behind it.
/// Errors: those of resources that are missing or malformed.
[[nodiscard]] Result<std::map<Language, layout::Report>> conformity_reports(
    World&, Agreement const&, templates::TemplatePack const* pack, std::vector<Language> const& languages);

} // namespace konkordat::pdf
