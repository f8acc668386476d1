#include "core/review/anchor.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace konkordat;
using namespace konkordat::review;

namespace {

TextSelector selector_of(std::string_view text, std::string_view words, std::size_t from = 0)
{
    auto const begin = text.find(words, from);
    REQUIRE(begin != std::string_view::npos);
    return select_text(ClauseId("c"), TextPart::Body, Language::German, text, { begin, begin + words.size() });
}

std::string_view found(std::string_view text, std::optional<TextRange> range)
{
    return range ? text.substr(range->begin, range->end - range->begin) : std::string_view("(orphaned)");
}

/// A text as words of which each is known, whatever others read the same.
using Words = std::vector<std::pair<int, std::string>>;

std::string joined(Words const& words)
{
    std::string text;
    for (auto const& [number, word] : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Where words [first, last) stand.
TextRange range_of(Words const& words, std::size_t first, std::size_t last)
{
    auto const begin = joined({ words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first) }).size();
    auto const length
        = joined({ words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(last) }).size();
    return { begin + (first > 0 ? 1 : 0), begin + (first > 0 ? 1 : 0) + length };
}

Words random_words(std::mt19937& random)
{
    static constexpr std::string_view vocabulary[] = { "die", "Polizei", "und", "der", "Opferhilfe", "mit", "Übergabe", "é" };
    Words words;
    for (int i = 0; i < 60; ++i)
        words.emplace_back(
            i, random() % 3 == 0 ? std::string(vocabulary[random() % std::size(vocabulary)]) : "Wort" + std::to_string(random() % 500));
    return words;
}

} // namespace

TEST_CASE("A selector holds quote, surroundings and position in code points", "[review][anchor]")
{
    std::string const text = "Für die Übergabe gilt: die Polizei informiert.";
    auto const selector = selector_of(text, "die Polizei");
    CHECK(selector.exact == "die Polizei");
    CHECK(selector.prefix == "Für die Übergabe gilt: ");
    CHECK(selector.suffix == " informiert.");
    CHECK(selector.start == 23);
    CHECK(selector.end == 34);
    std::string const long_text = std::string(100, 'a') + "é Mitte é" + std::string(100, 'b');
    auto const middle = selector_of(long_text, "Mitte");
    CHECK(middle.prefix == std::string(30, 'a') + "é ");
    CHECK(middle.suffix == " é" + std::string(30, 'b'));
}

TEST_CASE("Words are found where they are, after edits before, behind and around them", "[review][anchor]")
{
    std::string const text = "Die Polizei meldet den Fall. Die Opferhilfe betreut das Opfer.";
    auto const selector = selector_of(text, "Opferhilfe betreut");
    for (std::string const edited : {
             "Neu. Die Polizei meldet den Fall. Die Opferhilfe betreut das Opfer.",
             "Die Opferhilfe betreut das Opfer. Die Polizei meldet den Fall.",
             "Jede Opferhilfe betreut Personen.",
             "Opferhilfe betreut",
         }) {
        CAPTURE(edited);
        CHECK(found(edited, find_anchor(edited, selector)) == "Opferhilfe betreut");
        CHECK(found(edited, carry_anchor(text, edited, selector)) == "Opferhilfe betreut");
    }
    for (std::string const edited : { "Die Opferhilfe informiert und betreut das Opfer.", "Die OPFERHILFE betreut das Opfer.", "" }) {
        CHECK_FALSE(find_anchor(edited, selector));
        CHECK_FALSE(carry_anchor(text, edited, selector));
    }
}

TEST_CASE("Of equal words those are found that are meant, or none", "[review][anchor]")
{
    std::string const text = "Erstens informiert die Polizei. Zweitens handelt die Polizei. Drittens ruht die Polizei.";
    auto const second = selector_of(text, "die Polizei", 40);
    auto const place = find_anchor(text, second);
    REQUIRE(place);
    CHECK(place->begin == text.find("die Polizei", 40));
    std::string const moved = "Zweitens handelt die Polizei. Erstens informiert die Polizei.";
    CHECK(find_anchor(moved, second)->begin == moved.find("die Polizei"));
    // The sentence is gone; that others speak of the police, too, does not matter.
    std::string const without = "Erstens informiert die Polizei. Drittens ruht die Polizei.";
    CHECK_FALSE(carry_anchor(text, without, second));
    std::string const elsewhere = "Davon ist die Polizei nicht betroffen.";
    CHECK_FALSE(find_anchor(elsewhere, selector_of("x Polizei y", "Polizei")));
}

TEST_CASE("A remark on a whole text stays with it", "[review][anchor]")
{
    auto const whole = select_text(ClauseId("c"), TextPart::Heading, Language::French, "Titre", { 0, 0 });
    CHECK(whole.exact.empty());
    CHECK(find_anchor("Autre titre", whole) == TextRange { 0, 11 });
    CHECK(carry_anchor("Titre", "", whole) == TextRange { 0, 0 });
}

TEST_CASE("Anchors survive edits that leave the words in place; without the words they are orphaned", "[review][anchor]")
{
    std::mt19937 random(41);
    int survived = 0;
    int orphaned = 0;
    for (int i = 0; i < 2000; ++i) {
        auto const before = random_words(random);
        auto const first = random() % 50;
        auto const last = first + 2 + random() % 5;
        auto const text = joined(before);
        auto const selector = select_text(ClauseId("c"), TextPart::Body, Language::German, text, range_of(before, first, last));
        bool const within = random() % 4 == 0;

        auto after = before;
        for (auto edits = 1 + random() % 8; edits > 0; --edits) {
            auto const at = random() % after.size();
            auto const number = after[at].first;
            bool const quoted = number >= static_cast<int>(first) && number < static_cast<int>(last);
            bool const between = quoted && number > static_cast<int>(first);
            switch (random() % 3) {
            case 0:
                if (!quoted)
                    after.erase(after.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            case 1:
                if (!between)
                    after.insert(after.begin() + static_cast<std::ptrdiff_t>(at), { -1, "neu" + std::to_string(random()) });
                break;
            default:
                if (!quoted)
                    after[at].second = "anders" + std::to_string(random());
            }
        }
        auto const own = std::ranges::find(after, static_cast<int>(first), &Words::value_type::first);
        auto const own_first = static_cast<std::size_t>(own - after.begin());
        if (within)
            after[own_first + 1].second = "ersetzt" + std::to_string(random());
        auto const edited = joined(after);
        auto const place = carry_anchor(text, edited, selector);
        CAPTURE(text, edited, selector.exact);
        if (within) {
            ++orphaned;
            REQUIRE_FALSE(place);
            // Without the old text, the same words that stood elsewhere cannot be told from these.
            if (text.find(selector.exact) == text.rfind(selector.exact))
                REQUIRE_FALSE(find_anchor(edited, selector));
        } else {
            ++survived;
            REQUIRE(place == range_of(after, own_first, own_first + last - first));
        }
    }
    CHECK(survived > 1000);
    CHECK(orphaned > 300);
}

TEST_CASE("Words that were moved within the text are found", "[review][anchor]")
{
    std::mt19937 random(42);
    for (int i = 0; i < 500; ++i) {
        auto words = random_words(random);
        words[20].second = "Frist" + std::to_string(i);
        auto const text = joined(words);
        auto const selector = select_text(ClauseId("c"), TextPart::Body, Language::German, text, range_of(words, 18, 23));
        auto moved = words;
        std::rotate(moved.begin() + 15, moved.begin() + 30, moved.end());
        auto const edited = joined(moved);
        auto const own = static_cast<std::size_t>(std::ranges::find(moved, 18, &Words::value_type::first) - moved.begin());
        REQUIRE(carry_anchor(text, edited, selector) == range_of(moved, own, own + 5));
        REQUIRE(find_anchor(edited, selector) == range_of(moved, own, own + 5));
    }
}
