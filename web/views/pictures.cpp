#include "web/views/pictures.h"

#include "core/procedure/chart.h"
#include "core/procedure/roundtable.h"
#include "web/ui/figure.h"

#include <algorithm>

namespace konkordat::views {

namespace {

/// CSS pixels a point: the smallest words are then as large as the interface's smallest.
constexpr float scale = 1.7F;

float pixels(procedure::Length length) { return static_cast<float>(length) / 1000.0F * scale; }

ui::ColorRole role_of(procedure::Ink ink)
{
    switch (ink) {
    case procedure::Ink::Text: return ui::ColorRole::Text;
    case procedure::Ink::Quiet: return ui::ColorRole::QuietText;
    case procedure::Ink::Line: return ui::ColorRole::Hairline;
    case procedure::Ink::Strong: return ui::ColorRole::Text;
    case procedure::Ink::Shade: return ui::ColorRole::RaisedGround;
    case procedure::Ink::Solid: return ui::ColorRole::Accent;
    case procedure::Ink::OnSolid: return ui::ColorRole::OnAccent;
    case procedure::Ink::Open: return ui::ColorRole::WarningGround;
    case procedure::Ink::OnOpen: return ui::ColorRole::Warning;
    case procedure::Ink::Ground: break;
    }
    return ui::ColorRole::Ground;
}

class FigureMaker {
public:
    explicit FigureMaker(procedure::Drawing const& drawing)
    {
        m_figure = {
            .width = pixels(drawing.width), .height = pixels(drawing.height), .name = drawing.title, .description = drawing.description
        };
        for (auto const& shape : drawing.shapes)
            std::visit(*this, shape);
    }

    ui::Figure take() { return std::move(m_figure); }

    void operator()(procedure::Box const& box)
    {
        auto const& area = box.area;
        if (box.fill)
            m_figure.shapes.emplace_back(
                ui::FigureBox { { pixels(area.x), pixels(area.y), pixels(area.width), pixels(area.height) }, role_of(*box.fill) });
        auto const right = area.x + area.width;
        auto const bottom = area.y + area.height;
        if (box.edge)
            add_line({ { area.x, area.y }, { right, area.y }, { right, bottom }, { area.x, bottom } }, *box.edge, true);
    }

    void operator()(procedure::Path const& path) { add_line(path.points, path.edge, false); }

    void operator()(procedure::Polygon const& polygon)
    {
        if (polygon.fill)
            m_figure.shapes.emplace_back(ui::FigurePolygon { converted(polygon.points), role_of(*polygon.fill) });
        if (polygon.edge)
            add_line(polygon.points, *polygon.edge, true);
    }

    void operator()(procedure::Label const& label)
    {
        m_figure.shapes.emplace_back(ui::FigureLabel { .text = label.text,
            .baseline = { pixels(label.origin.x), pixels(label.origin.y) },
            .size = pixels(label.size),
            .bold = label.weight == procedure::Weight::Bold,
            .ink = role_of(label.ink) });
    }

private:
    static std::vector<ui::FigurePoint> converted(std::vector<procedure::Point> const& points)
    {
        std::vector<ui::FigurePoint> result;
        for (auto const& point : points)
            result.push_back({ pixels(point.x), pixels(point.y) });
        return result;
    }

    void add_line(std::vector<procedure::Point> const& points, procedure::Edge const& edge, bool closed)
    {
        m_figure.shapes.emplace_back(ui::FigureLine { .points = converted(points),
            .ink = role_of(edge.ink),
            .width = std::max(1.0F, pixels(edge.width)),
            .dashed = edge.kind == procedure::LineKind::Dashed,
            .closed = closed });
    }

    ui::Figure m_figure;
};

procedure::MeasureText measure(Frame& f)
{
    return [&context = f.ui](std::string_view text, procedure::Length size, procedure::Weight weight) {
        auto const width = ui::figure_text_width(context, text, pixels(size), weight == procedure::Weight::Bold);
        return static_cast<procedure::Length>(width / scale * 1000.0F) + 1;
    };
}

procedure::Length room(Frame& f) { return static_cast<procedure::Length>(ui::available_width(f.ui) / scale * 1000.0F) - 1000; }

void draw_save_button(Frame& f, app::Picture picture)
{
    if (ui::button(f.ui, "save-picture", f.words()("picture.save"), { .icon = ui::Icon::Download }))
        f.push(app::ExportPicture { .picture = picture, .language = picture_language(f) });
}

} // namespace

Language picture_language(Frame const& f)
{
    auto const& languages = f.open().agreement.languages;
    return std::ranges::find(languages, f.language()) != languages.end() ? f.language() : languages.front();
}

void draw_chart_picture(Frame& f)
{
    auto const language = picture_language(f);
    auto const scope = ui::push_language(f.ui, language_tag(language));
    auto const content = procedure::chart_content(f.open().agreement, language, f.state().assets->words);
    auto const panels = procedure::draw_chart(content, measure(f), { .width = room(f), .maximum_height = 0 });
    {
        auto const stack = ui::stack(f.ui, 24);
        for (auto const& panel : panels)
            ui::figure(f.ui, "chart-" + std::to_string(&panel - panels.data()), FigureMaker(panel).take());
    }
    draw_save_button(f, app::Picture::Procedure);
}

void draw_roundtable_picture(Frame& f)
{
    auto const language = picture_language(f);
    auto const scope = ui::push_language(f.ui, language_tag(language));
    auto const width = std::clamp(room(f), procedure::points(200), procedure::points(560));
    ui::figure(f.ui, "roundtable",
        FigureMaker(procedure::draw_roundtable(f.open().agreement, language, f.state().assets->words, measure(f), width)).take());
    draw_save_button(f, app::Picture::Roundtable);
}

} // namespace konkordat::views
