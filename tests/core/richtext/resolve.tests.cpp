#include "core/richtext/resolve.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace konkordat;
using namespace konkordat::richtext;

namespace {

Clause clause(std::string id, ClauseKind kind, ClauseState state = ClauseState::Own)
{
    Clause made;
    made.id = ClauseId(std::move(id));
    made.kind = kind;
    made.state = state;
    return made;
}

struct Bench {
    TestWorld world;
    Words words = *Words::load(world);
    VariableTexts texts { { "lead",
                              { { { Language::German, "Leitung" }, { Language::French, "Direction" } },
                                  { { "police", { { Language::German, "die Polizei" }, { Language::French, "la police" } } } } } },
        { "place", { { { Language::German, "Ort der Veröffentlichung" }, { Language::French, "lieu de publication" } }, {} } } };
    Agreement agreement;

    Bench()
    {
        agreement.cantons = { "CH-BE" };
        agreement.languages = { Language::German, Language::French, Language::Italian, Language::English };
        agreement.clauses = { clause("preamble", ClauseKind::Preamble), clause("purpose", ClauseKind::Section),
            clause("procedure", ClauseKind::Section), clause("gone", ClauseKind::Clause, ClauseState::Omitted),
            clause("identification", ClauseKind::Clause), clause("contacts", ClauseKind::Annex) };
    }

    Resolver resolver(Language language) { return { agreement, language, words, texts }; }
    std::string text(Language language, std::string_view markdown) { return plain_text(resolver(language).resolve(parse(markdown))); }
    std::array<std::string, 4> texts_of(std::string_view markdown)
    {
        return { text(Language::German, markdown), text(Language::French, markdown), text(Language::Italian, markdown),
            text(Language::English, markdown) };
    }
};

using Four = std::array<std::string, 4>;

} // namespace

TEST_CASE("Variables are written as the language does", "[richtext][resolve]")
{
    Bench bench;
    bench.agreement.variables = { { "days", std::int64_t { 30 } }, { "sum", std::int64_t { 1234567 } },
        { "entry", *Date::create(2027, 1, 1) }, { "public", true }, { "lead", std::string("police") }, { "plain", std::string("Bern") } };
    CHECK(bench.texts_of("{{days}}") == Four { "30", "30", "30", "30" });
    CHECK(bench.texts_of("{{sum}}") == Four { "1’234’567", "1\u202F234\u202F567", "1’234’567", "1’234’567" });
    CHECK(bench.texts_of("{{entry}}") == Four { "1. Januar 2027", "1er janvier 2027", "1° gennaio 2027", "1 January 2027" });
    CHECK(bench.texts_of("{{public}}") == Four { "ja", "oui", "sì", "yes" });
    CHECK(bench.text(Language::French, "**{{lead}}**") == "la police");
    CHECK(bench.texts_of("{{plain}}")[3] == "Bern");
}

TEST_CASE("Integers are grouped from five digits on", "[richtext][resolve]")
{
    CHECK(format_integer(0, Language::German) == "0");
    CHECK(format_integer(2027, Language::German) == "2027");
    CHECK(format_integer(12000, Language::German) == "12’000");
    CHECK(format_integer(-123456, Language::Italian) == "-123’456");
    CHECK(format_integer(-1234, Language::Italian) == "-1234");
}

TEST_CASE("Built-in variables come from the agreement", "[richtext][resolve]")
{
    Bench bench;
    bench.agreement.title = { { Language::German, "Vereinbarung" } };
    bench.agreement.mandate = { { { Language::German, "Regierungsrat" } }, "RRB 5", *Date::create(2026, 5, 4) };
    CHECK(bench.texts_of("{{canton}}") == Four { "Bern", "Berne", "Berna", "Bern" });
    CHECK(bench.texts_of("{{canton-of}}")
        == Four { "des Kantons Bern", "du canton de Berne", "del Cantone di Berna", "of the Canton of Bern" });
    CHECK(bench.texts_of("{{form}}")
        == Four { "gemeinsame Absichtserklärung", "déclaration d’intention commune", "dichiarazione d’intenti comune",
            "joint declaration of intent" });
    CHECK(bench.text(Language::German, "{{title}}, {{mandate-authority}}, {{mandate-reference}}, {{mandate-date}}")
        == "Vereinbarung, Regierungsrat, RRB 5, 4. Mai 2026");
    CHECK(bench.text(Language::French, "{{mandate-authority}}").starts_with("[à compléter"));
    bench.agreement.cantons = { "CH-GE", "CH-VD", "CH-VS" };
    CHECK(bench.text(Language::French, "{{canton-of}}") == "du canton de Genève, du canton de Vaud et du canton du Valais");
    for (auto const* id : { "title", "canton", "canton-of", "form", "mandate-authority", "mandate-reference", "mandate-date" })
        CHECK(is_built_in_variable(id));
    CHECK_FALSE(is_built_in_variable("days"));
}

TEST_CASE("A variable without a value is marked open with its label", "[richtext][resolve]")
{
    Bench bench;
    auto const document = bench.resolver(Language::German).resolve(parse("In *{{place}}* und {{unknown}}."));
    auto const& runs = document.blocks.front().runs;
    REQUIRE(runs.size() == 5);
    CHECK(runs[1] == Run { .text = "[offen: Ort der Veröffentlichung]", .italic = true, .open = true });
    CHECK(runs[3].text == "[offen: unknown]");
    bench.agreement.variables["place"] = LanguageMap { { Language::German, "Amtsblatt" } };
    CHECK(bench.text(Language::German, "{{place}}") == "Amtsblatt");
    CHECK(bench.text(Language::French, "{{place}}") == "[à compléter\u00A0: lieu de publication]");
    bench.agreement.variables["place"] = std::string();
    CHECK(bench.resolver(Language::German).value_of("place") == std::nullopt);
}

