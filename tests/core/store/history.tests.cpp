#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

using namespace konkordat;
using namespace konkordat::testing;

TEST_CASE("Random edits are undone to the beginning and redone to the end, across reopening", "[store]")
{
    auto const seed = GENERATE(range(1, 9));
    CAPTURE(seed);
    std::mt19937 generator(static_cast<std::uint32_t>(seed));
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const original = full_agreement();
    auto const& id = original.id;
    require(workspace->execute(CreateAgreement { typical_agreement(1, 12) }, "Anna"));
    require(workspace->execute(CreateAgreement { original }, "Anna"));

    std::vector<Agreement> states { original };
    std::size_t refused = 0;
    while (states.size() < 60) {
        world.time.seconds += 1 + static_cast<int>(generator() % 100);
        auto const command = random_command(generator, states.back());
        auto expected = states.back();
        auto const applied = apply(command, expected);
        auto const consistent = applied ? check_consistency(expected) : Result<void> { applied.error() };
        auto const result = workspace->execute(command, "Anna");
        REQUIRE(result.has_value() == consistent.has_value());
        if (!result) {
            ++refused;
            REQUIRE(require(workspace->load(id)) == states.back());
            continue;
        }
        if (expected == states.back())
            continue;
        expected.modified_at = world.time;
        REQUIRE(require(workspace->load(id)) == expected);
        states.push_back(std::move(expected));
    }
    CHECK(refused > 0);
    for (auto i = states.size() - 1; i > 0; --i) {
        if (i % 7 == 0)
            workspace = require(Workspace::open(world, store));
        require(workspace->undo(id));
        REQUIRE(require(workspace->load(id)) == states[i - 1]);
    }
    CHECK(!workspace->can_undo(id));
    for (std::size_t i = 1; i < states.size(); ++i) {
        if (i % 11 == 0)
            workspace = require(Workspace::open(world, store));
        require(workspace->redo(id));
        REQUIRE(require(workspace->load(id)) == states[i]);
    }
    CHECK(!workspace->can_redo(id));
    CHECK(require(workspace->load(AgreementId("agreement-1"))) == typical_agreement(1, 12));
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A new edit drops what was undone", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const id = full_agreement().id;
    require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
    require(workspace->execute(SetTitle { id, Language::German, "Eins" }, "Anna"));
    require(workspace->undo(id));
    REQUIRE(workspace->can_redo(id));
    require(workspace->execute(SetTitle { id, Language::German, "Zwei" }, "Anna"));
    CHECK(!workspace->can_redo(id));
    CHECK(workspace->redo(id).error().key == "nothing-to-undo");
    auto const history = require(workspace->history(id));
    REQUIRE(history.size() == 3);
    CHECK(history[0].state == ChangeState::Applied);
    CHECK(history[1].state == ChangeState::Dropped);
    CHECK(history[2].key == "history.create-agreement");
}

TEST_CASE("The stacks of two agreements are independent", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const first = full_agreement("first");
    auto const second = full_agreement("second");
    require(workspace->execute(CreateAgreement { first }, "Anna"));
    require(workspace->execute(CreateAgreement { second }, "Anna"));
    require(workspace->execute(SetTitle { first.id, Language::German, "Eins" }, "Anna"));
    require(workspace->execute(SetTitle { second.id, Language::German, "Zwei" }, "Anna"));
    require(workspace->undo(first.id));
    CHECK(require(workspace->load(first.id)) == first);
    CHECK(require(workspace->load(second.id)).title.at(Language::German) == "Zwei");
    CHECK(workspace->can_undo(second.id));
    CHECK(!workspace->can_undo(first.id));
}

