#include "core/compare/search.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

Clause clause(char const* id, char const* heading, char const* body, Language language = Language::German)
{
    Clause made;
    made.id = ClauseId(id);
    made.heading = { { language, heading } };
    made.body = { { language, body } };
    return made;
}

Agreement agreement(char const* id, std::vector<Clause> clauses)
{
    Agreement made;
    made.id = AgreementId(id);
    made.cantons = { "CH-BE" };
    made.languages = { Language::German };
    made.clauses = std::move(clauses);
    return made;
}

struct Fixture {
    std::unique_ptr<ClauseSearch> search = ClauseSearch::create().value();

    void put(Agreement const& one) { REQUIRE(search->put(one)); }
    SearchReply find(std::string words, std::optional<Language> language = {}) const
    {
        return search->find({ .words = std::move(words), .language = language }).value();
    }
    std::set<std::string> clauses(std::string words) const
    {
        std::set<std::string> ids;
        for (auto const& hit : find(std::move(words)).hits)
            ids.insert(hit.agreement.str() + "/" + hit.clause.str());
        return ids;
    }
};

using Ids = std::set<std::string>;

} // namespace

TEST_CASE("words are found whatever their case, accents and umlauts", "[compare][search]")
{
    Fixture fixture;
    fixture.put(agreement("a",
        { clause("de", "Bedenkzeit", "Der Kanton **Zürich** gewährt Opfern eine Erholungs- und Bedenkzeit."),
            clause("fr", "Délai", "Le délai de rétablissement est accordé à Genève.", Language::French),
            clause("it", "Città", "La città è responsabile più volte.", Language::Italian) }));
    for (auto const* words : { "Zürich", "zurich", "ZÜRICH", "Zu\xCC\x88rich", "kanton zurich", "zurich kanton" })
        CHECK(fixture.clauses(words) == Ids { "a/de" });
    CHECK(fixture.clauses("delai retablissement") == Ids { "a/fr" });
    CHECK(fixture.clauses("GENEVE") == Ids { "a/fr" });
    CHECK(fixture.clauses("citta piu") == Ids { "a/it" });
    CHECK(fixture.clauses("zurich geneve").empty());
    CHECK(fixture.clauses("beden").empty());
    CHECK(fixture.clauses("beden*") == Ids { "a/de" });
    CHECK(fixture.clauses("\"eine Erholungs- und\"") == Ids { "a/de" });
    CHECK(fixture.clauses("\"und eine\"").empty());
    CHECK(fixture.find("delai", Language::German).hits.empty());
    CHECK(fixture.find("delai", Language::French).hits.size() == 1);
}

