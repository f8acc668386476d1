#include "core/examples/examples.h"
#include "core/codec/agreement_json.h"
#include "core/templates/instantiate.h"
#include "core/templates/upgrade.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace konkordat;

namespace {

template <typename T>
T require(Result<T> result)
{
    if (!result)
        FAIL(result.error().to_string());
    return *std::move(result);
}

} // namespace

TEST_CASE("The examples cover the three forms, and one of them two languages", "[examples]")
{
    TestWorld world;
    auto const examples = require(load_examples(world));
    REQUIRE(examples.size() == 3);
    std::set<Form> forms;
    bool bilingual = false;
    for (auto const& example : examples) {
        forms.insert(example.form);
        bilingual = bilingual || example.languages.size() == 2;
        for (auto const language : all_languages) {
            CHECK_FALSE(example.name.at(language).empty());
            CHECK_FALSE(example.description.at(language).empty());
        }
    }
    CHECK(forms.size() == 3);
    CHECK(bilingual);
}

TEST_CASE("Every example is an agreement of today's template that nobody takes for a real one", "[examples]")
{
    TestWorld world;
    auto const words = require(richtext::Words::load(world));
    auto const pack = require(templates::load_pack(world, "ch-thb-cooperation"));
    for (auto const& example : require(load_examples(world))) {
        CAPTURE(example.id);
        auto const agreement = require(build_example(world, words, example.id));
        CHECK(agreement.form == example.form);
        CHECK(agreement.template_reference.version == pack.version);
        CHECK(templates::missing_clauses(pack, agreement).empty());
        CHECK(templates::open_variables(pack, agreement).empty());
        for (auto const& canton : agreement.cantons)
            CHECK(find_canton(words.cantons(), canton)->fictitious);
        for (auto const& [language, title] : agreement.title)
            CHECK((title.starts_with("Beispiel (frei erfunden)") || title.starts_with("Exemple (entièrement fictif)")));
        for (auto const& contact : agreement.contacts)
            CHECK(contact.email.ends_with(".example"));
        CHECK(require(read_agreement(write_agreement(agreement))) == agreement);
        auto const another = require(build_example(world, words, example.id));
        CHECK(another.id != agreement.id);
    }
    CHECK(build_example(world, words, "none").error().code == ErrorCode::NotFound);
}

TEST_CASE("A recipe with a mistake is refused with its place", "[examples]")
{
    TestWorld world;
    auto const words = require(richtext::Words::load(world));
    auto const original = std::string(require(world.resource("assets/examples/musterstein-announcement.json")));
    auto refused = [&](std::string_view from, std::string_view to) {
        auto text = original;
        auto const at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        world.files["assets/examples/musterstein-announcement.json"] = text;
        auto const result = build_example(world, words, "musterstein-announcement");
        REQUIRE_FALSE(result);
        return result.error();
    };
    CHECK(refused("\"form\": \"announcement\"", "\"form\": \"gossip\"").pointer == "/form");
    CHECK(refused("\"clause\": \"statistics\"", "\"clause\": \"none\"").key == "no-such-item");
    CHECK(refused("\"organisation\": \"advice\"", "\"organisation\": \"nobody\"").key == "dangling-reference");
    CHECK(refused("\"step\": \"safety\"", "\"step\": \"danger\"").key == "no-such-item");
}
