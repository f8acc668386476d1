#pragma once

#include "core/layout/row_place.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace konkordat::layout {

/// What a page shows of its rows, before its number and the elements of its document are known. Pieces are counted from the page's
/// first one.
struct PageBody {
    /// Whose a marked content is: an element's, or a link's if there is one.
    struct Owner {
        std::size_t piece = 0;
        ElementIndex element = no_element; ///< in the piece's flow
        std::size_t link = none;

        friend bool operator==(Owner const&, Owner const&) = default;
    };
    struct Link {
        std::size_t piece = 0;
        std::size_t link = none;
        Rectangle area = {};
    };
    /// A run whose text is the number of the page that holds an anchor.
    struct PageNumber {
        std::size_t item = 0;
        std::string anchor = {};
    };
    /// A row that the document has to know the place of.
    struct Mark {
        std::size_t piece = 0;
        Row const* row = nullptr; ///< never null
        Length y = 0;
    };
    struct WaitingRow {
        std::size_t piece = 0;
        Row const* row = nullptr; ///< never null
    };

    std::vector<std::shared_ptr<Flow const>> flows = {}; ///< of the pieces, so that their rows stay
    std::vector<PageItem> items = {};
    std::vector<Owner> contents = {};
    std::vector<Link> links = {};
    std::vector<PageNumber> page_numbers = {};
    std::vector<Mark> marks = {};
    std::vector<WaitingRow> waiting = {}; ///< of notes, for the next page

    std::string finished_as = {}; ///< the numbers and running texts in `finished`
    PageItems finished = {};
};

/// Between text and footnotes, with the line that parts them.
inline constexpr Length space_above_notes = points(14);

/// Of the row's table.
[[nodiscard]] std::vector<Row> const& table_head(Row const&, Flow const&);
/// True if a page that begins with this row first repeats its table's head.
[[nodiscard]] bool repeats_table_head(Row const&, Flow const&, StyleSheet const&);
[[nodiscard]] Length height_of(std::vector<Row> const&);

/// `flows`: of the pieces from `first_piece` on to the last one of the rows. `waiting`: notes that the page before had no room for, of
/// pieces counted from the first.
[[nodiscard]] std::shared_ptr<PageBody> set_page(std::vector<std::shared_ptr<Flow const>> flows, std::size_t first_piece,
    std::span<RowPlace const> rows, std::vector<PageBody::WaitingRow> waiting, StyleSheet const&);

} // namespace konkordat::layout
