#include "core/layout/paginate.h"

#include "core/layout/figure.h"

#include <algorithm>
#include <utility>

namespace konkordat::layout {

namespace {

/// Between text and footnotes, with the line that parts them.
constexpr Length space_above_notes = points(14);

struct Placed {
    PageItem item;
    ElementIndex element = no_element;
    std::size_t link = none;
    std::string page_of;
};

class Paginator {
public:
    Paginator(Flow flow, StyleSheet const& style, LaidOutDocument& document)
        : m_flow(std::move(flow))
        , m_style(style)
        , m_document(document)
        , m_room(style.page_height - style.margin_top - style.margin_bottom)
    {
    }

    std::vector<PageNumberSlot> run()
    {
        std::size_t begin = 0;
        while (begin < m_flow.rows.size()) {
            std::size_t const end = find_page_end(begin);
            place_page(begin, end);
            begin = end;
        }
        while (!m_notes.empty())
            place_page(begin, begin);
        return std::move(m_slots);
    }

private:
    [[nodiscard]] Length head_height(std::size_t table) const
    {
        Length height = 0;
        for (Row const& row : m_flow.table_heads[table])
            height += row.height;
        return height;
    }

        /// True if the page that begins with this row first repeats its table's head.
    [[nodiscard]] bool repeats_head(std::size_t row) const
    {
        Row const& first = m_flow.rows[row];
        return first.table != none && !first.is_table_head && head_height(first.table) < m_room / 3;
    }

    /// Height that these notes add to those of a page.
    [[nodiscard]] Length notes_height(std::vector<std::size_t> const& notes) const
    {
        Length height = 0;
        for (std::size_t const note : notes) {
            for (Row const& row : m_flow.notes[note])
                height += row.height;
        }
        return height;
    }

    [[nodiscard]] std::size_t find_page_end(std::size_t begin) const
    {
        Length used = repeats_head(begin) ? head_height(m_flow.rows[begin].table) : 0;
        // What the page before had no room for.
        Length notes = 0;
        for (Row const* row : m_notes)
            notes += row->height;
        std::size_t end = begin;
        for (; end < m_flow.rows.size(); ++end) {
            Row const& row = m_flow.rows[end];
            if (end > begin && row.starts_page)
                return end;
            used += row.height + (end > begin ? row.space_before : 0);
            notes += notes_height(row.notes);
            if (used + notes + (notes > 0 ? space_above_notes : 0) > m_room)
                break;
        }
        if (end == m_flow.rows.size())
            return end;
        end = std::max(end, begin + 1);
        for (std::size_t candidate = end; candidate > begin; --candidate) {
            if (!m_flow.rows[candidate - 1].keep_with_next)
                return candidate;
        }
            // What belongs together is longer than a page.
        return end;
    }

    void place_page(std::size_t begin, std::size_t end)
    {
        m_document.pages.push_back(Page { .width = m_style.page_width, .height = m_style.page_height });
        m_placed.clear();
        m_y = m_style.margin_top;
        if (repeats_head(begin)) {
            for (Row const& row : m_flow.table_heads[m_flow.rows[begin].table])
                place_row(row, ArtifactKind::Layout);
        }
        for (std::size_t i = begin; i < end; ++i) {
            if (i > begin)
                m_y += m_flow.rows[i].space_before;
            place_row(m_flow.rows[i], ArtifactKind::None);
            for (std::size_t const note : m_flow.rows[i].notes) {
                for (Row const& row : m_flow.notes[note])
                    m_notes.push_back(&row);
            }
        }
        place_notes();
        finish_page();
    }

