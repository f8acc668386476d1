#pragma once

#include "core/base/language.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A picture as a list of shapes at fixed places, that file, page and screen draw alike.
namespace konkordat::procedure {

/// Thousandths of a point, as in core/layout/length.h.
using Length = std::int64_t;

[[nodiscard]] constexpr Length points(double value) { return static_cast<Length>(value * 1000.0 + (value < 0 ? -0.5 : 0.5)); }

struct Point {
    Length x = 0;
    Length y = 0;

    friend bool operator==(Point const&, Point const&) = default;
};

/// From the top left corner; y grows downwards.
struct Area {
    Length x = 0;
    Length y = 0;
    Length width = 0;
    Length height = 0;

    friend bool operator==(Area const&, Area const&) = default;
};

/// What a colour is for; whoever draws chooses it. Nothing is told by colour alone.
enum class Ink {
    Text,
    Quiet,      ///< secondary text
    Line,       ///< hairlines
    Strong,     ///< edges and arrows
    Ground,     ///< of what stands out from the page
    Shade,      ///< of every second lane
    Solid,      ///< ground of what is most important; OnSolid on it
    OnSolid,
    Open,       ///< ground of what is not decided yet; OnOpen on it
    OnOpen,
};

enum class LineKind { Solid, Dashed };

struct Edge {
    Ink ink = Ink::Strong;
    Length width = points(0.6);
    LineKind kind = LineKind::Solid;

    friend bool operator==(Edge const&, Edge const&) = default;
};

struct Box {
    Area area = {};
    std::optional<Ink> fill = {};
    std::optional<Edge> edge = {};
};

struct Path {
    std::vector<Point> points = {}; ///< at least two
    Edge edge = {};
};

struct Polygon {
    std::vector<Point> points = {}; ///< at least three
    std::optional<Ink> fill = {};
    std::optional<Edge> edge = {};
};

enum class Weight { Regular, Bold };

/// One line of text; it has been broken to fit already.
struct Label {
    std::string text = {};
    Point origin = {};   ///< start of the baseline
    Length width = 0;    ///< as measured
    Length size = 0;
    Weight weight = Weight::Regular;
    Ink ink = Ink::Text;
};

using Shape = std::variant<Box, Path, Polygon, Label>;

struct Drawing {
    Length width = 0;
    Length height = 0;
    Language language = Language::German;
    std::string title = {};       ///< its name
    std::string description = {}; ///< says in words what it shows, for who does not see it
    std::vector<Shape> shapes = {}; ///< in the order to paint, which is the order to read
};

/// Width of a line of text in the face that it will be drawn in.
using MeasureText = std::function<Length(std::string_view, Length size, Weight)>;

/// A line that ends in an arrow head.
void add_arrow(Drawing&, std::vector<Point> points, Edge const&);

/// All texts of the drawing, a line each.
[[nodiscard]] std::string plain_text(Drawing const&);

/// SVG 1.1: an image with name and description (role img), without script, style sheet or outside reference. Any
/// text is escaped. The same drawing gives the same bytes.
[[nodiscard]] std::string write_svg(Drawing const&);
/// The same as an element of an HTML page that is in the drawing's language. `id_prefix`: letters, digits, "-", "." and "_"; makes its ids
/// unique in the page.
[[nodiscard]] std::string write_svg_element(Drawing const&, std::string_view id_prefix);

} // namespace konkordat::procedure
