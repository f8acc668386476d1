#include "core/base/world.h"
#include "web/gallery/gallery.h"
#include "web/platform/headless/headless_platform.h"
#include "web/ui/ui.h"

#include <catch2/catch_test_macros.hpp>
#include <imgui.h>

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

struct Window {
    HeadlessPlatform platform { world() };

    explicit Window(std::function<void(ui::Context&)> content)
    {
        platform.set_content(std::move(content));
        platform.settle();
    }

    /// The mirror has exactly what the program means it to have.
    void check_mirror()
    {
        CHECK(platform.replica().complaints().empty());
        CHECK(platform.replica().differences(platform.context().tree()) == std::vector<std::string> {});
        CHECK(platform.context().unnamed_items() == std::vector<std::string> {});
        CHECK(platform.context().faults() == std::vector<std::string> {});
    }
};

} // namespace

TEST_CASE("A button acts once for each activation and asks for no more frames", "[ui]")
{
    int count = 0;
    Window window([&](ui::Context& context) {
        if (ui::button(context, "go", "Go"))
            ++count;
    });
    CHECK(window.platform.activate("button", "Go"));
    CHECK(window.platform.activate("button", "Go"));
    CHECK(count == 2);
    window.platform.settle();
    CHECK(count == 2);
    CHECK(window.platform.settle() == 1);
    window.check_mirror();
}

TEST_CASE("A disabled button does nothing and says why", "[ui]")
{
    bool acted = false;
    Window window([&](ui::Context& context) { acted = ui::button(context, "go", "Go", { .disabled_reason = "Not yet." }) || acted; });
    auto const* node = window.platform.find("button", "Go");
    REQUIRE(node);
    CHECK(node->description == "Not yet.");
    window.platform.post({ .kind = ui::EventKind::Activate, .node = node->id });
    window.platform.settle();
    CHECK_FALSE(acted);
}

TEST_CASE("A field follows its person first and its program after", "[ui]")
{
    std::string value = "Bern";
    bool accept = true;
    bool committed = false;
    Window window([&](ui::Context& context) {
        auto const edit = ui::text_field(context, "name", "Name", value);
        if (edit.changed && accept)
            value = edit.value;
        committed = committed || edit.committed;
    });
    auto const id = window.platform.find("textbox", "Name")->id;
    auto& element = window.platform.replica();
    CHECK(element.value(id) == "Bern");

    SECTION("what is typed arrives, and the element is left alone")
    {
        CHECK(window.platform.type("Name", "Biel"));
        CHECK(value == "Biel");
        CHECK(committed);
        CHECK(element.value(id) == "Biel");
    }
    SECTION("a value the program does not accept is taken back")
    {
        accept = false;
        CHECK(window.platform.type("Name", "Biel"));
        window.platform.settle();
        CHECK(element.value(id) == "Bern");
    }
    SECTION("a change by the program is written into the element")
    {
        value = "Thun";
        window.platform.settle();
        window.platform.settle();
        window.platform.settle();
        CHECK(element.value(id) == "Thun");
    }
    SECTION("during composition the program keeps quiet")
    {
        accept = false;
        window.platform.post({ .kind = ui::EventKind::ComposeStart, .node = id });
        element.set_value(id, "Bern`");
        window.platform.post({ .kind = ui::EventKind::Input, .node = id, .text = "Bern`" });
        window.platform.settle();
        window.platform.settle();
        window.platform.settle();
        CHECK(element.value(id) == "Bern`");
        window.platform.post({ .kind = ui::EventKind::ComposeEnd, .node = id });
        window.platform.settle();
        window.platform.settle();
        CHECK(element.value(id) == "Bern");
    }
    window.check_mirror();
}

TEST_CASE("An item of Dear ImGui without a node is found out", "[ui]")
{
    Window window([](ui::Context&) { ImGui::Button("Smuggled"); });
    CHECK(window.platform.context().unnamed_items() == std::vector<std::string> { "Smuggled" });
}

TEST_CASE("A widget without a name and two widgets of one id are faults", "[ui]")
{
    Window window([](ui::Context& context) {
        ui::button(context, "a", "");
        ui::button(context, "b", "First");
        ui::button(context, "b", "Second");
    });
    CHECK(window.platform.context().faults().size() == 2);
}

