#include "core/templates/form_words.h"
#include "tests/core/templates/tiny_pack.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::templates;

namespace {

std::string in(Form form, std::string_view text)
{
    auto const words = words_of_form(text, form);
    if (!words)
        FAIL(words.error().to_string());
    return *words;
}

} // namespace

TEST_CASE("A text speaks of each form in its own words", "[templates]")
{
    std::string_view const text = "{A: Dieser Vertrag | B: Diese Erklärung | C: Diese Verlautbarung} gilt ab {{entry-date}}.";
    CHECK(in(Form::Contract, text) == "Dieser Vertrag gilt ab {{entry-date}}.");
    CHECK(in(Form::Declaration, text) == "Diese Erklärung gilt ab {{entry-date}}.");
    CHECK(in(Form::Announcement, text) == "Diese Verlautbarung gilt ab {{entry-date}}.");
    CHECK(in(Form::Contract, "{AB: die Beteiligten von {{place}}|C:x}") == "die Beteiligten von {{place}}");
    CHECK(in(Form::Announcement, "Er gilt{A: , wenn [[term]] es sagt}.") == "Er gilt.");
}

TEST_CASE("What a form does not say leaves no empty line and no empty item", "[templates]")
{
    std::string_view const text = "Eins.\n\n{A: Nur im Vertrag.}\n\n- a\n- {A: b}\n- c\n\n1. {BC: x}\n2. y\n\n{A: Ende.}";
    CHECK(in(Form::Contract, text) == "Eins.\n\nNur im Vertrag.\n\n- a\n- b\n- c\n\n2. y\n\nEnde.");
    CHECK(in(Form::Declaration, text) == "Eins.\n\n- a\n- c\n\n1. x\n2. y");
    CHECK(in(Form::Declaration, "ohne Wahl\n\n\n- ") == "ohne Wahl\n\n\n- ");
}

TEST_CASE("A choice that is not one is refused with its words", "[templates]")
{
    for (auto const* text : { "{A: ohne Ende", "{A: a | a}", "{A: a | A: b}", "{AB: a | BC: b}", "{A: {B: b}}", "{A: {{offen }" }) {
        CAPTURE(text);
        auto const words = words_of_form(text, Form::Contract);
        REQUIRE_FALSE(words);
        CHECK(words.error().key == "pack-form-words");
    }
    CHECK(in(Form::Contract, "{D: kein Buchstabe} {a: klein} {}") == "{D: kein Buchstabe} {a: klein} {}");
}

TEST_CASE("A pack has its words by form, and refers only to clauses that the form has", "[templates]")
{
    auto const pack = TinyPack::read()
                          .replace("Öffentlich: {{public}}.", "{A: Vergütung | B: Öffentlich}: {{public}}.{A: Siehe [[money]].}")
                          .replace("# Vereinbarung", "# {A: Vertrag | B: Erklärung}")
                          .parse();
    REQUIRE(pack);
    auto const& payment = find_clause(*pack, "payment")->alternatives.front();
    CHECK(payment.wording(Form::Contract).body.at(Language::German) == "Vergütung: {{public}}.Siehe [[money]].");
    CHECK(payment.wording(Form::Declaration).body.at(Language::German) == "Öffentlich: {{public}}.");
    CHECK(payment.wording(Form::Announcement).body.empty());
    CHECK(pack->titles[static_cast<std::size_t>(Form::Contract)].at(Language::German) == "Vertrag {{canton-of}}");

    auto const dangling = TinyPack::read().replace("Öffentlich: {{public}}.", "Siehe [[money]].").parse();
    REQUIRE_FALSE(dangling);
    CHECK(dangling.error().key == "dangling-reference");
    CHECK(dangling.error().file == "de.md");
    CHECK(dangling.error().pointer == "payment");

    auto const broken = TinyPack::read().replace("Öffentlich: {{public}}.", "{A: offen").parse();
    REQUIRE_FALSE(broken);
    CHECK(broken.error().key == "pack-form-words");
    CHECK(broken.error().line > 1);
}
