#include "tests/core/base/test_world.h"
#include "tests/core/templates/tiny_pack.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::templates;

TEST_CASE("A pack is read with its texts, alternatives and guidance", "[templates]")
{
    auto const pack = TinyPack::read().parse();
    REQUIRE(pack);
    CHECK(pack->id == "tiny");
    CHECK(pack->as_of == *Date::create(2026, 1, 1));
    CHECK(pack->titles[static_cast<std::size_t>(Form::Declaration)].at(Language::French) == "Convention {{canton-of}}");
    REQUIRE(pack->clauses.size() == 9);
    auto const* clause = find_clause(*pack, "identification");
    REQUIRE(clause);
    CHECK(clause->has_alternatives());
    CHECK(find_alternative(*clause, "")->id == "joint");
    CHECK(find_alternative(*clause, "alone")->wording(Form::Declaration).body.at(Language::German) == "Allein.");
    CHECK(find_alternative(*clause, "joint")->wording(Form::Declaration).guidance.at(Language::German) == "Wenn beide\nbeteiligt sind.");
    CHECK(find_alternative(*clause, "joint")->wording(Form::Declaration).body.at(Language::German).ends_with("- eins\n- zwei"));
    CHECK(find_alternative(*clause, "neither") == nullptr);
    CHECK(find_clause(*pack, "purpose")->alternatives.front().wording(Form::Declaration).body.at(Language::French).empty());
    CHECK(find_clause(*pack, "signatures")->generated == Generated::Signatures);
    CHECK(std::get<std::int64_t>(*find_variable(*pack, "days")->default_value) == 30);
    CHECK(std::get<Date>(*find_variable(*pack, "start")->default_value) == *Date::create(2026, 7, 1));
}

TEST_CASE("A wrong pack is refused with file, place and line", "[templates]")
{
    struct Case {
        char const* from;
        char const* to;
        char const* key;
        char const* file;
        char const* pointer;
        int line;
    };
    for (auto const& entry : {
             Case { "pack/1\"", "pack/2\"", "unsupported-version", "pack.json", "/format", 2 },
             Case { "\"id\": \"tiny\",", "\"id\": \"tiny\", \"script\": \"x\",", "unknown-member", "pack.json", "/script", 3 },
             Case { "\"id\": \"tiny\",", "", "missing-member", "pack.json", "", 1 },
             Case { "\"asOf\": \"2026-01-01\"", "\"asOf\": \"soon\"", "invalid-date", "pack.json", "/asOf", 5 },
             Case { "[\"de\", \"fr\"]", "[\"de\", \"rm\"]", "unknown-language", "pack.json", "/languages/1", 6 },
             Case { "[\"de\", \"fr\"]", "[\"de\", \"fr\", \"it\"]", "missing-language", "pack.json", "/source/title", 8 },
             Case { "\"type\": \"integer\"", "\"type\": \"formula\"", "unknown-value", "pack.json", "/variables/0/type", 11 },
             Case { "\"default\": 30", "\"default\": 29", "variable-minimum", "pack.json", "/variables/0/default", 11 },
             Case { "\"default\": 30", "\"default\": 91", "variable-maximum", "pack.json", "/variables/0/default", 11 },
             Case { "\"default\": 30", "\"default\": \"30\"", "json-type", "pack.json", "/variables/0/default", 11 },
             Case { "\"id\": \"days\"", "\"id\": \"canton\"", "built-in-variable", "pack.json", "/variables/0/id", 11 },
             Case { "\"id\": \"place\"", "\"id\": \"days\"", "duplicate-id", "pack.json", "/variables/1/id", 13 },
             Case { "\"type\": \"choice\"", "\"type\": \"text\"", "pack-choices", "pack.json", "/variables/2", 15 },
             Case { "\"clause\": \"identification\"", "\"clause\": \"nothing\"", "dangling-reference", "pack.json", "/steps/0/clause", 25 },
             Case { "\"step\": \"identification\"", "\"step\": \"nothing\"", "dangling-reference", "pack.json", "/clauses/3/step", 33 },
             Case { "\"kind\": \"preamble\"", "\"kind\": \"clause\"", "clause-without-section", "pack.json", "/clauses/0", 30 },
             Case { "\"forms\": [\"contract\"]", "\"forms\": [\"announcement\"]", "unknown-form", "pack.json", "/clauses/4/forms/0", 35 },
             Case { ", \"default\": true}", "}", "pack-default-alternative", "pack.json", "/clauses/3", 33 },
             Case { "{\"id\": \"alone\"}", "{\"id\": \"joint\"}", "duplicate-id", "pack.json", "/clauses/3/alternatives/1/id", 34 },
             Case { "{\"has-kind\": \"city-police\"}", "{\"run\": \"x\"}", "unknown-condition", "pack.json", "/clauses/2/condition", 32 },
             Case { "{\"has-kind\": \"city-police\"}", "{\"has-kind\": \"city-police\", \"form\": \"contract\"}", "unknown-member",
                 "pack.json", "/clauses/2/condition/has-kind", 32 },
             Case { "{\"not\": {\"variable\": \"public\", \"equals\": true}}", "{\"not\": {\"variable\": \"publik\", \"equals\": true}}",
                 "dangling-reference", "pack.json", "/clauses/6/condition/any/1/all/1/not/variable", 38 },
             Case { "{\"not\": {\"variable\": \"public\", \"equals\": true}}", "{\"not\": {\"variable\": \"public\", \"equals\": 1}}",
                 "json-type", "pack.json", "/clauses/6/condition/any/1/all/1/not/equals", 38 },
             Case { "# Vereinbarung {{canton-of}} {#title}", "Vereinbarung", "pack-text-syntax", "de.md", "", 1 },
             Case { "## Zweck {#purpose}", "## Zweck", "pack-text-syntax", "de.md", "", 7 },
             Case { "## Zweck {#purpose}", "### Zweck {#purpose}", "pack-text-syntax", "de.md", "", 7 },
             Case { "## Zweck {#purpose}", "## Zweck {#preamble}", "duplicate-id", "de.md", "preamble", 7 },
             Case { "## Zweck {#purpose}", "## Zweck {#aim}", "pack-missing-text", "de.md", "purpose", 0 },
             Case { "## Argent {#money}", "## Argent {#money}\n\n## Autre {#other}", "dangling-reference", "fr.md", "other", 26 },
             Case { "{{days}} Tagen", "{{day}} Tagen", "unknown-variable", "de.md", "identification/joint", 13 },
             Case { "{{days}} Tagen", "{{ days }} Tagen", "pack-placeholder", "de.md", "identification/joint", 13 },
             Case { "siehe [[identification]]", "siehe [[identifikation]]", "dangling-reference", "de.md", "preamble", 3 },
             Case { "> beteiligt sind.", "beteiligt sind.", "pack-text-syntax", "de.md", "", 19 },
             Case { "Allein.",
                 "All\xFF"
                 "ein.",
                 "json-utf8", "de.md", "", 22 },
         }) {
        CAPTURE(entry.from, entry.to);
        auto const pack = TinyPack::read().replace(entry.from, entry.to).parse();
        REQUIRE_FALSE(pack.has_value());
        CHECK(pack.error().key == entry.key);
        CHECK(pack.error().file == entry.file);
        CHECK(pack.error().pointer == entry.pointer);
        CHECK(pack.error().line == entry.line);
    }
}

