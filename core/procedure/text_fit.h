#pragma once

#include "core/procedure/drawing.h"

namespace konkordat::procedure {

struct TextLook {
    Length size = points(7.5);
    Length leading = points(9.5);
    Weight weight = Weight::Regular;
    Ink ink = Ink::Text;
};

enum class TextAlign { Start, Center };

/// Lines no wider than `width`, broken at spaces and behind hyphens and strokes, inside a word where there is none; at most
/// `maximum_lines`, the last one then with an ellipsis. Only a single character wider than the width stands over it. White
/// space counts as one space. No line for no text.
[[nodiscard]] std::vector<std::string> fit_text(
    std::string_view text, Length width, TextLook const&, std::size_t maximum_lines, MeasureText const&);

/// Places lines below each other from `area.y` on; returns where the next line would begin.
Length put_lines(Drawing&, std::vector<std::string> const& lines, Area const&, TextLook const&, TextAlign, MeasureText const&);

/// The same, centred in the height of the area.
void put_centred(Drawing&, std::vector<std::string> const& lines, Area const&, TextLook const&, MeasureText const&);

} // namespace konkordat::procedure
