#include "web/ui/icons.h"

#include "web/ui/state.h"

#include <array>
#include <cmath>
#include <string_view>

namespace konkordat::ui {

namespace {

/// Outlines on the 20 px grid: M x,y starts a line, L x,y goes on, Z closes, C x,y,r is a circle, A x,y,r,from,to an arc in
/// degrees clockwise from the right.
constexpr std::array<std::string_view, static_cast<std::size_t>(Icon::Saved) + 1> outlines {
    "",
    "M10,4L10,16M4,10L16,10",                                                                          // Plus
    "M4,10L16,10",                                                                                     // Minus
    "M3.5,5.5L16.5,5.5M8,5.5L8,3.5L12,3.5L12,5.5M5.5,5.5L6.3,16.5L13.7,16.5L14.5,5.5M8.5,8.5L8.5,13.5M11.5,8.5L11.5,13.5", // Trash
    "M7,4L3.5,7.5L7,11M3.5,7.5L11.5,7.5A11.5,11.75,4.25,-90,90L8,16",                                  // Undo
    "M13,4L16.5,7.5L13,11M16.5,7.5L8.5,7.5M8.5,7.5A8.5,11.75,4.25,270,90L12,16",                       // Redo
    "M10,3.5L10,12.5M6,8.5L10,12.5L14,8.5M3.5,16.5L16.5,16.5",                                         // Download
    "M10,12.5L10,3.5M6,7.5L10,3.5L14,7.5M3.5,16.5L16.5,16.5",                                          // Upload
    "C8.75,8.75,5M12.5,12.5L16.75,16.75",                                                              // Search
    "M5,7.5L10,12.5L15,7.5",                                                                           // ChevronDown
    "M5,12.5L10,7.5L15,12.5",                                                                          // ChevronUp
    "M12.5,5L7.5,10L12.5,15",                                                                          // ChevronLeft
    "M7.5,5L12.5,10L7.5,15",                                                                           // ChevronRight
    "M4,10.5L8,14.5L16,5.5",                                                                           // Check
    "M10,3L17.5,16.5L2.5,16.5ZM10,8L10,11.75M10,13.6L10,14.2",                                         // Warning
    "C10,10,7M10,6L10,10.75M10,13.2L10,13.8",                                                          // Error
    "C10,10,7M10,9.25L10,14M10,6.2L10,6.8",                                                            // Info
    "M5,2.5L12,2.5L15.5,6L15.5,17.5L5,17.5ZM12,2.5L12,6L15.5,6M7.75,9.5L12.75,9.5M7.75,12.5L12.75,12.5", // Document
    "C7.5,6.75,2.75M2.5,16A7.5,16,5,180,360M13,4.2A12.6,6.75,2.6,-80,80M14.6,11.6A12.5,16,5,-62,0",    // People
    "M10,3L10,16.5M6.5,16.5L13.5,16.5M3.5,5.5L16.5,5.5M3.5,5.5L1.5,11L5.5,11ZM16.5,5.5L14.5,11L18.5,11Z", // Compare
    "M1.75,10L4.5,6.8L7.3,5.2L10,4.75L12.7,5.2L15.5,6.8L18.25,10L15.5,13.2L12.7,14.8L10,15.25L7.3,14.8L4.5,13.2ZC10,10,2.5", // Eye
    "M12.5,4.5L15.5,7.5L7,16L3.5,16.5L4,13ZM10.75,6.25L13.75,9.25",                                    // Pencil
    "C10,10,3.5M10,1.75L10,3.5M10,16.5L10,18.25M1.75,10L3.5,10M16.5,10L18.25,10M4.2,4.2L5.4,5.4M14.6,14.6L15.8,15.8M4.2,15.8L5.4,14.6M14.6,"
    "5.4L15.8,4.2", // Sun
    "A9.5,10.5,7,20,252A14.2,7.1,6.2,182,82",                                                          // Moon
    "C10,10,7M3,10L17,10M10,3L7.6,6L7,10L7.6,14L10,17M10,3L12.4,6L13,10L12.4,14L10,17",                // Globe
    "C10,10,7A10,8,2.3,190,405L10,10.6L10,11.6M10,13.8L10,14.4",                                       // Help
    "M5,5L15,15M15,5L5,15",                                                                            // Close
    "M3.5,5.5L16.5,5.5M3.5,10L16.5,10M3.5,14.5L16.5,14.5",                                             // Menu
    "C7.5,5,.6C12.5,5,.6C7.5,10,.6C12.5,10,.6C7.5,15,.6C12.5,15,.6",                                   // DragHandle
    "M11.5,3.5L16.5,3.5L16.5,8.5M16.5,3.5L9.5,10.5M14.5,11.5L14.5,16.5L3.5,16.5L3.5,5.5L8.5,5.5",      // ExternalLink
    "M7,7L16.5,7L16.5,16.5L7,16.5ZM4.5,13L3.5,13L3.5,3.5L13,3.5L13,4.5",                               // Copy
    "M16.5,10L3.5,10M8.5,5L3.5,10L8.5,15",                                                             // ArrowLeft
    "M3.5,10L16.5,10M11.5,5L16.5,10L11.5,15",                                                          // ArrowRight
    "M10,16.5L10,3.5M5,8.5L10,3.5L15,8.5",                                                             // ArrowUp
    "M10,3.5L10,16.5M5,11.5L10,16.5L15,11.5",                                                          // ArrowDown
    "C10,10,7M10,5.5L10,10L13,12",                                                                     // Clock
    "M4.5,9L15.5,9L15.5,16.5L4.5,16.5ZM7,9L7,6.5A10,6.5,3,180,360L13,9",                               // Lock
    "C10,10,2.5C10,10,5.5M10,2L10,4.5M10,15.5L10,18M2,10L4.5,10M15.5,10L18,10M4.35,4.35L6.1,6.1M13.9,13.9L15.65,15.65M4.35,15.65L6.1,13."
    "9M13.9,6.1L15.65,4.35", // Gear
    "M3.5,5L16.5,5M6.5,10L16.5,10M6.5,15L16.5,15M3.5,9.9L3.5,10.1M3.5,14.9L3.5,15.1",                  // Outline
    "M3,4L17,4L17,16L3,16ZM12,4L12,16",                                                                // Panel
    "M2.5,3.5L2.5,16.5M17.5,3.5L17.5,16.5M5.5,10L14.5,10M8,7.5L5.5,10L8,12.5M12,7.5L14.5,10L12,12.5",  // FitWidth
    "M5,2.5L15,2.5L15,17.5L5,17.5ZM10,5.5L10,14.5M8,7.5L10,5.5L12,7.5M8,12.5L10,14.5L12,12.5",          // FitPage
    "C10,10,7M6.75,10.25L9,12.5L13.25,7.75",                                                           // Saved
};

/// Reads one outline and gives it to a draw list.
class OutlinePainter {
public:
    OutlinePainter(ImDrawList& list, float x, float y, float scale, ImU32 ink)
        : m_list(list)
        , m_x(x)
        , m_y(y)
        , m_scale(scale)
        , m_ink(ink)
    {
    }

