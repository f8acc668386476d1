#pragma once

#include "core/layout/document.h"
#include "core/layout/style.h"

#include <string>

namespace konkordat::bench {

/// The document's tree as JSON, for the programs it is measured against: what they typeset is the very same text, in the same sizes.
/// Charts are left out, which the others need not draw.
[[nodiscard]] std::string tree_json(layout::Document const&, layout::StyleSheet const&);

} // namespace konkordat::bench
