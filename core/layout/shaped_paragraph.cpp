#include "core/layout/shaped_paragraph.h"

#include <linebreak.h>

#include <algorithm>
#include <utility>

namespace konkordat::layout {

namespace {

/// A note's mark, of the size of the text it stands in.
constexpr Length mark_size_percent = 65;
constexpr Length mark_rise_percent = 34;
/// Words with a hyphen of their own are divided elsewhere only if that helps a lot.
constexpr std::uint8_t compound_penalty = 60;

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view soft_hyphen = "\u00AD";

bool ends_with_hyphen(std::string_view text) { return text == "-" || text == "\u2010"; }

/// Marks and joiners that may stand behind a space and belong to it.
bool joins_space(std::string_view rest)
{
    return rest.starts_with('\xCC') || rest.starts_with("\xCD") || rest.starts_with("\xE2\x80\x8D") || rest.starts_with("\xE2\x83")
        || rest.starts_with("\xEF\xB8");
}

} // namespace

ShapedParagraph::ShapedParagraph(Spans const& spans, ParagraphStyle const& style, WordShaper& shaper)
    : m_spans(spans)
    , m_style(style)
    , m_shaper(shaper)
    , m_units_per_em(shaper.face(FontStyle::Regular).metrics().units_per_em)
    , m_room(shaper.take_room())
{
    for (Span const& span : spans) {
        m_ranges.push_back({ m_room.text.size(), m_room.text.size() + span.text.size() });
        m_room.text += span.text;
    }
    find_breaks();
    std::replace(m_room.text.begin(), m_room.text.end(), '\n', ' ');
    m_room.glyphs.reserve(m_room.text.size());
    m_room.clusters.reserve(m_room.text.size());
    for (std::size_t i = 0; i < spans.size(); ++i)
        shape_span(i);

    m_room.left.reserve(m_room.clusters.size() + 1);
    m_room.spaces.reserve(m_room.clusters.size() + 1);
    FineLength left = 0;
    std::uint32_t spaces = 0;
    for (std::size_t i = 0; i < m_room.clusters.size(); ++i) {
        // Each run of a line is rounded on its own.
        if (i > 0 && m_room.clusters[i].span != m_room.clusters[i - 1].span)
            left += m_units_per_em;
        m_room.left.push_back(left);
        m_room.spaces.push_back(spaces);
        std::int64_t units = 0;
        for (std::size_t glyph = m_room.clusters[i].first_glyph; glyph < glyph_end(i); ++glyph)
            units += m_room.glyphs[glyph].advance;
        left += fine(units, m_room.clusters[i].span);
        spaces += m_room.clusters[i].stretches ? 1 : 0;
    }
    m_room.left.push_back(left);
    m_room.spaces.push_back(spaces);
}

ShapedParagraph::~ShapedParagraph() { m_shaper.keep_room(std::move(m_room)); }

void ShapedParagraph::find_breaks()
{
    static bool const initialised = (init_linebreak(), true);
    (void)initialised;
    m_room.breaks.assign(m_room.text.size(), static_cast<char>(LINEBREAK_NOBREAK));
    if (m_room.text.empty())
        return;
    set_linebreaks_utf8(reinterpret_cast<utf8_t const*>(m_room.text.data()), m_room.text.size(), std::string(language_code(m_style.language)).c_str(),
        m_room.breaks.data());
    for (std::size_t i = 1; i < m_spans.size(); ++i) {
        // A note's mark stays with the word it is set to.
        if (m_spans[i].note && m_ranges[i].begin > 0 && m_ranges[i].begin < m_room.text.size())
            m_room.breaks[m_ranges[i].begin - 1] = static_cast<char>(LINEBREAK_NOBREAK);
    }
}

FontStyle ShapedParagraph::style_of(std::size_t span) const { return font_style(m_style.bold || m_spans[span].bold, m_spans[span].italic); }
Language ShapedParagraph::language_of(std::size_t span) const { return m_spans[span].language.value_or(m_style.language); }

Length ShapedParagraph::size_of(std::size_t span) const
{
    return m_spans[span].note ? m_style.size * mark_size_percent / 100 : m_style.size;
}

Hyphenation ShapedParagraph::hyphenation_of(std::size_t span) const
{
    return m_spans[span].open || m_spans[span].note ? Hyphenation::Off : m_style.hyphenation;
}

FineLength ShapedParagraph::fine(std::int64_t units, std::size_t span) const
{
    int const own = m_shaper.face(style_of(span)).metrics().units_per_em;
    FineLength const product = units * size_of(span);
    return own == m_units_per_em ? product : product * m_units_per_em / own;
}

void ShapedParagraph::shape_span(std::size_t span)
{
    std::size_t const end = m_ranges[span].end;
    for (std::size_t at = m_ranges[span].begin; at < end;) {
        std::size_t const next = word_end(at, end);
        add_word(span, at, next);
        at = next;
    }
}

/// A space is a word of its own.
std::size_t ShapedParagraph::word_end(std::size_t begin, std::size_t end) const
{
    std::string_view const text = std::string_view(m_room.text).substr(0, end);
    if (text[begin] == ' ' && !joins_space(text.substr(begin + 1)))
        return begin + 1;
    for (std::size_t at = begin + 1;; ++at) {
        at = text.find(' ', at);
        if (at == std::string_view::npos)
            return end;
        if (!joins_space(text.substr(at + 1)))
            return at;
    }
}

void ShapedParagraph::add_word(std::size_t span, std::size_t begin, std::size_t end)
{
    std::string_view const text = std::string_view(m_room.text).substr(begin, end - begin);
    SharedWord const word = m_shaper.shape(text, style_of(span), language_of(span), hyphenation_of(span));
    auto division = word->divisions.begin();
    std::vector<Glyph> const& glyphs = word->glyphs;
    for (std::size_t i = 0; i < glyphs.size();) {
        std::uint32_t const offset = glyphs[i].cluster;
        std::size_t next = i;
        auto const first_glyph = static_cast<std::uint32_t>(m_room.glyphs.size());
        for (; next < glyphs.size() && glyphs[next].cluster == offset; ++next) {
            m_room.glyphs.push_back(glyphs[next]);
            m_room.glyphs.back().cluster += static_cast<std::uint32_t>(begin);
        }
        std::string_view const characters = text.substr(offset, (next < glyphs.size() ? glyphs[next].cluster : text.size()) - offset);
        bool const divides = division != word->divisions.end() && *division == offset;
        if (divides)
            ++division;
        m_room.clusters.push_back(Cluster { .begin = static_cast<std::uint32_t>(begin) + offset,
            .first_glyph = first_glyph,
            .span = static_cast<std::uint32_t>(span),
            .space = characters == " ",
            .stretches = characters == " " || characters == no_break_space,
            .soft_hyphen = characters == soft_hyphen,
            .division = divides,
            .safe = glyphs[i].safe_to_break });
        i = next;
    }
}

std::size_t ShapedParagraph::text_end(std::size_t cluster) const
{
    return cluster + 1 < m_room.clusters.size() ? m_room.clusters[cluster + 1].begin : m_room.text.size();
}

std::size_t ShapedParagraph::glyph_end(std::size_t cluster) const
{
    return cluster + 1 < m_room.clusters.size() ? m_room.clusters[cluster + 1].first_glyph : m_room.glyphs.size();
}

/// A break before the cluster goes through what was shaped together, and changes it.
bool ShapedParagraph::is_cut(std::size_t cluster) const
{
    return cluster > 0 && cluster < m_room.clusters.size() && !m_room.clusters[cluster].safe
        && m_room.clusters[cluster].span == m_room.clusters[cluster - 1].span && !m_room.clusters[cluster].space && !m_room.clusters[cluster - 1].space;
}

std::size_t ShapedParagraph::word_begin_before(std::size_t cluster, std::size_t least) const
{
    // Far enough to shape alike; a word of any length is not shaped over and over.
    constexpr std::size_t reach = 64;
    std::size_t const span = m_room.clusters[cluster - 1].span;
    std::size_t const stop = std::max(least, cluster - std::min(cluster, reach));
    while (cluster > stop && m_room.clusters[cluster - 1].span == span && !m_room.clusters[cluster - 1].space)
        --cluster;
    while (cluster > least && is_cut(cluster))
        --cluster;
    return cluster;
}

std::size_t ShapedParagraph::word_end_after(std::size_t cluster, std::size_t most) const
{
    constexpr std::size_t reach = 64;
    std::size_t const span = m_room.clusters[cluster].span;
    std::size_t const stop = std::min(most, cluster + reach);
    while (cluster < stop && m_room.clusters[cluster].span == span && !m_room.clusters[cluster].space)
        ++cluster;
    while (cluster < most && is_cut(cluster))
        ++cluster;
    return cluster;
}

FineLength ShapedParagraph::width_between(std::size_t begin, std::size_t end) const { return m_room.left[end] - m_room.left[begin]; }

/// Of clusters of one span, shaped without what stands beside them.
FineLength ShapedParagraph::shaped_width(std::size_t begin, std::size_t end)
{
    std::size_t const span = m_room.clusters[begin].span;
    std::string_view const text = std::string_view(m_room.text).substr(m_room.clusters[begin].begin, text_end(end - 1) - m_room.clusters[begin].begin);
    std::int64_t units = 0;
    for (Glyph const& glyph : m_shaper.shape(text, style_of(span), language_of(span), Hyphenation::Off)->glyphs)
        units += glyph.advance;
    return fine(units, span);
}

std::optional<BreakKind> ShapedParagraph::kind_after(std::size_t cluster) const
{
    std::size_t const end = text_end(cluster);
    if (m_room.breaks[end - 1] == LINEBREAK_MUSTBREAK && end < m_room.text.size())
        return BreakKind::Forced;
    if (cluster + 1 == m_room.clusters.size())
        return {};
    if (m_room.clusters[cluster + 1].division)
        return BreakKind::Syllable;
    if (m_room.breaks[end - 1] != LINEBREAK_ALLOWBREAK)
        return {};
    if (m_room.clusters[cluster].soft_hyphen)
        return BreakKind::SoftHyphen;
    std::string_view const text = std::string_view(m_room.text).substr(m_room.clusters[cluster].begin, end - m_room.clusters[cluster].begin);
    return ends_with_hyphen(text) ? BreakKind::Hyphen : BreakKind::Opportunity;
}

std::vector<Breakpoint> ShapedParagraph::breakpoints()
{
    std::vector<Breakpoint> points;
    points.reserve(static_cast<std::size_t>(std::ranges::count_if(m_room.clusters, [](Cluster const& c) { return c.space || c.division; })) + 8);
    points.push_back(Breakpoint { .kind = BreakKind::Start });
    for (std::size_t i = 0; i < m_room.clusters.size(); ++i) {
        if (auto const kind = kind_after(i))
            points.push_back(breakpoint_at(i + 1, *kind));
    }
    points.push_back(breakpoint_at(m_room.clusters.size(), BreakKind::End));
    return points;
}

Breakpoint ShapedParagraph::breakpoint_at(std::size_t cluster, BreakKind kind)
{
    std::size_t inked = cluster;
    while (inked > 0 && m_room.clusters[inked - 1].space)
        --inked;
    Breakpoint point {
        .start = m_room.left[cluster], .start_spaces = m_room.spaces[cluster], .cluster = static_cast<std::uint32_t>(cluster), .kind = kind
    };
    point.end = point.solid = m_room.left[inked];
    point.end_spaces = m_room.spaces[inked];
    if (is_cut(cluster)) {
        std::size_t const begin = word_begin_before(cluster, 0);
        std::size_t const end = word_end_after(cluster, m_room.clusters.size());
        point.end += std::max<FineLength>(shaped_width(begin, cluster) - width_between(begin, cluster), 0);
        point.start -= std::max<FineLength>(shaped_width(cluster, end) - width_between(cluster, end), 0);
    }
    if (kind == BreakKind::Syllable || kind == BreakKind::SoftHyphen)
        add_hyphen_width(point, cluster);
    return point;
}

void ShapedParagraph::add_hyphen_width(Breakpoint& point, std::size_t cluster)
{
    std::size_t const span = m_room.clusters[cluster - 1].span;
    Face const& face = m_shaper.face(style_of(span));
    point.end += fine(face.advance_of(face.glyph_for(U'-')), span);
    if (point.kind != BreakKind::Syllable)
        return;
    for (std::size_t i = cluster; i > 0 && !m_room.clusters[i - 1].space && i + 40 > cluster; --i) {
        if (m_room.text[m_room.clusters[i - 1].begin] == '-')
            point.extra_penalty = compound_penalty;
    }
}

BreakRules ShapedParagraph::rules(Length measure) const
{
    Face const& face = m_shaper.face(m_style.bold ? FontStyle::Bold : FontStyle::Regular);
    return { .fill = m_style.alignment == Alignment::Justified ? Fill::Justified : Fill::Ragged,
        // Half a thousandth of a point: what rounding the first run may add.
        .measure = measure * m_units_per_em - m_units_per_em / 2,
        .space = m_style.size * face.advance_of(face.glyph_for(U' ')) * m_units_per_em / face.metrics().units_per_em,
        .em = m_style.size * m_units_per_em };
}

Breakpoint ShapedParagraph::furthest(Breakpoint const& from, Length measure) const
{
    FineLength const room = measure * m_units_per_em - m_units_per_em;
    std::size_t end = from.cluster + 1;
    while (end < m_room.clusters.size() && m_room.left[end + 1] - from.start <= room)
        ++end;
    std::size_t const inked = end;
    while (end < m_room.clusters.size() && m_room.clusters[end].space)
        ++end;
    return { .end = m_room.left[inked],
        .solid = m_room.left[inked],
        .start = m_room.left[end],
        .end_spaces = m_room.spaces[inked],
        .start_spaces = m_room.spaces[end],
        .cluster = static_cast<std::uint32_t>(end),
        .kind = BreakKind::Emergency };
}

Length ShapedParagraph::width_of(FineLength width) const
{
    return width <= 0 ? 0 : (width + m_units_per_em / 2 + m_units_per_em - 1) / m_units_per_em;
}

Line ShapedParagraph::make_line(std::size_t begin, Breakpoint const& end)
{
    Line line;
    Length x = 0;
    while (begin < end.cluster) {
        std::size_t run_end = begin;
        while (run_end < end.cluster && m_room.clusters[run_end].span == m_room.clusters[begin].span)
            ++run_end;
        LineRun run = make_run(begin, run_end);
        run.x = x;
        std::vector<Glyph> const& glyphs = run.glyphs();
        std::size_t inked = glyphs.size();
        while (inked > 0 && run.text()[glyphs[inked - 1].cluster] == ' ')
            --inked;
        Length const full_width = run_width(run, glyphs.size());
        Length const inked_width = run_width(run, inked);
        run.width = run_end == end.cluster ? inked_width : full_width;
        if (inked > 0)
            line.width = x + inked_width;
        x += full_width;
        line.runs.push_back(std::move(run));
        begin = run_end;
    }
    if (end.kind == BreakKind::Syllable || end.kind == BreakKind::SoftHyphen)
        show_hyphen(line, end.kind);
    return line;
}

void ShapedParagraph::show_hyphen(Line& line, BreakKind kind) const
{
    LineRun& run = line.runs.back();
    Face const& face = m_shaper.face(run.style);
    ShapedText shown = *run.shaped;
    Glyph glyph { .id = face.glyph_for(U'-') };
    glyph.advance = face.advance_of(glyph.id);
    if (kind == BreakKind::SoftHyphen) {
        glyph.cluster = shown.glyphs.back().cluster;
        shown.glyphs.pop_back();
    } else {
        glyph.cluster = static_cast<std::uint32_t>(shown.text.size());
        glyph.hyphen = true;
    }
    shown.glyphs.push_back(glyph);
    run.shaped = share(std::move(shown));
    run.width = run_width(run, run.glyphs().size());
    line.width = run.x + run.width;
}

Length ShapedParagraph::run_width(LineRun const& run, std::size_t glyph_count) const
{
    std::int64_t units = 0;
    for (std::size_t i = 0; i < glyph_count; ++i)
        units += run.glyphs()[i].advance;
    return scale_units(units, run.size, m_shaper.face(run.style).metrics().units_per_em);
}

/// Clusters [begin, end) of one span. Where an end of them cuts through what was shaped together, the rest of the word is shaped anew.
LineRun ShapedParagraph::make_run(std::size_t begin, std::size_t end)
{
    std::size_t const span = m_room.clusters[begin].span;
    LineRun run { .span = span, .style = style_of(span), .size = size_of(span) };
    if (m_spans[span].note)
        run.rise = m_style.size * mark_rise_percent / 100;
    std::size_t const text_begin = m_room.clusters[begin].begin;
    ShapedText shaped { .text = m_room.text.substr(text_begin, text_end(end - 1) - text_begin), .glyphs = {} };
    shaped.glyphs.reserve(glyph_end(end - 1) - m_room.clusters[begin].first_glyph + 1);
    std::size_t const front = is_cut(begin) ? word_end_after(begin, end) : begin;
    std::size_t const back = is_cut(end) ? word_begin_before(end, begin) : end;
    if (front > back) {
        append_shaped(shaped, begin, end);
    } else {
        append_shaped(shaped, begin, front);
        append_glyphs(shaped, front, back);
        append_shaped(shaped, back, end);
    }
    for (Glyph& glyph : shaped.glyphs)
        glyph.cluster -= static_cast<std::uint32_t>(text_begin);
    run.shaped = share(std::move(shaped));
    return run;
}

void ShapedParagraph::append_glyphs(ShapedText& shaped, std::size_t begin, std::size_t end) const
{
    if (begin == end)
        return;
    shaped.glyphs.insert(shaped.glyphs.end(), m_room.glyphs.begin() + static_cast<std::ptrdiff_t>(m_room.clusters[begin].first_glyph),
        m_room.glyphs.begin() + static_cast<std::ptrdiff_t>(glyph_end(end - 1)));
}

void ShapedParagraph::append_shaped(ShapedText& shaped, std::size_t begin, std::size_t end)
{
    if (begin == end)
        return;
    std::size_t const span = m_room.clusters[begin].span;
    std::size_t const text_begin = m_room.clusters[begin].begin;
    std::string_view const text = std::string_view(m_room.text).substr(text_begin, text_end(end - 1) - text_begin);
    for (Glyph glyph : m_shaper.shape(text, style_of(span), language_of(span), Hyphenation::Off)->glyphs) {
        glyph.cluster += static_cast<std::uint32_t>(text_begin);
        shaped.glyphs.push_back(glyph);
    }
}

void ShapedParagraph::justify(Line& line, Length measure) const
{
    auto stretches = [](LineRun const& run, Glyph const& glyph) {
        return !glyph.hyphen
            && (run.text()[glyph.cluster] == ' ' || std::string_view(run.text()).substr(glyph.cluster).starts_with(no_break_space));
    };
    // White space at the line's end hangs and takes no part.
    std::vector<Length> spaces(line.runs.size());
    Length count = 0;
    bool hanging = true;
    for (std::size_t i = line.runs.size(); i-- > 0;) {
        LineRun const& run = line.runs[i];
        for (auto glyph = run.glyphs().rbegin(); glyph != run.glyphs().rend(); ++glyph) {
            hanging = hanging && !glyph->hyphen && run.text()[glyph->cluster] == ' ';
            if (!hanging && stretches(run, *glyph))
                ++spaces[i];
        }
        count += spaces[i];
    }
    if (count == 0)
        return;
    Length const slack = measure - line.width;
    Length const each = slack >= 0 ? slack / count : -((-slack + count - 1) / count);
    Length rest = slack - each * count;
    Length moved = 0;
    for (std::size_t i = 0; i < line.runs.size(); ++i) {
        LineRun& run = line.runs[i];
        run.x += moved;
        // What division leaves goes to the first runs that can take it whole.
        bool const more = spaces[i] > 0 && spaces[i] <= rest;
        run.space_extra = each + (more ? 1 : 0);
        rest -= more ? spaces[i] : 0;
        moved += run.space_extra * spaces[i];
        run.width += run.space_extra * spaces[i];
    }
    line.width += moved;
}

} // namespace konkordat::layout
