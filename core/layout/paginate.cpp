#include "core/layout/paginate.h"

#include <algorithm>
#include <utility>

namespace konkordat::layout {

namespace {

class Paginator {
public:
    Paginator(std::span<FlowPiece const> pieces, StyleSheet const& style, LayoutCache& cache, LaidOutDocument& document)
        : m_pieces(pieces)
        , m_style(style)
        , m_cache(cache)
        , m_document(document)
        , m_room(style.page_height - style.margin_top - style.margin_bottom)
    {
        for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
            Flow const& flow = *pieces[piece].flow;
            std::size_t const first = m_rows.size();
            std::ranges::move(places_of(flow, piece), std::back_inserter(m_rows));
            for (RowRange const& signature : flow.signatures)
                keep_signature_together(m_rows, { first + signature.begin, first + signature.end }, style);
            m_link_elements.emplace_back(flow.links.size(), no_element);
        }
    }

    std::vector<std::shared_ptr<PageBody>> run()
    {
        std::vector<std::shared_ptr<PageBody>> bodies;
        for (std::size_t begin = 0; begin < m_rows.size() || !m_waiting.empty();) {
            std::size_t const end = begin < m_rows.size() ? find_page_end(begin) : begin;
            bodies.push_back(add_page({ m_rows.begin() + static_cast<std::ptrdiff_t>(begin), end - begin }));
            begin = end;
        }
        return bodies;
    }

private:
    [[nodiscard]] Flow const& flow_of(RowPlace const& place) const { return *m_pieces[place.piece].flow; }

    /// Height that the row's notes add to those of a page.
    [[nodiscard]] Length notes_height(RowPlace const& place) const
    {
        Length height = 0;
        for (std::size_t const note : place.row->notes)
            height += height_of(flow_of(place).notes[note]);
        return height;
    }

    [[nodiscard]] std::size_t find_page_end(std::size_t begin) const
    {
        RowPlace const& first = m_rows[begin];
        Length used = repeats_table_head(*first.row, flow_of(first), m_style) ? height_of(table_head(*first.row, flow_of(first))) : 0;
        // What the page before had no room for.
        Length notes = 0;
        for (PageBody::WaitingRow const& waiting : m_waiting)
            notes += waiting.row->height;
        std::size_t end = begin;
        for (; end < m_rows.size(); ++end) {
            Row const& row = *m_rows[end].row;
            if (end > begin && row.starts_page)
                return end;
            used += row.height + (end > begin ? row.space_before : 0);
            notes += notes_height(m_rows[end]);
            if (used + notes + (notes > 0 ? space_above_notes : 0) > m_room)
                break;
        }
        if (end == m_rows.size())
            return end;
        end = std::max(end, begin + 1);
        for (std::size_t candidate = end; candidate > begin; --candidate) {
            if (!m_rows[candidate - 1].keep_with_next)
                return candidate;
        }
        // What belongs together is longer than a page.
        return end;
    }

    std::shared_ptr<PageBody> add_page(std::span<RowPlace const> rows)
    {
        std::size_t const first_piece = m_waiting.empty() ? rows.front().piece : m_waiting.front().piece;
        std::shared_ptr<PageBody> const body = body_of(rows, first_piece);
        m_waiting = body->waiting;
        for (PageBody::WaitingRow& row : m_waiting)
            row.piece += first_piece;
        m_document.pages.push_back(Page { .width = m_style.page_width, .height = m_style.page_height });
        for (PageBody::Mark const& mark : body->marks)
            register_row(*mark.row, m_pieces[first_piece + mark.piece], mark.y);
        add_contents(*body, first_piece);
        return body;
    }

    std::shared_ptr<PageBody> body_of(std::span<RowPlace const> rows, std::size_t first_piece)
    {
        // What the page before left over is not in the key.
        bool const can_be_kept = m_waiting.empty();
        std::string key = can_be_kept ? key_of(rows) : std::string();
        std::shared_ptr<PageBody> body = can_be_kept ? m_cache.find_page(key) : nullptr;
        if (body)
            return body;
        std::size_t const last_piece = rows.empty() ? m_waiting.back().piece : rows.back().piece;
        std::vector<std::shared_ptr<Flow const>> flows;
        for (std::size_t piece = first_piece; piece <= last_piece; ++piece)
            flows.push_back(m_pieces[piece].flow);
        for (PageBody::WaitingRow& row : m_waiting)
            row.piece -= first_piece;
        body = set_page(std::move(flows), first_piece, rows, std::move(m_waiting), m_style);
        if (can_be_kept)
            m_cache.keep_page(std::move(key), body);
        return body;
    }

