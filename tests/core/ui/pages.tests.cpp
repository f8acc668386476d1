#include "core/layout/layout.h"
#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/ui/software_picture.h"
#include "web/platform/headless/headless_platform.h"
#include "web/ui/glyphs.h"
#include "web/ui/page.h"
#include "web/ui/page_text.h"
#include "web/ui/ui.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace konkordat;
using app::HeadlessPlatform;

namespace {

SystemWorld& world()
{
    static SystemWorld the_world;
    return the_world;
}

layout::LaidOutDocument const& document()
{
    static layout::LaidOutDocument const laid_out = [] {
        auto result = layout::layout_agreement(world(), tests::fictitious_agreement(), {});
        REQUIRE(result);
        return std::move(*result);
    }();
    return laid_out;
}

/// A window that shows nothing but pages.
struct Window {
    explicit Window(layout::LaidOutDocument const& shown, float width = 900, float height = 700, float density = 1)
        : platform(world(), { width, height, density })
    {
        options.document = &shown;
        options.revision = 1;
        options.page_name = [](std::size_t page) { return "Page " + std::to_string(page + 1); };
        platform.set_content([this](ui::Context& context) {
            if (auto spot = ui::pages(context, "pages", "Pages", view, options))
                clicked = spot;
        });
        platform.settle();
    }

    [[nodiscard]] ui::Node const* page(std::size_t number) const { return platform.find("article", "Page " + std::to_string(number)); }

    HeadlessPlatform platform;
    ui::PagesView view;
    ui::PagesOptions options;
    std::optional<std::string> clicked;
};

void check_mirror(HeadlessPlatform& platform)
{
    CHECK(platform.replica().differences(platform.context().tree()) == std::vector<std::string> {});
    CHECK(platform.context().unnamed_items() == std::vector<std::string> {});
    CHECK(platform.context().faults() == std::vector<std::string> {});
}

std::string text_below(ui::Tree const& tree, ui::Node const& node)
{
    std::string text = node.role == ui::NodeRole::PageLine ? node.name : std::string {};
    for (auto const child : node.children)
        text += text_below(tree, *tree.find(child));
    return text;
}

std::string text_of(layout::Page const& page)
{
    std::string text;
    for (auto const& item : page.items) {
        auto const* run = std::get_if<layout::GlyphRun>(&item.shape);
        if (run && item.artifact == layout::ArtifactKind::None
            && document().structure[page.contents[item.content]].kind != layout::StructureKind::Figure)
            text += run->text();
    }
    return text;
}

void keep(tests::Picture const& picture, std::string const& name)
{
    if (auto const* folder = std::getenv("KONKORDAT_PICTURES"))
        std::ofstream(std::string(folder) + "/" + name + ".ppm", std::ios::binary) << picture.ppm();
}

/// Share of dark pixels of a rectangle of the window.
double ink(tests::Picture const& picture, ui::Rect const& rect)
{
    int dark = 0;
    int all = 0;
    for (int y = std::max(0, static_cast<int>(rect.y)); y < std::min(picture.height, static_cast<int>(rect.bottom())); ++y) {
        for (int x = std::max(0, static_cast<int>(rect.x)); x < std::min(picture.width, static_cast<int>(rect.right())); ++x) {
            ++all;
            dark += picture.grey(x, y) < 128 ? 1 : 0;
        }
    }
    return all == 0 ? 0 : static_cast<double>(dark) / all;
}

} // namespace

