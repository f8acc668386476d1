#include "web/ui/page.h"

#include "web/ui/page_paint.h"
#include "web/ui/page_text.h"
#include "web/ui/state.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace konkordat::ui {

namespace {

constexpr float gap = 16;
constexpr double zoom_seconds = 0.16;
/// Room that the browser's scroll bar may take.
constexpr float scroll_bar = 12;
/// CSS pixels a thousandth of a point at 100 %.
constexpr float unit = 96.0f / 72000;
constexpr float spot_size = 24;

constexpr std::array zoom_steps { 0.25f, 0.33f, 0.5f, 0.67f, 0.75f, 0.8f, 0.9f, 1.0f, 1.1f, 1.25f, 1.5f, 1.75f, 2.0f, 2.5f, 3.0f, 4.0f };

struct Geometry {
    float view_width = 0;
    float view_height = 0;
    float zoom = 1;
    float width = 0;  ///< of the content
    float height = 0;
    std::vector<float> tops = {}; ///< of the pages

    [[nodiscard]] float scale() const { return zoom * unit; }
    [[nodiscard]] float left_of(layout::Page const& page) const
    {
        return std::max(gap, std::floor((std::max(width, view_width - scroll_bar) - static_cast<float>(page.width) * scale()) / 2));
    }
};

Geometry geometry_for(layout::LaidOutDocument const& document, float view_width, float view_height, float zoom)
{
    Geometry geometry { .view_width = view_width, .view_height = view_height, .zoom = zoom };
    float y = gap;
    for (auto const& page : document.pages) {
        geometry.tops.push_back(y);
        y += std::round(static_cast<float>(page.height) * geometry.scale()) + gap;
        geometry.width = std::max(geometry.width, std::ceil(static_cast<float>(page.width) * geometry.scale()) + 2 * gap);
    }
    geometry.height = y;
    return geometry;
}

float fitted_zoom(layout::LaidOutDocument const& document, PagesView const& view, float view_width, float view_height)
{
    layout::Length width = 1;
    layout::Length height = 1;
    for (auto const& page : document.pages) {
        width = std::max(width, page.width);
        height = std::max(height, page.height);
    }
    float const by_width = (view_width - 2 * gap - scroll_bar) / (static_cast<float>(width) * unit);
    float const by_height = (view_height - 2 * gap) / (static_cast<float>(height) * unit);
    float const zoom = view.fit == PagesView::Fit::Page ? std::min(by_width, by_height) : by_width;
    return std::clamp(zoom, smallest_zoom, largest_zoom);
}

/// The page at a place of the content, or the nearest one.
std::size_t page_at(Geometry const& geometry, float y)
{
    auto const after = std::ranges::upper_bound(geometry.tops, y);
    return after == geometry.tops.begin() ? 0 : static_cast<std::size_t>(after - geometry.tops.begin()) - 1;
}

// --- Scrolling and zooming --------------------------------------------------------------------------------------------------

class Viewer {
public:
    Viewer(State& state, std::string path, PagesView& view, layout::LaidOutDocument const& document, float width, float height)
        : m_state(state)
        , m_memory(memory_at(state, path))
        , m_id(id_of(state, path))
        , m_view(view)
        , m_document(document)
        , m_width(width)
        , m_height(height)
    {
    }

    /// The geometry of this frame; scrolls so that what should be in view is.
    Geometry settle()
    {
        bool const returned = !was_drawn(m_state, m_memory);
        auto const before = geometry_for(m_document, m_width, m_height, m_view.zoom);
        hear_zoom(before);
        if (m_view.wanted_zoom)
            begin_zoom(before, *std::exchange(m_view.wanted_zoom, {}), m_width / 2, m_height / 2);
        else if (m_view.fit != PagesView::Fit::None)
            fit(before, returned);
        auto const after = advance_zoom();
        m_memory.content_height = after.height;
        clamp(after);
        if (m_view.wanted_page)
            scroll_to(after, after.tops[std::min(*m_view.wanted_page, after.tops.size() - 1)] - gap / 2);
        else if (m_view.wanted_place)
            show(after, *m_view.wanted_place);
        else if (returned)
            set_scroll(m_memory.scroll, m_memory.scroll_x, false);
        m_view.wanted_page.reset();
        m_view.wanted_place.reset();
        m_view.current_page = page_at(after, m_memory.scroll + m_height / 2);
        return after;
    }

