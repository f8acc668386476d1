#include "core/layout/paragraph.h"

#include "core/layout/shaped_paragraph.h"

#include <algorithm>
#include <cassert>

namespace konkordat::layout {

namespace {

/// Line after line as long as it can be, each one measured as it is set. What is shaped anew at a line's end may be a hair wider than
/// its share of the whole; this is how it is set if that goes over the measure.
class FirstFit {
public:
    FirstFit(ShapedParagraph& paragraph, std::vector<Breakpoint> const& points, Length measure)
        : m_paragraph(paragraph)
        , m_points(points)
        , m_measure(measure)
        , m_rules(paragraph.rules(measure))
    {
    }

    std::vector<Line> run()
    {
        std::vector<Line> lines;
        Breakpoint from = m_points.front();
        std::size_t next = 1;
        while (from.cluster < m_paragraph.cluster_count()) {
            auto [line, end] = line_from(from, next);
            lines.push_back(std::move(line));
            from = end;
            while (next < m_points.size() && m_points[next].cluster <= from.cluster)
                ++next;
        }
        return lines;
    }

private:
    std::pair<Line, Breakpoint> line_from(Breakpoint const& from, std::size_t next)
    {
        std::size_t stop = next;
        while (stop < m_points.size() && m_points[stop].end - from.start <= m_rules.measure) {
            if (m_points[stop++].kind == BreakKind::Forced)
                break;
        }
        for (; stop > next; --stop) {
            Line line = m_paragraph.make_line(from.cluster, m_points[stop - 1]);
            if (line.width <= m_measure)
                return { std::move(line), m_points[stop - 1] };
        }
        Breakpoint end = m_paragraph.furthest(from, m_measure);
        Line line = m_paragraph.make_line(from.cluster, end);
        for (Length less = m_measure; line.width > m_measure && end.cluster > from.cluster + 1 && less > 0;) {
            less -= std::max<Length>(line.width - m_measure, 1);
            end = m_paragraph.furthest(from, less);
            line = m_paragraph.make_line(from.cluster, end);
        }
        return { std::move(line), end };
    }

    ShapedParagraph& m_paragraph;
    std::vector<Breakpoint> const& m_points;
    Length m_measure;
    BreakRules m_rules;
};

bool is_filled(Breakpoint const& end, Alignment alignment)
{
    return alignment == Alignment::Justified && end.kind != BreakKind::Forced && end.kind != BreakKind::End;
}

/// The lines that end at `breaks`; nothing if there are none.
std::vector<Line> lines_of(ShapedParagraph& paragraph, std::vector<Breakpoint> const& points, std::vector<Breakpoint> const& breaks,
    Alignment alignment, Length measure)
{
    std::vector<Line> lines;
    std::size_t begin = 0;
    for (Breakpoint const& end : breaks) {
        Line line = paragraph.make_line(begin, end);
        if (is_filled(end, alignment) || line.width > measure)
            paragraph.justify(line, measure);
        if (line.width > measure && end.cluster > begin + 1)
            return FirstFit(paragraph, points, measure).run();
        lines.push_back(std::move(line));
        begin = end.cluster;
    }
    return lines;
}

ParagraphStyle without_hyphenation(ParagraphStyle style)
{
    style.hyphenation = Hyphenation::Off;
    return style;
}

/// Nothing if that does not look well; no dictionary is read for it.
std::optional<std::vector<Line>> break_without_hyphenation(
    Spans const& spans, ParagraphStyle const& style, Length measure, WordShaper& shaper, BreakEffort* effort)
{
    ParagraphStyle const plain = without_hyphenation(style);
    ShapedParagraph paragraph(spans, plain, shaper);
    if (paragraph.cluster_count() == 0)
        return std::vector<Line>(1);
    std::vector<Breakpoint> const points = paragraph.breakpoints();
    EmergencyText const emergency { [&](Breakpoint const& from) { return paragraph.furthest(from, measure); } };
    auto const breaks = choose_plain_breaks(points, paragraph.rules(measure), emergency, effort);
    if (!breaks)
        return {};
    return lines_of(paragraph, points, *breaks, style.alignment, measure);
}

} // namespace

std::vector<Line> break_paragraph(Spans const& spans, ParagraphStyle const& style, Length measure, WordShaper& shaper, BreakEffort* effort)
{
    assert(measure > 0);
    if (style.hyphenation == Hyphenation::On) {
        if (auto lines = break_without_hyphenation(spans, style, measure, shaper, effort))
            return std::move(*lines);
    }
    ShapedParagraph paragraph(spans, style, shaper);
    if (paragraph.cluster_count() == 0)
        return std::vector<Line>(1);
    std::vector<Breakpoint> const points = paragraph.breakpoints();
    EmergencyText const emergency { [&](Breakpoint const& from) { return paragraph.furthest(from, measure); } };
    // What looks well without hyphenation was returned above.
    auto const choose = style.hyphenation == Hyphenation::On ? choose_hyphenated_breaks : choose_breaks;
    return lines_of(paragraph, points, choose(points, paragraph.rules(measure), emergency, effort), style.alignment, measure);
}

ParagraphExtent measure_paragraph(Spans const& spans, ParagraphStyle const& style, WordShaper& shaper)
{
    ParagraphStyle const plain = without_hyphenation(style);
    ShapedParagraph paragraph(spans, plain, shaper);
    ParagraphExtent extent;
    FineLength line = 0;
    FineLength word = 0;
    for (Breakpoint const& point : paragraph.breakpoints()) {
        extent.natural = std::max(extent.natural, paragraph.width_of(point.end - line));
        extent.minimum = std::max(extent.minimum, paragraph.width_of(point.end - word));
        word = point.start;
        if (point.kind == BreakKind::Forced)
            line = point.start;
    }
    return extent;
}

} // namespace konkordat::layout
