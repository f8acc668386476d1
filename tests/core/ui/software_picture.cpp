#include "tests/core/ui/software_picture.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace konkordat::tests {

namespace {

struct Sample {
    float red = 1;
    float green = 1;
    float blue = 1;
    float alpha = 1;
};

Sample texel(ImTextureData const& texture, int x, int y)
{
    x = std::clamp(x, 0, texture.Width - 1);
    y = std::clamp(y, 0, texture.Height - 1);
    auto const* pixel = texture.Pixels + (x + y * texture.Width) * texture.BytesPerPixel;
    return { pixel[0] / 255.0f, pixel[1] / 255.0f, pixel[2] / 255.0f, pixel[3] / 255.0f };
}

/// Bilinear, as the graphics card does it.
Sample sample(ImTextureData const& texture, float u, float v)
{
    float const x = u * static_cast<float>(texture.Width) - 0.5f;
    float const y = v * static_cast<float>(texture.Height) - 0.5f;
    auto const left = static_cast<int>(std::floor(x));
    auto const top = static_cast<int>(std::floor(y));
    float const right_part = x - std::floor(x);
    float const bottom_part = y - std::floor(y);
    Sample result { 0, 0, 0, 0 };
    for (int corner = 0; corner < 4; ++corner) {
        float const part = (corner % 2 ? right_part : 1 - right_part) * (corner / 2 ? bottom_part : 1 - bottom_part);
        auto const found = texel(texture, left + corner % 2, top + corner / 2);
        result.red += found.red * part;
        result.green += found.green * part;
        result.blue += found.blue * part;
        result.alpha += found.alpha * part;
    }
    return result;
}

struct Corner {
    float x, y, u, v;
    Sample colour;
};

float edge(Corner const& a, Corner const& b, float x, float y) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x); }

class Rasteriser {
public:
    Rasteriser(Picture& picture, ImDrawCmd const& command, ImVec2 scale)
        : m_picture(picture)
        , m_texture(*command.TexRef._TexData)
        , m_left(static_cast<int>(command.ClipRect.x * scale.x))
        , m_top(static_cast<int>(command.ClipRect.y * scale.y))
        , m_right(static_cast<int>(command.ClipRect.z * scale.x))
        , m_bottom(static_cast<int>(command.ClipRect.w * scale.y))
    {
    }

    void triangle(std::array<Corner, 3> corners)
    {
        float area = edge(corners[0], corners[1], corners[2].x, corners[2].y);
        if (area == 0)
            return;
        if (area < 0) {
            std::swap(corners[1], corners[2]);
            area = -area;
        }
        auto const [left, right] = std::minmax({ corners[0].x, corners[1].x, corners[2].x });
        auto const [top, bottom] = std::minmax({ corners[0].y, corners[1].y, corners[2].y });
        int const x_end = std::min({ m_right, m_picture.width, static_cast<int>(std::ceil(right)) + 1 });
        int const y_end = std::min({ m_bottom, m_picture.height, static_cast<int>(std::ceil(bottom)) + 1 });
        for (int y = std::max({ m_top, 0, static_cast<int>(top) }); y < y_end; ++y) {
            for (int x = std::max({ m_left, 0, static_cast<int>(left) }); x < x_end; ++x)
                pixel(corners, area, x, y);
        }
    }

private:
    /// Of two triangles with a common edge one takes its pixels: the one whose edge goes down or to the left.
    static bool inside(Corner const& a, Corner const& b, float value)
    {
        return value > 0 || (value == 0 && (a.y < b.y || (a.y == b.y && a.x > b.x)));
    }

    void pixel(std::array<Corner, 3> const& corners, float area, int x, int y)
    {
        float const px = static_cast<float>(x) + 0.5f;
        float const py = static_cast<float>(y) + 0.5f;
        std::array<float, 3> weights {};
        for (std::size_t i = 0; i < 3; ++i) {
            auto const& from = corners[(i + 1) % 3];
            auto const& to = corners[(i + 2) % 3];
            weights[i] = edge(from, to, px, py);
            if (!inside(from, to, weights[i]))
                return;
        }
        float u = 0;
        float v = 0;
        float alpha = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            u += corners[i].u * weights[i] / area;
            v += corners[i].v * weights[i] / area;
            alpha += corners[i].colour.alpha * weights[i] / area;
        }
        auto const found = sample(m_texture, u, v);
        auto const& colour = corners[0].colour;
        blend(x, y, { found.red * colour.red, found.green * colour.green, found.blue * colour.blue, found.alpha * alpha });
    }

    void blend(int x, int y, Sample const& over)
    {
        auto* to = &m_picture.rgb[static_cast<std::size_t>((y * m_picture.width + x) * 3)];
        std::array const channels { over.red, over.green, over.blue };
        for (std::size_t i = 0; i < 3; ++i)
            to[i] = static_cast<std::uint8_t>(std::lround(channels[i] * 255 * over.alpha + static_cast<float>(to[i]) * (1 - over.alpha)));
    }

    Picture& m_picture;
    ImTextureData const& m_texture;
    int m_left, m_top, m_right, m_bottom;
};

Corner corner_of(ImDrawVert const& vertex, ImVec2 scale)
{
    auto const channel = [&](int shift) { return static_cast<float>(vertex.col >> shift & 0xff) / 255; };
    return { vertex.pos.x * scale.x, vertex.pos.y * scale.y, vertex.uv.x, vertex.uv.y,
        { channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), channel(IM_COL32_A_SHIFT) } };
}

} // namespace

int Picture::grey(int x, int y) const
{
    auto const* pixel = &rgb[static_cast<std::size_t>((y * width + x) * 3)];
    return (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]) / 1000;
}

std::string Picture::ppm() const
{
    std::string file = "P6\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n";
    file.append(reinterpret_cast<char const*>(rgb.data()), rgb.size());
    return file;
}

Picture take_picture()
{
    auto const& data = *ImGui::GetDrawData();
    ImVec2 const scale = data.FramebufferScale;
    Picture picture {
        .width = static_cast<int>(data.DisplaySize.x * scale.x), .height = static_cast<int>(data.DisplaySize.y * scale.y), .rgb = {}
    };
    picture.rgb.assign(static_cast<std::size_t>(picture.width * picture.height * 3), 255);
    for (auto const* list : data.CmdLists) {
        for (auto const& command : list->CmdBuffer) {
            if (command.ElemCount == 0 || !command.TexRef._TexData)
                continue;
            Rasteriser rasteriser(picture, command, scale);
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                std::array<Corner, 3> corners {};
                for (unsigned k = 0; k < 3; ++k) {
                    auto const index = list->IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
                    corners[k] = corner_of(list->VtxBuffer[static_cast<int>(command.VtxOffset + index)], scale);
                }
                rasteriser.triangle(corners);
            }
        }
    }
    return picture;
}

} // namespace konkordat::tests
