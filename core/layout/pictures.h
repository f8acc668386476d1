#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/procedure/drawing.h"

#include <string>

/// Pictures of an agreement as files of their own, measured in the document's faces. Errors: those of a missing resource.
namespace konkordat::layout {

/// The whole procedure in one chart (procedure/chart.h), as SVG.
[[nodiscard]] Result<std::string> procedure_svg(World&, Agreement const&, Language);
/// The roundtable (procedure/roundtable.h), as SVG.
[[nodiscard]] Result<std::string> roundtable_svg(World&, Agreement const&, Language);

} // namespace konkordat::layout