    [[nodiscard]] bool zooming() const { return m_view.zoom_since >= 0; }

private:
    void hear_zoom(Geometry const& before)
    {
        for (auto const& event : m_state.events) {
            if (event.kind != EventKind::Zoom || event.node != m_id)
                continue;
            m_view.fit = PagesView::Fit::None;
            float const from = zooming() ? m_view.zoom_to : m_view.zoom;
            // A key: the next step, or 100 %. The wheel: a factor, about the pointer.
            if (event.key == Key::Character) {
                auto const direction = static_cast<int>(event.number);
                begin_zoom(before, direction == 0 ? 1 : next_zoom(from, direction), m_width / 2, m_height / 2);
                continue;
            }
            float const factor = std::clamp(static_cast<float>(event.number), 0.2f, 5.0f);
            begin_zoom(before, from * factor, m_state.pointer_x - m_window_x(), m_state.pointer_y - m_window_y());
        }
    }

    [[nodiscard]] float m_window_x() const { return m_shown() ? m_shown()->screen.x : 0; }
    [[nodiscard]] float m_window_y() const { return m_shown() ? m_shown()->screen.y : 0; }
    [[nodiscard]] Node const* m_shown() const { return m_state.shown.find(m_id); }

    /// Remembers the point of the page at a place of the view, which stays there.
    void hold(Geometry const& before, float x, float y)
    {
        m_view.held_view_x = std::clamp(x, 0.0f, m_width);
        m_view.held_view_y = std::clamp(y, 0.0f, m_height);
        float const content_y = m_memory.scroll + m_view.held_view_y;
        m_view.held_page = page_at(before, content_y);
        auto const& page = m_document.pages[m_view.held_page];
        m_view.held_x = (m_memory.scroll_x + m_view.held_view_x - before.left_of(page)) / before.scale();
        m_view.held_y = (content_y - before.tops[m_view.held_page]) / before.scale();
    }

    void begin_zoom(Geometry const& before, float to, float x, float y)
    {
        to = std::clamp(to, smallest_zoom, largest_zoom);
        hold(before, x, y);
        m_view.zoom_from = m_view.zoom;
        m_view.zoom_to = to;
        m_view.zoom_since = m_state.now;
        if (m_state.reduced_motion)
            m_view.zoom_since = m_state.now - zoom_seconds;
    }

    void fit(Geometry const& before, bool returned)
    {
        float const fitted = fitted_zoom(m_document, m_view, m_width, m_height);
        if (zooming() ? m_view.zoom_to == fitted : m_view.zoom == fitted)
            return;
        // The window's new size is no motion to follow; a wish for another fit is (the view was drawn at this size before).
        bool const resized = returned || m_memory.width != m_width || m_memory.height != m_height;
        begin_zoom(before, fitted, m_width / 2, resized ? 0 : m_height / 2);
        if (resized)
            m_view.zoom_since = m_state.now - zoom_seconds;
    }

    Geometry advance_zoom()
    {
        m_memory.width = m_width;
        m_memory.height = m_height;
        if (!zooming())
            return geometry_for(m_document, m_width, m_height, m_view.zoom);
        auto const passed = static_cast<float>(std::clamp((m_state.now - m_view.zoom_since) / zoom_seconds, 0.0, 1.0));
        float const eased = 1 - (1 - passed) * (1 - passed) * (1 - passed);
        m_view.zoom = passed >= 1 ? m_view.zoom_to : m_view.zoom_from * std::pow(m_view.zoom_to / m_view.zoom_from, eased);
        if (passed >= 1)
            m_view.zoom_since = -1;
        else
            m_state.next_frame = 0;
        auto const after = geometry_for(m_document, m_width, m_height, m_view.zoom);
        m_view.held_page = std::min(m_view.held_page, m_document.pages.size() - 1);
        float const left = after.left_of(m_document.pages[m_view.held_page]);
        set_scroll(after.tops[m_view.held_page] + m_view.held_y * after.scale() - m_view.held_view_y,
            left + m_view.held_x * after.scale() - m_view.held_view_x, false, &after);
        return after;
    }

