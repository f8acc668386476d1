#pragma once

#include "core/sign/document.h"

#include <functional>

/// For use inside this folder.
namespace konkordat::sign {

using VisitObject = std::function<void(ObjectPlace const&, QPDFObjectHandle const&)>;

/// Calls visit(place, object) for every object of the file, and lets go of each when it has been visited: never more than those of one object
/// stream are unpacked at a time. Afterwards the document has nothing to be read any more; what it had to complain about stays.
/// May throw what qpdf throws.
void visit_and_release(Document&, VisitObject const& visit);

} // namespace konkordat::sign