TEST_CASE("A font file gets a code point for each glyph; what is no font gets none", "[ui]")
{
    auto const file = world().resource("fonts/NotoSans-Regular.ttf");
    REQUIRE(file);
    auto const mapped = ui::with_glyph_code_points(*file);
    CHECK(mapped.size() > 50'000);
    CHECK(mapped.find("cmap") == 12);
    CHECK(ui::with_glyph_code_points("").empty());
    CHECK(ui::with_glyph_code_points("not a font at all").empty());
    for (std::size_t size = 0; size < 300; ++size)
        CHECK(ui::with_glyph_code_points(file->substr(0, size)).empty());
}

TEST_CASE("A page reads in the mirror as it was laid out, with the roles of its structure", "[ui]")
{
    Window window(document());
    window.view.wanted_page = 0;
    window.platform.settle();
    auto const& tree = window.platform.context().tree();
    REQUIRE(window.page(1));
    CHECK(text_below(tree, *window.page(1)) == text_of(document().pages[0]));
    CHECK(window.page(1)->language.starts_with("de"));
    auto const is = [](std::string_view role) {
        return [role](ui::Node const& node) { return node.role == ui::NodeRole::Passage && node.extra == role; };
    };
    CHECK(std::ranges::any_of(tree.nodes, is("heading")));
    CHECK(std::ranges::any_of(tree.nodes, is("paragraph")));
    check_mirror(window.platform);
}

TEST_CASE("Every page can be reached, and says all of its text once", "[ui]")
{
    Window window(document());
    for (std::size_t index = 0; index < document().pages.size(); ++index) {
        window.view.wanted_page = index;
        window.platform.settle();
        REQUIRE(window.page(index + 1));
        CHECK(text_below(window.platform.context().tree(), *window.page(index + 1)) == text_of(document().pages[index]));
    }
    check_mirror(window.platform);
}

TEST_CASE("Only pages in view and next to it are in the mirror", "[ui]")
{
    Window window(document());
    REQUIRE(document().pages.size() > 6);
    CHECK(window.platform.find_all("article").size() < 4);
    window.view.wanted_page = document().pages.size() - 1;
    window.platform.settle();
    CHECK_FALSE(window.page(1));
    CHECK(window.page(document().pages.size()));
    CHECK(window.view.current_page == document().pages.size() - 1);
}

TEST_CASE("Zooming keeps the point in the middle of the view where it is", "[ui]")
{
    Window window(document());
    window.view.wanted_place = ui::PagesView::Place { 3, layout::points(300), layout::points(320) };
    window.platform.settle();
    auto const middle = [&] {
        auto const* page = window.page(4);
        REQUIRE(page);
        return (350 - page->screen.y) / page->screen.height;
    };
    auto const before = middle();
    window.view.fit = ui::PagesView::Fit::None;
    for (float const zoom : { 2.0f, 0.5f, 1.5f }) {
        window.view.wanted_zoom = zoom;
        window.platform.settle();
        CHECK(window.view.zoom == zoom);
        CHECK(std::abs(middle() - before) < 0.003);
    }
    check_mirror(window.platform);
}

TEST_CASE("Zoom steps go up and down, and end", "[ui]")
{
    CHECK(ui::next_zoom(1, 1) > 1);
    CHECK(ui::next_zoom(1, -1) < 1);
    CHECK(ui::next_zoom(ui::next_zoom(1, 1), -1) == 1);
    CHECK(ui::next_zoom(ui::largest_zoom, 1) == ui::largest_zoom);
    CHECK(ui::next_zoom(ui::smallest_zoom, -1) == ui::smallest_zoom);
}

TEST_CASE("The keys and the wheel zoom the pages", "[ui]")
{
    Window window(document());
    window.view.fit = ui::PagesView::Fit::None;
    window.view.wanted_zoom = 1;
    window.platform.settle();
    auto const region = window.platform.find("region", "Pages")->id;
    window.platform.post({ .kind = ui::EventKind::Zoom, .node = region, .key = ui::Key::Character, .number = 1 });
    window.platform.settle();
    CHECK(window.view.zoom == ui::next_zoom(1, 1));
    window.platform.post({ .kind = ui::EventKind::Zoom, .node = region, .number = 0.5 });
    window.platform.settle();
    CHECK(std::abs(window.view.zoom - ui::next_zoom(1, 1) / 2) < 0.001f);
    window.platform.post({ .kind = ui::EventKind::Zoom, .node = region, .key = ui::Key::Character, .number = 0 });
    window.platform.settle();
    CHECK(window.view.zoom == 1);
}

TEST_CASE("A clause's text leads to it with a click, and a link with the keyboard", "[ui]")
{
    Window window(document());
    window.options.spots = [](std::size_t page) {
        std::vector<ui::PageSpot> spots;
        if (page == 2)
            spots.push_back({ .id = "purpose-de",
                .name = "Edit: Purpose",
                .target = "#/clause",
                .top = 0,
                .bottom = layout::points(842),
                .left = layout::points(76) });
        return spots;
    };
    window.view.wanted_page = 2;
    window.platform.settle();
    auto const* link = window.platform.find("link", "Edit: Purpose");
    REQUIRE(link);
    CHECK(link->value == "#/clause");
    auto const& nodes = window.platform.context().tree().nodes;
    auto const passage = std::ranges::find_if(nodes, [](ui::Node const& node) { return (node.flags & ui::flag::acts) != 0; });
    REQUIRE(passage != nodes.end());
    window.platform.post({ .kind = ui::EventKind::Activate, .node = passage->id });
    window.platform.settle();
    CHECK(window.clicked == "purpose-de");
}

TEST_CASE("What is drawn has ink where the layout has text, and only there", "[ui]")
{
    for (float const density : { 1.0f, 2.0f }) {
        Window window(document(), 900, 1200, density);
        window.view.fit = ui::PagesView::Fit::None;
        window.view.wanted_zoom = 1;
        window.view.wanted_page = 2;
        window.platform.settle();
        auto const picture = tests::take_picture();
        keep(picture, "page-" + std::to_string(static_cast<int>(density)));
        int lines = 0;
        for (auto const& node : window.platform.context().tree().nodes) {
            if (node.role != ui::NodeRole::PageLine || node.name.size() < 4 || node.screen.y < 0 || node.screen.bottom() > 1200)
                continue;
            auto const& at = node.screen;
            CHECK(ink(picture, { at.x * density, at.y * density, at.width * density, at.height * density }) > 0.04);
            ++lines;
        }
        CHECK(lines > 15);
        // The margin is empty.
        auto const& page = window.page(3)->screen;
        CHECK(ink(picture, { (page.x + 4) * density, (page.y + 4) * density, 60 * density, 600 * density }) == 0);
    }
}

TEST_CASE("A word is as wide on the screen as the layout made it", "[ui]")
{
    auto changed = document();
    Window window(changed, 900, 1200, 2);
    window.view.fit = ui::PagesView::Fit::None;
    window.view.wanted_zoom = 1;
    window.view.wanted_page = 2;
    window.platform.settle();
    auto const picture = tests::take_picture();
    int checked = 0;
    for (auto const& node : window.platform.context().tree().nodes) {
        if (node.role != ui::NodeRole::PageLine || node.rect.width < 200 || node.screen.bottom() > 1190 || node.screen.y < 0)
            continue;
        // The last pixel column with ink lies at the end of the line, not before or behind it.
        float const end = node.screen.right() * 2;
        CHECK(ink(picture, { end - 10, node.screen.y * 2, 12, node.screen.height * 2 }) > 0);
        ++checked;
    }
    CHECK(checked > 3);
}

TEST_CASE("A hostile page draws without harm", "[ui]")
{
    auto hostile = document();
    std::vector<layout::PageItem> items(hostile.pages[0].items.begin(), hostile.pages[0].items.end());
    auto const image = std::make_shared<layout::Image const>(
        layout::Image { .width = 3000, .height = 2, .channels = 1, .samples = std::string(6000, '\x40'), .opacity = {}, .jpeg = {} });
    items.push_back({ .shape = layout::PlacedImage { image, { 0, 0, layout::points(100), layout::points(100) } } });
    items.push_back({ .shape = layout::StrokedLine {
                          .points = { { 0, 0 }, { layout::points(1e9), 0 } }, .width = 0, .stroke = layout::Stroke::Dashed } });
    items.push_back({ .shape = layout::FilledPolygon { .points = { { 0, 0 } } } });
    items.push_back({ .shape = layout::StrokedLine {} });
    for (auto const& item : document().pages[1].items) {
        if (auto const* run = std::get_if<layout::GlyphRun>(&item.shape)) {
            auto turned = *run;
            turned.turn = { 707'107, 707'107 };
            turned.size = layout::points(400);
            items.push_back({ .shape = turned, .artifact = layout::ArtifactKind::Watermark });
        }
    }
    hostile.pages[0].items = layout::PageItems(std::move(items));
    Window window(hostile);
    for (float const zoom : { 4.0f, 0.25f }) {
        window.view.fit = ui::PagesView::Fit::None;
        window.view.wanted_zoom = zoom;
        window.platform.settle();
        CHECK(window.view.zoom == zoom);
    }
    check_mirror(window.platform);
}
