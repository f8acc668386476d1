#include "tests/core/conformity/conforming_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

/// Edits as people make them, chosen by counted randomness.
class Editor {
public:
    explicit Editor(Agreement& agreement)
        : m_agreement(agreement)
    {
    }

    void edit()
    {
        switch (below(11)) {
        case 0: clause().body[language()] += " " + snippet(); break;
        case 1: clause().body[language()] = snippet(); break;
        case 2: clause().heading[language()] = snippet(); break;
        case 3: toggle_omission(clause()); break;
        case 4: std::swap(clause(), clause()); break;
        case 5:
            m_agreement.clauses.erase(m_agreement.clauses.begin() + static_cast<std::ptrdiff_t>(below(m_agreement.clauses.size())));
            break;
        case 6: clause().body.erase(language()); break;
        case 7: insert_clause(); break;
        case 8: pick(m_agreement.memberships).until = Date(); break;
        case 9: pick(m_agreement.procedure).responsibilities.clear(); break;
        default: m_agreement.variables.erase(m_agreement.variables.begin()); break;
        }
    }

private:
    std::size_t below(std::size_t limit)
    {
        std::array<std::uint8_t, 4> bytes {};
        m_world.fill_random(bytes);
        return (bytes[0] + 256U * bytes[1] + 65536U * bytes[2]) % limit;
    }
    template <typename T>
    T& pick(std::vector<T>& list)
    {
        return list[below(list.size())];
    }
    Clause& clause() { return pick(m_agreement.clauses); }
    Language language() { return below(2) == 0 ? Language::German : Language::French; }
    std::string snippet()
    {
        static std::vector<std::string> const snippets { "Art. 196 StGB", "art. 35 OASA", "30 Tage", "20 jours", "{{moderator}}",
            "[[aims]]", "[[nowhere]]", "**Kerngruppe**", "ANAG", "1. Juli 2027", "Frau Muster", "muss", "peut", "Schließung", "" };
        return snippets[below(snippets.size())];
    }
    static void toggle_omission(Clause& clause)
    {
        clause.state = clause.state == ClauseState::Omitted ? ClauseState::Adapted : ClauseState::Omitted;
    }
    void insert_clause()
    {
        auto copy = clause();
        copy.id = ClauseId("copy-" + std::to_string(m_counter++));
        m_agreement.clauses.insert(m_agreement.clauses.begin() + static_cast<std::ptrdiff_t>(below(m_agreement.clauses.size())), copy);
    }

    Agreement& m_agreement;
    TestWorld m_world;
    int m_counter = 0;
};

} // namespace

TEST_CASE("Checking again after edits finds what a check from scratch finds", "[conformity]")
{
    ConformityFixture const fixture;
    auto agreement = fixture.conforming();
    conformity::Checker checker(fixture.rules);
    Editor editor(agreement);
    for (int i = 0; i < 300 && agreement.clauses.size() > 5 && agreement.variables.size() > 1; ++i) {
        editor.edit();
        CAPTURE(i);
        REQUIRE(checker.check(agreement, &fixture.pack, fixture.world.today()) == fixture.check(agreement));
    }
}

TEST_CASE("An edit costs the text it touches", "[conformity]")
{
    ConformityFixture const fixture;
    auto agreement = fixture.conforming();
    conformity::Checker checker(fixture.rules);
    (void)checker.check(agreement, &fixture.pack, fixture.world.today());
    auto const all = checker.texts_read();
    CHECK(all == 2 * 2 * agreement.clauses.size());
    (void)checker.check(agreement, &fixture.pack, fixture.world.today());
    CHECK(checker.texts_read() == all);
    append_to_body(agreement, "aims", Language::German, "Mehr.");
    (void)checker.check(agreement, &fixture.pack, fixture.world.today());
    CHECK(checker.texts_read() == all + 1);
}
