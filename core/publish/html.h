#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/layout/document.h"
#include "core/layout/typesetter.h"
#include "core/publish/html_blocks.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The agreement as files that other programs read, from the same tree as its pages.
namespace konkordat::publish {

/// One HTML page, complete in itself: it has no script, asks for nothing and its own policy forbids both. `languages` are the versions to
/// write, in this order; empty: all of the agreement's. The same agreement gives the same bytes; the clock is not asked.
/// Errors: as layout::compose_document().
[[nodiscard]] Result<std::string> export_html(World&, Agreement const&, std::vector<Language> const& languages);

/// What a page has beside the document.
struct PageFrame {
    struct Words {
        std::string skip;              ///< to the content
        std::string language_versions; ///< name of the list of versions
        PageWords part;
    };
    std::map<Language, Words> words;
    std::string style;    ///< style sheet
    std::string accent;   ///< colour of rules, "#143f8a"
    std::string emblem;   ///< file of the letterhead's emblem: PNG or JPEG; anything else is not shown
    std::string modified; ///< RFC 3339
};

/// The words and the style sheet that ship with the program. Errors: those of a missing resource.
[[nodiscard]] Result<PageFrame> load_page_frame(World&);

/// Pure.
[[nodiscard]] std::string write_html(layout::Document const&, PageFrame const&, layout::Typesetter&);

} // namespace konkordat::publish
