#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace konkordat::ui {

/// 0xRRGGBB
struct Color {
    std::uint32_t rgb = 0;
    friend bool operator==(Color, Color) = default;
};

/// What a colour is for. INTERFACE: roles, not colours.
enum class ColorRole : std::uint8_t {
    Ground,
    RaisedGround,
    SunkenGround,
    PageGround,
    HoverGround,
    PressedGround,
    Text,
    QuietText,
    Hairline,
    Boundary,
    Accent,
    AccentHover,
    OnAccent,
    Link,
    Danger,
    DangerHover,
    OnDanger,
    Focus,
    FocusOnHeader,
    Selection,
    Error,
    ErrorGround,
    Warning,
    WarningGround,
    Success,
    SuccessGround,
    Note,
    NoteGround,
    Insertion,
    InsertionGround,
    Deletion,
    DeletionGround,
    Header,
    OnHeader,
    HeaderHover,
    Count,
};

/// What a text, badge, edge or message means; never told by colour alone.
enum class Tone : std::uint8_t { Normal, Quiet, Accent, Error, Warning, Success, Note, Insertion, Deletion };

/// What an area lies on.
enum class Ground : std::uint8_t { None, Plain, Raised, Sunken, Page, Header };

struct Theme {
    std::string_view name;
    bool dark = false;
    std::array<Color, static_cast<std::size_t>(ColorRole::Count)> colors {};

    [[nodiscard]] Color operator[](ColorRole role) const { return colors[static_cast<std::size_t>(role)]; }
};

[[nodiscard]] Theme const& light_theme();
[[nodiscard]] Theme const& dark_theme();
[[nodiscard]] Theme const& high_contrast_theme();

enum class ColorScheme : std::uint8_t { Light, Dark };
enum class ThemeChoice : std::uint8_t { System, Light, Dark, HighContrast };
/// The theme for a choice; `System` follows what the browser prefers.
[[nodiscard]] Theme const& theme_for(ThemeChoice, ColorScheme preferred, bool prefers_more_contrast);

/// CSS custom property of a role: "--raised-ground".
[[nodiscard]] std::string_view css_name(ColorRole);

[[nodiscard]] ColorRole text_role(Tone);   ///< of text and icons of that tone
[[nodiscard]] ColorRole ground_role(Tone); ///< of badges and messages of that tone
[[nodiscard]] ColorRole color_role(Ground);

/// WCAG 2.2 contrast ratio, 1 to 21.
[[nodiscard]] double contrast_ratio(Color, Color);

} // namespace konkordat::ui
