#pragma once

#include "core/layout/flow.h"

#include <memory>
#include <span>
#include <vector>

namespace konkordat::layout {

/// A piece of a part's flow in a document. The flow may be shared with other documents.
struct FlowPiece {
    std::shared_ptr<Flow const> flow; ///< never null
    ElementIndex first_element = 0;   ///< in the document's structure: of the first one that is within the piece

    [[nodiscard]] ElementIndex element(ElementIndex in_flow) const { return in_flow - flow->outer_elements + first_element; }
};

/// Adds the flow's elements to the structure. `outer`: the elements in which it begins, as many as it says.
[[nodiscard]] FlowPiece add_to_structure(
    std::shared_ptr<Flow const>, std::span<ElementIndex const> outer, std::vector<StructureElement>& structure);

/// The same flow, with elements counted from the beginning of the structure to which it has been added.
[[nodiscard]] Flow with_elements_of_structure(FlowPiece const&);

} // namespace konkordat::layout
