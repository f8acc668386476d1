#include "core/templates/interview.h"
#include "tests/core/base/test_world.h"
#include "tests/core/templates/tiny_pack.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace konkordat;
using namespace konkordat::templates;

namespace {

template <typename T>
T require(Result<T> result)
{
    if (!result)
        FAIL(result.error().to_string());
    return *std::move(result);
}

struct Bench {
    TestWorld world;
    TemplatePack pack = require(TinyPack::read()
            .replace("Öffentlich: {{public}}.", "{A: Vergütung | B: Öffentlich}.")
            .replace("\"deadlineDays\": 3",
                "\"deadlineDays\": 3, \"suggested\": [{\"kind\": \"cantonal-police\", \"part\": "
                "\"responsible\"}, {\"kind\": \"city-police\", \"part\": \"responsible\"}]")
            .replace("\"id\": \"public\", \"type\": \"boolean\"", "\"id\": \"public\", \"interview\": true, \"type\": \"boolean\"")
            .parse());
    richtext::Words words = require(richtext::Words::load(world));
    InterviewAnswers answers { .form = Form::Declaration,
        .scope = Scope::Canton,
        .cantons = { "CH-BE" },
        .languages = { Language::German },
        .kinds = { "prosecution", "cantonal-police", "ksmm" },
        .variables = {} };

    Agreement start() { return require(start_draft(world, pack, words, answers)); }
    InterviewRevision ask(Agreement const& agreement) { return require(revise(world, pack, words, agreement, answers)); }
};

Clause& clause_of(Agreement& agreement, std::string const& id)
{
    for (auto& clause : agreement.clauses) {
        if (clause.id.str() == id)
            return clause;
    }
    FAIL("no clause " << id);
    std::abort();
}

} // namespace

TEST_CASE("The guided start yields a draft with its parties in their groups and their usual parts", "[templates][interview]")
{
    Bench bench;
    auto const draft = bench.start();
    REQUIRE(draft.organisations.size() == 3);
    CHECK(draft.organisations[0].kind == "prosecution");
    CHECK_FALSE(draft.organisations[0].name.at(Language::German).empty());
    CHECK(draft.memberships[0].role == Role::Lead);
    CHECK(draft.memberships[0].group == Group::Core);
    CHECK(draft.memberships[1].signs);
    CHECK(draft.memberships[2].group == Group::Associate);
    CHECK_FALSE(draft.memberships[2].signs);
    REQUIRE(draft.procedure[0].responsibilities.size() == 1);
    CHECK(draft.procedure[0].responsibilities[0] == Responsibility { draft.organisations[1].id, ResponsibilityKind::Responsible });
    auto const answers = answers_from(bench.pack, draft);
    CHECK(answers.kinds == bench.answers.kinds);
    CHECK(answers.variables.at("public") == VariableValue(true));
}

TEST_CASE("The same answers again change nothing", "[templates][interview]")
{
    Bench bench;
    auto const draft = bench.start();
    bench.answers = answers_from(bench.pack, draft);
    auto const again = bench.ask(draft);
    CHECK_FALSE(again.changes_anything(draft));
    CHECK((again.added.empty() && again.omitted.empty() && again.reworded.empty() && again.joined.empty()));
}

TEST_CASE("City police brings its clause, and shares the step with who is responsible already", "[templates][interview]")
{
    Bench bench;
    auto const draft = bench.start();
    bench.answers.kinds.push_back("city-police");
    auto const revision = bench.ask(draft);
    CHECK(revision.added == std::vector { ClauseId("city") });
    REQUIRE(revision.joined.size() == 1);
    CHECK(revision.agreement.procedure[0].responsibilities.back().kind == ResponsibilityKind::Participates);
    CHECK(revision.agreement.clauses[2].id == ClauseId("city"));
}

