#include "core/layout/live_layout.h"

#include "core/pdf/export.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

using namespace konkordat;

namespace {

SystemWorld world;

std::string findings_of(layout::LaidOutDocument const& document)
{
    std::string text;
    for (layout::Finding const& finding : document.findings)
        text += std::to_string(static_cast<int>(finding.kind)) + finding.detail + finding.clause.str()
            + std::string(language_code(finding.language)) + "\n";
    return text;
}

/// Of a layout that remembers nothing: the file holds all of it, glyph by glyph and element by element.
std::string cold_bytes(Agreement const& agreement, layout::LayoutOptions const& options)
{
    auto const document = layout::layout_agreement(world, agreement, options);
    REQUIRE(document);
    auto bytes = pdf::write_document(*document, agreement);
    REQUIRE(bytes);
    return std::move(bytes).value() + findings_of(*document);
}

std::string live_bytes(layout::LiveLayout& live, Agreement const& agreement, layout::LayoutOptions const& options)
{
    auto const document = live.lay_out(agreement, options);
    REQUIRE(document);
    auto bytes = pdf::write_document(**document, agreement);
    REQUIRE(bytes);
    return std::move(bytes).value() + findings_of(**document);
}

/// What a person does to one clause.
void edit_clause(tests::Random& random, Agreement& agreement)
{
    Clause& clause = agreement.clauses[random.below(agreement.clauses.size())];
    std::string& body = clause.body[agreement.languages[random.below(agreement.languages.size())]];
    switch (random.below(9)) {
    case 0: body += " und"; break;
    case 1: body += "\n\n- Punkt\n- [[c1]]\n"; break;
    case 2: clause.heading[agreement.languages.front()] += " neu"; break;
    case 3: clause.state = clause.state == ClauseState::Omitted ? ClauseState::Own : ClauseState::Omitted; break;
    case 4: std::swap(clause.body, agreement.clauses[random.below(agreement.clauses.size())].body); break;
    case 5: body += "\x01"; break; // is reported
    case 6: clause.law = { clause.law.empty() ? "stgb-182" : "bv-5" }; break;
    case 7: body += " \U0001F600"; break; // has no glyph
    case 8:
        for (int i = 0; i < 30; ++i)
            body += "\n\nEin Absatz von vielen, der auf die nächste Seite drängt.";
        break;
    }
}

/// What a person does to what clauses name or are generated from, to their order, or to the appearance.
void edit_surroundings(tests::Random& random, Agreement& agreement)
{
    auto any_of = [&](auto& records) {
        return records.empty() ? records.end() : records.begin() + static_cast<std::ptrdiff_t>(random.below(records.size()));
    };
    switch (random.below(9)) {
    case 0: agreement.variables["unknown-variable"] = std::string("Wert ") + std::to_string(random.below(3)); break;
    case 1: agreement.title[agreement.languages.front()] += "x"; break;
    case 2: std::iter_swap(any_of(agreement.clauses), any_of(agreement.clauses)); break;
    case 3:
        if (auto const membership = any_of(agreement.memberships); membership != agreement.memberships.end())
            membership->signs = !membership->signs;
        break;
    case 4:
        if (auto const organisation = any_of(agreement.organisations); organisation != agreement.organisations.end())
            organisation->name[Language::German] += " Mitte";
        break;
    case 5:
        if (auto const step = any_of(agreement.procedure); step != agreement.procedure.end())
            step->title[Language::German] += " bald";
        break;
    case 6:
        if (auto const organisation = any_of(agreement.organisations); organisation != agreement.organisations.end())
            agreement.contacts.push_back({ .id = ContactId("k" + std::to_string(agreement.contacts.size())),
                .organisation = organisation->id,
                .name = "Anna Beispiel",
                .function = {},
                .phone = "+41 31 000 00 00",
                .email = "anna@example.org",
                .substitute_for = {},
                .from = {},
                .until = {} });
        break;
    case 7:
        agreement.appearance.arrangement = agreement.appearance.arrangement == LanguageArrangement::SideBySide
            ? LanguageArrangement::InSequence
            : LanguageArrangement::SideBySide;
        break;
    case 8:
        agreement.appearance.setting = agreement.appearance.setting == TextSetting::Justified ? TextSetting::Ragged
                                                                                              : TextSetting::Justified;
        break;
    }
}

void edit(tests::Random& random, Agreement& agreement)
{
    if (random.chance(65))
        edit_clause(random, agreement);
    else
        edit_surroundings(random, agreement);
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
        for (int step = 0; step < 12; ++step) {
            INFO("agreement " << seed << ", edit " << step);
            REQUIRE(live_bytes(*live, agreement, options) == cold_bytes(agreement, options));
            Agreement const before = agreement;
            edit(random, agreement);
            // Taken back, then done again.
            if (random.chance(20))
                REQUIRE(live_bytes(*live, before, options) == cold_bytes(before, options));
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
