#pragma once

#include "core/agreement/agreement.h"
#include "core/layout/document.h"

#include <optional>

namespace konkordat::layout {

/// The letterhead in a language, other languages filling in; nothing if it says and shows nothing. Lines are cleaned of control characters and
/// blank ones left out. An emblem that cannot be read (check_appearance knows why) is left out.
[[nodiscard]] std::optional<Letterhead> compose_letterhead(konkordat::Letterhead const&, Language);

} // namespace konkordat::layout
