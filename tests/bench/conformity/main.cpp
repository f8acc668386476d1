// A full check of an agreement, and a check after one edit, by the number of its clauses.

#include "core/conformity/check.h"
#include "core/templates/instantiate.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace konkordat;

namespace {

template <typename T>
T require(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().to_string().c_str());
        std::exit(2);
    }
    return std::move(result).value();
}

/// The shortest of the times, in milliseconds: what else the machine does is not counted.
double shortest(int times, std::function<void(int)> const& work)
{
    std::vector<double> measured;
    for (int i = 0; i < times; ++i) {
        auto const start = std::chrono::steady_clock::now();
        work(i);
        measured.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return *std::ranges::min_element(measured);
}

void measure(conformity::RuleSet const& rules, templates::TemplatePack const& pack, Agreement agreement, Date today)
{
    std::size_t findings = 0;
    std::size_t bytes = 0;
    for (auto const& clause : agreement.clauses) {
        for (auto const& [language, body] : clause.body)
            bytes += body.size();
    }
    auto const full = shortest(100, [&](int) { findings = conformity::check(rules, agreement, &pack, today).size(); });
    conformity::Checker checker(rules);
    (void)checker.check(agreement, &pack, today);
    auto& edited = agreement.clauses[agreement.clauses.size() / 2].body[agreement.languages.front()];
    auto const again = shortest(200, [&](int) {
        edited += "a";
        findings = checker.check(agreement, &pack, today).size();
    });
    std::printf("%4zu clauses, %zu languages, %4zu kB, %4zu findings: %6.2f ms a full check (at most 5), %6.2f ms after an edit\n",
        agreement.clauses.size(), agreement.languages.size(), bytes / 1000, findings, full, again);
}

} // namespace

int main()
{
    SystemWorld world;
    auto const pack = require(templates::load_pack(world, "ch-thb-cooperation"));
    auto const words = require(richtext::Words::load(world));
    auto const rules = require(conformity::load_rules(world));
    auto agreement = require(templates::instantiate(world, pack, words,
        { .form = Form::Declaration,
            .scope = Scope::Canton,
            .cantons = { "CH-BE" },
            .languages = { Language::German, Language::French } }));
    auto const whole = agreement;
    agreement.clauses.resize(std::min<std::size_t>(agreement.clauses.size(), 60));
    measure(rules, pack, std::move(agreement), world.today());
    measure(rules, pack, whole, world.today());
    return 0;
}
