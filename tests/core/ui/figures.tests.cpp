#include "core/base/world.h"
#include "web/platform/headless/headless_platform.h"
#include "web/ui/figure.h"
#include "web/ui/ui.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <string>

using namespace konkordat;
using app::HeadlessPlatform;

namespace {

SystemWorld& world()
{
    static SystemWorld the_world;
    return the_world;
}

void check_mirror(HeadlessPlatform& platform)
{
    CHECK(platform.replica().differences(platform.context().tree()) == std::vector<std::string> {});
    CHECK(platform.context().unnamed_items() == std::vector<std::string> {});
    CHECK(platform.context().faults() == std::vector<std::string> {});
}

/// A table of two rows and two columns of choices.
void draw_fields(ui::Context& context)
{
    auto const columns = std::to_array<ui::TableColumn>({ { .id = "a", .label = "A" }, { .id = "b", .label = "B" } });
    auto const choices = std::to_array<ui::Choice>({ { .value = "0", .label = "none" }, { .value = "1", .label = "some" } });
    auto const table = ui::table(context, "fields", "Fields", columns, { .single_stop = true });
    for (std::string const name : { "1", "2" }) {
        auto const row = ui::table_row(context, name);
        for (std::string const column : { "A", "B" }) {
            auto const cell = ui::table_cell(context);
            (void)ui::select(context, "field", column + name, choices, 0, { .label_hidden = true });
        }
    }
}

} // namespace

TEST_CASE("A figure is one image with a name and a description, as large as it is drawn", "[ui]")
{
    HeadlessPlatform platform { world() };
    ui::Figure const figure { .width = 200,
        .height = 100,
        .name = "Chart",
        .description = "One box",
        .shapes = { ui::FigureBox { { 0, 0, 50, 20 }, ui::ColorRole::Accent },
            ui::FigureLine { .points = { { 0, 0 }, { 40, 0 }, { 40, 30 } }, .dashed = true, .closed = true },
            ui::FigurePolygon { { { 0, 0 }, { 5, 5 }, { 0, 10 } }, ui::ColorRole::Text },
            ui::FigureLabel { .text = "Box", .baseline = { 4, 14 } } } };
    platform.set_content([&](ui::Context& context) { ui::figure(context, "chart", figure); });
    platform.settle();
    auto const* image = platform.find("img", "Chart");
    REQUIRE(image);
    CHECK(image->description == "One box");
    CHECK(image->rect.width == 200);
    CHECK(image->rect.height == 100);
    check_mirror(platform);
    CHECK(ui::figure_text_width(platform.context(), "WW", 12, false) > ui::figure_text_width(platform.context(), "ii", 12, false));
}

TEST_CASE("A table of fields is one stop of the Tab key, and keys lead from field to field", "[ui]")
{
    HeadlessPlatform platform { world() };
    platform.set_content(draw_fields);
    platform.settle();
    auto stops = [&] {
        auto const& nodes = platform.context().tree().nodes;
        return std::ranges::count_if(nodes, [](ui::Node const& node) { return (node.flags & ui::flag::tab_stop) != 0; });
    };
    auto focused = [&]() -> std::string {
        auto const* node = platform.context().tree().find(platform.focused());
        return node ? node->name : "";
    };
    CHECK(stops() == 1);
    REQUIRE(platform.choose("A1", "some")); // takes the focus
    platform.press(ui::Key::Right);
    CHECK(focused() == "B1");
    platform.press(ui::Key::Down);
    CHECK(focused() == "B2");
    platform.press(ui::Key::Left);
    CHECK(focused() == "A2");
    CHECK(stops() == 1);
    check_mirror(platform);
}