    void clamp(Geometry const& geometry)
    {
        m_memory.scroll = std::clamp(m_memory.scroll, 0.0f, std::max(0.0f, geometry.height - m_height));
        m_memory.scroll_x = std::clamp(m_memory.scroll_x, 0.0f, std::max(0.0f, geometry.width - m_width + scroll_bar));
    }

    void show(Geometry const& geometry, PagesView::Place const& place)
    {
        float const page = geometry.tops[std::min(place.page, geometry.tops.size() - 1)];
        float const top = page + static_cast<float>(place.top) * geometry.scale();
        float const bottom = std::min(page + static_cast<float>(place.bottom) * geometry.scale(), top + m_height / 2);
        bool const in_view = top >= m_memory.scroll + gap && bottom <= m_memory.scroll + m_height - gap;
        if (!in_view)
            scroll_to(geometry, top - m_height / 4);
    }

    /// A short way is shown, a long one is jumped.
    void scroll_to(Geometry const& geometry, float top)
    {
        float const target = std::clamp(top, 0.0f, std::max(0.0f, geometry.height - m_height));
        bool const near = std::abs(target - m_memory.scroll) < 1.5f * m_height;
        set_scroll(target, m_memory.scroll_x, near && !m_state.reduced_motion && !zooming());
    }

    void set_scroll(float top, float left, bool smooth, Geometry const* geometry = nullptr)
    {
        if (!smooth) {
            m_memory.scroll = top;
            m_memory.scroll_x = left;
            if (geometry)
                clamp(*geometry);
            top = m_memory.scroll;
            left = m_memory.scroll_x;
        }
        m_state.wanted_scrolls[m_id] = { top, left, smooth };
    }

    State& m_state;
    Memory& m_memory;
    NodeId m_id;
    PagesView& m_view;
    layout::LaidOutDocument const& m_document;
    float m_width;
    float m_height;
};

// --- Nodes ------------------------------------------------------------------------------------------------------------------

/// One page in the mirror. Its content has the coordinates of 100 %; the element is scaled as a whole, so that zooming changes one
/// property a page.
class Sheet {
public:
    Sheet(State& state, PagesOptions const& options, std::size_t page, PagePlacement const& place, float zoom)
        : m_state(state)
        , m_options(options)
        , m_page(options.document->pages[page])
        , m_place(place)
        , m_zoom(zoom)
        , m_text(text_of(state, options, page))
        , m_spots(options.spots ? options.spots(page) : std::vector<PageSpot> {})
    {
    }

    /// Id of a spot whose text was clicked.
    std::optional<std::string> add(std::size_t page, Rect const& rect)
    {
        auto const node = open_node(m_state, NodeRole::Sheet, "page-" + std::to_string(page + 1), m_options.page_name(page));
        m_origin = { rect.x, rect.y, static_cast<float>(m_page.width) * unit, static_cast<float>(m_page.height) * unit };
        auto& added = m_state.tree.nodes[node];
        added.rect = m_origin;
        added.screen = to_window(m_state, rect);
        added.extra = std::to_string(m_zoom);
        added.language = language_tag(m_text.language);
        m_surface_x = rect.x;
        m_surface_y = rect.y;
        for (auto const& passage : m_text.passages)
            add_top(passage);
        while (m_next_spot < m_spots.size())
            add_spot(m_spots[m_next_spot++]);
        close_node(m_state);
        return m_clicked;
    }

    void draw_marks(layout::Colour colour) const
    {
        for (auto const& spot : m_spots) {
            if (!spot.marked)
                continue;
            float const x = m_place.at_x(spot.left - layout::points(14));
            draw(m_state).AddRectFilled({ x, m_place.at_y(spot.top) }, { x + std::max(2.0f, 3 * m_zoom), m_place.at_y(spot.bottom) },
                IM_COL32(colour.red, colour.green, colour.blue, 255), 1.5f);
        }
    }

private:
    static PageText const& text_of(State& state, PagesOptions const& options, std::size_t page)
    {
        if (state.page_text_revision != options.revision) {
            state.page_texts.clear();
            state.page_text_revision = options.revision;
        }
        auto& text = state.page_texts[page];
        if (!text)
            text = std::make_shared<PageText const>(page_text(*options.document, page));
        return *text;
    }

