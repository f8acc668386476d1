#pragma once

#include "core/store/database.h"
#include "core/store/workspace.h"

namespace konkordat {

/// See Workspace::check_integrity(). Stops after a hundred problems. Errors: those of Database that prevent looking.
[[nodiscard]] Result<IntegrityReport> check_integrity_of(Database&);

} // namespace konkordat
