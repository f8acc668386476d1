#include "core/layout/page_body.h"

#include "core/layout/figure.h"

#include <algorithm>
#include <utility>

namespace konkordat::layout {

namespace {

class PageSetter {
public:
    PageSetter(std::span<RowPlace const> rows, std::vector<PageBody::WaitingRow> waiting, StyleSheet const& style, PageBody& body)
        : m_rows(rows)
        , m_waiting(std::move(waiting))
        , m_style(style)
        , m_body(body)
        , m_y(style.margin_top)
    {
    }

    void set(std::size_t first_piece)
    {
        if (!m_rows.empty() && repeats_table_head(*m_rows.front().row, *m_body.flows[m_rows.front().piece - first_piece], m_style)) {
            for (Row const& row : table_head(*m_rows.front().row, *m_body.flows[m_rows.front().piece - first_piece]))
                set_row(row, 0, ArtifactKind::Layout);
        }
        for (RowPlace const& place : m_rows) {
            std::size_t const piece = place.piece - first_piece;
            if (&place != m_rows.data())
                m_y += place.row->space_before;
            set_row(*place.row, piece, ArtifactKind::None);
            for (std::size_t const note : place.row->notes) {
                for (Row const& row : m_body.flows[piece]->notes[note])
                    m_waiting.push_back({ piece, &row });
            }
        }
        set_notes();
        m_body.waiting = std::move(m_waiting);
        put_in_reading_order();
    }

private:
    struct SetItem {
        PageItem item;
        PageBody::Owner owner;
        RowRun const* run = nullptr; ///< or null
    };

    /// The notes that have room stand at the foot of the page, under a short line; the others wait for the next.
    void set_notes()
    {
        if (m_waiting.empty())
            return;
        Length const bottom = m_style.page_height - m_style.margin_bottom;
        Length const room = bottom - m_y - space_above_notes;
        Length height = 0;
        std::size_t count = 0;
        while (count < m_waiting.size() && (height + m_waiting[count].row->height <= room || m_y == m_style.margin_top))
            height += m_waiting[count++].row->height;
        if (count == 0)
            return;
        m_y = bottom - height;
        m_body.items.push_back(PageItem {
            .shape = FilledRectangle { { m_style.margin_left, m_y - space_above_notes / 3, m_style.footnote_rule, m_style.thin_line },
                m_style.quiet },
            .artifact = ArtifactKind::Layout });
        for (std::size_t i = 0; i < count; ++i)
            set_row(*m_waiting[i].row, m_waiting[i].piece, ArtifactKind::None);
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(count));
    }

    void set_row(Row const& row, std::size_t piece, ArtifactKind artifact)
    {
        bool const is_marked = !row.anchors.empty() || !row.outline.empty() || !row.signatures.empty() || row.figure_element != no_element;
        if (artifact == ArtifactKind::None && is_marked)
            m_body.marks.push_back({ piece, &row, m_y });
        for (FilledRectangle fill : row.fills) {
            fill.area.x += m_style.margin_left;
            fill.area.y += m_y;
            m_body.items.push_back(PageItem { .shape = fill, .artifact = ArtifactKind::Layout });
        }
        for (RowRun const& run : row.runs)
            set_run(run, piece, artifact);
        for (ShapeItem shape : row.figure) {
            move_shape(shape, { m_style.margin_left, m_y });
            m_items.push_back({ PageItem { .shape = std::move(shape) }, { piece, row.figure_element } });
        }
        m_y += row.height;
    }

    void set_run(RowRun const& run, std::size_t piece, ArtifactKind artifact)
    {
        GlyphRun glyphs { .style = run.run.style,
            .size = run.size,
            .colour = run.colour,
            .origin = { m_style.margin_left + run.x, m_y + run.baseline },
            .shaped = run.run.shaped,
            .width = run.run.width,
            .space_extra = run.run.space_extra };
        if (run.open) {
            Rectangle const ground { glyphs.origin.x, glyphs.origin.y - run.size, glyphs.width, run.size * 13 / 10 };
            m_body.items.push_back(PageItem { .shape = FilledRectangle { ground, m_style.open_ground }, .artifact = ArtifactKind::Layout });
        }
        if (artifact != ArtifactKind::None)
            m_body.items.push_back(PageItem { .shape = std::move(glyphs), .artifact = artifact });
        else
            m_items.push_back({ PageItem { .shape = std::move(glyphs) }, { piece, run.element, run.link }, &run });
    }

    /// Reading order is that of the elements. What follows each other in one of them is one marked content.
    void put_in_reading_order()
    {
        std::ranges::stable_sort(m_items, {}, [](SetItem const& item) { return std::pair(item.owner.piece, item.owner.element); });
        m_body.items.reserve(m_body.items.size() + m_items.size());
        for (SetItem& set : m_items) {
            PageBody::Owner owner = set.owner;
            if (owner.link != none)
                owner.element = no_element;
            if (m_body.contents.empty() || m_body.contents.back() != owner)
                m_body.contents.push_back(owner);
            set.item.content = m_body.contents.size() - 1;
            bool const is_number = set.run != nullptr && !set.run->page_of.empty();
            if (is_number)
                m_body.page_numbers.push_back({ m_body.items.size(), set.run->page_of });
            if (owner.link != none)
                add_link_area(owner, std::get<GlyphRun>(set.item.shape), is_number);
            m_body.items.push_back(std::move(set.item));
        }
    }

    void add_link_area(PageBody::Owner const& owner, GlyphRun const& run, bool is_number)
    {
        if (!m_body.flows[owner.piece]->links[owner.link].leads_somewhere())
            return;
        // A page number to come grows leftwards from its place.
        Length const room = is_number ? run.size * 3 : 0;
        Rectangle const area { run.origin.x - room, run.origin.y - run.size, run.width + room, run.size * 13 / 10 };
        if (!m_body.links.empty()) {
            PageBody::Link& last = m_body.links.back();
            if (last.piece == owner.piece && last.link == owner.link && last.area.y == area.y) {
                last.area.width = std::max(last.area.x + last.area.width, area.x + area.width) - last.area.x;
                return;
            }
        }
        m_body.links.push_back({ owner.piece, owner.link, area });
    }

    std::span<RowPlace const> m_rows;
    std::vector<PageBody::WaitingRow> m_waiting;
    StyleSheet const& m_style;
    PageBody& m_body;
    Length m_y;
    std::vector<SetItem> m_items;
};

} // namespace

std::vector<Row> const& table_head(Row const& row, Flow const& flow) { return flow.table_heads[row.table]; }

bool repeats_table_head(Row const& row, Flow const& flow, StyleSheet const& style)
{
    if (row.table == none || row.is_table_head)
        return false;
    return height_of(table_head(row, flow)) < (style.page_height - style.margin_top - style.margin_bottom) / 3;
}

Length height_of(std::vector<Row> const& rows)
{
    Length height = 0;
    for (Row const& row : rows)
        height += row.height;
    return height;
}

std::shared_ptr<PageBody> set_page(std::vector<std::shared_ptr<Flow const>> flows, std::size_t first_piece, std::span<RowPlace const> rows,
    std::vector<PageBody::WaitingRow> waiting, StyleSheet const& style)
{
    auto body = std::make_shared<PageBody>();
    body->flows = std::move(flows);
    PageSetter(rows, std::move(waiting), style, *body).set(first_piece);
    return body;
}

} // namespace konkordat::layout
