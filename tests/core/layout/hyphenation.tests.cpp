#include "core/layout/hyphenation.h"

#include <catch2/catch_test_macros.hpp>

#include "core/base/utf8.h"

#include <hyphen.h>

#include <memory>
#include <set>
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

/// Words of the templates in a language: letters of ASCII and the Latin supplement, lower case.
std::set<std::string> template_words(std::string_view code)
{
    std::set<std::string> words;
    for (std::string_view const path : world.resources_under("templates/")) {
        if (!path.ends_with("." + std::string(code) + ".md") && path.find("/" + std::string(code) + "/") == std::string_view::npos
            && !path.ends_with("/" + std::string(code) + ".md"))
            continue;
        std::string word;
        auto const text = world.resource(path);
        REQUIRE(text);
        for (char const c : *text) {
            if ((c >= 'a' && c <= 'z') || (c & 0x80) != 0) {
                word += c;
            } else {
                words.insert(word);
                word.clear();
            }
        }
    }
    words.erase("");
    return words;
}

struct FreeDictionary {
    void operator()(HyphenDict* dictionary) const { hnj_hyphen_free(dictionary); }
};

/// Where libhyphen divides, by characters from the word's start.
std::vector<bool> libhyphen_divisions(HyphenDict* dictionary, std::string word)
{
    std::vector<char> hyphens(word.size() + 5);
    char** replacements = nullptr;
    int* positions = nullptr;
    int* cuts = nullptr;
    REQUIRE(hnj_hyphen_hyphenate2(
                dictionary, word.c_str(), static_cast<int>(word.size()), hyphens.data(), nullptr, &replacements, &positions, &cuts)
        == 0);
    std::vector<bool> result;
    for (std::size_t i = 0; i < word.size(); ++i)
        result.push_back((hyphens[i] & 1) != 0);
    for (std::size_t i = 0; replacements != nullptr && i < word.size(); ++i)
        free(replacements[i]);
    free(replacements);
    free(positions);
    free(cuts);
    return result;
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

TEST_CASE("Patterns that are not patterns are refused", "[layout]")
{
    CHECK_FALSE(HyphenationPatterns::load(""));
    CHECK_FALSE(HyphenationPatterns::load("konkordat-hyphenation 1\n"));
    CHECK_FALSE(HyphenationPatterns::load("konkordat-hyphenation 1\n.ab\n9999999 1 1\n1\n"));
    auto const resource = world.resource("hyphenation/it.hyp");
    REQUIRE(resource);
    std::string_view const whole = *resource;
    REQUIRE(HyphenationPatterns::load(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(HyphenationPatterns::load(whole.substr(0, size)));
    // A byte changed anywhere is refused or read as other patterns, never out of bounds.
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string broken(whole);
        broken[at] = static_cast<char>(broken[at] ^ 0x55);
        if (auto const patterns = HyphenationPatterns::load(broken))
            CHECK(patterns->values(U"cooperazione").size() == 13);
    }
}

// The Italian dictionary is not of use here: libhyphen looks at the longest pattern only, and those of that dictionary count on all.
TEST_CASE("Packed patterns divide as libhyphen does with the dictionary they come from", "[layout]")
{
    struct Case {
        std::string_view resource;
        std::string_view words;
    };
    for (auto const& [resource, words] : { Case { "fr", "fr" }, Case { "en", "en" }, Case { "en", "de" }, Case { "fr", "it" } }) {
        std::string const path = std::string(KONKORDAT_HYPHENATION_DIR) + "/" + std::string(resource) + ".dic";
        std::unique_ptr<HyphenDict, FreeDictionary> const dictionary(hnj_hyphen_load(path.c_str()));
        REQUIRE(dictionary);
        auto const packed = world.resource("hyphenation/" + std::string(resource) + ".hyp");
        REQUIRE(packed);
        auto const patterns = HyphenationPatterns::load(*packed);
        REQUIRE(patterns);
        std::set<std::string> const all = template_words(words);
        CHECK(all.size() > 500);
        for (std::string const& word : all) {
            std::u32string letters;
            for (std::size_t at = 0; at < word.size();)
                letters += decode_utf8(word, at);
            if (letters.size() < 6 || word.find("’") != std::string::npos)
                continue;
            std::vector<std::uint8_t> const values = patterns->values(letters);
            std::vector<bool> const expected = libhyphen_divisions(dictionary.get(), word);
            CAPTURE(resource, word);
            for (std::size_t gap = 3; gap + 3 <= letters.size(); ++gap)
                CHECK((values[gap] % 2 == 1) == expected[gap - 1]);
        }
    }
}
