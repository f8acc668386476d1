#include "tests/core/image/sample_png.h"
#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

/// A picture of about 200 KiB.
std::string large_png()
{
    std::string rows;
    for (int y = 0; y < 256; ++y) {
        rows += '\0';
        for (int x = 0; x < 256 * 3; ++x)
            rows += static_cast<char>(x * y);
    }
    return sample::png(256, 256, 8, 2, rows);
}

Appearance with_picture(std::string bytes)
{
    return { .style = "letterhead",
        .colour = {},
        .letterhead = {
            .authority = { { Language::German, "Regierung" } }, .emblem = Emblem { std::move(bytes), { { Language::German, "Bär" } } } } };
}

/// Counts the bytes that a commit hands over.
class CountingStore final : public PageStore {
public:
    Result<StoredPages> load() override { return m_inner.load(); }
    Result<void> commit(PageBatch batch) override
    {
        pages = batch.pages.size();
        return m_inner.commit(std::move(batch));
    }
    [[nodiscard]] std::uint64_t acknowledged() const override { return m_inner.acknowledged(); }

    std::size_t pages = 0;

private:
    MemoryPageStore m_inner;
};

} // namespace

TEST_CASE("A picture is stored once for all agreements, and an edit of something else does not write it again", "[store][pictures]")
{
    TestWorld world;
    CountingStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const first = typical_agreement(1);
    auto const second = typical_agreement(2);
    require(workspace->execute(CreateAgreement { first }, "Anna"));
    require(workspace->execute(CreateAgreement { second }, "Anna"));
    auto const picture = large_png();
    require(workspace->execute(SetAppearance { first.id, with_picture(picture) }, "Anna"));
    CHECK(store.pages > picture.size() / 4096);
    CHECK(require(workspace->load(first.id)).appearance == with_picture(picture));

    require(workspace->execute(SetAppearance { second.id, with_picture(picture) }, "Anna"));
    CHECK(store.pages <= 12);
    auto appearance = with_picture(picture);
    appearance.colour = "#7a0010";
    require(workspace->execute(SetAppearance { first.id, appearance }, "Anna"));
    CHECK(store.pages <= 12);
    require(workspace->execute(SetTitle { first.id, Language::German, "Neu" }, "Anna"));
    CHECK(store.pages <= 12);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A picture that was replaced comes back with undo, and goes when nothing can need it", "[store][pictures]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const id = typical_agreement(1).id;
    require(workspace->execute(CreateAgreement { typical_agreement(1) }, "Anna"));
    auto const one = with_picture(sample::small_png(1));
    auto const two = with_picture(sample::small_png(2));
    require(workspace->execute(SetAppearance { id, one }, "Anna"));
    world.time.seconds += 100;
    require(workspace->execute(SetAppearance { id, two }, "Anna"));
    CHECK(require(workspace->collect_garbage()) == 0);
    require(workspace->undo(id));
    CHECK(require(workspace->load(id)).appearance == one);
    require(workspace->redo(id));
    CHECK(require(workspace->load(id)).appearance == two);
    require(workspace->undo(id));
    world.time.seconds += 100;
    require(workspace->execute(SetTitle { id, Language::German, "Neu" }, "Anna")); // what was undone is dropped
    CHECK(require(workspace->collect_garbage()) == 1);
    CHECK(require(workspace->load(id)).appearance == one);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A broken or giant picture is refused and changes nothing", "[store][pictures]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const id = typical_agreement(1).id;
    require(workspace->execute(CreateAgreement { typical_agreement(1) }, "Anna"));
    auto const before = dump(*workspace);
    for (auto const& bytes : { sample::small_png().substr(0, 60), sample::png(10'000, 10'000, 8, 2, ""), std::string("GIF89a") }) {
        auto const refused = workspace->execute(SetAppearance { id, with_picture(bytes) }, "Anna");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().pointer == "/appearance/letterhead/emblem/data");
        CHECK(dump(*workspace) == before);
    }
}