    /// The first row of each piece and how many there are.
    static std::string key_of(std::span<RowPlace const> rows)
    {
        std::string key;
        auto append = [&](auto value) { key.append(reinterpret_cast<char const*>(&value), sizeof value); };
        for (std::size_t begin = 0; begin < rows.size();) {
            std::size_t end = begin + 1;
            while (end < rows.size() && rows[end].piece == rows[begin].piece)
                ++end;
            append(rows[begin].row);
            append(rows[begin].piece - rows.front().piece);
            append(end - begin);
            begin = end;
        }
        return key;
    }

    void register_row(Row const& row, FlowPiece const& piece, Length y)
    {
        std::size_t const page = m_document.pages.size() - 1;
        for (std::string const& anchor : row.anchors)
            m_document.anchors.emplace(anchor, Destination { page, y });
        for (OutlineEntry const& entry : row.outline)
            m_document.outline.emplace_back(entry).destination = Destination { page, y };
        for (SignatureArea area : row.signatures) {
            area.page = page;
            area.area.x += m_style.margin_left;
            area.area.y += y;
            if (area.element != no_element)
                area.element = piece.element(area.element);
            m_document.signatures.push_back(std::move(area));
        }
        if (row.figure_element != no_element) {
            Rectangle const& area = row.figure_area;
            m_document.structure[piece.element(row.figure_element)].area = area.width == 0
                ? Rectangle { m_style.margin_left, y, whole_width(m_style).width, row.height }
                : Rectangle { m_style.margin_left + area.x, y + area.y, area.width, area.height };
        }
    }

    /// Hangs what is on the page into the structure.
    void add_contents(PageBody const& body, std::size_t first_piece)
    {
        Page& page = m_document.pages.back();
        std::size_t const page_index = m_document.pages.size() - 1;
        page.contents.reserve(body.contents.size());
        for (PageBody::Owner const& owner : body.contents) {
            std::size_t const piece = first_piece + owner.piece;
            ElementIndex const element = owner.link == none ? m_pieces[piece].element(owner.element) : link_element(piece, owner.link);
            m_document.structure[element].kids.push_back(StructureKid { .page = page_index, .content = page.contents.size() });
            page.contents.push_back(element);
        }
        page.links.reserve(body.links.size());
        for (PageBody::Link const& placed : body.links) {
            FlowLink const& link = m_pieces[first_piece + placed.piece].flow->links[placed.link];
            page.links.push_back(LinkArea { .area = placed.area,
                .element = link_element(first_piece + placed.piece, placed.link),
                .uri = link.uri,
                .anchor = link.anchor,
                .description = link.description });
        }
    }

    /// Made when the first of the link is on a page.
    ElementIndex link_element(std::size_t piece, std::size_t index)
    {
        ElementIndex& element = m_link_elements[piece][index];
        if (element == no_element) {
            FlowLink const& link = m_pieces[piece].flow->links[index];
            ElementIndex parent = m_pieces[piece].element(link.parent);
            if (link.to_note)
                parent = add_element(StructureKind::Reference, parent);
            element = add_element(link.leads_somewhere() ? StructureKind::Link : StructureKind::Span, parent);
            m_document.structure[element].language = link.language;
        }
        return element;
    }

    ElementIndex add_element(StructureKind kind, ElementIndex parent)
    {
        ElementIndex const index = m_document.structure.size();
        m_document.structure.push_back(StructureElement { .kind = kind, .parent = parent });
        m_document.structure[parent].kids.push_back(StructureKid { .element = index });
        return index;
    }

    std::span<FlowPiece const> m_pieces;
    StyleSheet const& m_style;
    LayoutCache& m_cache;
    LaidOutDocument& m_document;
    Length m_room;
    std::vector<RowPlace> m_rows;
    std::vector<std::vector<ElementIndex>> m_link_elements; ///< of each piece's links; no_element until the link is on a page
    std::vector<PageBody::WaitingRow> m_waiting;            ///< of notes of rows placed so far; pieces counted from the part's first
};

} // namespace

std::vector<std::shared_ptr<PageBody>> paginate(
    std::span<FlowPiece const> pieces, StyleSheet const& style, LayoutCache& cache, LaidOutDocument& document)
{
    return Paginator(pieces, style, cache, document).run();
}

} // namespace konkordat::layout
