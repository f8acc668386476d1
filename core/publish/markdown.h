#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/layout/document.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konkordat::publish {

/// CommonMark 0.31 with GitHub's tables and footnotes; one language version after the other, after a block of metadata (YAML). Every text
/// of the agreement is escaped, so that it reads as it stands. HTML is used in two places that Markdown has nothing for: <br> in cells of
/// tables, and <a id> for what references lead to. `languages` as for export_html(). The same agreement gives the same bytes.
/// Errors: as layout::compose_document().
[[nodiscard]] Result<std::string> export_markdown(World&, Agreement const&, std::vector<Language> const& languages);

/// Names and values before the document, in this order.
using FrontMatter = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Pure. A value of several texts is written as a list; an empty one is left out.
[[nodiscard]] std::string write_markdown(layout::Document const&, FrontMatter const&);

} // namespace konkordat::publish
