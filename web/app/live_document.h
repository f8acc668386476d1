#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/layout/layout.h"
#include "core/layout/page.h"
#include "core/layout/typesetter.h"
#include "web/app/page_places.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace konkordat::app {

struct OpenAgreement;
class TextDrafts;

/// The pages of an agreement that is being written: the same layout that its PDF is made from.
class LiveDocument {
public:
    /// Lays out if the agreement, what is being typed, or the languages are others than the last time.
    void update(World&, OpenAgreement const&, TextDrafts const&, std::vector<Language> const&);

    /// Null before the first update, and if the agreement could not be laid out (see error()).
    [[nodiscard]] std::shared_ptr<layout::LaidOutDocument const> const& document() const { return m_document; }
    [[nodiscard]] std::optional<Error> const& error() const { return m_error; }
    /// Another one for each document.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    [[nodiscard]] std::vector<ClausePlace> const& places() const { return m_places; }
    /// Where the clause stands first in that language; nothing if it is not printed.
    [[nodiscard]] ClausePlace const* place_of(ClauseId const&, Language) const;
    /// Where the last layout first differs from the one before in that clause.
    [[nodiscard]] std::optional<ClausePlace> change_in(ClauseId const&, Language) const;
    /// Work that the last layout took, places included.
    [[nodiscard]] double seconds() const { return m_seconds; }

private:
    struct Source {
        AgreementId agreement;
        std::uint64_t agreement_revision = 0;
        std::uint64_t drafts_revision = 0;
        std::vector<Language> languages;

        friend bool operator==(Source const&, Source const&) = default;
    };

    /// What the options of a layout come from.
    struct OptionsSource {
        TemplateReference template_reference;
        Appearance appearance;
        std::vector<Language> languages;

        friend bool operator==(OptionsSource const&, OptionsSource const&) = default;
    };

    [[nodiscard]] Result<layout::LaidOutDocument> lay_out(World&, Agreement const&, std::vector<Language> const&);

    std::optional<layout::Typesetter> m_typesetter; ///< keeps what it has set from one layout to the next
    std::optional<OptionsSource> m_options_source;
    layout::LayoutOptions m_options;
    std::optional<Source> m_source;
    std::shared_ptr<layout::LaidOutDocument const> m_document;
    std::shared_ptr<layout::LaidOutDocument const> m_former; ///< of the same agreement and languages
    std::vector<ClausePlace> m_places;
    std::vector<ClausePlace> m_former_places;
    std::optional<Error> m_error;
    std::uint64_t m_revision = 0;
    double m_seconds = 0;
};

} // namespace konkordat::app
