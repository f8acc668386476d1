#pragma once

#include "core/sign/change.h"
#include "core/sign/document.h"

#include <map>
#include <set>
#include <vector>

/// Objects that a file refers to and does not have: who adds one changes what refers to it. For use inside this folder.
namespace konkordat::sign {

/// Which revisions first had an object, and which overwrote it last, by number; those of the first revision that was compared are left out.
struct ObjectHistory {
    std::map<int, std::size_t> added;
    std::map<int, std::size_t> changed;
};

/// What an object of `document` refers to and that was added after it was written.
[[nodiscard]] std::vector<Change> awaited_by(QPDFObjectHandle const&, ObjectHistory const&);

/// To be called with the last revision: objects that something older referred to before they were there. The document's objects are nothing to
/// be read afterwards.
[[nodiscard]] std::vector<Change> awaited_objects(Document& last, ObjectHistory const&);

/// Numbers from `first` on that objects within the file's first `size` bytes refer to. The document's objects are nothing to be
/// read afterwards.
[[nodiscard]] std::set<int> awaited_numbers(Document&, std::size_t size, int first);

} // namespace konkordat::sign