    /// The notes that have room stand at the foot of the page, under a short line; the others wait for the next.
    void place_notes()
    {
        if (m_notes.empty())
            return;
        Length const bottom = m_style.page_height - m_style.margin_bottom;
        Length const room = bottom - m_y - space_above_notes;
        Length height = 0;
        std::size_t count = 0;
        while (count < m_notes.size() && (height + m_notes[count]->height <= room || m_y == m_style.margin_top))
            height += m_notes[count++]->height;
        if (count == 0)
            return;
        m_y = bottom - height;
        m_document.pages.back().items.push_back(PageItem {
            .shape = FilledRectangle { { m_style.margin_left, m_y - space_above_notes / 3, m_style.footnote_rule, m_style.thin_line },
                m_style.quiet },
            .artifact = ArtifactKind::Layout });
        for (std::size_t i = 0; i < count; ++i)
            place_row(*m_notes[i], ArtifactKind::None);
        m_notes.erase(m_notes.begin(), m_notes.begin() + static_cast<std::ptrdiff_t>(count));
    }

    void place_row(Row const& row, ArtifactKind artifact)
    {
        Page& page = m_document.pages.back();
        std::size_t const page_index = m_document.pages.size() - 1;
        if (artifact == ArtifactKind::None) {
            for (std::string const& anchor : row.anchors)
                m_document.anchors.emplace(anchor, Destination { page_index, m_y });
            for (OutlineEntry entry : row.outline) {
                entry.destination = Destination { page_index, m_y };
                m_document.outline.push_back(std::move(entry));
            }
            for (SignatureArea area : row.signatures) {
                area.page = page_index;
                area.area.x += m_style.margin_left;
                area.area.y += m_y;
                m_document.signatures.push_back(area);
            }
        }
        for (FilledRectangle fill : row.fills) {
            fill.area.x += m_style.margin_left;
            fill.area.y += m_y;
            page.items.push_back(PageItem { .shape = fill, .artifact = ArtifactKind::Layout });
        }
        for (RowRun const& run : row.runs)
            place_run(run, artifact);
        place_figure(row);
        m_y += row.height;
    }

    void place_figure(Row const& row)
    {
        if (row.figure_element == no_element)
            return;
        Point const by { m_style.margin_left, m_y };
        Rectangle area = row.figure_area;
        if (area.width == 0)
            area = { 0, 0, whole_width(m_style).width, row.height };
        m_document.structure[row.figure_element].area = { by.x + area.x, by.y + area.y, area.width, area.height };
        for (ShapeItem shape : row.figure) {
            move_shape(shape, by);
            m_placed.push_back(Placed { PageItem { .shape = std::move(shape) }, row.figure_element, none, {} });
        }
    }

    void place_run(RowRun const& run, ArtifactKind artifact)
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
            m_document.pages.back().items.push_back(
                PageItem { .shape = FilledRectangle { ground, m_style.open_ground }, .artifact = ArtifactKind::Layout });
        }
        if (artifact != ArtifactKind::None) {
            m_document.pages.back().items.push_back(PageItem { .shape = std::move(glyphs), .artifact = artifact });
            return;
        }
        m_placed.push_back(Placed { PageItem { .shape = std::move(glyphs) }, run.element, run.link, run.page_of });
    }

        /// Puts the page's text in reading order, makes its marked contents and hangs them into the structure.
    void finish_page()
    {
        Page& page = m_document.pages.back();
        std::size_t const page_index = m_document.pages.size() - 1;
        std::stable_sort(m_placed.begin(), m_placed.end(), [](Placed const& a, Placed const& b) { return a.element < b.element; });
        for (Placed& placed : m_placed) {
            ElementIndex const owner = placed.link == none ? placed.element : link_element(placed.link);
            if (page.contents.empty() || page.contents.back() != owner) {
                m_document.structure[owner].kids.push_back(StructureKid { .page = page_index, .content = page.contents.size() });
                page.contents.push_back(owner);
            }
            placed.item.content = page.contents.size() - 1;
            if (!placed.page_of.empty())
                m_slots.push_back({ page_index, page.items.size(), placed.page_of });
            if (placed.link != none && m_flow.links[placed.link].leads_somewhere())
                add_link_area(page, placed);
            page.items.push_back(std::move(placed.item));
        }
    }

