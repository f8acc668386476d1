#pragma once

#include "core/agreement/agreement.h"
#include "core/procedure/drawing.h"
#include "core/richtext/resolve.h"

namespace konkordat::procedure {

/// Who sits where and who reports to whom: the authority that gave the mandate on top, moderation and secretariat below it,
/// the core group around the table with its lead marked, the associate group beneath. `width` at least 200 pt.
/// An agreement without memberships gives an empty table.
[[nodiscard]] Drawing draw_roundtable(Agreement const&, Language, richtext::Words const&, MeasureText const&, Length width);

} // namespace konkordat::procedure
