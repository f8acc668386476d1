#include "web/ui/glyphs.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace konkordat::ui {

namespace {

constexpr int oversampling = 4;
/// Device pixels; larger glyphs are drawn from this size.
constexpr float largest_raster = 96;
/// Device pixels; smaller text is a bar.
constexpr float legible_raster = 2;

// --- The file -------------------------------------------------------------------------------------------------------------

std::uint32_t read_number(std::string_view bytes, std::size_t at, std::size_t width)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width && at + i < bytes.size(); ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

void put_number(std::string& bytes, std::uint32_t value, int width)
{
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>(value >> shift & 0xff));
}

struct FontTable {
    std::string_view tag;
    std::string_view content;
};

std::vector<FontTable> read_tables(std::string_view file)
{
    std::vector<FontTable> tables;
    std::size_t const count = read_number(file, 4, 2);
    for (std::size_t i = 0; i < count && 12 + 16 * (i + 1) <= file.size(); ++i) {
        std::size_t const entry = 12 + 16 * i;
        std::size_t const offset = read_number(file, entry + 8, 4);
        std::size_t const length = read_number(file, entry + 12, 4);
        if (offset <= file.size() && length <= file.size() - offset)
            tables.push_back({ file.substr(entry, 4), file.substr(offset, length) });
    }
    return tables;
}

/// OpenType "cmap" with one subtable of format 12 and one group.
std::string glyph_map(std::uint32_t glyphs)
{
    std::string map;
    put_number(map, 0, 2);
    put_number(map, 1, 2);
    put_number(map, 3, 2);  // Windows
    put_number(map, 10, 2); // all of Unicode
    put_number(map, 12, 4);
    put_number(map, 12, 2); // format
    put_number(map, 0, 2);
    put_number(map, 28, 4);
    put_number(map, 0, 4);
    put_number(map, 1, 4);
    put_number(map, glyph_base, 4);
    put_number(map, glyph_base + glyphs - 1, 4);
    put_number(map, 0, 4);
    return map;
}

} // namespace

std::string with_glyph_code_points(std::string_view file)
{
    static constexpr std::array needed { std::string_view("glyf"), std::string_view("head"), std::string_view("hhea"),
        std::string_view("hmtx"), std::string_view("loca"), std::string_view("maxp") };
    auto const tables = read_tables(file);
    auto const maxp = std::ranges::find(tables, "maxp", &FontTable::tag);
    if (maxp == tables.end() || read_number(maxp->content, 4, 2) == 0)
        return {};
    std::string const map = glyph_map(read_number(maxp->content, 4, 2));
    std::vector<FontTable> kept { { "cmap", map } };
    for (auto const tag : needed) {
        auto const found = std::ranges::find(tables, tag, &FontTable::tag);
        if (found == tables.end())
            return {};
        kept.push_back(*found);
    }
    std::string result(file.substr(0, 4));
    put_number(result, static_cast<std::uint32_t>(kept.size()), 2);
    result.append(6, '\0');
    std::string content;
    for (auto const& table : kept) {
        result += table.tag;
        put_number(result, 0, 4);
        put_number(result, static_cast<std::uint32_t>(12 + 16 * kept.size() + content.size()), 4);
        put_number(result, static_cast<std::uint32_t>(table.content.size()), 4);
        content += table.content;
        content.append((4 - content.size() % 4) % 4, '\0');
    }
    return result + content;
}

// --- Drawing --------------------------------------------------------------------------------------------------------------

GlyphFaces::GlyphFaces(FontFiles const& files)
    : m_files(files)
{
}

ImFont* GlyphFaces::face(layout::FontStyle style)
{
    auto const index = static_cast<std::size_t>(style);
    if (m_faces[index])
        return m_faces[index];
    std::array const files { m_files.regular, m_files.bold, m_files.italic, m_files.bold_italic };
    m_bytes[index] = with_glyph_code_points(files[index]);
    if (m_bytes[index].empty())
        return nullptr;
    auto const tables = read_tables(m_bytes[index]);
    m_units[index] = static_cast<float>(read_number(std::ranges::find(tables, "head", &FontTable::tag)->content, 18, 2));
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.OversampleH = oversampling;
    config.OversampleV = 1;
    // A negative size asks for sizes in em, see context.cpp.
    config.SizePixels = -15.0f;
    config.GlyphMaxAdvanceX = -FLT_MAX;
    m_faces[index] = ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        m_bytes[index].data(), static_cast<int>(m_bytes[index].size()), -15.0f, &config);
    return m_faces[index];
}