    ElementIndex link_element(std::size_t index)
    {
        FlowLink& link = m_flow.links[index];
        if (link.element == no_element) {
            ElementIndex const parent = link.to_note ? add_element(StructureKind::Reference, link.parent) : link.parent;
            link.element = add_element(link.leads_somewhere() ? StructureKind::Link : StructureKind::Span, parent);
            m_document.structure[link.element].language = link.language;
        }
        return link.element;
    }

    ElementIndex add_element(StructureKind kind, ElementIndex parent)
    {
        ElementIndex const index = m_document.structure.size();
        m_document.structure.push_back(StructureElement { .kind = kind, .parent = parent });
        m_document.structure[parent].kids.push_back(StructureKid { .element = index });
        return index;
    }

    void add_link_area(Page& page, Placed const& placed) const
    {
        FlowLink const& link = m_flow.links[placed.link];
        GlyphRun const& run = std::get<GlyphRun>(placed.item.shape);
            // A page number to come grows leftwards from its place.
        Length const room = placed.page_of.empty() ? 0 : run.size * 3;
        Rectangle const area { run.origin.x - room, run.origin.y - run.size, run.width + room, run.size * 13 / 10 };
        if (!page.links.empty() && page.links.back().element == link.element && page.links.back().area.y == area.y) {
            Rectangle& last = page.links.back().area;
            last.width = std::max(last.x + last.width, area.x + area.width) - last.x;
            return;
        }
        page.links.push_back(
            LinkArea { .area = area, .element = link.element, .uri = link.uri, .anchor = link.anchor, .description = link.description });
    }

    Flow m_flow;
    StyleSheet const& m_style;
    LaidOutDocument& m_document;
    Length m_room;
    Length m_y = 0;
    std::vector<Placed> m_placed;
    std::vector<Row const*> m_notes; ///< of rows placed so far, that are still to be placed
    std::vector<PageNumberSlot> m_slots;
};

enum class Align { Left, Right };

/// One line at most `measure` wide, with an ellipsis if it had to be cut; starts or ends at `x`.
GlyphRun running_text(
    std::string const& text, Language language, StyleSheet const& style, Length measure, Point at, Align align, Typesetter& typesetter)
{
    ParagraphStyle const paragraph { .size = style.running.size, .language = language };
    SharedLines lines = typesetter.break_paragraph({ Span { .text = text } }, paragraph, measure);
    if (lines->size() > 1) {
        lines = typesetter.break_paragraph({ Span { .text = text } }, paragraph, measure - style.running.size * 2);
        std::string cut = lines->front().runs.front().text();
        while (!cut.empty() && cut.back() == ' ')
            cut.pop_back();
        lines = typesetter.break_paragraph({ Span { .text = cut + "\u00A0…" } }, paragraph, measure);
    }
    GlyphRun run { .size = style.running.size, .colour = style.quiet, .origin = at };
    if (lines->front().runs.empty())
        return run;
    run.shaped = lines->front().runs.front().shaped;
    run.width = lines->front().width;
    if (align == Align::Right)
        run.origin.x -= run.width;
    return run;
}

std::string replaced(std::string text, std::string_view name, std::string const& value)
{
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
        text.replace(at, name.size(), value);
    return text;
}

/// Word across the page, from its lower left to its upper right.
GlyphRun watermark(std::string const& text, Language language, StyleSheet const& style, Typesetter& typesetter)
{
    constexpr Turn rising { 573'576, 819'152 }; // 55 degrees, an A4 page's diagonal
    constexpr Length largest = points(96);
    FaceMetrics const& metrics = typesetter.face(FontStyle::Bold).metrics();
    GlyphRun run { .style = FontStyle::Bold, .size = largest, .colour = style.watermark, .turn = rising };
    run.shaped = typesetter.shape(text, FontStyle::Bold, language);
    run.width = typesetter.width_of(*run.shaped, FontStyle::Bold, run.size);
    Length const room = style.page_height * 7 / 10;
    if (run.width > room) {
        run.size = run.size * room / run.width;
        run.width = typesetter.width_of(*run.shaped, FontStyle::Bold, run.size);
    }
    Length const half_height = scale_units(metrics.cap_height, run.size, metrics.units_per_em) / 2;
    auto along = [](Length length, std::int64_t millionths) { return length * millionths / 1'000'000; };
    run.origin = { style.page_width / 2 - along(run.width / 2, rising.cosine) + along(half_height, rising.sine),
        style.page_height / 2 + along(run.width / 2, rising.sine) + along(half_height, rising.cosine) };
    return run;
}

} // namespace

