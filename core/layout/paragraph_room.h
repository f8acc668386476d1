#pragma once

#include "core/layout/font.h"
#include "core/layout/line_breaker.h"

#include <cstdint>
#include <string>
#include <vector>

namespace konkordat::layout {

/// What is never divided: characters and the glyphs that show them.
struct Cluster {
    std::uint32_t begin = 0; ///< byte offset in the paragraph's text; the next one's begin is its end
    std::uint32_t first_glyph = 0;
    std::uint32_t span = 0;
    bool space = false;      ///< U+0020: hangs at a line's end
    bool stretches = false;
    bool soft_hyphen = false; ///< seen as a hyphen only where a line ends
    bool division = false;   ///< hyphenation divides the word before it
    bool safe = true;        ///< a line may begin with it without shaping again
};

/// A paragraph as one endless line. One after the other is set in the same memory.
struct ParagraphRoom {
    std::string text;
    std::string breaks; ///< as libunibreak gives them, one a byte
    std::vector<Glyph> glyphs;
    std::vector<Cluster> clusters;
    std::vector<FineLength> left;      ///< left edge of each cluster, and of the end
    std::vector<std::uint32_t> spaces; ///< spaces that stretch before each cluster, and before the end

    /// Of a paragraph as usual; larger ones give their memory back.
    static constexpr std::size_t kept_bytes = 16 * 1024;

    void clear()
    {
        if (text.capacity() > kept_bytes)
            *this = {};
        text.clear();
        breaks.clear();
        glyphs.clear();
        clusters.clear();
        left.clear();
        spaces.clear();
    }
};

} // namespace konkordat::layout
