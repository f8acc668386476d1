#pragma once

#include "web/ui/context.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Drawings in a page: read out as one image with a name and a description.
namespace konkordat::ui {

struct FigurePoint {
    float x = 0;
    float y = 0;
};

/// Lengths in CSS pixels from the figure's top left corner.
struct FigureBox {
    Rect area = {};
    ColorRole fill = ColorRole::Ground;
};

struct FigureLine {
    std::vector<FigurePoint> points = {}; ///< at least two
    ColorRole ink = ColorRole::Text;
    float width = 1;
    bool dashed = false;
    bool closed = false; ///< the last point is joined with the first
};

struct FigurePolygon {
    std::vector<FigurePoint> points = {}; ///< convex
    ColorRole fill = ColorRole::Ground;
};

/// One line of text.
struct FigureLabel {
    std::string text = {};
    FigurePoint baseline = {};
    float size = 12;
    bool bold = false;
    ColorRole ink = ColorRole::Text;
};

using FigureShape = std::variant<FigureBox, FigureLine, FigurePolygon, FigureLabel>;

struct Figure {
    float width = 0;
    float height = 0;
    std::string name = {};
    std::string description = {};
    std::vector<FigureShape> shapes = {}; ///< in the order to paint
};

void figure(Context&, std::string_view id, Figure const&);

/// Width of a line of text in a figure, so that it can be fitted.
[[nodiscard]] float figure_text_width(Context const&, std::string_view text, float size, bool bold);

} // namespace konkordat::ui
