#pragma once

#include "core/sign/awaited_objects.h"
#include "core/sign/change.h"
#include "core/sign/document.h"
#include "core/sign/revisions.h"

#include <vector>

/// Compares two revisions by what they say when their objects are resolved. For use inside this folder.
namespace konkordat::sign {

/// What `after`, made by `revision` number `index`, changed of `before`. `history` is kept from one comparison to the next. May throw what
/// qpdf throws.
[[nodiscard]] Result<std::vector<Change>> compare_revisions(
    Document& before, Document& after, Revision const& revision, std::size_t index, ObjectHistory& history);

} // namespace konkordat::sign
