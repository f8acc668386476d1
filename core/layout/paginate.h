#pragma once

#include "core/layout/flow.h"

#include <string>
#include <vector>

namespace konkordat::layout {

/// A run whose text is the number of the page that holds an anchor.
struct PageNumberSlot {
    std::size_t page = 0;
    std::size_t item = 0;
    std::string anchor = {};
};

/// Breaks a flow into pages and adds them, with anchors, outline and structure, to `document`. Lines that belong together
/// stay together where a page can hold them. Returns the page numbers that are still to be set.
[[nodiscard]] std::vector<PageNumberSlot> paginate(Flow, StyleSheet const&, LaidOutDocument& document);

void set_page_numbers(std::vector<PageNumberSlot> const&, Typesetter&, LaidOutDocument& document);

/// Header (but on the first page) and footer of the part whose pages begin at `first_page` and are the last ones so far.
/// `page_count` is that of the whole document.
void add_running_texts(Part const&, StyleSheet const&, Typesetter&, std::size_t first_page, std::size_t end_page, std::size_t page_count,
    LaidOutDocument& document);

} // namespace konkordat::layout
