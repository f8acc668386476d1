#include "core/layout/paragraph.h"

#include <linebreak.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace konkordat::layout {

namespace {

/// A note's mark, of the size of the text it stands in.
constexpr Length mark_size_percent = 65;
constexpr Length mark_rise_percent = 34;

/// What is never divided: a cluster of characters and the glyphs that show it.
struct Cluster {
    std::size_t begin = 0; ///< byte range in the paragraph's text
    std::size_t end = 0;
    std::size_t first_glyph = 0;
    std::size_t glyph_count = 0;
    std::size_t span = 0;
    Length width = 0;
    bool space = false;
    bool may_break_after = false;
    bool must_break_after = false;
    bool soft_hyphen = false; ///< U+00AD: seen as a hyphen only where a line ends
};

struct SpanRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

class Shaped {
public:
    Shaped(Spans const& spans, ParagraphStyle const& style, FontSet const& fonts)
        : m_spans(spans)
        , m_style(style)
        , m_fonts(fonts)
    {
        for (Span const& span : spans) {
            m_ranges.push_back({ m_text.size(), m_text.size() + span.text.size() });
            m_text += span.text;
        }
        find_breaks();
        std::replace(m_text.begin(), m_text.end(), '\n', ' ');
        for (std::size_t i = 0; i < spans.size(); ++i)
            shape_span(i);
    }

    [[nodiscard]] std::vector<Cluster> const& clusters() const { return m_clusters; }

        /// Clusters [begin, end) as a line.
    [[nodiscard]] Line make_line(std::size_t begin, std::size_t end) const
    {
        Line line;
        Length x = 0;
        while (begin < end) {
            std::size_t run_end = begin;
            while (run_end < end && m_clusters[run_end].span == m_clusters[begin].span)
                ++run_end;
            LineRun run = make_run(begin, run_end);
            run.x = x;
            Length const full_width = width_of(run.glyphs(), run);
            Length const hanging = hanging_width(run);
            run.width = full_width - (run_end == end ? hanging : 0);
            if (full_width > hanging)
                line.width = x + full_width - hanging;
            x += full_width;
            line.runs.push_back(std::move(run));
            begin = run_end;
        }
        if (end < m_clusters.size() && end > 0 && m_clusters[end - 1].soft_hyphen)
            show_hyphen(line);
        return line;
    }

private:
    void show_hyphen(Line& line) const
    {
        LineRun& run = line.runs.back();
        Face const& face = m_fonts.face(run.style);
        ShapedText shown = *run.shaped;
        Glyph& glyph = shown.glyphs.back();
        glyph.id = face.glyph_for(U'-');
        glyph.advance = face.advance_of(glyph.id);
        run.shaped = share(std::move(shown));
        run.width = width_of(run.glyphs(), run);
        line.width = run.x + run.width;
    }

    [[nodiscard]] FontStyle style_of(std::size_t span) const
    {
        return font_style(m_style.bold || m_spans[span].bold, m_spans[span].italic);
    }

    [[nodiscard]] Length size_of(std::size_t span) const
    {
        return m_spans[span].note ? m_style.size * mark_size_percent / 100 : m_style.size;
    }

    [[nodiscard]] Length width_of(std::vector<Glyph> const& glyphs, LineRun const& run) const
    {
        std::int64_t units = 0;
        for (Glyph const& glyph : glyphs)
            units += glyph.advance;
        return scale_units(units, run.size, m_fonts.face(run.style).metrics().units_per_em);
    }

    [[nodiscard]] Length hanging_width(LineRun const& run) const
    {
        std::vector<Glyph> hanging;
        for (std::size_t i = run.glyphs().size(); i-- > 0 && run.text()[run.glyphs()[i].cluster] == ' ';)
            hanging.push_back(run.glyphs()[i]);
        return width_of(hanging, run);
    }

    void find_breaks()
    {
        static bool const initialised = (init_linebreak(), true);
        (void)initialised;
        m_breaks.assign(m_text.size(), static_cast<char>(LINEBREAK_NOBREAK));
        if (!m_text.empty())
            set_linebreaks_utf8(reinterpret_cast<utf8_t const*>(m_text.data()), m_text.size(),
                std::string(language_code(m_style.language)).c_str(), m_breaks.data());
            // The end of the text is not a break of ours.
        if (!m_breaks.empty())
            m_breaks.back() = m_text.back() == '\n' ? static_cast<char>(LINEBREAK_MUSTBREAK) : static_cast<char>(LINEBREAK_NOBREAK);
    }

