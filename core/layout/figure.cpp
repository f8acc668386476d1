#include "core/layout/figure.h"

#include "core/layout/flow.h"

#include <algorithm>

namespace konkordat::layout {

namespace {

/// More than any line of a figure.
constexpr Length endless = points(1'000'000);
constexpr Length space_around_figure = points(10);

Colour colour_of(procedure::Ink ink, StyleSheet const& style)
{
    switch (ink) {
    case procedure::Ink::Text: return style.ink;
    case procedure::Ink::Quiet: return style.quiet;
    case procedure::Ink::Line: return style.hairline;
    case procedure::Ink::Strong: return style.rule;
    case procedure::Ink::Shade: return style.figure_shade;
    case procedure::Ink::Solid: return style.figure_solid;
    case procedure::Ink::Open: return style.open_ground;
    case procedure::Ink::OnOpen: return style.open_ink;
    case procedure::Ink::Ground:
    case procedure::Ink::OnSolid: break;
    }
    return { 0xFF, 0xFF, 0xFF };
}

class FigureSetter {
public:
    FigureSetter(procedure::Drawing const& drawing, StyleSheet const& style, Typesetter& typesetter)
        : m_drawing(drawing)
        , m_style(style)
        , m_typesetter(typesetter)
    {
    }

    std::vector<ShapeItem> run()
    {
        for (procedure::Shape const& shape : m_drawing.shapes)
            std::visit([this](auto const& item) { set(item); }, shape);
        return std::move(m_items);
    }

private:
    void set(procedure::Box const& box)
    {
        procedure::Area const& area = box.area;
        if (box.fill)
            m_items.emplace_back(FilledRectangle { { area.x, area.y, area.width, area.height }, colour_of(*box.fill, m_style) });
        Length const right = area.x + area.width;
        Length const bottom = area.y + area.height;
        if (box.edge)
            stroke({ { area.x, area.y }, { right, area.y }, { right, bottom }, { area.x, bottom } }, *box.edge, true);
    }

    void set(procedure::Path const& path) { stroke(path.points, path.edge, false); }

    void set(procedure::Polygon const& polygon)
    {
        if (polygon.fill)
            m_items.emplace_back(FilledPolygon { converted(polygon.points), colour_of(*polygon.fill, m_style) });
        if (polygon.edge)
            stroke(polygon.points, *polygon.edge, true);
    }

    void set(procedure::Label const& label)
    {
        ParagraphStyle const style { .size = label.size, .language = m_drawing.language, .bold = label.weight == procedure::Weight::Bold };
        SharedLines const lines = m_typesetter.break_paragraph({ Span { .text = label.text } }, style, endless);
        for (LineRun const& run : lines->front().runs)
            m_items.emplace_back(GlyphRun { .style = run.style,
                .size = label.size,
                .colour = colour_of(label.ink, m_style),
                .origin = { label.origin.x + run.x, label.origin.y },
                .shaped = run.shaped,
                .width = run.width });
    }

    static std::vector<Point> converted(std::vector<procedure::Point> const& points)
    {
        std::vector<Point> result;
        for (procedure::Point const& point : points)
            result.push_back({ point.x, point.y });
        return result;
    }

    void stroke(std::vector<procedure::Point> const& points, procedure::Edge const& edge, bool closed)
    {
        m_items.emplace_back(StrokedLine { .points = converted(points),
            .width = edge.width,
            .colour = colour_of(edge.ink, m_style),
            .stroke = edge.kind == procedure::LineKind::Dashed ? Stroke::Dashed : Stroke::Solid,
            .closed = closed });
    }

    procedure::Drawing const& m_drawing;
    StyleSheet const& m_style;
    Typesetter& m_typesetter;
    std::vector<ShapeItem> m_items;
};

} // namespace

procedure::MeasureText measure_with(Typesetter& typesetter, Language language)
{
    return [&typesetter, language](std::string_view text, Length size, procedure::Weight weight) {
        FontStyle const style = font_style(weight == procedure::Weight::Bold, false);
        return typesetter.width_of(*typesetter.shape(text, style, language), style, size);
    };
}

std::vector<ShapeItem> set_figure(procedure::Drawing const& drawing, StyleSheet const& style, Typesetter& typesetter)
{
    return FigureSetter(drawing, style, typesetter).run();
}

void move_shape(ShapeItem& shape, Point by)
{
    auto move = [&](Point& point) { point = { point.x + by.x, point.y + by.y }; };
    if (auto* run = std::get_if<GlyphRun>(&shape)) {
        move(run->origin);
    } else if (auto* rectangle = std::get_if<FilledRectangle>(&shape)) {
        rectangle->area.x += by.x;
        rectangle->area.y += by.y;
    } else if (auto* line = std::get_if<StrokedLine>(&shape)) {
        std::ranges::for_each(line->points, move);
    } else if (auto* polygon = std::get_if<FilledPolygon>(&shape)) {
        std::ranges::for_each(polygon->points, move);
    } else {
        Rectangle& area = std::get<PlacedImage>(shape).area;
        area.x += by.x;
        area.y += by.y;
    }
}

void FlowBuilder::add(Figure const& figure, ElementIndex parent)
{
    Length const room = m_style.page_height - m_style.margin_top - m_style.margin_bottom;
    // The caption and its space stand on the page of the first panel.
    Length const caption = m_style.table_caption.leading * 2 + m_style.table_caption.space_before + m_style.table_caption.space_after;
    procedure::ChartOptions const options { .width = text_width(), .maximum_height = room - caption };
    Length space = m_state.pending_space;
    for (procedure::Drawing const& panel : procedure::draw_chart(figure.chart, measure_with(m_typesetter, m_part.language), options)) {
        ElementIndex const element = add_element(StructureKind::Figure, parent);
        m_flow.structure[element].alternative = panel.description;
        Row row { .height = panel.height };
        row.figure = set_figure(panel, m_style, m_typesetter);
        row.figure_element = element;
        append({ std::move(row) }, space);
        space = space_around_figure;
    }
    m_state.pending_space = space_around_figure;
}

} // namespace konkordat::layout
