#pragma once

#include "core/layout/flow_piece.h"
#include "core/layout/layout_cache.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace konkordat::layout {

/// Breaks a part's flow into pages and adds them, with anchors, outline and structure, to `document`. Lines that belong together
/// stay together where a page can hold them. Returns what finish_pages() puts on them.
[[nodiscard]] std::vector<std::shared_ptr<PageBody>> paginate(
    std::span<FlowPiece const>, StyleSheet const&, LayoutCache&, LaidOutDocument& document);

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

/// Fills the pages from `first_page` on: their bodies with page numbers, header (but on the first page), footer and watermark. All pages
/// of the document have been added.
void finish_pages(std::span<std::shared_ptr<PageBody> const>, RunningTexts const&, StyleSheet const&, Typesetter&, std::size_t first_page,
    LaidOutDocument& document);

} // namespace konkordat::layout
