#include "core/layout/line_breaker.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace konkordat::layout {

namespace {

using Demerits = std::int64_t;

/// Shrinking stops where words begin to run together; stretching is judged by this part of a space.
constexpr FineLength shrink_divisor = 5;
constexpr FineLength stretch_divisor = 2;

/// How far a line's spaces (justified) or right edge (ragged) may be from ideal, in thousandths of the stretch, before another
/// way is tried: without hyphenation, then with it, then at any price.
constexpr std::int64_t tolerance_plain = 1300;
constexpr std::int64_t tolerance_plain_ragged = 1400;
constexpr std::int64_t tolerance_hyphenated = 3200;
constexpr std::int64_t any_tolerance = std::numeric_limits<std::int64_t>::max();

constexpr Demerits line_penalty = 10;
constexpr std::int64_t worst_badness = 1'000'000;
constexpr Demerits two_hyphens = 6'000;
/// More than the worst line costs, so that it is taken only where nothing else is possible.
constexpr Demerits three_hyphens = 10'000'000'000'000;
constexpr Demerits penultimate_hyphen = 40'000;
constexpr Demerits lone_fragment = 50'000'000;
constexpr Demerits uneven_spacing = 10'000;

constexpr std::size_t fitness_classes = 4;
constexpr std::size_t hyphen_counts = 3;
constexpr std::uint32_t no_node = std::numeric_limits<std::uint32_t>::max();

struct Node {
    Breakpoint at = {};
    std::uint32_t previous = no_node;
    std::uint8_t fitness = 1;
    std::uint8_t hyphens = 0; ///< line ends with a hyphen in a row, up to here
    Demerits demerits = 0;
};

bool ends_with_hyphen(BreakKind kind) { return kind == BreakKind::Hyphen || kind == BreakKind::SoftHyphen || kind == BreakKind::Syllable; }
bool ends_paragraph_line(BreakKind kind) { return kind == BreakKind::Forced || kind == BreakKind::End; }

enum class Hyphens { AsWritten, Found };

class Pass {
public:
    Pass(std::vector<Breakpoint> const& points, BreakRules const& rules, EmergencyText const& emergency, Hyphens hyphens,
        std::int64_t tolerance)
        : m_points(points)
        , m_rules(rules)
        , m_emergency(emergency)
        , m_hyphens(hyphens)
        , m_tolerance(tolerance)
        // A ragged edge of a few ems is what readers are used to; less in narrow columns.
        , m_edge(std::max<FineLength>(std::min(rules.em * 9 / 2, rules.measure / 4), 1))
    {
    }

    /// Nothing if no lines within the tolerance exist.
    std::optional<std::vector<Breakpoint>> run()
    {
        m_nodes.reserve(std::min<std::size_t>(m_points.size() * 2, 1024));
        m_active.reserve(std::min<std::size_t>(m_points.size() * 2, 1024));
        m_nodes.push_back(Node { .at = m_points.front() });
        m_active.push_back(0);
        for (std::size_t i = 1; i < m_points.size(); ++i) {
            Breakpoint const& point = m_points[i];
            if (point.kind == BreakKind::Syllable && m_hyphens == Hyphens::AsWritten)
                continue;
            if (!consider(point))
                return {};
        }
        return path();
    }

    /// Within the tolerance, but with what a looser line somewhere may avoid.
    [[nodiscard]] bool is_poor() const { return m_nodes[m_active[best_active()]].demerits >= lone_fragment; }
    [[nodiscard]] std::size_t lines_considered() const { return m_lines_considered; }

private:
    struct Candidate {
        Demerits demerits = std::numeric_limits<Demerits>::max();
        std::uint32_t previous = no_node;
    };
    using Candidates = std::array<Candidate, fitness_classes * hyphen_counts>;

    bool consider(Breakpoint const& point)
    {
        for (;;) {
            Candidates candidates;
            bool const found = find_lines_to(point, candidates);
            bool const is_end = ends_paragraph_line(point.kind);
            std::size_t const dead = count_dead(point);
            if (dead == m_active.size() - m_head && !found) {
                if (m_tolerance != any_tolerance)
                    return false;
                if (break_inside(point))
                    return true;
                continue;
            }
            if (is_end && !found)
                return false;
            m_head = is_end ? m_active.size() : m_head + dead;
            if (found)
                add_nodes(point, candidates);
            return true;
        }
    }

