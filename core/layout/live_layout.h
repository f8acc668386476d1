#pragma once

#include "core/layout/clause_cache.h"
#include "core/layout/layout.h"
#include "core/layout/layout_cache.h"

#include <memory>

namespace konkordat::layout {

/// Lays out an agreement again and again while it is being written: after a keystroke only the clause that changed is read and set
/// anew, and pages that show the same are kept. Not for several threads at once.
class LiveLayout {
public:
    /// Errors: those of a resource that is missing or malformed.
    [[nodiscard]] static Result<LiveLayout> load(World&);

    /// The same pages as layout_agreement(), whatever was laid out before. Errors: as there.
    [[nodiscard]] Result<std::shared_ptr<LaidOutDocument const>> lay_out(Agreement const&, LayoutOptions const&);

    [[nodiscard]] richtext::Words const& words() const { return *m_words; }
    [[nodiscard]] Typesetter& typesetter() { return m_typesetter; }

private:
    LiveLayout(std::shared_ptr<richtext::Words const>, Typesetter);

    std::shared_ptr<richtext::Words const> m_words; ///< never null
    Typesetter m_typesetter;
    ClauseCache m_clauses;
    LayoutCache m_pages;
};

} // namespace konkordat::layout