TEST_CASE("nothing in a query is an operator, and no query is an error", "[compare][search]")
{
    Fixture fixture;
    fixture.put(agreement("a", { clause("one", "NEAR und OR", "Auch NOT und AND stehen hier; heading: body") }));
    CHECK(fixture.clauses("NOT") == Ids { "a/one" });
    CHECK(fixture.clauses("near OR") == Ids { "a/one" });
    CHECK(fixture.clauses("heading:body") == Ids { "a/one" });
    for (std::string const words :
        { "", " ", "\"", "\"\"", "*", "**", "(", ")", "NEAR(", "a OR", "-", "^", "+", "{a}", ":", "'; DROP TABLE wording; --", "\xFF\xFE" })
        CHECK(fixture.search->find({ .words = words }));
    CHECK(fixture.find(std::string("und\0auch", 8)).total == 1);
    CHECK(fixture.find(std::string(100'000, 'x')).total == 0);
    CHECK(fixture.find("").total == 0);
    CHECK(fts_query(" a \"b c\" d* - ") == "\"a\" AND \"b c\" AND \"d*\"*");
}

TEST_CASE("the excerpt is words alone, with the matches marked", "[compare][search]")
{
    Fixture fixture;
    fixture.put(agreement(
        "a", { clause("one", "Die **Frist**", "- Die Behörde gibt {{days}} Tage.\n- Siehe [[other]] und [Gesetz](https://example.ch).") }));
    auto const hit = fixture.find("behorde gesetz").hits.at(0);
    CHECK(hit.heading == "Die Frist");
    REQUIRE(hit.marks.size() == 2);
    CHECK(hit.excerpt.substr(hit.marks[0].first, hit.marks[0].second - hit.marks[0].first) == "Behörde");
    CHECK(hit.excerpt.substr(hit.marks[1].first, hit.marks[1].second - hit.marks[1].first) == "Gesetz");
    CHECK(hit.excerpt.find_first_of("{[*\n\x01\x02") == std::string::npos);
    CHECK(fixture.clauses("days").empty());
    CHECK(fixture.clauses("other").empty());
    CHECK(fixture.clauses("example").empty());
    CHECK(fixture.find("frist").hits.at(0).marks.empty());
}

TEST_CASE("omitted clauses are not found", "[compare][search]")
{
    Fixture fixture;
    auto omitted = clause("one", "Frist", "Dreissig Tage");
    omitted.state = ClauseState::Omitted;
    fixture.put(agreement("a", { omitted }));
    CHECK(fixture.find("frist").total == 0);
}

TEST_CASE("a shared text is indexed once and found in each agreement; changes and removals leave nothing behind", "[compare][search]")
{
    Fixture fixture;
    auto const shared = clause("one", "Frist", "Dreissig Tage");
    fixture.put(agreement("a", { shared, clause("two", "Eigenes", "Nur hier") }));
    fixture.put(agreement("b", { shared }));
    fixture.put(agreement("c", { shared, clause("again", "Frist", "Dreissig Tage") }));
    CHECK(fixture.search->text_count().value() == 2);
    CHECK(fixture.clauses("dreissig") == Ids { "a/one", "b/one", "c/one", "c/again" });

    fixture.put(agreement("a", { clause("one", "Frist", "Sechzig Tage") }));
    CHECK(fixture.clauses("dreissig") == Ids { "b/one", "c/one", "c/again" });
    CHECK(fixture.clauses("sechzig") == Ids { "a/one" });
    CHECK(fixture.clauses("eigenes").empty());
    CHECK(fixture.search->text_count().value() == 2);

    REQUIRE(fixture.search->remove(AgreementId("c")));
    CHECK(fixture.clauses("tage") == Ids { "a/one", "b/one" });
    REQUIRE(fixture.search->remove(AgreementId("b")));
    REQUIRE(fixture.search->remove(AgreementId("nobody")));
    CHECK(fixture.clauses("dreissig").empty());
    CHECK(fixture.search->text_count().value() == 1);
    fixture.put(agreement("d", { shared }));
    CHECK(fixture.clauses("dreissig") == Ids { "d/one" });
}

TEST_CASE("the total is told whatever part of the hits is asked for", "[compare][search]")
{
    Fixture fixture;
    for (auto const* id : { "a", "b", "c", "d", "e" })
        fixture.put(agreement(id, { clause("one", "Frist", "Dreissig Tage") }));
    std::vector<std::string> seen;
    for (std::size_t offset = 0; offset < 6; offset += 2) {
        auto const reply = fixture.search->find({ .words = "tage", .offset = offset, .limit = 2 }).value();
        CHECK(reply.total == 5);
        for (auto const& hit : reply.hits)
            seen.push_back(hit.agreement.str());
    }
    CHECK(seen == std::vector<std::string> { "a", "b", "c", "d", "e" });
}

TEST_CASE("a match in the heading counts for more", "[compare][search]")
{
    Fixture fixture;
    fixture.put(agreement(
        "a", { clause("body", "Allgemeines", "Die Schulung findet statt."), clause("heading", "Schulung", "Sie findet statt.") }));
    CHECK(fixture.find("schulung").hits.at(0).clause == ClauseId("heading"));
}
