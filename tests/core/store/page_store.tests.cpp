#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

/// Lets the next batch be refused or cut off, and counts its pages.
class WatchingStore final : public PageStore {
public:
    explicit WatchingStore(StoredPages pages)
        : inner(std::move(pages))
    {
    }
    Result<StoredPages> load() override { return inner.load(); }
    Result<void> commit(PageBatch batch) override
    {
        last_pages = batch.pages.size();
        last_sequence = batch.sequence;
        return inner.commit(std::move(batch));
    }
    std::uint64_t acknowledged() const override { return inner.acknowledged(); }

    MemoryPageStore inner;
    std::size_t last_pages = 0;
    std::uint64_t last_sequence = 0;
};

} // namespace

TEST_CASE("A crash at any page of a batch leaves the old state or the new one", "[store][durability]")
{
    TestWorld world;
    MemoryPageStore store;
    std::string before;
    std::string after;
    auto const id = full_agreement().id;
    Command const command = RemoveOrganisation { id, OrganisationId("police") };
    {
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
        before = dump(*workspace);
    }
    auto const stored = require(store.load());
    std::size_t pages = 0;
    {
        WatchingStore whole(stored);
        auto workspace = require(Workspace::open(world, whole));
        require(workspace->execute(command, "Anna"));
        after = dump(*workspace);
        pages = whole.last_pages;
    }
    REQUIRE(pages > 3);
    for (std::size_t crash_after = 0; crash_after <= pages + 1; ++crash_after) {
        CAPTURE(crash_after);
        MemoryPageStore crashing(stored);
        {
            auto workspace = require(Workspace::open(world, crashing));
            crashing.set_fault(MemoryPageStore::Fault::Crash, crash_after);
            require(workspace->execute(command, "Anna"));
            CHECK(workspace->durability().all_saved() == (crash_after > pages));
        }
        crashing.set_fault(MemoryPageStore::Fault::None);
        auto workspace = require(Workspace::open(world, crashing));
        CHECK(dump(*workspace) == (crash_after > pages ? after : before));
        CHECK(require(workspace->check_integrity()).problems.empty());
        CHECK(workspace->can_undo(id).has_value() == (crash_after > pages));
    }
}

TEST_CASE("A refused batch is told, work goes on, and its pages are saved with the next", "[store][durability]")
{
    TestWorld world;
    MemoryPageStore store;
    auto const id = full_agreement().id;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
    auto const saved = workspace->durability();
    REQUIRE(saved.all_saved());

    store.set_fault(MemoryPageStore::Fault::Refuse);
    require(workspace->execute(SetTitle { id, Language::German, "Eins" }, "Anna"));
    require(workspace->execute(SetClauseBody { id, ClauseId("aim"), Language::German, "Zwei" }, "Anna"));
    auto const refused = workspace->durability();
    CHECK(!refused.all_saved());
    CHECK(refused.committed > refused.acknowledged);
    REQUIRE(refused.error);
    CHECK(refused.error->code == ErrorCode::Storage);
    CHECK(!workspace->retry_saving());
    CHECK(require(workspace->load(id)).title.at(Language::German) == "Eins");

    store.set_fault(MemoryPageStore::Fault::None);
    SECTION("by trying again") { require(workspace->retry_saving()); }
    SECTION("by the next edit") { require(workspace->undo(id)); }
    CHECK(workspace->durability().all_saved());
    auto const state = dump(*workspace);
    workspace.reset();
    workspace = require(Workspace::open(world, store));
    CHECK(dump(*workspace) == state);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("Batches are numbered without gaps and hold each changed page once", "[store][durability]")
{
    TestWorld world;
    WatchingStore store(StoredPages {});
    auto workspace = require(Workspace::open(world, store));
    auto const first = store.last_sequence;
    CHECK(first == 1);
    require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
    CHECK(store.last_sequence == 2);
    CHECK(!workspace->execute(DeleteAgreement { AgreementId("none") }, "Anna"));
    CHECK(store.last_sequence == 2);
    require(workspace->execute(SetSetting { "theme", "dark" }, ""));
    CHECK(store.last_sequence == 3);
    CHECK(workspace->durability().committed == 3);
}

TEST_CASE("A read-only workspace refuses to change and writes nothing", "[store][durability]")
{
    TestWorld world;
    MemoryPageStore store;
    auto const id = full_agreement().id;
    {
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
        require(workspace->execute(SetScope { id, Scope::Canton }, "Anna"));
        workspace->make_read_only();
        CHECK(workspace->execute(SetScope { id, Scope::Communes }, "Anna").error().code == ErrorCode::ReadOnly);
    }
    auto const commits = store.commits();
    auto workspace = require(Workspace::open(world, store, OpenMode::ReadOnly));
    CHECK(require(workspace->count_agreements()) == 1);
    CHECK(workspace->execute(SetScope { id, Scope::Communes }, "Anna").error().code == ErrorCode::ReadOnly);
    CHECK(workspace->undo(id).error().code == ErrorCode::ReadOnly);
    CHECK(workspace->redo(id).error().code == ErrorCode::ReadOnly);
    CHECK(workspace->collect_garbage().error().code == ErrorCode::ReadOnly);
    CHECK(workspace->load_from_bytes("").error().code == ErrorCode::ReadOnly);
    CHECK(!workspace->can_undo(id));
    CHECK(store.commits() == commits);
    MemoryPageStore empty;
    CHECK(require(require(Workspace::open(world, empty, OpenMode::ReadOnly))->count_agreements()) == 0);
    CHECK(empty.commits() == 0);
}

TEST_CASE("An edit writes no more in a workspace of 400 agreements than four times what it writes in one of 10", "[store][durability]")
{
    auto const bytes_per_edit = [](int agreements) {
        TestWorld world;
        MemoryPageStore store;
        auto workspace = require(Workspace::open(world, store));
        for (int i = 0; i < agreements; ++i)
            require(workspace->execute(CreateAgreement { typical_agreement(i) }, "Anna"));
        AgreementId const id("agreement-" + std::to_string(agreements / 2));
        auto const before = store.bytes_committed();
        constexpr int edits = 50;
        for (int i = 0; i < edits; ++i)
            require(workspace->execute(
                SetClauseBody { id, ClauseId("clause-" + std::to_string(i % 40)), Language::German, "Text " + std::to_string(i) }, "Anna"));
        return (store.bytes_committed() - before) / edits;
    };
    auto const small = bytes_per_edit(10);
    auto const large = bytes_per_edit(400);
    CAPTURE(small, large);
    CHECK(large <= 4 * small);
    CHECK(small <= 64 * 1024);
}
