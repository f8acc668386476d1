#pragma once

#include "core/layout/page.h"
#include "core/pdf/writer.h"

#include <optional>
#include <string>
#include <vector>

namespace konkordat::pdf {

/// "[12 0 R /XYZ 0 700 null]"
[[nodiscard]] std::string destination(layout::Destination const&, layout::LaidOutDocument const&, std::vector<ObjectId> const& pages);

/// Writes the bookmarks as a tree; only the first level is open. Nothing if there are none.
[[nodiscard]] std::optional<ObjectId> write_outline(Writer&, layout::LaidOutDocument const&, std::vector<ObjectId> const& pages);

} // namespace konkordat::pdf
