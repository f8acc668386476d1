#include "core/compare/wording.h"
#include "core/templates/instantiate.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

struct Fixture {
    Fixture()
        : pack(templates::load_pack(world, "ch-thb-cooperation").value())
        , words(richtext::Words::load(world).value())
    {
    }

    Agreement draft(char const* id, Form form = Form::Declaration, std::vector<Language> languages = { Language::German }) const
    {
        auto made = templates::instantiate(world, pack, words, { .form = form, .cantons = { "CH-BE" }, .languages = std::move(languages) })
                        .value();
        made.id = AgreementId(id);
        return made;
    }

    mutable TestWorld world;
    templates::TemplatePack pack;
    richtext::Words words;
};

Clause& clause_from(Agreement& agreement, std::string_view origin)
{
    return *std::ranges::find_if(agreement.clauses, [&](Clause const& clause) { return clause.origin && clause.origin->clause == origin; });
}

std::vector<std::string> agreements_in(WordingGroup const& group)
{
    std::vector<std::string> ids;
    for (auto const& place : group.places)
        ids.push_back(place.agreement.str());
    return ids;
}

} // namespace

TEST_CASE("one topic across agreements: equal wordings together, the most common first, beside the template's", "[compare]")
{
    Fixture const fixture;
    auto a = fixture.draft("a");
    auto b = fixture.draft("b");
    auto c = fixture.draft("c");
    auto d = fixture.draft("d");
    clause_from(b, "evaluation").body[Language::German] = "Ausgewertet wird jedes Jahr.";
    clause_from(d, "evaluation").body[Language::German] = "Ausgewertet wird jedes Jahr. ";
    auto const result = wordings({ &b, &a, &c, &d }, TopicOfClause { "evaluation" }, Language::German, &fixture.pack);
    REQUIRE(result.groups.size() == 3);
    CHECK(agreements_in(result.groups[0]) == std::vector<std::string> { "a", "c" });
    CHECK(agreements_in(result.groups[1]) == std::vector<std::string> { "b" });
    CHECK(agreements_in(result.groups[2]) == std::vector<std::string> { "d" });
    CHECK(result.groups[0].is_the_templates);
    CHECK_FALSE(result.groups[1].is_the_templates);
    CHECK(result.missing.empty());
    for (auto const& group : result.groups) {
        REQUIRE(group.template_wording.has_value());
        auto const& original = result.templates.at(*group.template_wording);
        CHECK(original.body == clause_from(a, "evaluation").body[Language::German]);
        CHECK(original.heading == clause_from(a, "evaluation").heading[Language::German]);
    }
    CHECK(result.templates.size() == 1);
}

TEST_CASE("each form is compared with its own words of the template", "[compare]")
{
    Fixture const fixture;
    auto const a = fixture.draft("a", Form::Contract);
    auto const b = fixture.draft("b", Form::Announcement);
    auto const result = wordings({ &a, &b }, TopicOfClause { "revision" }, Language::German, &fixture.pack);
    REQUIRE(result.groups.size() == 2);
    CHECK(result.templates.size() == 2);
    for (auto const& group : result.groups)
        CHECK(group.is_the_templates);
}

TEST_CASE("who has nothing on the topic is told apart: no clause, an omission with its reason, no text in the language", "[compare]")
{
    Fixture const fixture;
    auto a = fixture.draft("a");
    auto b = fixture.draft("b");
    auto c = fixture.draft("c", Form::Declaration, { Language::French });
    auto& omitted = clause_from(a, "evaluation");
    omitted.state = ClauseState::Omitted;
    omitted.omission_reason = { { Language::German, "Anderswo" } };
    std::erase_if(b.clauses, [](Clause const& clause) { return clause.origin && clause.origin->clause == "evaluation"; });
    auto const result = wordings({ &a, &b, &c }, TopicOfClause { "evaluation" }, Language::German, &fixture.pack);
    CHECK(result.groups.empty());
    REQUIRE(result.missing.size() == 3);
    CHECK(result.missing[0].gap == WordingGap::Omitted);
    CHECK(result.missing[0].reason == omitted.omission_reason);
    CHECK(result.missing[1].gap == WordingGap::NoClause);
    CHECK(result.missing[2].gap == WordingGap::NoText);
}

TEST_CASE("a section of the Guidelines gathers own clauses, too, which have no template wording", "[compare]")
{
    Fixture const fixture;
    auto a = fixture.draft("a");
    auto& own = a.clauses.emplace_back();
    own.id = ClauseId("own");
    own.state = ClauseState::Own;
    own.guidelines = { "4.5" };
    own.heading = { { Language::German, "Weiterbildung" } };
    own.body = { { Language::German, "Einmal im Jahr." } };
    auto const result = wordings({ &a }, TopicOfSection { "4.5" }, Language::German, &fixture.pack);
    REQUIRE(result.groups.size() == 2);
    CHECK(result.groups[0].template_wording.has_value());
    CHECK(result.groups[1].places.front().clause == ClauseId("own"));
    CHECK_FALSE(result.groups[1].template_wording.has_value());
    CHECK(wordings({ &a }, TopicOfSection { "4.5" }, Language::German, nullptr).templates.empty());
}

TEST_CASE("an own clause in the template's words is in the template's group", "[compare]")
{
    Fixture const fixture;
    auto a = fixture.draft("a");
    auto b = fixture.draft("b");
    auto const original = clause_from(a, "training");
    auto& copy = clause_from(b, "training");
    copy.origin.reset();
    copy.state = ClauseState::Own;
    for (auto const& order : { std::vector<Agreement const*> { &a, &b }, { &b, &a } }) {
        auto const result = wordings(order, TopicOfSection { "4.5" }, Language::German, &fixture.pack);
        REQUIRE(result.groups.size() == 1);
        CHECK(result.groups[0].is_the_templates);
        CHECK(result.groups[0].places.size() == 2);
    }
}