    void shape_span(std::size_t index)
    {
        SpanRange const range = m_ranges[index];
        Face const& face = m_fonts.face(style_of(index));
        std::size_t const first = m_glyphs.size();
        std::vector<Glyph> glyphs = face.shape(m_text, range.begin, range.end, m_style.language);
        m_glyphs.insert(m_glyphs.end(), glyphs.begin(), glyphs.end());
        for (std::size_t i = first; i < m_glyphs.size();) {
            Cluster cluster { .begin = m_glyphs[i].cluster, .end = range.end, .first_glyph = i, .span = index };
            std::int64_t units = 0;
            for (; i < m_glyphs.size() && m_glyphs[i].cluster == cluster.begin; ++i)
                units += m_glyphs[i].advance;
            if (i < m_glyphs.size())
                cluster.end = m_glyphs[i].cluster;
            cluster.glyph_count = i - cluster.first_glyph;
            cluster.width = scale_units(units, size_of(index), face.metrics().units_per_em);
            cluster.space = m_text[cluster.begin] == ' ';
            cluster.soft_hyphen = m_text.compare(cluster.begin, cluster.end - cluster.begin, "\xC2\xAD") == 0;
            cluster.may_break_after = m_breaks[cluster.end - 1] == LINEBREAK_ALLOWBREAK;
            cluster.must_break_after = m_breaks[cluster.end - 1] == LINEBREAK_MUSTBREAK;
            m_clusters.push_back(cluster);
        }
    }

        /// Clusters [begin, end) of one span. Shapes them anew if a break changes how the characters beside it look.
    [[nodiscard]] LineRun make_run(std::size_t begin, std::size_t end) const
    {
        Cluster const& first = m_clusters[begin];
        Cluster const& last = m_clusters[end - 1];
        LineRun run { .span = first.span, .style = style_of(first.span), .size = size_of(first.span) };
        if (m_spans[first.span].note)
            run.rise = m_style.size * mark_rise_percent / 100;
        ShapedText shaped { .text = m_text.substr(first.begin, last.end - first.begin) };
        std::size_t const glyph_end = last.first_glyph + last.glyph_count;
        bool const cut_at_end = end < m_clusters.size() && m_clusters[end].span == first.span;
        bool const safe = (first.begin == m_ranges[first.span].begin || m_glyphs[first.first_glyph].safe_to_break)
            && (!cut_at_end || m_glyphs[glyph_end].safe_to_break);
        if (safe) {
            shaped.glyphs.assign(m_glyphs.begin() + static_cast<std::ptrdiff_t>(first.first_glyph),
                m_glyphs.begin() + static_cast<std::ptrdiff_t>(glyph_end));
            for (Glyph& glyph : shaped.glyphs)
                glyph.cluster -= static_cast<std::uint32_t>(first.begin);
        } else {
            shaped.glyphs = m_fonts.face(run.style).shape(shaped.text, 0, shaped.text.size(), m_style.language);
        }
        run.shaped = share(std::move(shaped));
        return run;
    }

