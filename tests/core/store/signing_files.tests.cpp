#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

std::vector<SigningFile> round()
{
    auto const prepared = std::string("%PDF prepared\0with a zero", 25);
    return { { .name = "vertrag.pdf", .added_at = { 1000 }, .bytes = prepared },
        { .name = "vertrag-1.pdf", .added_at = { 2000 }, .bytes = prepared + "first" },
        { .name = "vertrag-2 é.pdf", .added_at = { 3000 }, .bytes = prepared } };
}

} // namespace

TEST_CASE("the files of a signing round come back as they were, also from another store", "[store][signing]")
{
    TestWorld world;
    MemoryPageStore store;
    AgreementId const id("agreement-1");
    std::string bytes;
    {
        auto workspace = require(Workspace::open(world, store));
        CHECK(require(workspace->signing_files(id)).empty());
        require(workspace->execute(SetSigningFiles { id, round() }, "Anna"));
        CHECK(require(workspace->signing_files(id)) == round());
        CHECK(require(workspace->signing_files(AgreementId("agreement-2"))).empty());
        bytes = require(workspace->save_to_bytes());
    }
    CHECK(require(require(Workspace::open(world, store))->signing_files(id)) == round());
    MemoryPageStore other;
    auto workspace = require(Workspace::open(world, other));
    require(workspace->load_from_bytes(bytes));
    CHECK(require(workspace->signing_files(id)) == round());
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("a returned file is stored without what it shares with the prepared one", "[store][signing]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    AgreementId const id("agreement-1");
    std::string noise(400'000, '\0');
    for (std::size_t i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>(i * 2654435761U >> 13);
    std::vector<SigningFile> files { { .name = "a.pdf", .added_at = {}, .bytes = noise } };
    require(workspace->execute(SetSigningFiles { id, files }, "Anna"));
    auto const before = require(workspace->save_to_bytes()).size();
    for (int i = 0; i < 8; ++i)
        files.push_back({ .name = "b.pdf", .added_at = {}, .bytes = noise + std::string(1000, 'x') });
    require(workspace->execute(SetSigningFiles { id, files }, "Anna"));
    CHECK(require(workspace->save_to_bytes()).size() - before < 40'000);
    CHECK(require(workspace->signing_files(id)) == files);
}

TEST_CASE("a round is replaced and ended, and what does not belong to it is refused", "[store][signing]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    AgreementId const id("agreement-1");
    require(workspace->execute(SetSigningFiles { id, round() }, "Anna"));

    auto foreign = round();
    foreign.push_back({ .name = "other.pdf", .added_at = {}, .bytes = "%PDF other" });
    auto const refused = workspace->execute(SetSigningFiles { id, foreign }, "Anna");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "signing-file-foreign");
    CHECK(refused.error().file == "other.pdf");
    auto many = round();
    many.resize(201, many.front());
    CHECK(workspace->execute(SetSigningFiles { id, many }, "Anna").error().code == ErrorCode::TooLarge);
    CHECK(require(workspace->signing_files(id)) == round());

    auto fewer = round();
    fewer.erase(fewer.begin() + 1);
    require(workspace->execute(SetSigningFiles { id, fewer }, "Anna"));
    CHECK(require(workspace->signing_files(id)) == fewer);
    require(workspace->execute(SetSigningFiles { id, {} }, "Anna"));
    CHECK(require(workspace->signing_files(id)).empty());
}