std::vector<PageNumberSlot> paginate(Flow flow, StyleSheet const& style, LaidOutDocument& document)
{
    return Paginator(std::move(flow), style, document).run();
}

void set_page_numbers(std::vector<PageNumberSlot> const& slots, Typesetter& typesetter, LaidOutDocument& document)
{
    for (PageNumberSlot const& slot : slots) {
        auto const anchor = document.anchors.find(slot.anchor);
        if (anchor == document.anchors.end())
            continue;
        GlyphRun& run = std::get<GlyphRun>(document.pages[slot.page].items[slot.item].shape);
        run.shaped = typesetter.shape(std::to_string(anchor->second.page + 1), run.style, Language::German);
        run.width = typesetter.width_of(*run.shaped, run.style, run.size);
        run.origin.x -= run.width;
    }
}

RunningTexts running_texts(Part const& part)
{
    return { .language = part.language,
        .head = part.running_head,
        .state = part.running_state,
        .page_of_pages = part.page_of_pages,
        .watermark = part.watermark };
}

RunningTexts running_texts(Part const& left, Part const& right)
{
    auto both = [](std::string const& a, std::string const& b) { return a == b || b.empty() ? a : a + "  /  " + b; };
    return { .language = left.language,
        .head = both(left.running_head, right.running_head),
        .state = both(left.running_state, right.running_state),
        .page_of_pages = both(left.page_of_pages, right.page_of_pages),
        .watermark = both(left.watermark, right.watermark) };
}

void add_running_texts(RunningTexts const& part, StyleSheet const& style, Typesetter& typesetter, std::size_t first_page,
    std::size_t end_page, std::size_t page_count, LaidOutDocument& document)
{
    Length const left = style.margin_left;
    Length const width = style.page_width - style.margin_left - style.margin_right;
    auto line_at = [&](Length y) { return FilledRectangle { { left, y, width, style.thin_line }, style.hairline }; };
    std::optional<PageItem> behind;
    if (!part.watermark.empty())
        behind = PageItem { .shape = watermark(part.watermark, part.language, style, typesetter), .artifact = ArtifactKind::Watermark };
    for (std::size_t i = first_page; i < end_page; ++i) {
        if (behind)
            document.pages[i].items.insert(document.pages[i].items.begin(), *behind);
        auto put = [&](auto shape, ArtifactKind kind) {
            document.pages[i].items.push_back(PageItem { .shape = std::move(shape), .artifact = kind });
        };
        if (i > first_page) {
            put(running_text(part.head, part.language, style, width, { left, style.header_baseline }, Align::Left, typesetter),
                ArtifactKind::Header);
            put(line_at(style.header_baseline + points(6)), ArtifactKind::Header);
        }
        std::string const number = replaced(
            replaced(part.page_of_pages, "{page}", std::to_string(i + 1)), "{pages}", std::to_string(page_count));
        put(line_at(style.footer_baseline - points(14)), ArtifactKind::Footer);
        put(running_text(part.state, part.language, style, width * 2 / 3, { left, style.footer_baseline }, Align::Left, typesetter),
            ArtifactKind::Footer);
        put(running_text(number, part.language, style, width / 3, { left + width, style.footer_baseline }, Align::Right, typesetter),
            ArtifactKind::Footer);
    }
}

} // namespace konkordat::layout
