#include "core/agreement/agreement.h"
#include "tests/core/image/sample_png.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;

namespace {

Appearance whole()
{
    return { .style = "letterhead",
        .setting = TextSetting::Justified,
        .arrangement = LanguageArrangement::SideBySide,
        .references = LegalReferences::Without,
        .colour = "#143f8a",
        .letterhead = { .authority = { { Language::German, "Regierungsrat\nPostgasse 68" } },
            .emblem = Emblem { sample::small_png(), { { Language::German, "Bär" } } } } };
}

/// "key pointer" of the error, after the change.
template <typename Change>
std::string refusal(Change change)
{
    auto appearance = whole();
    change(appearance);
    auto const checked = check_appearance(appearance);
    return checked ? "none" : checked.error().key + " " + checked.error().pointer;
}

} // namespace

TEST_CASE("Appearance: what can be printed is accepted", "[agreement][appearance]")
{
    CHECK(check_appearance({}));
    CHECK(check_appearance(whole()));
    CHECK(refusal([](Appearance& a) { a.colour.clear(); }) == "none");
    CHECK(refusal([](Appearance& a) { a.letterhead.authority[Language::French] = "1\n2\n3\n4\n5\n6\n7\n8"; }) == "none");
}

TEST_CASE("Appearance: each thing that cannot be printed is named with its place", "[agreement][appearance]")
{
    CHECK(refusal([](Appearance& a) { a.style = "../../etc"; }) == "invalid-id /appearance/style");
    CHECK(refusal([](Appearance& a) { a.style.clear(); }) == "invalid-id /appearance/style");
    CHECK(refusal([](Appearance& a) { a.colour = "blue"; }) == "invalid-colour /appearance/colour");
    CHECK(refusal([](Appearance& a) { a.colour = "#143F8A"; }) == "invalid-colour /appearance/colour");
    CHECK(refusal([](Appearance& a) { a.colour = "#ffd500"; }) == "colour-contrast /appearance/colour");
    CHECK(refusal([](Appearance& a) { a.letterhead.authority[Language::Italian] = "1\n2\n3\n4\n5\n6\n7\n8\n9"; })
        == "too-many-lines /appearance/letterhead/authority/it");
    CHECK(refusal([](Appearance& a) { a.letterhead.authority[Language::Italian] = std::string(1001, 'x'); })
        == "text-too-long /appearance/letterhead/authority/it");
    CHECK(refusal([](Appearance& a) { a.letterhead.emblem->alternative = { { Language::German, " \n" } }; })
        == "emblem-alternative /appearance/letterhead/emblem/alternative");
    auto const data = std::string(" /appearance/letterhead/emblem/data");
    CHECK(refusal([](Appearance& a) { a.letterhead.emblem->bytes.clear(); }) == "image-kind" + data);
    CHECK(refusal([](Appearance& a) { a.letterhead.emblem->bytes.resize(60); }) == "image-broken" + data);
    CHECK(refusal([](Appearance& a) { a.letterhead.emblem->bytes.resize(limits::max_emblem_bytes + 1); }) == "image-file-too-large" + data);
    CHECK(refusal([](Appearance& a) { a.letterhead.emblem->bytes = sample::png(10'000, 10'000, 8, 2, ""); }) == "image-too-large" + data);
}

TEST_CASE("Appearance: an agreement with a letterhead that is no UTF-8 is inconsistent", "[agreement][appearance]")
{
    Agreement agreement;
    agreement.id = AgreementId("agreement-a");
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German };
    agreement.appearance = whole();
    CHECK(check_consistency(agreement));
    agreement.appearance.letterhead.authority[Language::German] = "\xff";
    auto const checked = check_consistency(agreement);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().key == "json-utf8");
    CHECK(checked.error().pointer == "/appearance/letterhead/authority/de");
}
