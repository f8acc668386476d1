#include "core/layout/flow.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace konkordat::layout {

namespace {

using Rows = std::vector<Row>;

/// What stands side by side, then, if anything, what stands below in full width.
struct Segment {
    Rows column;
    Rows full;
};

void append(Rows& to, Rows rows) { to.insert(to.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end())); }

/// The rows of one clause, or of what precedes the clauses.
class ClauseRows {
public:
    ClauseRows(Flow& flow, std::size_t& block)
    {
        if (block < flow.blocks.size())
            m_clause = flow.blocks[block].clause;
        for (; block < flow.blocks.size() && flow.blocks[block].clause == m_clause; ++block) {
            BlockRows const& rows = flow.blocks[block];
            if (!rows.full_width && !m_segments.back().full.empty())
                m_segments.emplace_back();
            Rows& target = rows.full_width ? m_segments.back().full : m_segments.back().column;
            target.insert(target.end(), std::make_move_iterator(flow.rows.begin() + static_cast<std::ptrdiff_t>(rows.begin)),
                std::make_move_iterator(flow.rows.begin() + static_cast<std::ptrdiff_t>(rows.end)));
        }
    }

    [[nodiscard]] std::vector<Segment>& segments() { return m_segments; }

    /// All columns as one, before all that is of full width.
    void unite()
    {
        Segment all;
        for (Segment& segment : m_segments) {
            append(all.column, std::move(segment.column));
            append(all.full, std::move(segment.full));
        }
        m_segments.clear();
        m_segments.push_back(std::move(all));
    }

private:
    ClauseId m_clause;
    std::vector<Segment> m_segments = std::vector<Segment>(1);
};

Row beside(Row left, Row right)
{
    left.height = std::max(left.height, right.height);
    left.space_before = std::max(left.space_before, right.space_before);
    left.keep_with_next = left.keep_with_next || right.keep_with_next;
    left.starts_page = left.starts_page || right.starts_page;
    auto take = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    take(left.runs, right.runs);
    take(left.fills, right.fills);
    take(left.anchors, right.anchors);
    take(left.outline, right.outline);
    take(left.signatures, right.signatures);
    take(left.notes, right.notes);
    if (left.figure_element == no_element) {
        left.figure = std::move(right.figure);
        left.figure_element = right.figure_element;
        left.figure_area = right.figure_area;
    }
    return left;
}

/// Ends of the units, each a paragraph, heading or entry.
std::vector<std::size_t> unit_ends(Rows const& rows)
{
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].starts_unit)
            ends.push_back(i);
    }
    if (!rows.empty())
        ends.push_back(rows.size());
    return ends;
}

/// Row beside row; whichever is longer goes on alone.
void join_rows(Rows& to, Rows& left, std::size_t& left_at, std::size_t left_end, Rows& right, std::size_t& right_at, std::size_t right_end)
{
    while (left_at < left_end && right_at < right_end)
        to.push_back(beside(std::move(left[left_at++]), std::move(right[right_at++])));
    while (left_at < left_end)
        to.push_back(std::move(left[left_at++]));
    while (right_at < right_end)
        to.push_back(std::move(right[right_at++]));
}

void join_columns(Rows& to, Rows left, Rows right)
{
    std::vector<std::size_t> const left_ends = unit_ends(left);
    std::vector<std::size_t> const right_ends = unit_ends(right);
    std::size_t left_at = 0;
    std::size_t right_at = 0;
    if (left_ends.size() == right_ends.size()) {
        for (std::size_t i = 0; i < left_ends.size(); ++i)
            join_rows(to, left, left_at, left_ends[i], right, right_at, right_ends[i]);
    }
    join_rows(to, left, left_at, left.size(), right, right_at, right.size());
}

void join_clause(Rows& to, ClauseRows left, ClauseRows right)
{
    if (left.segments().size() != right.segments().size()) {
        left.unite();
        right.unite();
    }
    for (std::size_t i = 0; i < left.segments().size(); ++i) {
        join_columns(to, std::move(left.segments()[i].column), std::move(right.segments()[i].column));
        append(to, std::move(left.segments()[i].full));
        append(to, std::move(right.segments()[i].full));
    }
}

/// Of a row that bears notes of both languages the notes stand side by side, too. Those of the right one begin at `first_right`.
void join_notes(Flow& joined, std::size_t first_right)
{
    for (Row& row : joined.rows) {
        auto const rights = std::ranges::stable_partition(row.notes, [&](std::size_t note) { return note < first_right; });
        std::size_t const first = row.notes.size() - rights.size();
        std::size_t const pairs = std::min(first, rights.size());
        for (std::size_t i = 0; i < pairs; ++i) {
            Rows both;
            join_columns(both, std::move(joined.notes[row.notes[i]]), std::move(joined.notes[row.notes[first + i]]));
            joined.notes[row.notes[i]] = std::move(both);
        }
        row.notes.erase(rights.begin(), rights.begin() + static_cast<std::ptrdiff_t>(pairs));
    }
}

/// So that the indices of `flow` are good in a flow to which its links, table heads and notes are appended.
void shift_indices(Flow& flow, Flow const& target)
{
    auto shift = [&](Row& row) {
        for (RowRun& run : row.runs) {
            if (run.link != none)
                run.link += target.links.size();
        }
        if (row.table != none)
            row.table += target.table_heads.size();
        for (std::size_t& note : row.notes)
            note += target.notes.size();
    };
    for (Row& row : flow.rows)
        shift(row);
    for (Rows& rows : flow.table_heads)
        std::ranges::for_each(rows, shift);
    for (Rows& rows : flow.notes)
        std::ranges::for_each(rows, shift);
}

} // namespace

Flow join_columns(Flow left, Flow right)
{
    Flow joined;
    joined.table_heads = std::move(left.table_heads);
    joined.links = std::move(left.links);
    joined.notes = std::move(left.notes);
    std::size_t const first_right = joined.notes.size();
    shift_indices(right, joined);
    auto take = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    take(joined.table_heads, right.table_heads);
    take(joined.links, right.links);
    take(joined.notes, right.notes);

    std::size_t left_block = 0;
    std::size_t right_block = 0;
    // Both are versions of one agreement: the same clauses in the same order.
    while (left_block < left.blocks.size() || right_block < right.blocks.size())
        join_clause(joined.rows, ClauseRows(left, left_block), ClauseRows(right, right_block));
    join_notes(joined, first_right);
    return joined;
}

} // namespace konkordat::layout