TEST_CASE("Arrow keys move in an outline and open and close its items", "[ui]")
{
    bool expanded = true;
    std::string selected = "one";
    Window window([&](ui::Context& context) {
        auto const tree = ui::tree(context, "tree", "Outline");
        auto const item = [&](ui::TreeItem const& description) {
            auto const result = ui::tree_item(context, description);
            if (result.activated)
                selected = description.id;
            return result.toggled;
        };
        item({ .id = "one", .label = "One", .selected = selected == "one" });
        if (item({ .id = "two", .label = "Two", .expanded = expanded, .selected = selected == "two" }))
            expanded = !expanded;
        if (expanded)
            item({ .id = "three", .label = "Three", .level = 2, .selected = selected == "three" });
    });
    auto& platform = window.platform;
    auto const focused = [&] { return platform.context().tree().find(platform.focused())->name; };
    platform.activate("treeitem", "One");
    platform.press(ui::Key::Down);
    CHECK(focused() == "Two");
    platform.press(ui::Key::Right);
    CHECK(focused() == "Three");
    platform.press(ui::Key::Left);
    CHECK(focused() == "Two");
    platform.press(ui::Key::Left);
    CHECK_FALSE(expanded);
    platform.press(ui::Key::Right);
    CHECK(expanded);
    platform.press(ui::Key::Character, "o");
    CHECK(focused() == "One");
    window.check_mirror();
}

TEST_CASE("A dialog takes the focus and gives it back", "[ui]")
{
    bool open = false;
    Window window([&](ui::Context& context) {
        if (ui::button(context, "open", "Open"))
            open = true;
        if (!open)
            return;
        auto const dialog = ui::dialog(context, "dialog", "Sure?", { .close_label = "Close" });
        if (ui::button(context, "yes", "Yes") || dialog.dismissed)
            open = false;
    });
    auto& platform = window.platform;
    platform.activate("button", "Open");
    REQUIRE(platform.find("dialog", "Sure?"));
    CHECK(platform.context().tree().find(platform.focused())->name == "Yes");
    window.check_mirror();
    platform.press(ui::Key::Escape);
    platform.settle();
    CHECK_FALSE(open);
    CHECK(platform.context().tree().find(platform.focused())->name == "Open");
}

TEST_CASE("A toast is announced once and goes when its time is over", "[ui]")
{
    bool shown = true;
    Window window([&](ui::Context& context) {
        if (shown)
            shown = ui::toast(context, "toast", "Saved.", { .seconds = 8 }) == ui::ToastResult::Shown;
    });
    CHECK(window.platform.replica().announcements() == std::vector<std::string> { "Saved." });
    CHECK(window.platform.context().next_frame_in() > 0);
    window.platform.advance(4);
    CHECK(shown);
    window.platform.advance(5);
    CHECK_FALSE(shown);
}

TEST_CASE("Only the rows in view of a long list are drawn, and all of it can be scrolled", "[ui]")
{
    std::size_t drawn = 0;
    Window window([&](ui::Context& context) {
        auto const main = ui::region(context, ui::Landmark::Main, "main", "Main", { .scroll = true });
        auto const range = ui::visible_rows(context, 10'000, 30);
        drawn = range.end - range.begin;
        for (auto index = range.begin; index < range.end; ++index) {
            auto const scope = ui::push_id(context, "row-" + std::to_string(index));
            ui::text(context, "Row " + std::to_string(index));
        }
        ui::end_visible_rows(context);
    });
    CHECK(drawn > 10);
    CHECK(drawn < 60);
    auto const* main = window.platform.find("main", "Main");
    CHECK(main->content_height > 299'000);
    window.platform.post({ .kind = ui::EventKind::Scroll, .node = main->id, .number = 150'000 });
    window.platform.settle();
    CHECK(window.platform.find("paragraph", "Row 3955") != nullptr);
    window.check_mirror();
}

TEST_CASE("The gallery keeps its mirror right at every size of window and whatever is done", "[ui]")
{
    HeadlessPlatform platform { world() };
    auto application = gallery::create(platform);
    platform.set_application(*application);
    auto const check = [&] {
        CHECK(platform.replica().complaints().empty());
        CHECK(platform.replica().differences(platform.context().tree()) == std::vector<std::string> {});
        CHECK(platform.context().unnamed_items() == std::vector<std::string> {});
        CHECK(platform.context().faults() == std::vector<std::string> {});
    };
    for (float width : { 1920.0f, 1280.0f, 900.0f, 600.0f, 390.0f, 200.0f }) {
        platform.resize({ width, 700, 1 });
        check();
    }
    platform.resize({ 1280, 800, 2 });
    CHECK(platform.settle() == 1);
    CHECK(platform.type("Title", std::string(100'000, 'x')));
    CHECK(platform.check("All parties have agreed"));
    CHECK(platform.check("Contract"));
    CHECK(platform.choose("Canton", "Ticino"));
    CHECK(platform.activate("button", "More"));
    check();
    CHECK(platform.activate("menuitem", "Duplicate"));
    CHECK(platform.activate("button", "Delete draft"));
    check();
    CHECK(platform.activate("tab", "Findings 2"));
    CHECK(platform.activate("button", "Remove Beat Beispiel"));
    check();
    CHECK(platform.find("rowheader", "Beat Beispiel") == nullptr);
}
