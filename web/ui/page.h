#pragma once

#include "core/layout/page.h"
#include "web/ui/context.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The pages of a document below each other, as they are printed: drawn from the layout, selectable and readable in the mirror.
namespace konkordat::ui {

/// A part of a page that leads somewhere: its text when it is clicked, and a link beside it for the keyboard.
struct PageSpot {
    std::string id;             ///< unique on its page
    std::string name;           ///< of the link: "Edit 4.2 Purpose"
    std::string target;         ///< address the link leads to
    layout::Length top = 0;
    layout::Length bottom = 0;
    layout::Length left = 0;    ///< where its text begins
    bool marked = false;        ///< a bar stands beside it
};

/// What a person looks at and how; the caller keeps it from frame to frame.
struct PagesView {
    enum class Fit : std::uint8_t { None, Width, Page };

    struct Place {
        std::size_t page = 0;
        layout::Length top = 0;
        layout::Length bottom = 0;
    };

    Fit fit = Fit::Width;
    float zoom = 1;                  ///< 1: a point is 96/72 CSS pixels
    std::size_t current_page = 0;    ///< the one in the middle

    // Wishes for the next frame
    std::optional<float> wanted_zoom = {};
    std::optional<Place> wanted_place = {};   ///< is scrolled to if it is not in view
    std::optional<std::size_t> wanted_page = {}; ///< its top is scrolled to

    // The zoom under way
    float zoom_from = 1;
    float zoom_to = 1;
    double zoom_since = -1;
    std::size_t held_page = 0;       ///< the point of a page ...
    float held_x = 0;
    float held_y = 0;
    float held_view_x = 0;           ///< ... and where in the view it stays
    float held_view_y = 0;
};

inline constexpr float smallest_zoom = 0.25f;
inline constexpr float largest_zoom = 4.0f;
/// The next of the usual steps (25 % to 400 %) up or down.
[[nodiscard]] float next_zoom(float zoom, int direction);

struct PagesOptions {
    layout::LaidOutDocument const* document = nullptr; ///< never null
    std::uint64_t revision = 0;                        ///< another one: another document
    std::function<std::string(std::size_t page)> page_name = {};
    std::function<std::vector<PageSpot>(std::size_t page)> spots = {};
    /// Address of the thing that a key of the document's anchors names; empty: the link leads nowhere.
    std::function<std::string(std::string_view anchor)> address = {};
};

/// A scrolling region that takes the remaining height. Ctrl with the wheel or with plus, minus and 0 zooms inside it.
/// Returns the id of a spot whose text was clicked.
std::optional<std::string> pages(Context&, std::string_view id, std::string_view name, PagesView&, PagesOptions const&);

} // namespace konkordat::ui
