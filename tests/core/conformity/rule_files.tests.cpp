#include "tests/core/base/test_world.h"

#include "core/conformity/rules.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;

namespace {

constexpr std::string_view good = R"({
 "format": "konkordat-conformity-rules/1",
 "definitionSections": ["definitions"],
 "rules": [
  {"id": "one", "severity": "error", "source": {"guidelines": ["3.2"], "law": ["stgb-182"]},
   "forms": ["contract"], "subject": "clause:aims",
   "check": {"each": "steps", "where": {"field": "kind", "is": ["safety"]}, "require": {"count": "own-responsibilities", "at-least": 1}},
   "message": {"de": "A {subject}", "fr": "B {subject}", "it": "C {subject}", "en": "D {subject}"},
   "explanation": {"de": "a", "fr": "b", "it": "c", "en": "d"},
   "remedy": {"de": "a", "fr": "b", "it": "c", "en": "d"}},
  {"id": "two", "severity": "note", "source": {"text": {"de": "a", "fr": "b", "it": "c", "en": "d"}},
   "check": {"find": "wording", "phrases": {"de": ["wort*"]}},
   "message": {"de": "A", "fr": "B", "it": "C", "en": "D"},
   "explanation": {"de": "a", "fr": "b", "it": "c", "en": "d"},
   "remedy": {"de": "a", "fr": "b", "it": "c", "en": "d"}, "fix": "replace-words"}
 ]
})";

Result<conformity::RuleSet> load(std::string text)
{
    TestWorld world;
    world.files["assets/conformity-rules.json"] = std::move(text);
    return conformity::load_rules(world);
}

} // namespace

TEST_CASE("Rules are read", "[conformity]")
{
    auto const rules = load(std::string(good));
    REQUIRE(rules);
    REQUIRE(rules->rules.size() == 2);
    CHECK(rules->rules[0].severity == conformity::Severity::Error);
    CHECK(rules->rules[0].forms == std::vector { Form::Contract });
    CHECK(std::get<conformity::Requirement>(rules->rules[0].check).each == conformity::Collection::Steps);
    CHECK(rules->rules[1].fix == conformity::FixKind::ReplaceWords);
    CHECK(find_rule(*rules, "two") == &rules->rules[1]);
    CHECK(find_rule(*rules, "three") == nullptr);
}

TEST_CASE("A wrong rule file is refused with its place", "[conformity]")
{
    struct Case {
        char const* from;
        char const* to;
        char const* key;
        char const* pointer;
        int line;
    };
    for (auto const& entry : {
             Case { "rules/1\"", "rules/2\"", "unsupported-version", "/format", 2 },
             Case { "\"id\": \"two\"", "\"id\": \"one\"", "duplicate-id", "/rules/1", 11 },
             Case { "\"id\": \"two\"", "\"id\": \"Two\"", "invalid-id", "/rules/1/id", 11 },
             Case { "\"severity\": \"note\"", "\"severity\": \"fatal\"", "unknown-value", "/rules/1/severity", 11 },
             Case { "{\"text\": {\"de\": \"a\", \"fr\": \"b\", \"it\": \"c\", \"en\": \"d\"}}", "{}", "missing-member", "/rules/1/source",
                 11 },
             Case { "stgb-182", "stgb-999", "dangling-reference", "/rules/0/source/law/0", 5 },
             Case { "[\"contract\"]", "[\"oral\"]", "unknown-value", "/rules/0/forms/0", 6 },
             Case { "clause:aims", "chapter:aims", "unknown-value", "/rules/0/subject", 6 },
             Case { "\"each\": \"steps\"", "\"each\": \"victims\"", "unknown-value", "/rules/0/check/each", 7 },
             Case { "\"each\": \"steps\"", "\"each\": \"own-contacts\"", "unknown-value", "/rules/0/check/each", 7 },
             Case { "{\"field\": \"kind\"", "{\"field\": \"mood\"", "unknown-predicate", "/rules/0/check/where/field", 7 },
             Case { "{\"field\": \"kind\"", "{\"eval\": \"kind\"", "unknown-predicate", "/rules/0/check/where/eval", 7 },
             Case { "{\"field\": \"kind\", \"is\": [\"safety\"]}", "{}", "unknown-predicate", "/rules/0/check/where", 7 },
             Case { "{\"field\": \"kind\", \"is\": [\"safety\"]}", "{\"field\": \"kind\", \"at-least\": 1}", "unknown-predicate",
                 "/rules/0/check/where/field", 7 },
             Case { "\"own-responsibilities\"", "\"own-contacts\"", "unknown-value", "/rules/0/check/require/count", 7 },
             Case { "\"at-least\": 1", "\"at-least\": \"1\"", "json-type", "/rules/0/check/require/at-least", 7 },
             Case { "\"at-least\": 1", "\"script\": 1", "unknown-member", "/rules/0/check/require/script", 7 },
             Case { "\"find\": \"wording\"", "\"find\": \"everything\"", "unknown-predicate", "/rules/1/check/find", 12 },
             Case { "wort*", "w*", "out-of-range", "/rules/1/check/phrases/de/0", 12 },
             Case { "{\"de\": [\"wort*\"]}", "{\"rm\": [\"wort*\"]}", "unknown-language", "/rules/1/check/phrases/rm", 12 },
             Case { ", \"en\": \"D\"}", "}", "missing-language", "/rules/1/message", 13 },
             Case { "\"en\": \"D\"}", "\"en\": \"\"}", "missing-language", "/rules/1/message", 13 },
             Case { "D {subject}", "D {victim}", "rule-placeholder", "/rules/0/message", 8 },
             Case { "D {subject}", "D", "rule-placeholder", "/rules/0/message", 8 },
             Case { "\"fix\": \"replace-words\"", "\"fix\": \"guess\"", "unknown-value", "/rules/1/fix", 15 },
             Case { "\"fix\":", "\"code\": 1, \"fix\":", "unknown-member", "/rules/1/code", 15 },
             Case { "\"rules\": [", "\"rules\": {", "json-syntax", "/rules", 0 },
         }) {
        CAPTURE(entry.from, entry.to);
        std::string text(good);
        auto const at = text.find(entry.from);
        REQUIRE(at != std::string::npos);
        text.replace(at, std::string_view(entry.from).size(), entry.to);
        auto const rules = load(text);
        REQUIRE_FALSE(rules);
        CHECK(rules.error().file == "assets/conformity-rules.json");
        CHECK(rules.error().key == entry.key);
        CHECK(rules.error().pointer == entry.pointer);
        if (entry.line > 0)
            CHECK(rules.error().line == entry.line);
    }
}

TEST_CASE("Conditions nested too deeply are refused, not followed", "[conformity]")
{
    std::string condition = "{\"field\": \"trigger\"}";
    for (int i = 0; i < 100; ++i)
        condition = "{\"not\": " + condition + "}";
    std::string text(good);
    auto const from = std::string_view("{\"field\": \"kind\", \"is\": [\"safety\"]}");
    text.replace(text.find(from), from.size(), condition);
    auto const rules = load(text);
    REQUIRE_FALSE(rules);
    CHECK(rules.error().key == "json-too-deep");
}