    /// Lines from active nodes to `point`, the best of each kind.
    bool find_lines_to(Breakpoint const& point, Candidates& candidates)
    {
        bool found = false;
        for (std::size_t i = m_head; i < m_active.size(); ++i) {
            Node const& from = m_nodes[m_active[i]];
            ++m_lines_considered;
            FineLength const slack = m_rules.measure - (point.end - from.at.start);
            auto const spaces = static_cast<FineLength>(point.end_spaces - std::min(point.end_spaces, from.at.start_spaces));
            if (slack < -shrink(spaces))
                continue;
            std::int64_t const ratio = ratio_of(slack, spaces);
            bool const is_last = ends_paragraph_line(point.kind);
            if (!is_last && ratio > m_tolerance)
                break; // The lines from all later nodes are looser still.
            std::uint8_t const fitness = m_rules.fill == Fill::Ragged || is_last ? 1 : fitness_of(ratio);
            bool const hyphen = ends_with_hyphen(point.kind);
            std::size_t const count = hyphen ? std::min<std::size_t>(from.hyphens + 1U, hyphen_counts - 1) : 0;
            Demerits const total = from.demerits + (is_last ? last_line(from, slack, spaces) : inner_line(from, point, ratio, fitness));
            Candidate& best = candidates[fitness * hyphen_counts + count];
            if (total < best.demerits)
                best = { total, m_active[i] };
            found = true;
        }
        return found;
    }

    [[nodiscard]] FineLength shrink(FineLength spaces) const
    {
        return m_rules.fill == Fill::Justified ? spaces * (m_rules.space / shrink_divisor) : 0;
    }

    /// 1000: the whole stretch is used; -1000: all of the shrink.
    [[nodiscard]] std::int64_t ratio_of(FineLength slack, FineLength spaces) const
    {
        if (m_rules.fill == Fill::Ragged)
            return slack * 1000 / m_edge;
        if (slack < 0)
            return slack * 1000 / std::max<FineLength>(shrink(spaces), 1);
        // A line without spaces cannot be filled: as bad as one that has to stretch a tenth of a space.
        FineLength const stretch = spaces > 0 ? spaces * m_rules.space / stretch_divisor : m_rules.space / 10;
        return slack * 1000 / std::max<FineLength>(stretch, 1);
    }

    static std::uint8_t fitness_of(std::int64_t ratio) { return ratio < -500 ? 0 : ratio <= 500 ? 1 : ratio <= 1000 ? 2 : 3; }

