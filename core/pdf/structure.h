#pragma once

#include "core/layout/page.h"
#include "core/pdf/writer.h"

#include <vector>

namespace konkordat::pdf {

/// An annotation of a page, and the structure element that it belongs to.
struct Annotation {
    ObjectId annotation = {};
    std::size_t page = 0;
    layout::ElementIndex element = layout::no_element;
    int struct_parent = 0; ///< its key in the parent tree
};

/// Writes the structure tree with its parent tree. Page n has the parent tree's key n. Returns StructTreeRoot.
[[nodiscard]] ObjectId write_structure(
    Writer&, layout::LaidOutDocument const&, std::vector<ObjectId> const& pages, std::vector<Annotation> const& annotations);

} // namespace konkordat::pdf
