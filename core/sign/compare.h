#pragma once

#include "core/sign/change.h"
#include "core/sign/document.h"
#include "core/sign/revisions.h"

#include <set>
#include <vector>

/// Compares two revisions by what they say when their objects are resolved. For use inside this folder.
namespace konkordat::sign {

/// Numbers of objects that a document refers to without having them. Who adds one of them changes what refers to it.
using DanglingReferences = std::set<int>;

/// Those of a whole document: reads every object once.
[[nodiscard]] DanglingReferences dangling_references(Document&);

/// What `after`, made by `revision` number `index`, changed of `before`. `dangling` is that of `before`, and that of `after` when it returns.
/// May throw what qpdf throws.
[[nodiscard]] Result<std::vector<Change>> compare_revisions(
    Document& before, Document& after, Revision const& revision, std::size_t index, DanglingReferences& dangling);

} // namespace konkordat::sign
