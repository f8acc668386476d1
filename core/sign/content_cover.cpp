#include "core/sign/content_cover.h"

#include "core/sign/object_changes.h"

#include <qpdf/QPDFMatrix.hh>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace konkordat::sign {

namespace {

constexpr int max_form_depth = 8;
/// Of a character whose width is not looked up, in ems.
constexpr double assumed_width = 0.6;

bool overlap(Area const& a, Area const& b) { return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top; }

/// The hull of a box after a transformation.
Area transformed(QPDFMatrix const& matrix, Area const& box)
{
    std::array<std::pair<double, double>, 4> const corners { { { box.left, box.bottom }, { box.left, box.top }, { box.right, box.bottom },
        { box.right, box.top } } };
    Area hull { 1e18, 1e18, -1e18, -1e18 };
    for (auto const& [x, y] : corners) {
        double to_x = 0;
        double to_y = 0;
        matrix.transform(x, y, to_x, to_y);
        hull = { std::min(hull.left, to_x), std::min(hull.bottom, to_y), std::max(hull.right, to_x), std::max(hull.top, to_y) };
    }
    return hull;
}

/// Follows the positions of texts and pictures through a content stream (ISO 32000-2 8.3, 9.4). Paths count for nothing: a frame to sign in is one.
class ContentWatch final : public QPDFObjectHandle::ParserCallbacks {
public:
    ContentWatch(Area const& area, QPDFObjectHandle resources, QPDFMatrix const& matrix, int depth)
        : m_area(area)
        , m_resources(std::move(resources))
        , m_matrix(matrix)
        , m_depth(depth)
    {
    }

    void handleObject(QPDFObjectHandle object, size_t, size_t) override
    {
        if (object.isOperator()) {
            run(object.getOperatorValue());
            m_operands.clear();
        } else if (object.isInlineImage()) {
            m_covers = m_covers || overlap(m_area, transformed(m_matrix, { 0, 0, 1, 1 }));
        } else if (m_operands.size() < 1000) {
            m_operands.push_back(object);
        }
    }
    void handleEOF() override { }

    [[nodiscard]] bool covers() const { return m_covers; }

private:
    [[nodiscard]] double number(std::size_t index) const
    {
        return index < m_operands.size() && m_operands[index].isNumber() ? m_operands[index].getNumericValue() : 0;
    }
    [[nodiscard]] QPDFMatrix matrix() const { return { number(0), number(1), number(2), number(3), number(4), number(5) }; }

    void run(std::string const& name)
    {
        if (name == "q") {
            m_saved.push_back(m_matrix);
        } else if (name == "Q" && !m_saved.empty()) {
            m_matrix = m_saved.back();
            m_saved.pop_back();
        } else if (name == "cm") {
            m_matrix.concat(matrix());
        } else if (name == "Do") {
            paint(m_operands.empty() || !m_operands.back().isName() ? "" : m_operands.back().getName());
        } else {
            run_text(name);
        }
    }

    void run_text(std::string const& name)
    {
        if (name == "BT")
            set_line({});
        else if (name == "Tf")
            m_size = std::abs(number(1));
        else if (name == "TL")
            m_leading = number(0);
        else if (name == "Tm")
            set_line(matrix());
        else if (name == "Td" || name == "TD")
            next_line(number(0), number(1), name == "TD");
        else if (name == "T*")
            next_line(0, -m_leading, false);
        else if (name == "Tj" || name == "TJ")
            show();
        else if (name == "'" || name == "\"") {
            next_line(0, -m_leading, false);
            show();
        }
    }

    void set_line(QPDFMatrix const& line)
    {
        m_line = line;
        m_text = line;
    }

    void next_line(double x, double y, bool sets_leading)
    {
        if (sets_leading)
            m_leading = -y;
        m_line.concat({ 1, 0, 0, 1, x, y });
        m_text = m_line;
    }

    void show()
    {
        std::size_t characters = 0;
        for (QPDFObjectHandle const& operand : m_operands) {
            for (QPDFObjectHandle const& part : operand.isArray() ? operand.getArrayAsVector() : std::vector { operand })
                characters += part.isString() ? part.getStringValue().size() : 0;
        }
        double const width = static_cast<double>(characters) * assumed_width * m_size;
        QPDFMatrix place = m_matrix;
        place.concat(m_text);
        m_covers = m_covers || overlap(m_area, transformed(place, { 0, -0.2 * m_size, width, 0.8 * m_size }));
        m_text.concat({ 1, 0, 0, 1, width, 0 });
    }

    void paint(std::string const& name)
    {
        QPDFObjectHandle form = member(member(m_resources, "/XObject"), name);
        if (!form.isStream() || !is_name(member(form, "/Subtype"), "/Form") || m_depth >= max_form_depth) {
            m_covers = m_covers || overlap(m_area, transformed(m_matrix, { 0, 0, 1, 1 }));
            return;
        }
        QPDFMatrix inner = m_matrix;
        if (QPDFObjectHandle const own = member(form, "/Matrix"); own.isMatrix())
            inner.concat(QPDFMatrix(own.getArrayAsMatrix()));
        QPDFObjectHandle const own_resources = member(form, "/Resources");
        ContentWatch watch(m_area, own_resources.isDictionary() ? own_resources : m_resources, inner, m_depth + 1);
        form.parseAsContents(&watch);
        m_covers = m_covers || watch.covers();
    }

    Area m_area;
    QPDFObjectHandle m_resources;
    QPDFMatrix m_matrix;
    int m_depth;
    std::vector<QPDFObjectHandle> m_operands;
    std::vector<QPDFMatrix> m_saved;
    QPDFMatrix m_line;
    QPDFMatrix m_text;
    double m_size = 0;
    double m_leading = 0;
    bool m_covers = false;
};

/// Inherited from the nodes above (ISO 32000-2 7.7.3.4).
QPDFObjectHandle resources_of(QPDFObjectHandle page)
{
    for (int depth = 0; depth < 32 && page.isDictionary(); ++depth) {
        if (page.hasKey("/Resources"))
            return page.getKey("/Resources");
        page = page.getKey("/Parent");
    }
    return QPDFObjectHandle::newNull();
}

} // namespace

std::optional<Area> rectangle_of(QPDFObjectHandle rectangle)
{
    if (!rectangle.isRectangle())
        return std::nullopt;
    auto const corners = rectangle.getArrayAsRectangle();
    return Area { std::min(corners.llx, corners.urx), std::min(corners.lly, corners.ury), std::max(corners.llx, corners.urx),
        std::max(corners.lly, corners.ury) };
}

bool covers_content(QPDFObjectHandle page, Area const& area)
{
    if (!is_name(member(page, "/Type"), "/Page"))
        return true;
    int same = 0;
    for (QPDFObjectHandle const& annotation : items_of(member(page, "/Annots"))) {
        auto const other = rectangle_of(member(annotation, "/Rect"));
        // The one that is asked about lies on itself.
        if (other && overlap(area, *other) && ++same > 1)
            return true;
    }
    ContentWatch watch(area, resources_of(page), {}, 0);
    page.parsePageContents(&watch);
    return watch.covers();
}

} // namespace konkordat::sign
