#pragma once

#include "core/layout/document.h"
#include "core/layout/font.h"
#include "core/layout/length.h"

#include <string>
#include <vector>

namespace konkordat::layout {

/// Glyphs of one face that follow each other on a line.
struct LineRun {
    std::size_t span = 0;          ///< index into the paragraph's spans
    FontStyle style = FontStyle::Regular;
    SharedText shaped = no_text();
    Length size = 0;               ///< the paragraph's, but for a note's mark
    Length rise = 0;               ///< above the line's baseline: a note's mark
    Length x = 0;                  ///< from the line's start
    Length width = 0;              ///< without the white space that ends the line
    Length space_extra = 0;        ///< added to the advance of each U+0020, where the line is justified; included in `width`

    [[nodiscard]] std::string const& text() const { return shaped->text; }
    [[nodiscard]] std::vector<Glyph> const& glyphs() const { return shaped->glyphs; }
};

struct Line {
    std::vector<LineRun> runs;
    Length width = 0; ///< without the white space that ends the line
};

enum class Alignment { Ragged, Justified };
enum class Hyphenation { Off, On };

struct ParagraphStyle {
    Length size = points(10);
    Language language = Language::German;
    bool bold = false; ///< all of it
    Alignment alignment = Alignment::Ragged;
    Hyphenation hyphenation = Hyphenation::Off;
};

/// Breaks a paragraph into lines no wider than `measure` (> 0), at the opportunities of UAX #14 so that the lines are as
/// even as they can be, and inside a word where there is none. Only a single character wider than the measure stands over it. No character is lost: the texts of all
/// runs, joined, are the texts of all spans, joined, with "\n" as a space. At least one line, even for no text.
[[nodiscard]] std::vector<Line> break_paragraph(Spans const&, ParagraphStyle const&, Length measure, FontSet const&);

/// Widths of the longest part that cannot be divided, and of the whole text on one line.
struct ParagraphExtent {
    Length minimum = 0;
    Length natural = 0;
};
[[nodiscard]] ParagraphExtent measure_paragraph(Spans const&, ParagraphStyle const&, FontSet const&);

} // namespace konkordat::layout