TEST_CASE("A pack cut off anywhere never loads half", "[templates]")
{
    auto const whole = TinyPack::read();
    for (std::size_t length = 0; length < whole.json.size() - 2; ++length) {
        auto cut = whole;
        cut.json.resize(length);
        REQUIRE_FALSE(cut.parse().has_value());
    }
    auto const last_heading = whole.german.find("{#contacts}") + 11;
    for (std::size_t length = 0; length < last_heading; ++length) {
        auto cut = whole;
        cut.german.resize(length);
        REQUIRE_FALSE(cut.parse().has_value());
    }
}

TEST_CASE("Huge and deep packs are refused", "[templates]")
{
    auto pack = TinyPack::read();
    pack.german += std::string(5 * 1024 * 1024, 'x');
    CHECK(pack.parse().error().key == "json-too-large");
    std::string condition = "{\"form\": \"contract\"}";
    for (int depth = 0; depth < 40; ++depth)
        condition = "{\"not\": " + condition + "}";
    CHECK(TinyPack::read().replace("{\"has-kind\": \"city-police\"}", condition).parse().error().key == "json-too-deep");
}

TEST_CASE("A missing language file is named", "[templates]")
{
    auto const tiny = TinyPack::read();
    auto const pack = parse_pack({ tiny.json, { { Language::German, tiny.german } } });
    REQUIRE_FALSE(pack.has_value());
    CHECK(pack.error().file == "fr.md");
    CHECK(pack.error().code == ErrorCode::NotFound);
}

TEST_CASE("Packs are found by their folder", "[templates]")
{
    TestWorld world;
    auto const tiny = TinyPack::read();
    world.files = { { "templates/tiny/pack.json", tiny.json }, { "templates/tiny/de.md", tiny.german },
        { "templates/tiny/fr.md", tiny.french }, { "templates/other/pack.json", tiny.json }, { "templates/other/de.md", tiny.german },
        { "templates/other/fr.md", tiny.french } };
    auto const ids = pack_ids(world);
    CHECK(std::ranges::count(ids, "tiny") == 1);
    CHECK(load_pack(world, "tiny").has_value());
    CHECK(load_pack(world, "other").error().key == "invalid-id");
    auto const missing = load_pack(world, "nowhere");
    CHECK(missing.error().code == ErrorCode::NotFound);
    CHECK(missing.error().message.find("tiny") != std::string::npos);
    world.files["templates/tiny/de.md"] += "\n# late title\n";
    auto const wrong = load_pack(world, "tiny");
    CHECK(wrong.error().file == "templates/tiny/de.md");
    CHECK(wrong.error().line > 0);
}

TEST_CASE("A value must fit its variable", "[templates]")
{
    auto const pack = TinyPack::read().parse();
    REQUIRE(pack);
    auto key = [&](char const* variable, VariableValue const& value) {
        auto const checked = check_value(*find_variable(*pack, variable), value);
        return checked ? std::string() : checked.error().key;
    };
    CHECK(key("days", std::int64_t { 30 }).empty());
    CHECK(key("days", std::int64_t { 29 }) == "variable-minimum");
    CHECK(key("days", std::int64_t { 91 }) == "variable-maximum");
    CHECK(key("days", std::string("30")) == "variable-type");
    CHECK(key("lead", std::string("court")).empty());
    CHECK(key("lead", std::string("nobody")) == "unknown-value");
    CHECK(key("place", LanguageMap {}).empty());
    CHECK(key("place", std::string("Bern")) == "variable-type");
    CHECK(key("public", false).empty());
    CHECK(key("start", Date {}).empty());
}
