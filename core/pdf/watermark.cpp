#include "core/pdf/watermark.h"

#include "core/pdf/syntax.h"

#include <hb.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace konkordat::pdf {

namespace {

using layout::GlyphRun;

/// An outline on its way into a content stream, in the font's units.
struct Path {
    std::string out = {};
    float pen = 0; ///< where the glyph under way begins

    void step(std::initializer_list<float> coordinates, char const* operation)
    {
        bool is_x = true;
        for (float const value : coordinates) {
            append_number(out, std::llround((is_x ? value + pen : value) * 1000));
            out += ' ';
            is_x = !is_x;
        }
        out += operation;
        out += '\n';
    }
};

Path& path_of(void* data) { return *static_cast<Path*>(data); }

struct DestroyFont {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct DestroyFunctions {
    void operator()(hb_draw_funcs_t* functions) const { hb_draw_funcs_destroy(functions); }
};
using DrawFunctions = std::unique_ptr<hb_draw_funcs_t, DestroyFunctions>;

/// HarfBuzz turns a TrueType font's quadratic curves into the cubic ones of PDF, for want of a function for them.
DrawFunctions draw_functions()
{
    DrawFunctions functions { hb_draw_funcs_create() };
    hb_draw_funcs_set_move_to_func(
        functions.get(), [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) { path_of(data).step({ x, y }, "m"); },
        nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        functions.get(), [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) { path_of(data).step({ x, y }, "l"); },
        nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(
        functions.get(),
        [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2, float x3, float y3, void*) {
            path_of(data).step({ x1, y1, x2, y2, x3, y3 }, "c");
        },
        nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(
        functions.get(), [](hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) { path_of(data).step({}, "h"); }, nullptr, nullptr);
    return functions;
}

bool same(GlyphRun const& a, GlyphRun const& b)
{
    return a.text() == b.text() && a.style == b.style && a.size == b.size && a.colour == b.colour && a.origin == b.origin
        && a.turn == b.turn;
}

} // namespace

Watermarks::Watermarks(layout::FontSet const& fonts, layout::Length page_width, layout::Length page_height)
    : m_fonts(fonts)
    , m_page_width(page_width)
    , m_page_height(page_height)
{
}

std::string Watermarks::name_for(GlyphRun const& run)
{
    auto const known = std::ranges::find_if(m_runs, [&](GlyphRun const& other) { return same(run, other); });
    std::string name = "W" + std::to_string(known - m_runs.begin());
    if (known == m_runs.end())
        m_runs.push_back(run);
    return name;
}

std::string Watermarks::content_of(GlyphRun const& run) const
{
    layout::Face const& face = m_fonts.face(run.style);
    std::unique_ptr<hb_font_t, DestroyFont> const font { hb_font_create(face.hb_face()) };
    int const units = face.metrics().units_per_em;
    hb_font_set_scale(font.get(), units, units);
    DrawFunctions const functions = draw_functions();
    Path path;
    for (layout::Glyph const& glyph : run.glyphs()) {
        hb_font_draw_glyph(font.get(), glyph.id, functions.get(), &path);
        path.pen += static_cast<float>(glyph.advance);
    }
    std::string const cosine = millionths(run.turn.cosine);
    std::string const scale = millionths(run.size * 1000 / units);
    std::string out;
    for (int const part : { run.colour.red, run.colour.green, run.colour.blue })
        out += ratio(part, 255) + " ";
    return out + "rg\n" + cosine + " " + millionths(run.turn.sine) + " " + millionths(-run.turn.sine) + " " + cosine + " "
        + number(run.origin.x) + " " + number(m_page_height - run.origin.y) + " cm\n" + scale + " 0 0 " + scale + " 0 0 cm\n" + path.out
        + "f\n";
}

std::string Watermarks::write(Writer& writer) const
{
    std::string entries;
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        std::string const form = "/Type /XObject /Subtype /Form /BBox [0 0 " + number(m_page_width) + " " + number(m_page_height)
            + "] /Resources <<>>";
        entries += "/W" + std::to_string(i) + " " + writer.add_stream(form, content_of(m_runs[i]), Compression::Flate).reference() + " ";
    }
    return entries;
}

} // namespace konkordat::pdf
