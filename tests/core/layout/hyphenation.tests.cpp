#include "core/layout/hyphenation.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

SystemWorld world;

Hyphenator& hyphenator()
{
    static Hyphenator loaded = [] {
        auto result = Hyphenator::load(world);
        REQUIRE(result);
        return std::move(result).value();
    }();
    return loaded;
}

std::string divided(std::string_view word, Language language)
{
    std::string result;
    std::size_t at = 0;
    for (std::uint32_t const offset : hyphenator().divisions(word, language)) {
        result += std::string(word.substr(at, offset - at)) + "|";
        at = offset;
    }
    return result + std::string(word.substr(at));
}

} // namespace

TEST_CASE("German words are divided at their joints, with three letters on each side", "[layout]")
{
    CHECK(divided("Menschenhandelsbekämpfung", Language::German) == "Men|schen|han|dels|be|kämp|fung");
    CHECK(divided("Aufenthaltsort", Language::German) == "Auf|ent|halts|ort");
    CHECK(divided("Opferhilfe", Language::German) == "Opfer|hilfe"); // neither "Op|fer" nor "hil|fe"
    CHECK(divided("Abend", Language::German) == "Abend");
}

TEST_CASE("The Swiss ss is divided between its letters", "[layout]")
{
    CHECK(divided("Strassenverkehr", Language::German) == "Stras|sen|ver|kehr");
    CHECK(divided("Massnahmen", Language::German) == "Mass|nah|men");
    CHECK(divided("ausserordentlich", Language::German) == "aus|ser|or|dent|lich");
    CHECK(divided("Strafprozessordnung", Language::German) == "Straf|pro|zess|ord|nung");
    CHECK(divided("grösseren", Language::German) == "grös|se|ren");
}

TEST_CASE("French, Italian and English words are divided as their readers expect", "[layout]")
{
    CHECK(divided("coopération", Language::French) == "co|opé|ra|tion");
    CHECK(divided("l’autorité", Language::French) == "l’au|to|rité");
    CHECK(divided("cooperazione", Language::Italian) == "co|o|pe|ra|zio|ne");
    CHECK(divided("dell’autorità", Language::Italian) == "dell’au|to|ri|tà");
    CHECK(divided("agreement", Language::English) == "agree|ment");
    CHECK(divided("co-operation", Language::English) == "co-op|er|a|tion");
}

TEST_CASE("Numbers, addresses, abbreviations and what the author divided are left alone", "[layout]")
{
    for (std::string_view const text : { "12345678", "Abschnitt12", "meldestelle@behoerde.example",
             "https://www.behoerde.example/menschenhandel", "www.menschenhandel.example", "KOORDINATIONSSTELLE", "MENSCHENHANDEL",
             "Koordinations\u00ADstelle", "dokument_vereinbarung", "" }) {
        CAPTURE(text);
        CHECK(divided(text, Language::German) == text);
    }
}

TEST_CASE("Foreign letters, punctuation and endless words do no harm", "[layout]")
{
    CHECK(divided("«Vereinbarung»,", Language::German) == "«Ver|ein|ba|rung»,");
    CHECK(divided("الاتجار", Language::German) == "الاتجار");
    CHECK(divided("\U0001F600\U0001F600\U0001F600", Language::French) == "\U0001F600\U0001F600\U0001F600");
    std::string const endless(100'000, 'a');
    CHECK(divided(endless, Language::German) == endless);
    CHECK(divided("\xFF\xFE\xC3", Language::German) == "\xFF\xFE\xC3");
}

TEST_CASE("A dictionary is read when a word of its language is asked for, and not for what is never divided", "[layout]")
{
    auto loaded = Hyphenator::load(world);
    REQUIRE(loaded);
    for (std::string_view const text : { "und", "12345678", "KOORDINATIONSSTELLE", "meldestelle@behoerde.example", "(a)" })
        CHECK(loaded->divisions(text, Language::German).empty());
    CHECK_FALSE(loaded->has_read(Language::German));
    CHECK_FALSE(loaded->divisions("Vereinbarung", Language::German).empty());
    CHECK(loaded->has_read(Language::German));
    CHECK_FALSE(loaded->has_read(Language::French));
}