    void paint(std::string_view outline)
    {
        for (std::size_t at = 0; at < outline.size();) {
            char const command = outline[at++];
            std::array<float, 5> operands {};
            std::size_t const count = command == 'A' ? 5 : command == 'C' ? 3 : command == 'Z' ? 0 : 2;
            for (std::size_t index = 0; index < count; ++index)
                operands[index] = number(outline, at);
            apply(command, operands);
        }
        stroke(false);
    }

private:
    static float number(std::string_view text, std::size_t& at)
    {
        if (at < text.size() && text[at] == ',')
            ++at;
        bool const negative = at < text.size() && text[at] == '-';
        at += negative ? 1 : 0;
        float value = 0;
        float place = 0;
        for (; at < text.size() && (text[at] == '.' || (text[at] >= '0' && text[at] <= '9')); ++at) {
            if (text[at] == '.') {
                place = 1;
                continue;
            }
            value = value * 10 + static_cast<float>(text[at] - '0');
            place *= 10;
        }
        value = place > 0 ? value / place : value;
        return negative ? -value : value;
    }

    void apply(char command, std::array<float, 5> const& operands)
    {
        ImVec2 const point { m_x + operands[0] * m_scale, m_y + operands[1] * m_scale };
        constexpr float degree = 3.14159265f / 180;
        switch (command) {
        case 'M':
            stroke(false);
            m_list.PathLineTo(point);
            break;
        case 'L': m_list.PathLineTo(point); break;
        case 'Z': stroke(true); break;
        case 'A': m_list.PathArcTo(point, operands[2] * m_scale, operands[3] * degree, operands[4] * degree, 24); break;
        default:
            stroke(false);
            m_list.AddCircle(point, operands[2] * m_scale, m_ink, 32, thickness());
            break;
        }
    }

    [[nodiscard]] float thickness() const { return 0.75f + 0.75f * m_scale; }

    void stroke(bool closed)
    {
        if (m_list._Path.Size > 1)
            m_list.PathStroke(m_ink, closed ? ImDrawFlags_Closed : 0, thickness());
        m_list.PathClear();
    }

    ImDrawList& m_list;
    float m_x;
    float m_y;
    float m_scale;
    ImU32 m_ink;
};

} // namespace

void draw_icon(State const& state, Icon icon, float x, float y, float size, ImU32 ink)
{
    auto const window = to_window(state, { x, y, size, size });
    OutlinePainter(draw(state), window.x, window.y, size / 20, ink).paint(outlines[static_cast<std::size_t>(icon)]);
}

} // namespace konkordat::ui
