#include "web/ui/theme.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace konkordat::ui {

namespace {

using enum ColorRole;
using Assignment = std::pair<ColorRole, std::uint32_t>;

Theme make_theme(std::string_view name, bool dark, std::initializer_list<Assignment> assignments)
{
    Theme theme { name, dark, {} };
    for (auto const& [role, rgb] : assignments)
        theme.colors[static_cast<std::size_t>(role)] = { rgb };
    return theme;
}

double linear(std::uint32_t byte)
{
    double const value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// WCAG 2.2, definition of relative luminance.
double luminance(Color color)
{
    return 0.2126 * linear(color.rgb >> 16 & 0xff) + 0.7152 * linear(color.rgb >> 8 & 0xff) + 0.0722 * linear(color.rgb & 0xff);
}

} // namespace

Theme const& light_theme()
{
    static Theme const theme = make_theme("light", false,
        { { ColorRole::Ground, 0xf7f9fa }, { RaisedGround, 0xffffff }, { SunkenGround, 0xeef2f5 }, { PageGround, 0xffffff },
            { HoverGround, 0xe8edf2 }, { PressedGround, 0xdfe4e9 }, { Text, 0x1f2937 }, { QuietText, 0x4b5a69 }, { Hairline, 0xd5dce3 },
            { Boundary, 0x74818f }, { Accent, 0x2f4356 }, { AccentHover, 0x46596b }, { OnAccent, 0xffffff }, { Link, 0x1d4ed8 },
            { Danger, 0xc01d26 }, { DangerHover, 0xa3161e }, { OnDanger, 0xffffff }, { Focus, 0x8b5cf6 }, { FocusOnHeader, 0xddd6fe },
            { Selection, 0xe0e7f5 }, { Error, 0xb91c22 }, { ErrorGround, 0xfdecec }, { Warning, 0x9a4608 }, { WarningGround, 0xfdf1e3 },
            { Success, 0x046c4e }, { SuccessGround, 0xe6f5ef }, { Note, 0x1d4ed8 }, { NoteGround, 0xe9effc }, { Insertion, 0x046c4e },
            { InsertionGround, 0xdff3ea }, { Deletion, 0xb91c22 }, { DeletionGround, 0xfbe4e5 }, { Header, 0x2f4356 },
            { OnHeader, 0xffffff }, { HeaderHover, 0x46596b } });
    return theme;
}

Theme const& dark_theme()
{
    static Theme const theme = make_theme("dark", true,
        { { ColorRole::Ground, 0x141a21 }, { RaisedGround, 0x1c242d }, { SunkenGround, 0x10151b }, { PageGround, 0x1b222b },
            { HoverGround, 0x27313c }, { PressedGround, 0x303c49 }, { Text, 0xe6ebf0 }, { QuietText, 0xaab7c4 }, { Hairline, 0x33404d },
            { Boundary, 0x8090a0 }, { Accent, 0x9dbfe3 }, { AccentHover, 0xb9d3ef }, { OnAccent, 0x101820 }, { Link, 0x93bbf9 },
            { Danger, 0xf59a94 }, { DangerHover, 0xf9b5b0 }, { OnDanger, 0x24100f }, { Focus, 0xa78bfa }, { FocusOnHeader, 0xc4b5fd },
            { Selection, 0x2a3a52 }, { Error, 0xf9a19b }, { ErrorGround, 0x3a1d1f }, { Warning, 0xf3b76f }, { WarningGround, 0x36281a },
            { Success, 0x6fd3a9 }, { SuccessGround, 0x16302a }, { Note, 0x9cc0fa }, { NoteGround, 0x1b2a45 }, { Insertion, 0x6fd3a9 },
            { InsertionGround, 0x17332b }, { Deletion, 0xf9a19b }, { DeletionGround, 0x3b1f21 }, { Header, 0x0d1217 },
            { OnHeader, 0xe6ebf0 }, { HeaderHover, 0x232d38 } });
    return theme;
}

Theme const& high_contrast_theme()
{
    static Theme const theme = make_theme("high-contrast", false,
        { { ColorRole::Ground, 0xffffff }, { RaisedGround, 0xffffff }, { SunkenGround, 0xffffff }, { PageGround, 0xffffff },
            { HoverGround, 0xe6e6e6 }, { PressedGround, 0xd0d0d0 }, { Text, 0x000000 }, { QuietText, 0x1a1a1a }, { Hairline, 0x000000 },
            { Boundary, 0x000000 }, { Accent, 0x000000 }, { AccentHover, 0x333333 }, { OnAccent, 0xffffff }, { Link, 0x0000a8 },
            { Danger, 0x8a0008 }, { DangerHover, 0x6b0006 }, { OnDanger, 0xffffff }, { Focus, 0x6d28d9 }, { FocusOnHeader, 0xffffff },
            { Selection, 0xd0d8ff }, { Error, 0x8a0008 }, { ErrorGround, 0xffffff }, { Warning, 0x6b2e00 }, { WarningGround, 0xffffff },
            { Success, 0x004d36 }, { SuccessGround, 0xffffff }, { Note, 0x0000a8 }, { NoteGround, 0xffffff }, { Insertion, 0x004d36 },
            { InsertionGround, 0xffffff }, { Deletion, 0x8a0008 }, { DeletionGround, 0xffffff }, { Header, 0x000000 },
            { OnHeader, 0xffffff }, { HeaderHover, 0x333333 } });
    return theme;
}

Theme const& theme_for(ThemeChoice choice, ColorScheme preferred, bool prefers_more_contrast)
{
    switch (choice) {
    case ThemeChoice::Light: return light_theme();
    case ThemeChoice::Dark: return dark_theme();
    case ThemeChoice::HighContrast: return high_contrast_theme();
    case ThemeChoice::System: break;
    }
    if (prefers_more_contrast)
        return high_contrast_theme();
    return preferred == ColorScheme::Dark ? dark_theme() : light_theme();
}

std::string_view css_name(ColorRole role)
{
    static constexpr std::array names { "--ground", "--raised-ground", "--sunken-ground", "--page-ground", "--hover-ground",
        "--pressed-ground", "--text", "--quiet-text", "--hairline", "--boundary", "--accent", "--accent-hover", "--on-accent", "--link",
        "--danger", "--danger-hover", "--on-danger", "--focus", "--focus-on-header", "--selection", "--error", "--error-ground",
        "--warning", "--warning-ground", "--success", "--success-ground", "--note", "--note-ground", "--insertion", "--insertion-ground",
        "--deletion", "--deletion-ground", "--header", "--on-header", "--header-hover" };
    static_assert(names.size() == static_cast<std::size_t>(Count));
    return names[static_cast<std::size_t>(role)];
}

ColorRole text_role(Tone tone)
{
    static constexpr std::array roles { Text, QuietText, Link, Error, Warning, Success, Note, Insertion, Deletion };
    return roles[static_cast<std::size_t>(tone)];
}

ColorRole ground_role(Tone tone)
{
    static constexpr std::array roles { SunkenGround, SunkenGround, Selection, ErrorGround, WarningGround, SuccessGround, NoteGround,
        InsertionGround, DeletionGround };
    return roles[static_cast<std::size_t>(tone)];
}

ColorRole color_role(ui::Ground ground)
{
    static constexpr std::array roles { ColorRole::Ground, ColorRole::Ground, RaisedGround, SunkenGround, PageGround, ColorRole::Header };
    return roles[static_cast<std::size_t>(ground)];
}

double contrast_ratio(Color a, Color b)
{
    auto const [low, high] = std::minmax({ luminance(a), luminance(b) });
    return (high + 0.05) / (low + 0.05);
}

} // namespace konkordat::ui
