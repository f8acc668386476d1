#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::testing;

TEST_CASE("A new workspace is empty and already saved", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    CHECK(require(workspace->count_agreements()) == 0);
    CHECK(require(workspace->agreements()).empty());
    CHECK(workspace->durability().all_saved());
    CHECK(store.page_count() > 0);
    CHECK(!workspace->can_undo(workspace_scope));
}

TEST_CASE("An agreement comes back from the store as it went in", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto const agreement = full_agreement();
    require(check_consistency(agreement));
    {
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { agreement }, "Anna"));
        CHECK(require(workspace->load(agreement.id)) == agreement);
    }
    auto reopened = require(Workspace::open(world, store));
    CHECK(require(reopened->load(agreement.id)) == agreement);
    auto const report = require(reopened->check_integrity());
    CHECK(report.problems.empty());
    CHECK(report.agreements == 1);
}

TEST_CASE("An edit is undone and redone across reopening", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto const agreement = full_agreement();
    Agreement edited;
    {
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { agreement }, "Anna"));
        world.time.seconds += 100;
        require(workspace->execute(SetClauseBody { agreement.id, ClauseId("aim"), Language::German, "Neuer Text" }, "Beat"));
        edited = require(workspace->load(agreement.id));
        CHECK(find_clause(edited, ClauseId("aim"))->body.at(Language::German) == "Neuer Text");
        CHECK(find_clause(edited, ClauseId("aim"))->state == ClauseState::Adapted);
        CHECK(edited.modified_at == world.time);
    }
    {
        auto workspace = require(Workspace::open(world, store));
        auto const next = workspace->can_undo(agreement.id);
        REQUIRE(next);
        CHECK(next->key == "history.set-clause-body");
        CHECK(next->author == "Beat");
        CHECK(next->place == Place { PlaceKind::Clause, "aim", Language::German });
        require(workspace->undo(agreement.id));
        CHECK(require(workspace->load(agreement.id)) == agreement);
    }
    auto workspace = require(Workspace::open(world, store));
    CHECK(!workspace->can_undo(agreement.id));
    require(workspace->redo(agreement.id));
    CHECK(require(workspace->load(agreement.id)) == edited);
    CHECK(require(workspace->check_integrity()).problems.empty());
}