GlyphFaces::Size GlyphFaces::size_for(layout::FontStyle style, float size, float density, bool still)
{
    auto* font = face(style);
    if (!font)
        return {};
    float raster = std::min(size * density, largest_raster);
    // While a page grows or shrinks, few sizes serve all steps.
    if (!still)
        raster = std::min(std::exp2(std::ceil(std::log2(raster) * 4) / 4), largest_raster);
    // Dear ImGui makes whole sizes only; the density makes up for the rest.
    float const whole = std::max(1.0f, std::round(raster));
    Size result;
    float const fine = raster / whole;
    result.baked = font->GetFontBaked(whole, fine);
    result.scale = size / whole;
    if (result.baked)
        result.ascent = IM_ROUND(result.baked->Ascent);
    // Dear ImGui adds the shift of its oversampling (stb_truetype) without regard to the density.
    constexpr float shift = -(oversampling - 1.0f) / (2.0f * oversampling);
    result.correction = shift / fine - shift;
    return result;
}

namespace {

ImU32 ink(layout::Colour colour, float alpha = 1)
{
    return IM_COL32(colour.red, colour.green, colour.blue, static_cast<ImU32>(alpha * 255));
}

float snapped(float value, float density) { return std::round(value * density) / density; }

/// What is too small to read keeps its grey.
void draw_bar(ImDrawList& list, layout::GlyphRun const& run, PagePlacement const& place)
{
    float const x = place.at_x(run.origin.x);
    float const y = place.at_y(run.origin.y);
    float const size = static_cast<float>(run.size) * place.scale;
    list.AddRectFilled({ x, y - size * 0.5f }, { x + static_cast<float>(run.width) * place.scale, y }, ink(run.colour, 0.4f));
}

struct Turned {
    float cosine = 1;
    float sine = 0;
    ImVec2 origin;

    /// `x` along the baseline, `y` downwards from it; the turn is anticlockwise.
    [[nodiscard]] ImVec2 at(float x, float y) const { return { origin.x + x * cosine + y * sine, origin.y - x * sine + y * cosine }; }
};

} // namespace

void GlyphFaces::draw(State const& state, ImDrawList& list, layout::GlyphRun const& run, PagePlacement const& place)
{
    float const size = static_cast<float>(run.size) * place.scale;
    float const density = state.viewport.density;
    if (size * density < legible_raster) {
        draw_bar(list, run, place);
        return;
    }
    auto const font = size_for(run.style, size, density, place.still);
    if (!font.baked)
        return;
    auto const code = [](layout::Glyph const& glyph) { return static_cast<ImWchar>(glyph_base + glyph.id); };
    // Made first: making a glyph may move the atlas that the rectangles below point into.
    int visible = 0;
    for (auto const& glyph : run.glyphs()) {
        auto const* made = font.baked->FindGlyphNoFallback(code(glyph));
        visible += made && made->Visible ? 1 : 0;
    }
    if (visible == 0)
        return;
    bool const straight = run.turn == layout::Turn {};
    float const baseline = place.at_y(run.origin.y);
    Turned const turned { .cosine = static_cast<float>(run.turn.cosine) / 1e6f,
        .sine = static_cast<float>(run.turn.sine) / 1e6f,
        .origin = { place.at_x(run.origin.x), straight && place.still ? snapped(baseline, density) : baseline } };
    float const unit = size / m_units[static_cast<std::size_t>(run.style)];
    float const space = static_cast<float>(run.space_extra) * place.scale;
    auto const colour = ink(run.colour);
    list.PrimReserve(visible * 6, visible * 4);
    float pen = 0;
    for (auto const& glyph : run.glyphs()) {
        auto const* made = font.baked->FindGlyphNoFallback(code(glyph));
        if (made && made->Visible) {
            float const left = pen + static_cast<float>(glyph.x_offset) * unit;
            float const rise = static_cast<float>(glyph.y_offset) * unit;
            float const x0 = left + (made->X0 + font.correction) * font.scale;
            float const x1 = left + (made->X1 + font.correction) * font.scale;
            float const y0 = (made->Y0 - font.ascent) * font.scale - rise;
            float const y1 = (made->Y1 - font.ascent) * font.scale - rise;
            list.PrimQuadUV(turned.at(x0, y0), turned.at(x1, y0), turned.at(x1, y1), turned.at(x0, y1), { made->U0, made->V0 },
                { made->U1, made->V0 }, { made->U1, made->V1 }, { made->U0, made->V1 }, colour);
        }
        pen += static_cast<float>(glyph.advance) * unit;
        if (glyph.cluster < run.text().size() && run.text()[glyph.cluster] == ' ')
            pen += space;
    }
}

} // namespace konkordat::ui
