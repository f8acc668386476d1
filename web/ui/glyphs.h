#pragma once

#include "core/layout/page.h"
#include "web/ui/state.h"

#include <array>
#include <memory>
#include <string>

/// Glyphs of the document's faces by their number, where the layout put them: nothing is shaped again.
namespace konkordat::ui {

/// How lengths of a page become CSS pixels of the window.
struct PagePlacement {
    float x = 0;       ///< of the page's top left corner
    float y = 0;
    float scale = 0;   ///< CSS pixels a thousandth of a point
    bool still = true; ///< nothing moves: baselines and edges may lie on device pixels, and glyphs are made in their exact size

    [[nodiscard]] float at_x(layout::Length length) const { return x + static_cast<float>(length) * scale; }
    [[nodiscard]] float at_y(layout::Length length) const { return y + static_cast<float>(length) * scale; }
};

/// The interface's font files once more, with a table of characters that gives each glyph a code point of its own. Dear ImGui then
/// draws any glyph, with its atlas. Made when the first page is drawn.
class GlyphFaces {
public:
    explicit GlyphFaces(FontFiles const&);

    void draw(State const&, ImDrawList&, layout::GlyphRun const&, PagePlacement const&);

private:
    struct Size {
        ImFontBaked* baked = nullptr;
        float scale = 1;    ///< of the glyph's rectangle to CSS pixels
        float ascent = 0;   ///< of the glyph's rectangle's origin over the baseline
        float correction = 0;
    };

    ImFont* face(layout::FontStyle);
    [[nodiscard]] Size size_for(layout::FontStyle, float size, float density, bool still);

    FontFiles m_files;
    std::array<std::string, 4> m_bytes;
    std::array<ImFont*, 4> m_faces {};
    std::array<float, 4> m_units { 1000, 1000, 1000, 1000 }; ///< in an em
};

/// `file` (TrueType) with a character map in which code point glyph_base + n is glyph n; empty if it is not such a file.
[[nodiscard]] std::string with_glyph_code_points(std::string_view file);
inline constexpr unsigned glyph_base = 0x100;

} // namespace konkordat::ui
