#pragma once

#include "core/agreement/agreement.h"
#include "core/layout/page.h"

#include <cstddef>
#include <optional>
#include <vector>

/// Where clauses stand on the pages.
namespace konkordat::app {

/// What of a clause is on one page.
struct ClausePlace {
    ClauseId clause;
    Language language = Language::German;
    std::size_t page = 0;
    layout::Length top = 0;
    layout::Length bottom = 0;
    layout::Length left = 0; ///< where its text begins
    bool begins = false;     ///< its heading is here
};

/// In the order of pages; on a page by language and place.
[[nodiscard]] std::vector<ClausePlace> clause_places(layout::LaidOutDocument const&);

/// The first line of the clause's text that is not the same in both documents, where it is in `after`; nothing if all are, or if the
/// clause is not in both.
[[nodiscard]] std::optional<ClausePlace> first_difference(layout::LaidOutDocument const& before,
    std::vector<ClausePlace> const& places_before, layout::LaidOutDocument const& after, std::vector<ClausePlace> const& places_after,
    ClauseId const&, Language);

} // namespace konkordat::app