    /// A passage directly in the page: behind the link of the spot that it belongs to.
    void add_top(Passage const& passage)
    {
        layout::Length const middle = passage.area.y + passage.area.height / 2;
        while (m_next_spot < m_spots.size() && m_spots[m_next_spot].top <= middle)
            add_spot(m_spots[m_next_spot++]);
        auto const spot = std::ranges::find_if(
            m_spots, [&](PageSpot const& candidate) { return candidate.top <= middle && middle < candidate.bottom; });
        add_passage(passage, spot == m_spots.end() ? nullptr : &*spot);
    }

    void add_passage(Passage const& passage, PageSpot const* spot)
    {
        if (passage.role.empty()) {
            for (auto const& line : passage.lines)
                add_line(line);
            return;
        }
        bool const is_link = passage.role == "link";
        std::string const id = "~" + std::to_string(m_state.automatic_ids.back()++);
        auto const node = open_node(m_state, is_link ? NodeRole::PageLink : NodeRole::Passage, id, passage.name);
        put(node, passage.area);
        if (is_link)
            describe_link(node, passage);
        else
            describe_passage(node, passage, spot);
        for (auto const& line : passage.lines)
            add_line(line);
        for (auto const& child : passage.children)
            add_passage(child, nullptr);
        close_node(m_state);
    }

    void describe_passage(std::size_t index, Passage const& passage, PageSpot const* spot)
    {
        auto& node = m_state.tree.nodes[index];
        node.extra = passage.role;
        if (passage.language)
            node.language = language_tag(*passage.language);
        if (passage.role == "heading") {
            // No level is left out, also on a page that begins in the middle of a part.
            node.level = std::min(passage.level + 1, m_state.page_heading_level + 1);
            m_state.page_heading_level = node.level;
        }
        if (!spot)
            return;
        node.flags |= flag::acts;
        if (activated(m_state, node.id))
            m_clicked = spot->id;
    }

    void describe_link(std::size_t index, Passage const& passage)
    {
        auto const& area = m_page.links[*passage.link];
        auto& node = m_state.tree.nodes[index];
        node.name = text_in(passage);
        node.description = area.description == node.name ? std::string {} : area.description;
        node.value = area.uri.empty() && m_options.address ? m_options.address(area.anchor) : area.uri;
        Rect const own = node.rect;
        Rect const screen = node.screen;
        (void)interact(m_state, index, surface_rect(passage.area));
        m_state.tree.nodes[index].rect = own;
        m_state.tree.nodes[index].screen = screen;
    }

    static std::string text_in(Passage const& passage)
    {
        std::string text;
        for (auto const& line : passage.lines)
            text += line.text;
        return text.empty() ? "–" : text;
    }

    void add_line(PassageLine const& line)
    {
        auto const node = add_node(m_state, NodeRole::PageLine, {}, line.text);
        put(node, line.area);
        auto& added = m_state.tree.nodes[node];
        added.font_size = static_cast<float>(line.size) * unit;
        added.flags |= (line.bold ? flag::bold : 0u) | (line.italic ? flag::italic : 0u);
    }

    void add_spot(PageSpot const& spot)
    {
        if (spot.target.empty())
            return;
        auto const node = add_node(m_state, NodeRole::Link, spot.id, spot.name);
        m_state.tree.nodes[node].value = spot.target;
        layout::Length const size = static_cast<layout::Length>(spot_size / unit);
        layout::Rectangle const area { spot.left - layout::points(18) - size, spot.top, size, size };
        auto const place = surface_rect(area);
        auto const interaction = interact(m_state, node, place);
        put(node, area);
        Rect const whole = to_window(m_state, surface_rect({ 0, spot.top, m_page.width, spot.bottom - spot.top }));
        auto const& clip = m_state.surfaces.back().clip;
        bool const in_clip = m_state.pointer_x >= clip.x && m_state.pointer_x < clip.right() && m_state.pointer_y >= clip.y
            && m_state.pointer_y < clip.bottom();
        bool const near = in_clip && m_state.pointer_x >= whole.x && m_state.pointer_x < whole.right() && m_state.pointer_y >= whole.y
            && m_state.pointer_y < whole.bottom();
        if (!near && !interaction.focused && !interaction.hovered)
            return;
        // Paper is white in every theme.
        auto const colour = interaction.hovered ? IM_COL32(0x14, 0x3f, 0x8a, 255) : IM_COL32(0x4b, 0x5a, 0x69, 255);
        float const icon = std::min(place.width, 20.0f);
        draw_icon(m_state, Icon::Pencil, place.x + (place.width - icon) / 2, place.y + (place.height - icon) / 2, icon, colour);
    }