TEST_CASE("A value is text, never markup, and keeps its lines", "[richtext][resolve]")
{
    Bench bench;
    bench.agreement.variables["plain"] = std::string("**a**\n[[purpose]] {{days}} <b>");
    auto const document = bench.resolver(Language::German).resolve(parse("- {{plain}}"));
    auto const& runs = document.blocks.front().children.front().children.front().runs;
    REQUIRE(runs.size() == 3);
    CHECK(runs[0].text == "**a**");
    CHECK(runs[1].kind == RunKind::LineBreak);
    CHECK(runs[2].text == "[[purpose]] {{days}} <b>");
}

TEST_CASE("References give the number as printed and lead to their clause", "[richtext][resolve]")
{
    Bench bench;
    CHECK(bench.texts_of("[[identification]]") == Four { "Ziffer 2.1", "ch. 2.1", "n. 2.1", "section 2.1" });
    CHECK(bench.texts_of("[[contacts]]") == Four { "Anhang A", "annexe A", "allegato A", "annex A" });
    CHECK(bench.texts_of("[[preamble]]") == Four { "Präambel", "préambule", "preambolo", "preamble" });
    auto const runs = bench.resolver(Language::German).resolve(parse_line("siehe [[purpose]]"));
    CHECK(runs.back() == Run { .text = "Ziffer 1", .target = "purpose" });
    for (auto const* missing : { "[[gone]]", "[[never]]" }) {
        auto const open = bench.resolver(Language::German).resolve(parse_line(missing));
        REQUIRE(open.size() == 1);
        CHECK(open[0].open);
        CHECK(open[0].target.empty());
    }
}

TEST_CASE("A clause's texts are those of the language, or none", "[richtext][resolve]")
{
    Bench bench;
    auto& purpose = bench.agreement.clauses[1];
    purpose.heading = { { Language::German, "Zweck {{canton-of}}" } };
    purpose.body = { { Language::German, "- a" } };
    auto const german = bench.resolver(Language::German);
    CHECK(plain_text(german.heading(purpose)) == "Zweck des Kantons Bern");
    CHECK(plain_text(german.body(purpose)) == "- a");
    auto const french = bench.resolver(Language::French);
    CHECK(french.heading(purpose).empty());
    CHECK(french.body(purpose).blocks.empty());
}

TEST_CASE("The document's words are there for every name in the model", "[richtext][resolve]")
{
    Bench bench;
    auto const& words = bench.words;
    auto check = [&](std::string const& key) {
        CAPTURE(key);
        CHECK(words.has(key));
        for (auto language : all_languages)
            CHECK_FALSE(words.text(language, key).empty());
    };
    for (auto form : { Form::Contract, Form::Declaration, Form::Announcement })
        check("form." + std::string(name_of(form)));
    for (auto scope : { Scope::Canton, Scope::Communes, Scope::Intercantonal })
        check("scope." + std::string(name_of(scope)));
    for (auto group : { Group::Core, Group::Associate })
        check("group." + std::string(name_of(group)));
    for (auto role : { Role::Member, Role::Lead, Role::Moderator, Role::Secretariat, Role::Observer })
        check("role." + std::string(name_of(role)));
    for (auto part :
        { Participation::Decides, Participation::Expert, Participation::Observes, Participation::OnCall, Participation::ByTopic })
        check("participation." + std::string(name_of(part)));
    for (auto part :
        { ResponsibilityKind::Responsible, ResponsibilityKind::Participates, ResponsibilityKind::Consulted, ResponsibilityKind::Informed })
        check("responsibility." + std::string(name_of(part)));
    for (auto state : { LifecycleState::Mandate, LifecycleState::Drafting, LifecycleState::Consultation, LifecycleState::Approval,
             LifecycleState::Signature, LifecycleState::InForce, LifecycleState::Evaluation, LifecycleState::Ended })
        check("state." + std::string(name_of(state)));
    CHECK(words.text(Language::German, "no such words") == "no such words");
    CHECK(words.fill(Language::French, "page-of-pages", { { "page", "3" }, { "pages", "12" } }) == "Page 3 sur 12");
    CHECK(words.join(Language::German, { "a", "b", "c" }) == "a, b und c");
    CHECK(words.canton_names(Language::German, { "CH-BE", "CH-XX" }) == "Bern und CH-XX");
}

TEST_CASE("Damaged registers are refused with file and place", "[richtext][resolve]")
{
    TestWorld world;
    world.files["assets/document-words.json"] = "{\"format\":\"konkordat-document-words/1\",\n\"words\":{\"a\":{\"de\":\"x\"}}}";
    auto const words = Words::load(world);
    REQUIRE_FALSE(words.has_value());
    CHECK(words.error().file == "assets/document-words.json");
    CHECK(words.error().pointer == "/words/a");
    CHECK(words.error().line == 2);
    world.files.clear();
    world.files["assets/cantons.json"] = "{\"cantons\": [{\"code\": \"CH-BE\"}]}";
    CHECK(Words::load(world).error().key == "missing-member");
}
