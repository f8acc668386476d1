#pragma once

#include "core/layout/line_breaker.h"
#include "core/layout/paragraph.h"
#include "core/layout/paragraph_room.h"
#include "core/layout/word_shaper.h"

#include <string>
#include <vector>

namespace konkordat::layout {

/// A paragraph as one endless line of glyphs: measured, with the places where it may be broken, and cut into lines.
class ShapedParagraph {
public:
    /// All references outlive it.
    ShapedParagraph(Spans const&, ParagraphStyle const&, WordShaper&);
    ~ShapedParagraph();
    ShapedParagraph(ShapedParagraph const&) = delete;
    ShapedParagraph& operator=(ShapedParagraph const&) = delete;

    [[nodiscard]] std::size_t cluster_count() const { return m_room.clusters.size(); }
    [[nodiscard]] std::vector<Breakpoint> breakpoints();
    [[nodiscard]] BreakRules rules(Length measure) const;
    /// The breakpoint that ends the longest line of clusters from `from` on: at least one cluster, and the white space after it.
    [[nodiscard]] Breakpoint furthest(Breakpoint const& from, Length measure) const;
    /// Width of what is set on one line, rounded so that a measure of that width holds it.
    [[nodiscard]] Length width_of(FineLength) const;

    /// Clusters [begin, end.cluster) as a line.
    [[nodiscard]] Line make_line(std::size_t begin, Breakpoint const& end);
    void justify(Line&, Length measure) const;

private:
    /// Bytes of one span's text.
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    void find_breaks();
    void shape_span(std::size_t span);
    void add_word(std::size_t span, std::size_t begin, std::size_t end);
    [[nodiscard]] std::size_t word_end(std::size_t begin, std::size_t end) const;
    [[nodiscard]] FontStyle style_of(std::size_t span) const;
    [[nodiscard]] Language language_of(std::size_t span) const;
    [[nodiscard]] Length size_of(std::size_t span) const;
    [[nodiscard]] Hyphenation hyphenation_of(std::size_t span) const;
    [[nodiscard]] FineLength fine(std::int64_t units, std::size_t span) const;
    [[nodiscard]] std::size_t text_end(std::size_t cluster) const;
    [[nodiscard]] std::size_t glyph_end(std::size_t cluster) const;
    [[nodiscard]] std::uint32_t cluster_at(std::size_t byte) const;
    [[nodiscard]] bool is_cut(std::size_t cluster) const;
    [[nodiscard]] std::size_t word_begin_before(std::size_t cluster, std::size_t least) const;
    [[nodiscard]] std::size_t word_end_after(std::size_t cluster, std::size_t most) const;
    [[nodiscard]] FineLength width_between(std::size_t begin, std::size_t end) const;
    [[nodiscard]] FineLength shaped_width(std::size_t begin, std::size_t end);
    [[nodiscard]] std::optional<BreakKind> kind_after(std::size_t cluster) const;
    [[nodiscard]] Breakpoint breakpoint_at(std::size_t cluster, BreakKind);
    void add_hyphen_width(Breakpoint&, std::size_t cluster);
    [[nodiscard]] LineRun make_run(std::size_t begin, std::size_t end);
    void append_glyphs(ShapedText&, std::size_t begin, std::size_t end) const;
    void append_shaped(ShapedText&, std::size_t begin, std::size_t end);
    void show_hyphen(Line&, BreakKind) const;
    [[nodiscard]] Length run_width(LineRun const&, std::size_t glyph_count) const;

    Spans const& m_spans;
    ParagraphStyle const& m_style;
    WordShaper& m_shaper;
    int m_units_per_em;
    ParagraphRoom m_room;
    std::vector<Range> m_ranges;
};

} // namespace konkordat::layout
