#pragma once

#include "core/layout/document.h"
#include "core/layout/font.h"
#include "core/layout/length.h"
#include "core/layout/line_breaker.h"
#include "core/layout/word_shaper.h"

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
    Length space_extra = 0;        ///< added to the advance of each U+0020 and U+00A0 where the line is justified; included in `width`

    [[nodiscard]] std::string const& text() const { return shaped->text; }
    [[nodiscard]] std::vector<Glyph> const& glyphs() const { return shaped->glyphs; }
};

struct Line {
    std::vector<LineRun> runs;
    Length width = 0; ///< without the white space that ends the line
};

enum class Alignment { Ragged, Justified };

struct ParagraphStyle {
    Length size = points(10);
    Language language = Language::German;
    bool bold = false; ///< all of it
    Alignment alignment = Alignment::Ragged;
    Hyphenation hyphenation = Hyphenation::Off;
};

/// Breaks a paragraph into lines no wider than `measure` (> 0), at the opportunities of UAX #14 and, if the style asks for it, of hyphenation,
/// so that the paragraph as a whole is as even as it can be; inside a word where nothing else fits. Only a single character wider
/// than the measure stands over it. Justified lines fill the measure to a thousandth of a point a space, but those that end the
/// paragraph or a forced line, and those without a space.
/// No character is lost or added: the texts of all runs, joined, are the texts of all spans, joined, with "\n" as a space; the hyphen
/// of a divided word is a glyph without text (Glyph::hyphen). At least one line, even for no text.
[[nodiscard]] std::vector<Line> break_paragraph(
    Spans const&, ParagraphStyle const&, Length measure, WordShaper&, BreakEffort* effort = nullptr);

/// Widths of the longest part that is not divided but by hyphenation, and of the whole text on one line; a measure of that width holds it.
struct ParagraphExtent {
    Length minimum = 0;
    Length natural = 0;
};
[[nodiscard]] ParagraphExtent measure_paragraph(Spans const&, ParagraphStyle const&, WordShaper&);

} // namespace konkordat::layout
