#include "web/ui/theme.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <set>
#include <string>

using namespace konkordat::ui;
using enum ColorRole;

namespace {

std::array const themes { &light_theme(), &dark_theme(), &high_contrast_theme() };
std::array const tones { Tone::Normal, Tone::Quiet, Tone::Accent, Tone::Error, Tone::Warning, Tone::Success, Tone::Note, Tone::Insertion,
    Tone::Deletion };

} // namespace

TEST_CASE("Contrast is measured as WCAG does", "[ui]")
{
    CHECK(contrast_ratio({ 0x000000 }, { 0xffffff }) > 20.99);
    CHECK(contrast_ratio({ 0xffffff }, { 0xffffff }) < 1.01);
    // A pair whose ratio is published as 4.54:1.
    CHECK(contrast_ratio({ 0x767676 }, { 0xffffff }) > 4.53);
    CHECK(contrast_ratio({ 0x767676 }, { 0xffffff }) < 4.55);
}

TEST_CASE("Every text has a contrast of 4.5 to 1 on every ground it may stand on", "[ui]")
{
    for (auto const* theme : themes) {
        for (auto ground : { ColorRole::Ground, RaisedGround, SunkenGround, PageGround, HoverGround, Selection })
            for (auto tone : tones) {
                INFO(theme->name << " " << css_name(text_role(tone)) << " on " << css_name(ground));
                CHECK(contrast_ratio((*theme)[text_role(tone)], (*theme)[ground]) >= 4.5);
            }
        for (auto tone : tones) {
            INFO(theme->name << " " << css_name(text_role(tone)) << " on its own ground " << css_name(ground_role(tone)));
            CHECK(contrast_ratio((*theme)[text_role(tone)], (*theme)[ground_role(tone)]) >= 4.5);
            CHECK(contrast_ratio((*theme)[Text], (*theme)[ground_role(tone)]) >= 4.5);
        }
        std::array const pairs { std::pair { OnAccent, Accent }, std::pair { OnAccent, AccentHover }, std::pair { OnDanger, Danger },
            std::pair { OnDanger, DangerHover }, std::pair { OnHeader, Header }, std::pair { OnHeader, HeaderHover },
            std::pair { Text, PressedGround }, std::pair { ColorRole::Ground, Text } };
        for (auto const& [ink, ground] : pairs) {
            INFO(theme->name << " " << css_name(ink) << " on " << css_name(ground));
            CHECK(contrast_ratio((*theme)[ink], (*theme)[ground]) >= 4.5);
        }
    }
}

TEST_CASE("Edges of controls and the focus ring have a contrast of 3 to 1", "[ui]")
{
    for (auto const* theme : themes) {
        for (auto ground : { ColorRole::Ground, RaisedGround, PageGround, SunkenGround })
            for (auto edge : { Boundary, Focus, Accent, Error }) {
                INFO(theme->name << " " << css_name(edge) << " on " << css_name(ground));
                CHECK(contrast_ratio((*theme)[edge], (*theme)[ground]) >= 3.0);
            }
        CHECK(contrast_ratio((*theme)[FocusOnHeader], (*theme)[Header]) >= 3.0);
    }
}

TEST_CASE("The browser's preferences choose the theme unless a person has", "[ui]")
{
    CHECK(&theme_for(ThemeChoice::System, ColorScheme::Light, false) == &light_theme());
    CHECK(&theme_for(ThemeChoice::System, ColorScheme::Dark, false) == &dark_theme());
    CHECK(&theme_for(ThemeChoice::System, ColorScheme::Dark, true) == &high_contrast_theme());
    CHECK(&theme_for(ThemeChoice::Light, ColorScheme::Dark, true) == &light_theme());
    CHECK(&theme_for(ThemeChoice::HighContrast, ColorScheme::Light, false) == &high_contrast_theme());
}

TEST_CASE("Every role of colour has a name of its own for the style sheet", "[ui]")
{
    std::set<std::string> names;
    for (std::size_t role = 0; role < static_cast<std::size_t>(Count); ++role)
        CHECK(names.insert(std::string(css_name(static_cast<ColorRole>(role)))).second);
}
