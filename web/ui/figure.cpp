#include "web/ui/figure.h"

#include "web/ui/state.h"

#include <algorithm>
#include <cmath>

namespace konkordat::ui {

namespace {

constexpr float dash = 4;
constexpr float dash_gap = 3;

Type label_type(float size, bool bold) { return { .face = bold ? Face::Bold : Face::Regular, .size = size, .line_height = size * 1.3F }; }

class FigurePainter {
public:
    FigurePainter(State const& state, Rect const& place)
        : m_state(state)
        , m_list(draw(state))
    {
        auto const window = to_window(state, place);
        m_origin = { window.x, window.y };
    }

    void operator()(FigureBox const& box) const
    {
        auto const from = at({ box.area.x, box.area.y });
        m_list.AddRectFilled(from, { from.x + box.area.width, from.y + box.area.height }, color(m_state, box.fill));
    }

    void operator()(FigureLine const& line) const
    {
        std::vector<ImVec2> points;
        for (auto const& point : line.points)
            points.push_back(at(point));
        auto const ink = color(m_state, line.ink);
        if (!line.dashed) {
            m_list.AddPolyline(points.data(), static_cast<int>(points.size()), ink, line.closed ? ImDrawFlags_Closed : 0, line.width);
            return;
        }
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            draw_dashes(points[i], points[i + 1], ink, line.width);
        if (line.closed)
            draw_dashes(points.back(), points.front(), ink, line.width);
    }

    void operator()(FigurePolygon const& polygon) const
    {
        std::vector<ImVec2> points;
        for (auto const& point : polygon.points)
            points.push_back(at(point));
        m_list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), color(m_state, polygon.fill));
    }

    void operator()(FigureLabel const& label) const
    {
        auto* font = m_state.faces[static_cast<std::size_t>(label.bold ? Face::Bold : Face::Regular)];
        auto const ascent = font->GetFontBaked(label.size)->Ascent;
        auto const baseline = at(label.baseline);
        m_list.AddText(font, label.size, { baseline.x, std::round(baseline.y - ascent) }, color(m_state, label.ink), label.text.data(),
            label.text.data() + label.text.size());
    }

private:
    [[nodiscard]] ImVec2 at(FigurePoint const& point) const { return { m_origin.x + point.x, m_origin.y + point.y }; }

    void draw_dashes(ImVec2 from, ImVec2 to, ImU32 ink, float width) const
    {
        float const length = std::hypot(to.x - from.x, to.y - from.y);
        if (length <= 0)
            return;
        ImVec2 const step { (to.x - from.x) / length, (to.y - from.y) / length };
        for (float begin = 0; begin < length; begin += dash + dash_gap) {
            float const end = std::min(begin + dash, length);
            m_list.AddLine(
                { from.x + step.x * begin, from.y + step.y * begin }, { from.x + step.x * end, from.y + step.y * end }, ink, width);
        }
    }

    State const& m_state;
    ImDrawList& m_list;
    ImVec2 m_origin;
};

} // namespace

void figure(Context& context, std::string_view id, Figure const& figure)
{
    auto& state = context.state();
    auto const rect = place(state, figure.width, figure.height);
    auto const node = add_node(state, NodeRole::Image, id, figure.name);
    state.tree.nodes[node].description = figure.description;
    set_rect(state, node, rect);
    if (!is_visible(state, rect))
        return;
    FigurePainter const painter(state, rect);
    for (auto const& shape : figure.shapes)
        std::visit(painter, shape);
}

float figure_text_width(Context const& context, std::string_view text, float size, bool bold)
{
    return text_width(context.state(), label_type(size, bold), text);
}

} // namespace konkordat::ui