    /// In the page at 100 %.
    void put(std::size_t index, layout::Rectangle const& area)
    {
        auto& node = m_state.tree.nodes[index];
        node.rect = { m_origin.x + static_cast<float>(area.x) * unit, m_origin.y + static_cast<float>(area.y) * unit,
            static_cast<float>(area.width) * unit, static_cast<float>(area.height) * unit };
        node.screen = to_window(m_state, surface_rect(area));
    }

    [[nodiscard]] Rect surface_rect(layout::Rectangle const& area) const
    {
        return { m_surface_x + static_cast<float>(area.x) * m_place.scale, m_surface_y + static_cast<float>(area.y) * m_place.scale,
            static_cast<float>(area.width) * m_place.scale, static_cast<float>(area.height) * m_place.scale };
    }

    State& m_state;
    PagesOptions const& m_options;
    layout::Page const& m_page;
    PagePlacement const& m_place;
    float m_zoom;
    PageText const& m_text;
    std::vector<PageSpot> m_spots;
    std::size_t m_next_spot = 0;
    Rect m_origin;
    float m_surface_x = 0;
    float m_surface_y = 0;
    std::optional<std::string> m_clicked;
};

constexpr layout::Colour mark_colour { 0x14, 0x3F, 0x8A };

} // namespace

float next_zoom(float zoom, int direction)
{
    if (direction > 0) {
        auto const next = std::ranges::find_if(zoom_steps, [&](float step) { return step > zoom * 1.01f; });
        return next == zoom_steps.end() ? largest_zoom : *next;
    }
    auto const first_not_smaller = std::ranges::find_if(zoom_steps, [&](float step) { return step >= zoom * 0.99f; });
    return first_not_smaller == zoom_steps.begin() ? smallest_zoom : *(first_not_smaller - 1);
}

std::optional<std::string> pages(Context& context, std::string_view id, std::string_view name, PagesView& view, PagesOptions const& options)
{
    auto& state = context.state();
    auto const& document = *options.document;
    if (document.pages.empty())
        return {};
    Viewer viewer(state, child_path(state, id), view, document, remaining_width(state), remaining_height(state));
    auto const geometry = viewer.settle();
    auto const scope = region(context, Landmark::Region, id, name, { .scroll = true, .ground = Ground::Sunken });
    auto& node = state.tree.nodes[state.parents.back()];
    node.flags |= flag::zooms;
    node.content_width = geometry.width > geometry.view_width - scroll_bar ? geometry.width : 0;
    float const scroll_x = memory_at(state, node.path).scroll_x;
    state.surfaces.back().origin_x -= scroll_x;
    place(state, geometry.view_width, geometry.height);

    auto const clip = state.surfaces.back().clip;
    std::optional<std::string> clicked;
    state.page_heading_level = 2;
    for (std::size_t index = 0; index < document.pages.size(); ++index) {
        auto const& page = document.pages[index];
        Rect const rect { geometry.left_of(page), geometry.tops[index], static_cast<float>(page.width) * geometry.scale(),
            static_cast<float>(page.height) * geometry.scale() };
        auto const window = to_window(state, rect);
        // Readers get the pages next to those in view, too.
        if (window.bottom() < clip.y - geometry.view_height || window.y > clip.bottom() + geometry.view_height)
            continue;
        bool const still = !viewer.zooming();
        float const density = state.viewport.density;
        PagePlacement const placement { .x = still ? std::round(window.x * density) / density : window.x,
            .y = still ? std::round(window.y * density) / density : window.y,
            .scale = geometry.scale(),
            .still = still };
        bool const visible = is_visible(state, rect);
        if (visible)
            paint_page(state, page, placement, clip);
        Sheet sheet(state, options, index, placement, geometry.zoom);
        if (visible)
            sheet.draw_marks(mark_colour);
        if (auto spot = sheet.add(index, rect))
            clicked = std::move(spot);
    }
    return clicked;
}

} // namespace konkordat::ui
