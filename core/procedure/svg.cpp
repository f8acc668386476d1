#include "core/procedure/drawing.h"

namespace konkordat::procedure {

namespace {

/// Thousandths as decimals, without needless zeros.
std::string number(Length value)
{
    std::string text = value < 0 ? "-" : "";
    std::uint64_t const magnitude = value < 0 ? 0U - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    text += std::to_string(magnitude / 1000);
    std::string fraction = std::to_string(1000 + magnitude % 1000).substr(1);
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
}

/// XML 1.0 allows no control characters; the others have entities.
std::string escaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const noncharacter = text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF";
        if (noncharacter) {
            result += "\xEF\xBF\xBD";
            i += 2;
            continue;
        }
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return result;
}

std::string_view colour(Ink ink)
{
    switch (ink) {
    case Ink::Text: return "#1a1c20";
    case Ink::Quiet: return "#555b66";
    case Ink::Line: return "#a8aeb8";
    case Ink::Strong: return "#1a1c20";
    case Ink::Ground: return "#ffffff";
    case Ink::Shade: return "#f2f4f7";
    case Ink::Solid: return "#143f8a";
    case Ink::OnSolid: return "#ffffff";
    case Ink::Open: return "#ffe9a8";
    case Ink::OnOpen: return "#5c3a00";
    }
    return "#000000";
}

std::string attribute(std::string_view name, std::string_view value) { return " " + std::string(name) + "=\"" + std::string(value) + "\""; }

std::string paint(std::optional<Ink> fill, std::optional<Edge> const& edge)
{
    std::string result = attribute("fill", fill ? colour(*fill) : "none");
    if (!edge)
        return result;
    result += attribute("stroke", colour(edge->ink)) + attribute("stroke-width", number(edge->width));
    if (edge->kind == LineKind::Dashed)
        result += attribute("stroke-dasharray", "2.5 2");
    return result;
}

std::string coordinates(std::vector<Point> const& points)
{
    std::string text;
    for (Point const& point : points)
        text += (text.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
    return text;
}

std::string element(Box const& box)
{
    return "<rect" + attribute("x", number(box.area.x)) + attribute("y", number(box.area.y)) + attribute("width", number(box.area.width))
        + attribute("height", number(box.area.height)) + paint(box.fill, box.edge) + "/>";
}

std::string element(Path const& path) { return "<polyline" + attribute("points", coordinates(path.points)) + paint({}, path.edge) + "/>"; }

std::string element(Polygon const& polygon)
{
    return "<polygon" + attribute("points", coordinates(polygon.points)) + paint(polygon.fill, polygon.edge) + "/>";
}

std::string element(Label const& label)
{
    // The length holds the words in their place where the face is missing.
    std::string const fixed = label.width > 0 ? attribute("textLength", number(label.width)) + attribute("lengthAdjust", "spacingAndGlyphs")
                                              : "";
    return "<text" + attribute("x", number(label.origin.x)) + attribute("y", number(label.origin.y))
        + attribute("font-size", number(label.size)) + (label.weight == Weight::Bold ? attribute("font-weight", "bold") : "")
        + attribute("fill", colour(label.ink)) + fixed + ">" + escaped(label.text) + "</text>";
}

std::string root_attributes(Drawing const& drawing)
{
    std::string const width = number(drawing.width);
    std::string const height = number(drawing.height);
    return attribute("xmlns", "http://www.w3.org/2000/svg") + attribute("width", width + "pt") + attribute("height", height + "pt")
        + attribute("viewBox", "0 0 " + width + " " + height) + attribute("role", "img");
}

/// From the attribute that names it to its end.
std::string rest_of_root(Drawing const& drawing, std::string const& title_id, std::string const& description_id)
{
    std::string svg = attribute("font-family", "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif") + ">\n<title"
        + attribute("id", title_id) + ">" + escaped(drawing.title) + "</title>\n<desc" + attribute("id", description_id) + ">"
        + escaped(drawing.description) + "</desc>\n" + element(Box { .area = { 0, 0, drawing.width, drawing.height }, .fill = Ink::Ground })
        + "\n";
    for (Shape const& shape : drawing.shapes)
        svg += std::visit([](auto const& item) { return element(item); }, shape) + "\n";
    return svg + "</svg>\n";
}

} // namespace

std::string write_svg(Drawing const& drawing)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg" + root_attributes(drawing) + attribute("aria-labelledby", "title description")
        + attribute("xml:lang", language_tag(drawing.language)) + attribute("lang", language_tag(drawing.language))
        + rest_of_root(drawing, "title", "description");
}

std::string write_svg_element(Drawing const& drawing, std::string_view id_prefix)
{
    std::string const title = std::string(id_prefix) + ".title";
    std::string const description = std::string(id_prefix) + ".description";
    return "<svg" + root_attributes(drawing) + attribute("aria-labelledby", title) + attribute("aria-describedby", description)
        + rest_of_root(drawing, title, description);
}

} // namespace konkordat::procedure
