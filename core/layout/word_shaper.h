#pragma once

#include "core/layout/font.h"
#include "core/layout/generation_cache.h"
#include "core/layout/hyphenation.h"
#include "core/layout/paragraph_room.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
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

    /// Memory for a paragraph, empty, and back again.
    [[nodiscard]] ParagraphRoom take_room() { return std::exchange(m_room, {}); }
    void keep_room(ParagraphRoom room)
    {
        m_room = std::move(room);
        m_room.clear();
    }

private:
    void set_key(std::string_view word, FontStyle, Language, Hyphenation);
    [[nodiscard]] SharedWord shape_anew(std::string_view word, FontStyle, Language, Hyphenation);
    [[nodiscard]] SharedWord divide(SharedWord const& whole, std::string_view word, FontStyle, Language);

    std::shared_ptr<FontSet const> m_fonts; ///< never null
    Hyphenator m_hyphenator;
    GenerationCache<SharedWord> m_words;
    std::string m_key;
    ParagraphRoom m_room;
    std::array<SharedWord, all_font_styles.size()> m_spaces; ///< null before the first of the style
};

} // namespace konkordat::layout
