#pragma once

#include "core/layout/length.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

/// Which places of a paragraph end its lines, decided over the whole paragraph (Knuth and Plass, "Breaking Paragraphs into
/// Lines", Software: Practice and Experience 11, 1981). Knows widths only, neither text nor glyphs; in whole numbers.
namespace konkordat::layout {

/// Fractions of a Length: FineLength units of one Length are the caller's choice.
using FineLength = std::int64_t;

enum class BreakKind : std::uint8_t {
    Start,       ///< of the paragraph
    Opportunity, ///< between words; white space at the line's end hangs
    Hyphen,      ///< after a hyphen of the text
    SoftHyphen,  ///< at U+00AD
    Syllable,    ///< found by hyphenation
    Emergency,   ///< anywhere, where nothing else fits
    Forced,
    End,
};

/// A place where a line may end and the next one begin. Positions are measured from the paragraph's start as if it were one line.
struct Breakpoint {
    FineLength end = 0;   ///< right edge of a line that ends here: without white space, with its hyphen
    FineLength solid = 0; ///< the same without the hyphen
    FineLength start = 0; ///< left edge of the line that begins here
    std::uint32_t end_spaces = 0;   ///< spaces that can stretch, up to `end`
    std::uint32_t start_spaces = 0; ///< up to `start`
    std::uint32_t cluster = 0;      ///< first one of the next line
    BreakKind kind = BreakKind::Opportunity;
    std::uint8_t extra_penalty = 0; ///< of a syllable: how much worse than others it is
};

enum class Fill { Ragged, Justified };

struct BreakRules {
    Fill fill = Fill::Ragged;
    FineLength measure = 0;
    FineLength space = 0; ///< natural width of a space that can stretch
    FineLength em = 0;
};

/// The text between two breakpoints, for lines that fit nowhere.
struct EmergencyText {
    /// The breakpoint that ends the longest line starting at `from`: at least one cluster long.
    std::function<Breakpoint(Breakpoint const& from)> furthest;
};

/// How much was looked at: grows linearly with the text.
struct BreakEffort {
    std::size_t lines_considered = 0;
};

/// As choose_breaks, but without syllables, and only if that looks well: else nothing.
[[nodiscard]] std::optional<std::vector<Breakpoint>> choose_plain_breaks(
    std::vector<Breakpoint> const& points, BreakRules const&, EmergencyText const&, BreakEffort* effort = nullptr);

/// As choose_breaks, where choose_plain_breaks has found nothing.
[[nodiscard]] std::vector<Breakpoint> choose_hyphenated_breaks(
    std::vector<Breakpoint> const& points, BreakRules const&, EmergencyText const&, BreakEffort* effort = nullptr);

/// `points`: the places in order, the first of kind Start, the last of kind End. Returns the chosen ones without the first. No line is
/// wider than the measure but those of a single cluster.
[[nodiscard]] std::vector<Breakpoint> choose_breaks(
    std::vector<Breakpoint> const& points, BreakRules const&, EmergencyText const&, BreakEffort* effort = nullptr);

} // namespace konkordat::layout
