#include "core/procedure/drawing.h"

#include <algorithm>
#include <cmath>

namespace konkordat::procedure {

namespace {

constexpr Length head_length = points(5);
constexpr Length head_half_width = points(2.2);

} // namespace

void add_arrow(Drawing& drawing, std::vector<Point> points, Edge const& edge)
{
    Point const tip = points.back();
    Point const before = points[points.size() - 2];
    double const dx = static_cast<double>(tip.x - before.x);
    double const dy = static_cast<double>(tip.y - before.y);
    double const length = std::max(std::hypot(dx, dy), 1.0);
    auto along = [&](double back, double aside) {
        return Point { tip.x - static_cast<Length>(std::lround((dx * back - dy * aside) / length)),
            tip.y - static_cast<Length>(std::lround((dy * back + dx * aside) / length)) };
    };
    auto const back = static_cast<double>(head_length);
    auto const aside = static_cast<double>(head_half_width);
    points.back() = along(back, 0);
    drawing.shapes.push_back(Path { .points = std::move(points), .edge = edge });
    drawing.shapes.push_back(Polygon { .points = { tip, along(back, aside), along(back, -aside) }, .fill = edge.ink });
}

std::string plain_text(Drawing const& drawing)
{
    std::string text;
    for (Shape const& shape : drawing.shapes) {
        if (auto const* label = std::get_if<Label>(&shape))
            text += label->text + "\n";
    }
    return text;
}

} // namespace konkordat::procedure
