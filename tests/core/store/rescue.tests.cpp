#include "core/store/rescue.h"
#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

/// A small workspace in which every kind of page occurs: agreements large enough for interior pages, a history, deleted things.
struct Sample {
    TestWorld world;
    MemoryPageStore store;
    std::map<AgreementId, Agreement> agreements;

    explicit Sample(int count)
    {
        auto workspace = require(Workspace::open(world, store));
        for (int i = 0; i < count; ++i)
            require(workspace->execute(CreateAgreement { typical_agreement(i, 30) }, "Anna"));
        require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
        std::mt19937 generator(7);
        for (int i = 0; i < 60; ++i) {
            world.time.seconds += 100;
            AgreementId const id("agreement-" + std::to_string(generator() % static_cast<unsigned>(count)));
            (void)workspace->execute(random_command(generator, require(workspace->load(id))), "Beat");
            if (i % 9 == 0)
                (void)workspace->undo(id);
        }
        require(workspace->execute(DeleteAgreement { AgreementId("agreement-1") }, "Anna"));
        for (auto const& summary : require(workspace->agreements({ .offset = 0, .limit = 1000 })))
            agreements.emplace(summary.id, require(workspace->load(summary.id)));
    }

    /// Every agreement is there as it was, or something says that it is not.
    void check(Rescue const& result, bool checksums = true) const
    {
        std::size_t named = result.lost.size();
        for (auto const& rescued : result.agreements) {
            REQUIRE(check_consistency(rescued.agreement));
            auto const known = agreements.find(rescued.agreement.id);
            if (!checksums)
                continue;
            if (rescued.complete()) {
                REQUIRE(known != agreements.end());
                REQUIRE(rescued.agreement == known->second);
            }
            ++named;
        }
        if (checksums)
            REQUIRE((named >= agreements.size() || !result.list_complete));
    }
};

std::size_t complete_ones(Rescue const& result)
{
    return static_cast<std::size_t>(std::ranges::count_if(result.agreements, &RescuedAgreement::complete));
}

} // namespace

TEST_CASE("A sound workspace is rescued whole", "[store][rescue]")
{
    Sample sample(6);
    auto const result = rescue(sample.world, require(sample.store.load()));
    sample.check(result);
    CHECK(complete_ones(result) == sample.agreements.size());
    CHECK(result.agreements.size() == sample.agreements.size());
    CHECK(result.list_complete);
    CHECK(result.lost.empty());
    CHECK(result.damaged_pages.empty());
    CHECK(complete_ones(rescue(sample.world, page_image(require(sample.store.load())))) == sample.agreements.size());
}

TEST_CASE("A workspace with any one page damaged does not open, and is rescued except for what is named", "[store][rescue]")
{
    Sample sample(6);
    auto const stored = require(sample.store.load());
    std::mt19937 generator(3);
    std::size_t whole = 0;
    std::size_t incomplete = 0;
    for (std::uint32_t page = 1; page <= stored.page_count; ++page) {
        CAPTURE(page);
        MemoryPageStore damaged(stored);
        if (page % 3 == 0) {
            damaged.drop_page(page);
        } else {
            for (int i = 0; i < (page % 3 == 1 ? 1 : 200); ++i)
                damaged.damage(page, generator() % workspace_page_size, static_cast<std::uint8_t>(1 + generator() % 255));
        }
        auto const opened = Workspace::open(sample.world, damaged);
        if (opened) { // two flips of one byte may undo each other
            require((*opened)->check_integrity());
            continue;
        }
        CHECK(opened.error().code == ErrorCode::Corrupt);
        CHECK(opened.error().key == "store-damaged-pages");
        auto const result = rescue(sample.world, require(damaged.load()));
        CHECK(result.damaged_pages == std::vector { page });
        sample.check(result);
        CHECK(result.lost.empty());
        CHECK(result.agreements.size() == sample.agreements.size());
        ++(complete_ones(result) == sample.agreements.size() ? whole : incomplete);
    }
    INFO(whole << " whole, " << incomplete << " incomplete");
    // The history makes good what a single page takes from the tables; only texts are stored once.
    CHECK(incomplete * 2 < whole);
}

TEST_CASE("Several damaged pages lose only what is named", "[store][rescue]")
{
    Sample sample(6);
    auto const stored = require(sample.store.load());
    std::mt19937 generator(4);
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        MemoryPageStore damaged(stored);
        for (int i = 0; i < 1 + round / 2; ++i)
            damaged.drop_page(1 + static_cast<std::uint32_t>(generator() % stored.page_count));
        sample.check(rescue(sample.world, require(damaged.load())));
    }
}

TEST_CASE("A flipped byte in a workspace file is refused or harmless, and rescue survives it", "[store][rescue]")
{
    Sample sample(3);
    auto const file = page_image(require(sample.store.load()));
    std::mt19937 generator(5);
    MemoryPageStore target;
    auto workspace = require(Workspace::open(sample.world, target));
    for (std::size_t page = 0; page < file.size() / workspace_page_size; ++page) {
        CAPTURE(page);
        auto damaged = file;
        // The first bytes of a page, where its structure is, are the interesting ones.
        auto const range = page % 2 == 0 ? std::size_t { 24 } : std::size_t { workspace_page_size };
        for (int i = 0; i < 3; ++i)
            damaged[page * workspace_page_size + generator() % range] = static_cast<char>(generator());
        auto const loaded = workspace->load_from_bytes(damaged);
        if (loaded)
            CHECK(require(workspace->check_integrity()).problems.empty());
        sample.check(rescue(sample.world, damaged), false);
    }
    for (std::size_t size : { std::size_t { 0 }, std::size_t { 1 }, std::size_t { 99 }, std::size_t { 4096 }, std::size_t { 40000 },
             file.size() - 4096, file.size() - 1 }) {
        CHECK(!workspace->load_from_bytes(std::string_view(file).substr(0, size)));
        sample.check(rescue(sample.world, std::string_view(file).substr(0, size)), false);
    }
}

TEST_CASE("Nothing is rescued from nothing", "[store][rescue]")
{
    TestWorld world;
    CHECK(rescue(world, StoredPages {}).agreements.empty());
    CHECK(rescue(world, std::string_view {}).agreements.empty());
    CHECK(rescue(world, std::string(50'000, '\xff')).agreements.empty());
}
