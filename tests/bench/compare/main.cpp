// What it costs to read agreements into the matrix and the index, and the questions asked of ten thousand.

#include "core/codec/agreement_json.h"
#include "core/compare/profile_of.h"
#include "core/compare/search.h"
#include "core/compare/table.h"
#include "tests/core/compare/realistic_agreements.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

constexpr std::uint32_t agreements_read = 1'000; ///< with their texts
constexpr std::uint32_t agreements_compared = 10'000;
constexpr double most_milliseconds = 50;

template <typename T>
T require(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().to_string().c_str());
        std::exit(2);
    }
    return std::move(result).value();
}

double milliseconds(std::function<void()> const& work)
{
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// The longest of the times for any dimension; of each the shortest of five, so that what else the machine does is not counted.
void measure(char const* name, DimensionSet const& set, std::function<void(std::size_t)> const& ask)
{
    double longest = 0;
    std::string slowest;
    for (std::size_t index = 0; index < set.dimensions.size(); ++index) {
        double shortest = 1e9;
        for (int turn = 0; turn < 5; ++turn)
            shortest = std::min(shortest, milliseconds([&] { ask(index); }));
        if (shortest > longest) {
            longest = shortest;
            slowest = set.dimensions[index].id;
        }
    }
    std::printf("%-36s %6.2f ms at most (%s), limit %.0f ms%s\n", name, longest, slowest.c_str(), most_milliseconds,
        longest > most_milliseconds ? "  TOO SLOW" : "");
}

/// By agreement, in milliseconds.
struct Imported {
    double plain_parsing = 0; ///< by nlohmann
    double reading = 0;       ///< by read_agreement
    double profiling = 0;
    double indexing = 0;
    std::size_t bytes = 0;
};

Imported import(World& world, DimensionSet const& set, ClauseSearch& search, Date today)
{
    testing::RealisticAgreements makes(world, testing::ClauseBodies::With);
    ProfileContext const context { .today = today };
    Imported times;
    for (std::uint32_t number = 0; number < agreements_read; ++number) {
        auto const json = write_agreement(makes.make(number));
        times.bytes += json.size();
        times.plain_parsing += milliseconds([&] { (void)nlohmann::json::parse(json).size(); });
        Agreement agreement;
        times.reading += milliseconds([&] { agreement = require(read_agreement(json)); });
        times.profiling += milliseconds([&] { (void)profile_of(agreement, set, context); });
        times.indexing += milliseconds([&] {
            if (!search.put(agreement))
                std::exit(2);
        });
    }
    return times;
}

double fill(World& world, Matrix& matrix, DimensionSet const& set, Date today)
{
    testing::RealisticAgreements makes(world, testing::ClauseBodies::Without);
    double adding = 0;
    for (std::uint32_t number = 0; number < agreements_compared; ++number) {
        auto const profile = profile_of(makes.make(number), set, { .today = today });
        adding += milliseconds([&] { matrix.add(profile); });
    }
    return adding;
}

void ask_matrix(Matrix const& matrix, DimensionSet const& set)
{
    auto const rows = matrix.ask({}).groups.front().rows;
    measure("sort", set, [&](std::size_t index) { (void)matrix.ask({ .sort = { { .dimension = index } } }); });
    measure("sort downwards, then by canton", set, [&](std::size_t index) {
        (void)matrix.ask({ .sort = { { .dimension = index, .direction = Direction::Descending }, SortKey {} } });
    });
    measure("group", set, [&](std::size_t index) { (void)matrix.ask({ .group_by = index }); });
    measure("filter by answer, in one canton", set, [&](std::size_t index) {
        (void)matrix.ask({ .filters = { { .dimension = index, .answers = { Answer::Known } } }, .cantons = { "CH-BE" } });
    });
    measure("count mechanisms", set, [&](std::size_t index) { (void)matrix.count_mechanisms(index, rows); });
    measure("count cantons", set, [&](std::size_t index) { (void)matrix.count_cantons(index, rows); });
    std::printf("%-36s %6.2f ms\n", "only differences, all dimensions", milliseconds([&] { (void)matrix.differing(rows); }));
}

} // namespace

int main()
{
    SystemWorld world;
    auto const set = require(load_dimensions(world));
    auto const search = require(ClauseSearch::create());
    auto const times = import(world, set, *search, world.today());
    std::printf("An agreement of %zu kB: %.2f ms plain parsing, %.2f ms read_agreement, %.3f ms profile, %.2f ms index (%zu texts of %u)\n",
        times.bytes / agreements_read / 1000, times.plain_parsing / agreements_read, times.reading / agreements_read,
        times.profiling / agreements_read, times.indexing / agreements_read, require(search->text_count()), agreements_read);

    Matrix matrix(set, require(load_cantons(world)));
    auto const adding = fill(world, matrix, set, world.today());
    std::printf("%u agreements: %.3f ms each into the matrix\n", agreements_compared, adding / agreements_compared);
    ask_matrix(matrix, set);
    for (auto const* words : { "bedenkzeit", "opfer polizei", "information*", "\"delai de retablissement\"" }) {
        std::size_t hits = 0;
        auto const time = milliseconds([&] { hits = require(search->find({ .words = words })).total; });
        std::printf("search in %u: %-27s %6.2f ms, %zu hits\n", agreements_read, words, time, hits);
    }
    return 0;
}
