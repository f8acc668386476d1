#include "web/ui/page_paint.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace konkordat::ui {

namespace {

/// Larger pictures are made smaller: no screen shows more, and not every graphics card could take them.
constexpr int largest_texture = 2048;
/// Frames after which a picture that was not drawn is let go.
constexpr std::uint64_t picture_patience = 300;

constexpr layout::Length dash = layout::points(2.5); ///< as pdf/content.cpp
constexpr layout::Length dash_gap = layout::points(2);

ImU32 ink(layout::Colour colour, float alpha = 1)
{
    return IM_COL32(colour.red, colour.green, colour.blue, static_cast<ImU32>(std::lround(alpha * 255)));
}

void copy_pixel(layout::Image const& image, int x, int y, unsigned char* to)
{
    auto const index = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x);
    auto const sample = [&](std::size_t channel) {
        auto const channels = static_cast<std::size_t>(image.channels);
        return static_cast<unsigned char>(image.samples[index * channels + std::min(channel, channels - 1)]);
    };
    to[0] = sample(0);
    to[1] = sample(1);
    to[2] = sample(2);
    to[3] = image.opacity.empty() ? 255 : static_cast<unsigned char>(image.opacity[index]);
}

ImTextureData* make_texture(layout::Image const& image)
{
    int const shrink = std::max(1, (std::max(image.width, image.height) + largest_texture - 1) / largest_texture);
    int const width = std::max(1, image.width / shrink);
    int const height = std::max(1, image.height / shrink);
    auto* data = IM_NEW(ImTextureData)();
    data->Create(ImTextureFormat_RGBA32, width, height);
    data->RefCount = 1;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            copy_pixel(image, x * shrink, y * shrink, static_cast<unsigned char*>(data->GetPixelsAt(x, y)));
    }
    data->SetStatus(ImTextureStatus_WantCreate);
    ImGui::RegisterUserTexture(data);
    return data;
}

class PagePainter {
public:
    PagePainter(State& state, PagePlacement const& place, Rect const& clip)
        : m_state(state)
        , m_list(ui::draw(state))
        , m_place(place)
        , m_clip(clip)
        , m_density(state.viewport.density)
    {
    }

    void operator()(layout::GlyphRun const& run)
    {
        layout::Rectangle const area { run.origin.x, run.origin.y - run.size * 3 / 2, run.width, run.size * 2 };
        if (run.turn == layout::Turn {} && !is_in_view(area))
            return;
        m_state.glyphs->draw(m_state, m_list, run, m_place);
    }

    void operator()(layout::FilledRectangle const& rectangle)
    {
        if (!is_in_view(rectangle.area))
            return;
        auto const [left, right, across] = edges(m_place.at_x(rectangle.area.x), m_place.at_x(rectangle.area.x + rectangle.area.width));
        auto const [top, bottom, down] = edges(m_place.at_y(rectangle.area.y), m_place.at_y(rectangle.area.y + rectangle.area.height));
        m_list.AddRectFilled({ left, top }, { right, bottom }, ink(rectangle.colour, across * down));
    }

    void operator()(layout::StrokedLine const& line)
    {
        if (line.points.size() < 2)
            return;
        std::vector<ImVec2> points;
        for (auto const& point : line.points)
            points.push_back(at(point));
        // Thinner than a device pixel: a pixel wide and as much lighter.
        float const width = static_cast<float>(line.width) * m_place.scale;
        float const least = 1 / m_density;
        auto const colour = ink(line.colour, std::min(1.0f, width / least));
        if (line.stroke == layout::Stroke::Solid) {
            m_list.AddPolyline(points.data(), static_cast<int>(points.size()), colour, line.closed ? ImDrawFlags_Closed : ImDrawFlags_None,
                std::max(width, least));
            return;
        }
        if (line.closed)
            points.push_back(points.front());
        draw_dashes(points, colour, std::max(width, least));
    }

    void operator()(layout::FilledPolygon const& polygon)
    {
        std::vector<ImVec2> points;
        for (auto const& point : polygon.points)
            points.push_back(at(point));
        m_list.AddConcavePolyFilled(points.data(), static_cast<int>(points.size()), ink(polygon.colour));
    }

    void operator()(layout::PlacedImage const& picture)
    {
        auto const& area = picture.area;
        if (!is_in_view(area) || !picture.image || picture.image->width <= 0 || picture.image->height <= 0)
            return;
        m_list.AddImage(m_state.pictures->texture_for(picture.image, m_state.run), at({ area.x, area.y }),
            at({ area.x + area.width, area.y + area.height }));
    }

private:
    struct Edges {
        float from;
        float to;
        float coverage;
    };

