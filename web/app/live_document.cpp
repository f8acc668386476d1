#include "web/app/live_document.h"

#include "core/pdf/export.h"
#include "web/app/state.h"
#include "web/app/text_drafts.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace konkordat::app {

Result<layout::LaidOutDocument> LiveDocument::lay_out(World& world, Agreement const& agreement, std::vector<Language> const& languages)
{
    if (!m_typesetter) {
        KONKORDAT_TRY(layout::Typesetter typesetter, layout::Typesetter::load(world));
        m_typesetter.emplace(std::move(typesetter));
    }
    OptionsSource source { agreement.template_reference, agreement.appearance, languages };
    if (m_options_source != source) {
        KONKORDAT_TRY(m_options, pdf::export_options(world, agreement, languages));
        m_options_source = std::move(source);
    }
    return layout::layout_agreement(world, *m_typesetter, agreement, m_options);
}

void LiveDocument::update(World& world, OpenAgreement const& open, TextDrafts const& drafts, std::vector<Language> const& languages)
{
    Source source {
        .agreement = open.agreement.id, .agreement_revision = open.revision, .drafts_revision = drafts.revision(), .languages = languages
    };
    if (m_source == source)
        return;
    auto const begin = std::chrono::steady_clock::now();
    bool const same_thing = m_source && m_source->agreement == source.agreement && m_source->languages == source.languages;
    m_source = std::move(source);
    Agreement agreement = open.agreement;
    drafts.preview(agreement);
    auto laid_out = lay_out(world, agreement, languages);
    m_former = same_thing ? std::move(m_document) : nullptr;
    m_former_places = std::exchange(m_places, {});
    m_document = nullptr;
    m_error.reset();
    if (laid_out) {
        m_document = std::make_shared<layout::LaidOutDocument const>(std::move(*laid_out));
        m_places = clause_places(*m_document);
    } else {
        m_error = laid_out.error();
    }
    ++m_revision;
    m_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

ClausePlace const* LiveDocument::place_of(ClauseId const& clause, Language language) const
{
    auto const found = std::ranges::find_if(
        m_places, [&](ClausePlace const& place) { return place.clause == clause && place.language == language; });
    return found == m_places.end() ? nullptr : &*found;
}

std::optional<ClausePlace> LiveDocument::change_in(ClauseId const& clause, Language language) const
{
    if (!m_former || !m_document)
        return {};
    return first_difference(*m_former, m_former_places, *m_document, m_places, clause, language);
}

} // namespace konkordat::app
