#pragma once

#include "core/layout/page.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a page says, in reading order: its text as nested passages with the meaning the document's structure gives them.
namespace konkordat::ui {

/// Text of one run where it stands.
struct PassageLine {
    std::string text;
    layout::Rectangle area;   ///< as wide as the text is set
    layout::Length size = 0;
    bool bold = false;
    bool italic = false;
};

struct Passage {
    std::string_view role;    ///< of ARIA: "paragraph", "list"; "link" for a part of a line that leads somewhere, empty: plain lines
    int level = 0;            ///< of a heading
    std::optional<Language> language = {}; ///< where it is not that of the passage around it
    std::string name = {};    ///< of a figure: what it shows
    std::optional<std::size_t> link = {}; ///< index into the page's links
    layout::Rectangle area = {}; ///< around all of it
    std::vector<PassageLine> lines = {};
    std::vector<Passage> children = {};   ///< after `lines`
};

struct PageText {
    Language language = Language::German;
    std::vector<Passage> passages;
};

/// What is printed on every page (header, footer, watermark) is left out.
[[nodiscard]] PageText page_text(layout::LaidOutDocument const&, std::size_t page);

} // namespace konkordat::ui
