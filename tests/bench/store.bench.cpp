// What an edit writes, and how long the store takes, by the size of the workspace.

#include "tests/core/store/fixture.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

double milliseconds(std::function<void()> const& work)
{
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// Returns the bytes that one edit writes.
double measure(int agreements)
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const creating = milliseconds([&] {
        for (int i = 0; i < agreements; ++i) {
            world.time.seconds += 60;
            require(workspace->execute(CreateAgreement { typical_agreement(i) }, "Anna"));
        }
    });
    AgreementId const id("agreement-" + std::to_string(agreements / 2));
    auto const before = store.bytes_committed();
    constexpr int edits = 200;
    auto const editing = milliseconds([&] {
        for (int i = 0; i < edits; ++i) {
            world.time.seconds += 60;
            require(workspace->execute(
                SetClauseBody { id, ClauseId("clause-" + std::to_string(i % 50)), Language::German,
                    "Die Stellen arbeiten zusammen und tauschen die nötigen Informationen aus, Fassung " + std::to_string(i) },
                "Anna"));
        }
    });
    auto const bytes = static_cast<double>(store.bytes_committed() - before) / edits;
    auto const undoing = milliseconds([&] {
        for (int i = 0; i < edits; ++i)
            require(workspace->undo(id));
    });
    auto const listing = milliseconds([&] { require(workspace->agreements({ .offset = 0, .limit = 50 }, AgreementOrder::Title)); });
    workspace.reset();
    auto const opening = milliseconds([&] { workspace = require(Workspace::open(world, store)); });
    std::printf("%6d agreements: %7.1f MB, %6.2f ms to create one, %6.2f ms and %6.0f bytes an edit, %6.2f ms an undo, %6.1f ms to list 50 "
                "by title, %7.1f ms to open\n",
        agreements, store.page_count() * double { workspace_page_size } / 1e6, creating / agreements, editing / edits, bytes,
        undoing / edits, listing, opening);
    std::fflush(stdout);
    return bytes;
}

} // namespace

int main(int argc, char** argv)
{
    auto const most = argc > 1 ? std::atoi(argv[1]) : 10'000;
    auto const small = measure(10);
    auto const large = measure(1000);
    std::printf("an edit among 1,000 agreements writes %.2f times what it writes among 10 (at most 4)\n", large / small);
    if (most >= 10'000)
        measure(most);
    return 0;
}
