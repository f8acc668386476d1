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

/// What stands on every page of a part.
struct RunningTexts {
    Language language = Language::German;
    std::string head = {};          ///< not on the first page
    std::string state = {};
    std::string page_of_pages = {};
    std::string watermark = {};     ///< or empty
};
[[nodiscard]] RunningTexts running_texts(Part const&);
/// Of two language versions side by side.
[[nodiscard]] RunningTexts running_texts(Part const& left, Part const& right);

/// Header (but on the first page), footer and watermark of the pages [first_page, end_page). `page_count` is that of the whole document.
/// Page numbers are set before: they are found by their place among the page's items.
void add_running_texts(RunningTexts const&, StyleSheet const&, Typesetter&, std::size_t first_page, std::size_t end_page,
    std::size_t page_count, LaidOutDocument& document);

} // namespace konkordat::layout
