#pragma once

#include "core/layout/font.h"
#include "core/layout/generation_cache.h"
#include "core/layout/hyphenation.h"

#include <memory>
#include <string_view>
#include <vector>

namespace konkordat::layout {

enum class Hyphenation { Off, On };

/// What stands between two spaces, shaped on its own.
struct ShapedWord {
    std::vector<Glyph> glyphs;
    std::vector<std::uint32_t> divisions; ///< byte offsets where hyphenation divides it; each begins a cluster
};
/// Never null.
using SharedWord = std::shared_ptr<ShapedWord const>;

/// Shapes word by word and keeps what it shaped: the words of an agreement recur. Exact, as no glyph of the document's faces is kerned or
/// joined with a space (which a test makes sure of).
class WordShaper {
public:
    WordShaper(std::shared_ptr<FontSet const>, Hyphenator);

    void begin_document() { m_words.begin_document(); }

    /// Where hyphenation divides a word no ligature is set: its letters belong to two syllables.
    [[nodiscard]] SharedWord shape(std::string_view word, FontStyle, Language, Hyphenation);

    [[nodiscard]] FontSet const& fonts() const { return *m_fonts; }
    [[nodiscard]] Face const& face(FontStyle style) const { return m_fonts->face(style); }

private:
    [[nodiscard]] ShapedWord shape_anew(std::string_view word, FontStyle, Language, Hyphenation);

    std::shared_ptr<FontSet const> m_fonts; ///< never null
    Hyphenator m_hyphenator;
    GenerationCache<SharedWord> m_words;
    std::string m_key;
};

} // namespace konkordat::layout
