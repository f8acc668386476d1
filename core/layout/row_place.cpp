#include "core/layout/row_place.h"

#include <algorithm>

namespace konkordat::layout {

std::vector<RowPlace> places_of(Flow const& flow, std::size_t piece)
{
    std::vector<RowPlace> places;
    places.reserve(flow.rows.size());
    for (Row const& row : flow.rows)
        places.push_back({ &row, piece, row.keep_with_next });
    return places;
}

void keep_signature_together(std::vector<RowPlace>& rows, RowRange signature, StyleSheet const& style)
{
    std::size_t first = signature.begin;
    // What is signed stands on the page on which the signatures begin: the last two lines before them come along.
    for (std::size_t i = first - std::min<std::size_t>(first, 2); i < first; ++i)
        rows[i].keep_with_next = true;
    while (first > 0 && rows[first - 1].keep_with_next && !rows[first].row->starts_page)
        --first;
    Length height = 0;
    for (std::size_t i = first; i < signature.end; ++i)
        height += rows[i].row->height + (i > first ? rows[i].row->space_before : 0);
    if (height > style.page_height - style.margin_top - style.margin_bottom)
        return;
    for (std::size_t i = first; i + 1 < signature.end; ++i)
        rows[i].keep_with_next = true;
}

} // namespace konkordat::layout
