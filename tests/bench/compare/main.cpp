// Ten thousand agreements: reading them into the matrix and the index, and the questions asked of them.

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

constexpr std::uint32_t agreements = 10'000;
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

struct Imported {
    double making = 0;
    double plain_parsing = 0; ///< by nlohmann
    double reading = 0;       ///< by read_agreement
    double profiling = 0;
    double adding = 0;
    double indexing = 0;
    std::size_t bytes = 0;
};

Imported import(testing::RealisticAgreements& makes, DimensionSet const& set, Matrix& matrix, ClauseSearch& search, Date today)
{
    Imported times;
    ProfileContext const context { .today = today };
    for (std::uint32_t number = 0; number < agreements; ++number) {
        std::string json;
        times.making += milliseconds([&] { json = write_agreement(makes.make(number)); });
        times.bytes += json.size();
        times.plain_parsing += milliseconds([&] { (void)nlohmann::json::parse(json).size(); });
        Agreement agreement;
        times.reading += milliseconds([&] { agreement = require(read_agreement(json)); });
        Profile profile;
        times.profiling += milliseconds([&] { profile = profile_of(agreement, set, context); });
        times.adding += milliseconds([&] { matrix.add(profile); });
        times.indexing += milliseconds([&] {
            if (!search.put(agreement))
                std::exit(2);
        });
    }
    return times;
}

} // namespace

int main()
{
    SystemWorld world;
    auto const set = require(load_dimensions(world));
    testing::RealisticAgreements makes(world, testing::ClauseBodies::With);
    Matrix matrix(set, require(load_cantons(world)));
    auto const search = require(ClauseSearch::create());
    auto const times = import(makes, set, matrix, *search, world.today());
    std::printf("%u agreements, %zu MB of JSON: %.1f s plain parsing, %.1f s read_agreement, %.2f s profiles, %.2f s matrix, %.1f s index "
                "(%zu texts)\n",
        agreements, times.bytes / 1'000'000, times.plain_parsing / 1000, times.reading / 1000, times.profiling / 1000, times.adding / 1000,
        times.indexing / 1000, require(search->text_count()));

    auto const rows = matrix.ask({}).groups.front().rows;
    std::size_t seen = 0;
    measure("sort", set, [&](std::size_t index) { seen += matrix.ask({ .sort = { { .dimension = index } } }).groups.size(); });
    measure("sort downwards, then by canton", set, [&](std::size_t index) {
        seen += matrix.ask({ .sort = { { .dimension = index, .direction = Direction::Descending }, SortKey {} } }).groups.size();
    });
    measure("group", set, [&](std::size_t index) { seen += matrix.ask({ .group_by = index }).groups.size(); });
    measure("filter by answer, in one canton", set, [&](std::size_t index) {
        seen += matrix.ask({ .filters = { { .dimension = index, .answers = { Answer::Known } } }, .cantons = { "CH-BE" } }).groups.size();
    });
    measure("count mechanisms", set, [&](std::size_t index) { seen += matrix.count_mechanisms(index, rows).total; });
    measure("count cantons", set, [&](std::size_t index) { seen += matrix.count_cantons(index, rows).total; });
    std::printf("%-36s %6.2f ms\n", "only differences, all dimensions", milliseconds([&] { seen += matrix.differing(rows).size(); }));
    for (auto const* words : { "bedenkzeit", "opfer polizei", "information*", "\"delai de retablissement\"" }) {
        std::printf("search %-29s %6.2f ms, ", words, milliseconds([&] { seen += require(search->find({ .words = words })).hits.size(); }));
        std::printf("%zu hits\n", require(search->find({ .words = words })).total);
    }
    return seen == 0 ? 1 : 0;
}
