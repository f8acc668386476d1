#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

RegisterEntry state(std::string id, std::int64_t modified_at, std::string content)
{
    return { .id = std::move(id),
        .modified_at = { modified_at },
        .cantons = { "CH-BE", "CH-FR" },
        .file = "bern é.json",
        .verification = "unsigned",
        .added_at = { 5000 },
        .content = std::move(content) };
}

} // namespace

TEST_CASE("The register keeps what it is given, also in another store, and apart from the user's agreements", "[store][register]")
{
    TestWorld world;
    MemoryPageStore store;
    std::vector const entries { state("a", 2000, "{\"a\": 2}"), state("b", 1000, "{\"b\": \"ü\"}") };
    std::string bytes;
    {
        auto workspace = require(Workspace::open(world, store));
        CHECK(require(workspace->register_entries()).empty());
        require(workspace->execute(ChangeRegister { .add = { entries[1], entries[0] } }, "Anna"));
        CHECK(require(workspace->register_entries()) == entries);
        CHECK(require(workspace->count_agreements()) == 0);
        CHECK(require(workspace->history(workspace_scope)).empty());
        CHECK_FALSE(workspace->can_undo(workspace_scope));
        bytes = require(workspace->save_to_bytes());
    }
    CHECK(require(require(Workspace::open(world, store))->register_entries()) == entries);
    MemoryPageStore other;
    auto workspace = require(Workspace::open(world, other));
    require(workspace->load_from_bytes(bytes));
    CHECK(require(workspace->register_entries()) == entries);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A later state becomes the current one and the earlier its history, in whatever order they come", "[store][register]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const first = state("a", 1000, "1");
    auto const second = state("a", 2000, "2");
    auto const third = state("a", 3000, "3");
    require(workspace->execute(ChangeRegister { .add = { second } }, "Anna"));
    require(workspace->execute(ChangeRegister { .add = { third } }, "Anna"));
    require(workspace->execute(ChangeRegister { .add = { first } }, "Anna"));
    CHECK(require(workspace->register_entries()) == std::vector { third, second, first });
    require(workspace->execute(ChangeRegister { .remove = { { RegisterKind::Agreement, "a" } } }, "Anna"));
    CHECK(require(workspace->register_entries()).empty());
}

TEST_CASE("The same state once more changes nothing, but for signatures", "[store][register]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const plain = state("a", 1000, "1");
    require(workspace->execute(ChangeRegister { .add = { plain } }, "Anna"));
    auto again = plain;
    again.file = "copy.json";
    require(workspace->execute(ChangeRegister { .add = { again } }, "Anna"));
    CHECK(require(workspace->register_entries()) == std::vector { plain });
    auto with_signatures = plain;
    with_signatures.file = "bern.pdf";
    with_signatures.verification = "valid";
    require(workspace->execute(ChangeRegister { .add = { with_signatures } }, "Anna"));
    require(workspace->execute(ChangeRegister { .add = { plain } }, "Anna"));
    CHECK(require(workspace->register_entries()) == std::vector { with_signatures });
}

TEST_CASE("Two contents of one time contradict each other in an agreement, and replace each other in notes", "[store][register]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const known = state("a", 1000, "1");
    require(workspace->execute(ChangeRegister { .add = { known } }, "Anna"));
    auto const refused = workspace->execute(ChangeRegister { .add = { state("b", 1, "b"), state("a", 1000, "2") } }, "Anna");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "register-contradicts");
    CHECK(require(workspace->register_entries()) == std::vector { known });

    auto note = state("note-ch-be", 1000, "1");
    note.kind = RegisterKind::Notes;
    require(workspace->execute(ChangeRegister { .add = { note } }, "Anna"));
    note.content = "2";
    require(workspace->execute(ChangeRegister { .add = { note } }, "Anna"));
    CHECK(require(workspace->register_entries()) == std::vector { known, note });
}

TEST_CASE("What is no entry of the register is refused as a whole", "[store][register]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const refused = [&](auto const& spoil) {
        auto entry = state("a", 1000, "1");
        spoil(entry);
        CHECK_FALSE(workspace->execute(ChangeRegister { .add = { state("b", 1000, "1"), entry } }, "Anna"));
    };
    refused([](RegisterEntry& entry) { entry.id = "a b"; });
    refused([](RegisterEntry& entry) { entry.content = "\xff"; });
    refused([](RegisterEntry& entry) { entry.content = ""; });
    refused([](RegisterEntry& entry) { entry.file = std::string(2000, 'x'); });
    refused([](RegisterEntry& entry) { entry.cantons = { "" }; });
    refused([](RegisterEntry& entry) { entry.content = std::string(17U * 1024 * 1024, 'x'); });
    CHECK(require(workspace->register_entries()).empty());
}