    static std::int64_t badness_of(std::int64_t ratio)
    {
        std::int64_t const size = std::min<std::int64_t>(ratio < 0 ? -ratio : ratio, 100'000);
        return std::min(worst_badness, size * size / 1000 * size / 10'000);
    }

    [[nodiscard]] Demerits penalty_of(Breakpoint const& point) const
    {
        bool const ragged = m_rules.fill == Fill::Ragged;
        switch (point.kind) {
        case BreakKind::Syllable: return (ragged ? 220 : 60) + point.extra_penalty;
        case BreakKind::SoftHyphen: return ragged ? 100 : 40;
        case BreakKind::Hyphen: return 15;
        case BreakKind::Emergency: return 10'000;
        default: return 0;
        }
    }

    [[nodiscard]] Demerits inner_line(Node const& from, Breakpoint const& point, std::int64_t ratio, std::uint8_t fitness) const
    {
        Demerits const base = line_penalty + badness_of(ratio);
        Demerits const penalty = penalty_of(point);
        Demerits total = base * base + penalty * penalty;
        if (m_rules.fill == Fill::Justified && (fitness > from.fitness + 1 || from.fitness > fitness + 1))
            total += uneven_spacing;
        if (ends_with_hyphen(point.kind) && from.hyphens == 1)
            total += two_hyphens;
        if (ends_with_hyphen(point.kind) && from.hyphens >= 2)
            total += three_hyphens;
        return total;
    }

    /// It may be short, but a short word alone looks forgotten, and a part of a word more so.
    [[nodiscard]] Demerits last_line(Node const& from, FineLength slack, FineLength spaces) const
    {
        Demerits total = line_penalty * line_penalty;
        bool const cut = from.at.kind == BreakKind::Syllable || from.at.kind == BreakKind::SoftHyphen;
        if (cut)
            total += penultimate_hyphen;
        if (from.at.kind == BreakKind::Start)
            return total;
        if (cut && spaces == 0)
            total += lone_fragment;
        FineLength const width = m_rules.measure - slack;
        FineLength const forgotten = std::min(m_rules.measure * 15 / 100, m_rules.em * 5);
        if (width < forgotten) {
            Demerits const share = (forgotten - width) * 300 / forgotten;
            total += share * share;
        }
        return total;
    }

    /// Active nodes at the front from which even the solid text up to `point` is too wide; so it is for all later points.
    [[nodiscard]] std::size_t count_dead(Breakpoint const& point) const
    {
        std::size_t dead = 0;
        while (m_head + dead < m_active.size()) {
            Node const& from = m_nodes[m_active[m_head + dead]];
            auto const spaces = static_cast<FineLength>(point.end_spaces - std::min(point.end_spaces, from.at.start_spaces));
            if (m_rules.measure - (point.solid - from.at.start) >= -shrink(spaces))
                break;
            ++dead;
        }
        return dead;
    }

    void add_nodes(Breakpoint const& point, Candidates const& candidates)
    {
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            if (candidates[i].previous == no_node)
                continue;
            m_active.push_back(static_cast<std::uint32_t>(m_nodes.size()));
            m_nodes.push_back(Node { .at = point,
                .previous = candidates[i].previous,
                .fitness = static_cast<std::uint8_t>(i / hyphen_counts),
                .hyphens = static_cast<std::uint8_t>(i % hyphen_counts),
                .demerits = candidates[i].demerits });
        }
    }

    /// No line reaches `point`: the best paragraph so far goes on with a full line that ends before it, or, if a single cluster
    /// fills more than a line, there. True if there.
    bool break_inside(Breakpoint const& point)
    {
        std::uint32_t const from = m_active[best_active()];
        Breakpoint end = m_emergency.furthest(m_nodes[from].at);
        bool const arrived = end.cluster >= point.cluster;
        if (arrived)
            end = point;
        Candidates candidates;
        Demerits const penalty = penalty_of(Breakpoint { .kind = BreakKind::Emergency });
        candidates[hyphen_counts] = { m_nodes[from].demerits + penalty * penalty, from };
        m_head = m_active.size();
        add_nodes(end, candidates);
        return arrived;
    }

    [[nodiscard]] std::size_t best_active() const
    {
        std::size_t best = m_head;
        for (std::size_t i = m_head; i < m_active.size(); ++i) {
            if (m_nodes[m_active[i]].demerits < m_nodes[m_active[best]].demerits)
                best = i;
        }
        return best;
    }

    [[nodiscard]] std::vector<Breakpoint> path() const
    {
        std::vector<Breakpoint> chosen;
        for (std::uint32_t node = m_active[best_active()]; m_nodes[node].previous != no_node; node = m_nodes[node].previous)
            chosen.push_back(m_nodes[node].at);
        std::reverse(chosen.begin(), chosen.end());
        return chosen;
    }

    std::vector<Breakpoint> const& m_points;
    BreakRules const& m_rules;
    EmergencyText const& m_emergency;
    Hyphens m_hyphens;
    std::int64_t m_tolerance;
    FineLength m_edge;
    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_active; ///< in the order of their places; those before m_head are dead
    std::size_t m_head = 0;
    std::size_t m_lines_considered = 0;
};

std::optional<std::vector<Breakpoint>> try_breaks(std::vector<Breakpoint> const& points, BreakRules const& rules,
    EmergencyText const& emergency, Hyphens hyphens, std::int64_t tolerance, BreakEffort* effort)
{
    assert(points.size() >= 2);
    Pass pass(points, rules, emergency, hyphens, tolerance);
    auto chosen = pass.run();
    if (effort != nullptr)
        effort->lines_considered += pass.lines_considered();
    if (chosen && tolerance != any_tolerance && pass.is_poor())
        return {};
    return chosen;
}

} // namespace

std::optional<std::vector<Breakpoint>> choose_plain_breaks(
    std::vector<Breakpoint> const& points, BreakRules const& rules, EmergencyText const& emergency, BreakEffort* effort)
{
    std::int64_t const tolerance = rules.fill == Fill::Ragged ? tolerance_plain_ragged : tolerance_plain;
    return try_breaks(points, rules, emergency, Hyphens::AsWritten, tolerance, effort);
}

std::vector<Breakpoint> choose_breaks(
    std::vector<Breakpoint> const& points, BreakRules const& rules, EmergencyText const& emergency, BreakEffort* effort)
{
    if (auto plain = choose_plain_breaks(points, rules, emergency, effort))
        return std::move(*plain);
    return choose_hyphenated_breaks(points, rules, emergency, effort);
}

std::vector<Breakpoint> choose_hyphenated_breaks(
    std::vector<Breakpoint> const& points, BreakRules const& rules, EmergencyText const& emergency, BreakEffort* effort)
{
    for (std::int64_t const tolerance : { tolerance_hyphenated, any_tolerance }) {
        if (auto chosen = try_breaks(points, rules, emergency, Hyphens::Found, tolerance, effort))
            return std::move(*chosen);
    }
    return {};
}

} // namespace konkordat::layout
