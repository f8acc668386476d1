#include "core/layout/live_layout.h"

#include "core/layout/compose.h"

#include <utility>

namespace konkordat::layout {

LiveLayout::LiveLayout(std::shared_ptr<richtext::Words const> words, Typesetter typesetter)
    : m_words(std::move(words))
    , m_typesetter(std::move(typesetter))
{
}

Result<LiveLayout> LiveLayout::load(World& world)
{
    KONKORDAT_TRY(richtext::Words words, richtext::Words::load(world));
    KONKORDAT_TRY(Typesetter typesetter, Typesetter::load(world));
    return LiveLayout(std::make_shared<richtext::Words const>(std::move(words)), std::move(typesetter));
}

Result<std::shared_ptr<LaidOutDocument const>> LiveLayout::lay_out(Agreement const& agreement, LayoutOptions const& options)
{
    m_clauses.begin_document(agreement, options);
    KONKORDAT_TRY(LaidOutDocument document, layout_with({ *m_words, m_typesetter, &m_clauses, &m_pages }, agreement, options));
    return std::make_shared<LaidOutDocument const>(std::move(document));
}

} // namespace konkordat::layout