TEST_CASE("Typing becomes one entry of the history", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    auto const& id = agreement.id;
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    auto const type = [&](std::string const& text, std::string const& clause = "aim", std::string const& author = "Anna") {
        world.time.seconds += 2;
        return require(workspace->execute(SetClauseBody { id, ClauseId(clause), Language::German, text }, author, Coalesce::WithPrevious));
    };
    auto const first = type("W");
    CHECK(type("Wo") == first);
    CHECK(type("Wor") == first);
    CHECK(type("Wort") == first);
    auto const typed = require(workspace->load(id));
    CHECK(require(workspace->history(id)).size() == 2);
    // The passing texts are gone: nothing is left to collect.
    CHECK(require(workspace->collect_garbage()) == 0);
    CHECK(require(workspace->check_integrity()).problems.empty());

    SECTION("undo takes it all back, redo brings it all again")
    {
        require(workspace->undo(id));
        CHECK(require(workspace->load(id)) == agreement);
        require(workspace->redo(id));
        CHECK(require(workspace->load(id)) == typed);
    }
    SECTION("another place, another author or a pause begin a new entry")
    {
        auto const elsewhere = type("x", "own-one");
        CHECK(elsewhere > first);
        auto const other = type("xy", "own-one", "Beat");
        CHECK(other > elsewhere);
        world.time.seconds += coalesce_seconds;
        CHECK(type("xyz", "own-one", "Beat") > other);
    }
    SECTION("not into an undone entry")
    {
        require(workspace->undo(id));
        CHECK(type("neu") > first);
        CHECK(!workspace->can_redo(id));
    }
    SECTION("not without being asked to")
    {
        CHECK(require(workspace->execute(SetClauseBody { id, ClauseId("aim"), Language::German, "Worte" }, "Anna")) > first);
    }
}

TEST_CASE("Typing back and forth within one entry keeps every text that is needed", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    auto const& id = agreement.id;
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    auto const original = agreement.clauses[2].body.at(Language::German);
    for (auto const* text : { "a", "ab", "a", "ab", original.c_str(), "b" }) {
        require(workspace->execute(SetClauseBody { id, ClauseId("aim"), Language::German, text }, "Anna", Coalesce::WithPrevious));
        CHECK(find_clause(require(workspace->load(id)), ClauseId("aim"))->body.at(Language::German) == text);
        CHECK(require(workspace->check_integrity()).problems.empty());
    }
    require(workspace->undo(id));
    CHECK(require(workspace->load(id)) == agreement);
}

TEST_CASE("Garbage collection keeps what undo needs and removes what dropped entries had", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    auto const& id = agreement.id;
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    require(workspace->execute(SetClauseBody { id, ClauseId("aim"), Language::German, "Behalten" }, "Anna"));
    require(workspace->execute(SetClauseBody { id, ClauseId("aim"), Language::German, "Verworfen" }, "Anna"));
    require(workspace->undo(id));
    CHECK(require(workspace->collect_garbage()) == 0);
    require(workspace->redo(id));
    require(workspace->undo(id));
    require(workspace->execute(SetClauseBody { id, ClauseId("aim"), Language::German, "Neu" }, "Anna"));
    CHECK(require(workspace->collect_garbage()) == 1);
    CHECK(require(workspace->collect_garbage()) == 0);
    require(workspace->undo(id));
    CHECK(find_clause(require(workspace->load(id)), ClauseId("aim"))->body.at(Language::German) == "Behalten");
    require(workspace->undo(id));
    CHECK(require(workspace->load(id)) == agreement);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("Settings are kept, and are neither history nor undone", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    {
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(SetSetting { "author.name", "Anna Muster" }, ""));
        require(workspace->execute(SetSetting { "theme", "dark" }, ""));
        require(workspace->execute(SetSetting { "theme", std::nullopt }, ""));
        CHECK(!workspace->can_undo(workspace_scope));
    }
    auto workspace = require(Workspace::open(world, store));
    CHECK(workspace->settings() == std::map<std::string, std::string> { { "author.name", "Anna Muster" } });
    CHECK(workspace->setting("theme", "light") == "light");
    CHECK(require(workspace->history(workspace_scope)).empty());
}

TEST_CASE("History is read in pages, newest first", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const id = full_agreement().id;
    require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
    for (int i = 0; i < 25; ++i)
        require(workspace->execute(SetTitle { id, Language::German, std::to_string(i) }, "Anna"));
    auto const page = require(workspace->history(id, { .offset = 10, .limit = 10 }));
    REQUIRE(page.size() == 10);
    CHECK(page.front().sequence.value == 16);
    CHECK(page.back().sequence.value == 7);
    CHECK(require(workspace->history(id, { .offset = 20, .limit = 10 })).size() == 6);
}