    [[nodiscard]] ImVec2 at(layout::Point const& point) const { return { m_place.at_x(point.x), m_place.at_y(point.y) }; }

    [[nodiscard]] bool is_in_view(layout::Rectangle const& area) const
    {
        return m_place.at_x(area.x) <= m_clip.right() && m_place.at_x(area.x + area.width) >= m_clip.x
            && m_place.at_y(area.y) <= m_clip.bottom() && m_place.at_y(area.y + area.height) >= m_clip.y;
    }

    /// On device pixels; what is thinner than one is lighter instead, so that hairlines never vanish.
    [[nodiscard]] Edges edges(float from, float to) const
    {
        float const thickness = (to - from) * m_density;
        if (thickness < 1) {
            float const start = std::floor(from * m_density);
            return { start / m_density, (start + 1) / m_density, thickness };
        }
        if (!m_place.still)
            return { from, to, 1 };
        float const start = std::round(from * m_density);
        return { start / m_density, std::max(start + 1, std::round(to * m_density)) / m_density, 1 };
    }

    void draw_dashes(std::vector<ImVec2> const& points, ImU32 colour, float width)
    {
        float const on = static_cast<float>(dash) * m_place.scale;
        float const period = on + static_cast<float>(dash_gap) * m_place.scale;
        float phase = 0; // goes on round the corners
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            ImVec2 const from = points[i];
            ImVec2 const to = points[i + 1];
            float const length = std::hypot(to.x - from.x, to.y - from.y);
            // A hostile line of no or endless length draws nothing.
            if (!(length > 0) || length / period > 5000)
                continue;
            ImVec2 const step { (to.x - from.x) / length, (to.y - from.y) / length };
            float start = -phase;
            for (; start < length; start += period) {
                float const begin = std::max(start, 0.0f);
                float const end = std::min(start + on, length);
                if (end > begin)
                    m_list.AddLine({ from.x + step.x * begin, from.y + step.y * begin }, { from.x + step.x * end, from.y + step.y * end },
                        colour, width);
            }
            phase = period - (start - length);
        }
    }

    State& m_state;
    ImDrawList& m_list;
    PagePlacement const& m_place;
    Rect const& m_clip;
    float m_density;
};

} // namespace

ImTextureRef PictureTextures::texture_for(std::shared_ptr<layout::Image const> const& image, std::uint64_t run)
{
    auto& picture = m_pictures[image.get()];
    if (!picture.data) {
        picture.image = image;
        picture.data = make_texture(*image);
    }
    picture.last_run = run;
    return picture.data->GetTexRef();
}

void PictureTextures::sweep(std::uint64_t run)
{
    for (auto entry = m_pictures.begin(); entry != m_pictures.end();) {
        auto& picture = entry->second;
        if (picture.data->Status == ImTextureStatus_Destroyed && picture.data->WantDestroyNextFrame) {
            ImGui::UnregisterUserTexture(picture.data);
            IM_DELETE(picture.data);
            entry = m_pictures.erase(entry);
            continue;
        }
        if (picture.last_run + picture_patience < run && picture.data->Status == ImTextureStatus_OK) {
            picture.data->WantDestroyNextFrame = true;
            picture.data->UnusedFrames = 1;
            picture.data->SetStatus(ImTextureStatus_WantDestroy);
        }
        ++entry;
    }
}

void PictureTextures::clear()
{
    for (auto& [image, picture] : m_pictures)
        IM_DELETE(picture.data);
    m_pictures.clear();
}

void paint_page(State& state, layout::Page const& page, PagePlacement const& place, Rect const& clip)
{
    if (!state.glyphs)
        state.glyphs = std::make_unique<GlyphFaces>(state.files);
    if (!state.pictures)
        state.pictures = std::make_unique<PictureTextures>();
    auto& list = draw(state);
    ImVec2 const from { place.x, place.y };
    ImVec2 const to { place.at_x(page.width), place.at_y(page.height) };
    for (int i = 3; i > 0; --i) {
        auto const spread = static_cast<float>(i);
        list.AddRectFilled(
            { from.x - spread, from.y - spread + 1 }, { to.x + spread, to.y + spread + 1 }, IM_COL32(0, 0, 0, 14), spread + 1);
    }
    list.AddRectFilled(from, to, IM_COL32_WHITE);
    PagePainter painter(state, place, clip);
    for (auto const& item : page.items)
        std::visit(painter, item.shape);
    state.pictures->sweep(state.run);
}

} // namespace konkordat::ui
