#include "web/app/text_drafts.h"

#include <catch2/catch_test_macros.hpp>

using konkordat::app::TextDrafts;

TEST_CASE("A typed text is shown at once and stored when typing pauses", "[app]")
{
    TextDrafts drafts;
    std::string stored = "old";
    auto store = [&](std::string const& text) {
        stored = text;
        return true;
    };
    CHECK(drafts.shown("a", stored) == "old");
    drafts.type("a", "n", 10.0, store);
    drafts.type("a", "new", 10.2, store);
    CHECK(drafts.shown("a", stored) == "new");
    CHECK(drafts.store_due(10.3) > 0);
    CHECK(stored == "old");
    CHECK(drafts.waiting());
    CHECK(drafts.store_due(10.2 + TextDrafts::pause_seconds) == 0);
    CHECK(stored == "new");
    CHECK_FALSE(drafts.waiting());
}

TEST_CASE("Leaving the field stores its text without waiting", "[app]")
{
    TextDrafts drafts;
    std::string stored;
    drafts.type("a", "text", 1.0, [&](std::string const& text) {
        stored = text;
        return true;
    });
    drafts.finish("a");
    drafts.store_due(1.0);
    CHECK(stored == "text");
}

TEST_CASE("A refused text stays in its field and is not tried again by itself", "[app]")
{
    TextDrafts drafts;
    int tries = 0;
    drafts.type("a", "wrong", 1.0, [&](std::string const&) {
        ++tries;
        return false;
    });
    drafts.store_due(5.0);
    drafts.store_due(6.0);
    CHECK(tries == 1);
    CHECK(drafts.shown("a", "stored") == "wrong");
    CHECK_FALSE(drafts.waiting());
    drafts.discard("a");
    CHECK(drafts.shown("a", "stored") == "stored");
}