    Spans const& m_spans;
    ParagraphStyle const& m_style;
    FontSet const& m_fonts;
    std::string m_text;
    std::string m_breaks;
    std::vector<SpanRange> m_ranges;
    std::vector<Glyph> m_glyphs;
    std::vector<Cluster> m_clusters;
};

/// The furthest break whose line fits: at an opportunity, else inside the word.
std::size_t find_break(std::vector<Cluster> const& clusters, std::size_t begin, Length measure)
{
    Length width = 0;
    std::size_t opportunity = begin;
    for (std::size_t i = begin; i < clusters.size(); ++i) {
        Cluster const& cluster = clusters[i];
        width += cluster.width;
        bool const fits = width <= measure || cluster.space;
        if (!fits)
            return opportunity > begin ? opportunity : std::max(i, begin + 1);
        if (cluster.must_break_after)
            return i + 1;
        if (cluster.may_break_after)
            opportunity = i + 1;
    }
    return clusters.size();
}

/// The next shorter line: back to an opportunity, else by one cluster.
std::size_t shorter_break(std::vector<Cluster> const& clusters, std::size_t begin, std::size_t end)
{
    for (std::size_t i = end - 1; i > begin; --i) {
        if (clusters[i - 1].may_break_after)
            return i;
    }
    return std::max(begin + 1, end - 1);
}

constexpr std::int64_t unreachable = std::numeric_limits<std::int64_t>::max();

/// A line that may stand in the paragraph: clusters [begin, end).
struct LineChoice {
    std::size_t begin = 0;
    std::int64_t cost = unreachable; ///< of the best paragraph up to its end
};

/// In whole numbers, so that every machine breaks alike.
std::int64_t line_cost(Length slack, Length measure, bool is_last)
{
    std::int64_t const share = slack * 1000 / measure;
    if (!is_last)
        return share * share;
    // A last line may be short, but a single short word alone looks forgotten.
    constexpr std::int64_t forgotten = 850;
    return share > forgotten ? (share - forgotten) * 600 : 0;
}

/// Ends of the lines that together are least ragged (Knuth and Plass, "Breaking Paragraphs into Lines", without
/// stretching). Empty if some word does not fit a line, or if there is only one way to break.
std::vector<std::size_t> find_even_breaks(std::vector<Cluster> const& clusters, Length measure)
{
    std::size_t const count = clusters.size();
    std::vector<LineChoice> best(count + 1);
    best[0].cost = 0;
    std::vector<std::size_t> opportunities;
    for (std::size_t i = 0; i < count; ++i) {
        if (clusters[i].must_break_after)
            return {};
        if (clusters[i].may_break_after || i + 1 == count)
            opportunities.push_back(i + 1);
    }
    for (std::size_t start = 0; start < opportunities.size() + 1; ++start) {
        std::size_t const begin = start == 0 ? 0 : opportunities[start - 1];
        if (best[begin].cost == unreachable)
            continue;
        Length width = 0;
        Length inked = 0;
        std::size_t at = begin;
        for (std::size_t stop = start; stop < opportunities.size(); ++stop) {
            for (; at < opportunities[stop]; ++at) {
                width += clusters[at].width;
                if (!clusters[at].space)
                    inked = width;
            }
            if (inked > measure)
                break;
            std::int64_t const cost = best[begin].cost + line_cost(measure - inked, measure, opportunities[stop] == count);
            if (cost < best[opportunities[stop]].cost)
                best[opportunities[stop]] = { begin, cost };
        }
    }
    if (count == 0 || best[count].cost == unreachable)
        return {};
    std::vector<std::size_t> ends;
    for (std::size_t end = count; end > 0; end = best[end].begin)
        ends.push_back(end);
    std::reverse(ends.begin(), ends.end());
    return ends;
}

/// Lines that end there; none if one of them turns out too wide once shaped on its own.
std::vector<Line> make_lines(Shaped const& shaped, std::vector<std::size_t> const& ends, Length measure)
{
    std::vector<Line> lines;
    std::size_t begin = 0;
    for (std::size_t const end : ends) {
        lines.push_back(shaped.make_line(begin, end));
        if (lines.back().width > measure)
            return {};
        begin = end;
    }
    return lines;
}

} // namespace

std::vector<Line> break_paragraph(Spans const& spans, ParagraphStyle const& style, Length measure, FontSet const& fonts)
{
    assert(measure > 0);
    Shaped const shaped(spans, style, fonts);
    std::vector<Cluster> const& clusters = shaped.clusters();
    std::vector<Line> lines = make_lines(shaped, find_even_breaks(clusters, measure), measure);
    if (!lines.empty())
        return lines;
    std::size_t begin = 0;
    while (begin < clusters.size()) {
        std::size_t end = find_break(clusters, begin, measure);
        Line line = shaped.make_line(begin, end);
        while (line.width > measure && end > begin + 1) {
            end = shorter_break(clusters, begin, end);
            line = shaped.make_line(begin, end);
        }
        lines.push_back(std::move(line));
        begin = end;
    }
    if (lines.empty())
        lines.emplace_back();
    return lines;
}

ParagraphExtent measure_paragraph(Spans const& spans, ParagraphStyle const& style, FontSet const& fonts)
{
    Shaped const shaped(spans, style, fonts);
    ParagraphExtent extent;
    Length line = 0;
    Length word = 0;
    Length hanging = 0;
    for (Cluster const& cluster : shaped.clusters()) {
        line += cluster.width;
        if (cluster.space) {
            hanging += cluster.width;
        } else {
            word += hanging + cluster.width;
            hanging = 0;
            extent.natural = std::max(extent.natural, line);
            extent.minimum = std::max(extent.minimum, word);
        }
        if (cluster.may_break_after || cluster.must_break_after)
            word = hanging = 0;
        if (cluster.must_break_after)
            line = 0;
    }
    return extent;
}

} // namespace konkordat::layout
