#pragma once

#include "core/layout/font.h"
#include "core/layout/generation_cache.h"
#include "core/layout/paragraph.h"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace konkordat::layout {

/// Never null.
using SharedLines = std::shared_ptr<std::vector<Line> const>;

/// Sets text in the document's faces. Results are kept by content, so that an agreement laid out again after a keystroke costs
/// the paragraph that changed. What it returns does not depend on what it was asked before. Not for several threads at once.
class Typesetter {
public:
    /// Reads fonts and hyphenation patterns. Errors: those of a resource that is missing, of a font that is malformed.
    [[nodiscard]] static Result<Typesetter> load(World&);

    /// To be called before each document: what the last ones did not use is forgotten.
    void begin_document();

    /// As layout::break_paragraph.
    [[nodiscard]] SharedLines break_paragraph(Spans const&, ParagraphStyle const&, Length measure);
    /// As layout::measure_paragraph.
    [[nodiscard]] ParagraphExtent measure_paragraph(Spans const&, ParagraphStyle const&);

    /// Paragraphs set anew since the start.
    [[nodiscard]] std::size_t paragraphs_set() const { return m_paragraphs_set; }

    /// A short text on one line: label, number, running text.
    [[nodiscard]] SharedText shape(std::string_view text, FontStyle, Language);
    [[nodiscard]] Length width_of(ShapedText const&, FontStyle, Length size) const;

    [[nodiscard]] std::shared_ptr<FontSet const> const& fonts() const { return m_fonts; }
    [[nodiscard]] Face const& face(FontStyle style) const { return m_fonts->face(style); }

private:
    Typesetter(std::shared_ptr<FontSet const>, Hyphenator);

    std::shared_ptr<FontSet const> m_fonts; ///< never null
    WordShaper m_words;
    GenerationCache<SharedLines> m_paragraphs;
    GenerationCache<ParagraphExtent> m_extents;
    GenerationCache<SharedText> m_texts;
    std::size_t m_paragraphs_set = 0;
};

} // namespace konkordat::layout
