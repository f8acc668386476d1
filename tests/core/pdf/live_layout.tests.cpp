#include "core/layout/live_layout.h"

#include "core/pdf/export.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace konkordat;

namespace {

SystemWorld world;

/// Of a layout that remembers nothing: the file holds all of it, glyph by glyph and element by element.
std::string cold_bytes(Agreement const& agreement, layout::LayoutOptions const& options)
{
    auto const document = layout::layout_agreement(world, agreement, options);
    REQUIRE(document);
    auto bytes = pdf::write_document(*document, agreement);
    REQUIRE(bytes);
    return std::move(bytes).value();
}

std::string live_bytes(layout::LiveLayout& live, Agreement const& agreement, layout::LayoutOptions const& options)
{
    auto const document = live.lay_out(agreement, options);
    REQUIRE(document);
    auto bytes = pdf::write_document(**document, agreement);
    REQUIRE(bytes);
    return std::move(bytes).value();
}

/// Something that a person does to an agreement.
void edit(tests::Random& random, Agreement& agreement)
{
    Clause& clause = agreement.clauses[random.below(agreement.clauses.size())];
    std::string& body = clause.body[agreement.languages.front()];
    switch (random.below(9)) {
    case 0: body += " und"; break;
    case 1: body += "\n\n- Punkt\n- [[c1]]\n"; break;
    case 2: clause.heading[agreement.languages.front()] += " neu"; break;
    case 3: clause.state = clause.state == ClauseState::Omitted ? ClauseState::Own : ClauseState::Omitted; break;
    case 4: agreement.variables["unknown-variable"] = std::string("Wert ") + std::to_string(random.below(3)); break;
    case 5: agreement.title[agreement.languages.front()] += "x"; break;
    case 6: std::swap(clause.body, agreement.clauses[random.below(agreement.clauses.size())].body); break;
    case 7: body += "\x01"; break; // is reported
    case 8: clause.law = { clause.law.empty() ? "stgb-182" : "bv-5" }; break;
    }
}

layout::LayoutOptions options_with_law()
{
    layout::LayoutOptions options;
    for (std::string const id : { "stgb-182", "bv-5" })
        options.citations.texts[id] = { { Language::German, "Beleg " + id }, { Language::French, "source " + id } };
    return options;
}

} // namespace

TEST_CASE("A layout that is kept gives the pages of one made anew, edit by edit", "[pdf]")
{
    layout::LayoutOptions const options = options_with_law();
    auto live = layout::LiveLayout::load(world);
    REQUIRE(live);
    for (std::uint64_t seed = 1; seed <= tests::rounds(50) / 9 + 1; ++seed) {
        tests::Random random(seed);
        Agreement agreement = tests::random_agreement(seed);
        for (int step = 0; step < 8; ++step) {
            INFO("agreement " << seed << ", edit " << step);
            REQUIRE(live_bytes(*live, agreement, options) == cold_bytes(agreement, options));
            edit(random, agreement);
        }
    }
}

TEST_CASE("A layout that is kept reports a character that has no place in a document each time", "[pdf]")
{
    auto live = layout::LiveLayout::load(world);
    REQUIRE(live);
    Agreement agreement = tests::fictitious_agreement();
    agreement.clauses.front().body[agreement.languages.front()] += "\x02";
    for (int i = 0; i < 3; ++i) {
        auto const document = live->lay_out(agreement, {});
        REQUIRE(document);
        CHECK((*document)->findings.size() == 1);
    }
}

TEST_CASE("A layout that is kept heeds other names for what is open", "[pdf]")
{
    auto live = layout::LiveLayout::load(world);
    REQUIRE(live);
    Agreement agreement = tests::fictitious_agreement();
    agreement.clauses.front().body[agreement.languages.front()] = "Am {{ort}}.";
    layout::LayoutOptions options;
    std::string const before = live_bytes(*live, agreement, options);
    options.variable_texts["ort"].label = { { Language::German, "Ort der Sitzung" } };
    std::string const after = live_bytes(*live, agreement, options);
    CHECK(before != after);
    CHECK(after == cold_bytes(agreement, options));
}
