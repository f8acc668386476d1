#pragma once

#include "core/sign/change.h"
#include "core/sign/document.h"
#include "core/sign/revisions.h"

#include <map>
#include <set>
#include <vector>

/// Compares two revisions by what they say when their objects are resolved. For use inside this folder.
namespace konkordat::sign {

/// Which revisions first had an object, and which overwrote it last, by number; those of the first revision that was compared are left out.
struct ObjectHistory {
    std::map<int, std::size_t> added;
    std::map<int, std::size_t> changed;
};

/// What `after`, made by `revision` number `index`, changed of `before`. `history` is kept from one comparison to the next. May throw what
/// qpdf throws.
[[nodiscard]] Result<std::vector<Change>> compare_revisions(
    Document& before, Document& after, Revision const& revision, std::size_t index, ObjectHistory& history);

/// To be called with the last revision: objects that something older referred to before they were there. Who adds one changes what refers to it.
[[nodiscard]] std::vector<Change> awaited_objects(Document& last, ObjectHistory const&);

/// Numbers from `first` on that objects within the file's first `size` bytes refer to.
[[nodiscard]] std::set<int> awaited_numbers(Document&, std::size_t size, int first);

} // namespace konkordat::sign
