#pragma once

#include "core/base/world.h"
#include "web/documents/work.h"

namespace konkordat::documents {

/// Does the work. Never throws; what a file can cause is an error.
[[nodiscard]] Result<Product> carry_out(World&, Work const&);

} // namespace konkordat::documents