TEST_CASE("Another form rewords the template's words and keeps those of people", "[templates][interview]")
{
    Bench bench;
    auto draft = bench.start();
    CHECK(find_clause(draft, ClauseId("payment")) == nullptr);
    bench.answers.form = Form::Contract;
    auto contract = bench.ask(draft).agreement;
    CHECK(clause_of(contract, "payment").body.at(Language::German) == "Vergütung.");
    clause_of(contract, "purpose").body[Language::German] = "Eigene Worte.";
    clause_of(contract, "purpose").state = ClauseState::Adapted;
    clause_of(contract, "payment").body[Language::German] = "Eigene Vergütung.";
    clause_of(contract, "payment").state = ClauseState::Adapted;

    bench.answers.form = Form::Declaration;
    auto const back = bench.ask(contract);
    auto declaration = back.agreement;
    CHECK(clause_of(declaration, "purpose").body.at(Language::German) == "Eigene Worte.");
    CHECK(clause_of(declaration, "payment").body.at(Language::German) == "Eigene Vergütung.");
    CHECK(clause_of(declaration, "payment").state == ClauseState::Adapted);
    CHECK(back.kept == std::vector { ClauseId("payment"), ClauseId("payment") });
    CHECK(clause_of(declaration, "money").state == ClauseState::Omitted);
    CHECK(back.omitted == std::vector { ClauseId("money") });

    bench.answers.form = Form::Contract;
    bench.answers.languages = { Language::French, Language::German };
    auto const again = bench.ask(declaration);
    CHECK(again.restored == std::vector { ClauseId("money") });
    auto restored = again.agreement;
    CHECK(clause_of(restored, "money").heading.contains(Language::French));
    CHECK(clause_of(restored, "payment").body.at(Language::German) == "Eigene Vergütung.");
}

TEST_CASE("A clause that people omitted stays omitted", "[templates][interview]")
{
    Bench bench;
    auto draft = bench.start();
    clause_of(draft, "identification").state = ClauseState::Omitted;
    clause_of(draft, "identification").omission_reason = { { Language::German, "Anders geregelt." } };
    bench.answers.form = Form::Contract;
    auto revised = bench.ask(draft).agreement;
    CHECK(clause_of(revised, "identification").state == ClauseState::Omitted);
    CHECK(clause_of(revised, "identification").omission_reason.at(Language::German) == "Anders geregelt.");
}

TEST_CASE("What the registers do not have is refused", "[templates][interview]")
{
    Bench bench;
    auto const draft = bench.start();
    bench.answers.kinds = { "secret-service" };
    CHECK(revise(bench.world, bench.pack, bench.words, draft, bench.answers).error().key == "unknown-kind");
    bench.answers.kinds = {};
    bench.answers.form = Form::Announcement;
    CHECK(revise(bench.world, bench.pack, bench.words, draft, bench.answers).error().key == "template-form");
}

TEST_CASE(
    "Any answers to the shipped pack give a consistent draft, and any change of mind loses no own words", "[templates][interview][shipped]")
{
    TestWorld world;
    auto const pack = require(load_pack(world, "ch-thb-cooperation"));
    auto const words = require(richtext::Words::load(world));
    std::mt19937 random(3);
    auto const answer = [&] {
        InterviewAnswers answers { .form = pack.forms[random() % pack.forms.size()],
            .scope = static_cast<Scope>(random() % 3),
            .cantons = { "CH-BE" },
            .languages = {},
            .kinds = {},
            .variables = {} };
        if (answers.scope == Scope::Intercantonal)
            answers.cantons.emplace_back("CH-FR");
        for (auto const language : pack.languages) {
            if (random() % 2 == 0)
                answers.languages.push_back(language);
        }
        if (answers.languages.empty())
            answers.languages = { Language::Italian };
        for (auto const& kind : words.organisation_kinds()) {
            if (random() % 2 == 0)
                answers.kinds.push_back(kind.id);
        }
        for (auto const* question : interview_questions(pack)) {
            if (question->type == VariableType::Boolean)
                answers.variables[question->id] = random() % 2 == 0;
            else
                answers.variables[question->id] = question->choices[random() % question->choices.size()].value;
        }
        return answers;
    };
    for (int i = 0; i < 40; ++i) {
        auto draft = require(start_draft(world, pack, words, answer()));
        REQUIRE(check_consistency(draft));
        REQUIRE(missing_clauses(pack, draft).empty());
        auto& adapted = draft.clauses[random() % draft.clauses.size()];
        adapted.state = ClauseState::Adapted;
        for (auto const language : draft.languages)
            adapted.body[language] = "Unverwechselbar " + std::to_string(i);
        auto const kept = adapted;
        auto const answers = answer();
        auto const revised = require(revise(world, pack, words, draft, answers));
        REQUIRE(check_consistency(revised.agreement));
        REQUIRE(missing_clauses(pack, revised.agreement).empty());
        REQUIRE(revised.agreement.organisations.size() >= draft.organisations.size());
        auto const* found = find_clause(revised.agreement, kept.id);
        REQUIRE(found);
        CHECK(found->body == kept.body);
        CHECK(found->state == ClauseState::Adapted);
        CHECK_FALSE(require(revise(world, pack, words, revised.agreement, answers)).changes_anything(revised.agreement));
    }
}
