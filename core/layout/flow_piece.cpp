#include "core/layout/flow_piece.h"

#include <cassert>
#include <utility>

namespace konkordat::layout {

FlowPiece add_to_structure(std::shared_ptr<Flow const> flow, std::span<ElementIndex const> outer, std::vector<StructureElement>& structure)
{
    assert(outer.size() == flow->outer_elements);
    FlowPiece piece { std::move(flow), structure.size() };
    std::vector<StructureElement> const& elements = piece.flow->structure;
    for (std::size_t i = 0; i < outer.size(); ++i) {
        for (StructureKid const& kid : elements[i].kids)
            structure[outer[i]].kids.push_back(StructureKid { .element = piece.element(kid.element) });
    }
    for (std::size_t i = outer.size(); i < elements.size(); ++i) {
        StructureElement& element = structure.emplace_back(elements[i]);
        element.parent = element.parent < outer.size() ? outer[element.parent] : piece.element(element.parent);
        for (StructureKid& kid : element.kids)
            kid.element = piece.element(kid.element);
    }
    return piece;
}

Flow with_elements_of_structure(FlowPiece const& piece)
{
    Flow flow = *piece.flow;
    auto place = [&](ElementIndex& element) {
        if (element != no_element)
            element = piece.element(element);
    };
    auto place_all = [&](std::vector<Row>& rows) {
        for (Row& row : rows) {
            for (RowRun& run : row.runs)
                place(run.element);
            for (SignatureArea& signature : row.signatures)
                place(signature.element);
            place(row.figure_element);
        }
    };
    place_all(flow.rows);
    for (std::vector<Row>& rows : flow.notes)
        place_all(rows);
    for (std::vector<Row>& rows : flow.table_heads)
        place_all(rows);
    for (FlowLink& link : flow.links)
        place(link.parent);
    flow.structure.clear();
    flow.outer_elements = 0;
    return flow;
}

} // namespace konkordat::layout
