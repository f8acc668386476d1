#include "core/base/world.h"
#include "tests/core/base/memory_search.h"
#include "web/platform/headless/headless_platform.h"
#include "web/ui/password.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <utility>

using namespace konkordat;

namespace {

constexpr tests::Masked password { "Wacholder-Jm4%drosselnest" };

/// A window with a password field that can be taken away.
struct Window {
    SystemWorld world;
    app::HeadlessPlatform platform { world };
    Secret value;
    int submitted = 0;
    bool is_shown = true;

    Window()
    {
        platform.set_content([this](ui::Context& context) {
            if (!is_shown)
                return;
            auto edit = ui::password_field(context, "password", "Password", value);
            if (edit.changed)
                value = std::move(edit.value);
            submitted += edit.submitted ? 1 : 0;
        });
        platform.settle();
    }
    std::string_view in_element() { return platform.replica().value(platform.find("textbox", "Password")->id); }
    void draw()
    {
        platform.request_frame();
        platform.settle();
    }
};

} // namespace

TEST_CASE("A password goes to the caller and nowhere else", "[ui]")
{
    Window window;
    REQUIRE(window.platform.type("Password", "secret"));
    CHECK(window.value == "secret");
    CHECK(window.in_element() == "secret");
    CHECK(window.platform.find("textbox", "Password")->value.empty());
    window.platform.post({ .kind = ui::EventKind::Submit, .node = window.platform.find("textbox", "Password")->id, .text = "secret" });
    window.platform.settle();
    CHECK(window.submitted == 1);
    CHECK(window.value == "secret");
    CHECK(window.platform.replica().differences(window.platform.context().tree()).empty());
}

TEST_CASE("A password that the caller forgets leaves the element, and what is told late does not bring it back", "[ui]")
{
    Window window;
    REQUIRE(window.platform.type("Password", "secret"));
    window.value.wipe();
    window.platform.post({ .kind = ui::EventKind::Commit, .node = window.platform.find("textbox", "Password")->id, .text = "secret" });
    window.draw();
    CHECK(window.value.empty());
    CHECK(window.in_element().empty());
    REQUIRE(window.platform.type("Password", "another"));
    CHECK(window.value == "another");
    CHECK(window.in_element() == "another");
}

TEST_CASE("A password field that comes back is empty, and tells the caller", "[ui]")
{
    Window window;
    REQUIRE(window.platform.type("Password", "secret"));
    window.is_shown = false;
    window.draw();
    CHECK(window.value == "secret");
    window.is_shown = true;
    window.draw();
    CHECK(window.value.empty());
    CHECK(window.in_element().empty());
}

MEMORY_TEST_CASE("Nothing of a password is in memory when its field has gone", "[ui]")
{
    Window window;
    REQUIRE(window.platform.type("Password", password.reveal()));
    CHECK(password.count() >= 1);
    window.is_shown = false;
    window.value.wipe();
    window.draw();
    CHECK(password.count() == 0);
}
