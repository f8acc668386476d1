#include "core/review/text_difference.h"

#include <catch2/catch_test_macros.hpp>
#include <wordbreak.h>

#include <random>
#include <string>

using namespace konkordat::review;

namespace {

std::string text_of(std::vector<Piece> const& pieces, PieceKind left_out)
{
    std::string text;
    for (auto const& piece : pieces) {
        if (piece.kind != left_out)
            text += piece.text;
    }
    return text;
}

/// "Die [-alte-] {+neue+} Regel", to be read.
std::string shown(std::string_view before, std::string_view after)
{
    std::string text;
    for (auto const& piece : word_difference(before, after)) {
        auto const words = std::string(piece.text);
        text += piece.kind == PieceKind::Same ? words : piece.kind == PieceKind::Removed ? "[-" + words + "-]" : "{+" + words + "+}";
    }
    return text;
}

std::string random_text(std::mt19937& random)
{
    static constexpr std::string_view pieces[] = { "Polizei", "Opfer", " ", " ", ". ", "\n", "\n\n", "é", "l’autorité", "3.2", "- ", "🙂",
        "\u0301", "\xFF", "", "Bedenkzeit" };
    std::string text;
    for (auto count = random() % 30; count > 0; --count)
        text += pieces[random() % std::size(pieces)];
    return text;
}

} // namespace

TEST_CASE("Words are those of Unicode, and together the text", "[review][difference]")
{
    CHECK(words_of("Art. 182 StGB") == std::vector<std::string_view> { "Art", ".", " ", "182", " ", "StGB" });
    CHECK(words_of("l’autorité, 3.2") == std::vector<std::string_view> { "l’autorité", ",", " ", "3.2" });
    CHECK(words_of("Grösse\u0301 🙂!") == std::vector<std::string_view> { "Grösse\u0301", " ", "🙂", "!" });
    CHECK(words_of("").empty());
}

TEST_CASE("Words are found as the library finds them in the whole text", "[review][difference]")
{
    std::mt19937 random(4);
    static constexpr std::string_view pieces[] = { "a", "Z", "7", " ", "  ", "_", ".", ",", ":", "'", "\"", "\n", "\r\n", "\t", "é",
        "\u0301", "’", "\u00A0", "\u200D", "🙂", "🇨🇭", "ア", "א", "٣", "\u00AD" };
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto count = random() % 12; count > 0; --count)
            text += pieces[random() % std::size(pieces)];
        std::string breaks(text.size(), '\0');
        set_wordbreaks_utf8(reinterpret_cast<utf8_t const*>(text.data()), text.size(), nullptr, breaks.data());
        std::vector<std::string_view> expected;
        std::size_t begin = 0;
        for (std::size_t k = 0; k < text.size(); ++k) {
            if (k + 1 == text.size() || breaks[k] == WORDBREAK_BREAK) {
                expected.push_back(std::string_view(text).substr(begin, k + 1 - begin));
                begin = k + 1;
            }
        }
        CAPTURE(text);
        REQUIRE(words_of(text) == expected);
    }
}

TEST_CASE("Changed words are shown, not their neighbours", "[review][difference]")
{
    CHECK(shown("Die Polizei informiert.", "Die Polizei informiert.") == "Die Polizei informiert.");
    CHECK(shown("Die Polizei informiert.", "Die Kantonspolizei informiert.") == "Die [-Polizei-]{+Kantonspolizei+} informiert.");
    CHECK(shown("", "neu") == "{+neu+}");
    CHECK(shown("alt", "") == "[-alt-]");
    CHECK(shown("", "").empty());
    CHECK(shown("innert 30 Tagen", "innert 45 Tagen") == "innert [-30-]{+45+} Tagen");
    CHECK(shown("Sie hört zu.", "Sie hört gut zu.") == "Sie hört {+gut +}zu.");
}

TEST_CASE("Words that were replaced together are one change, whatever spaces they share", "[review][difference]")
{
    CHECK(shown("Der Kanton, die Gemeinden", "Ein Verein und Private") == "[-Der Kanton, die Gemeinden-]{+Ein Verein und Private+}");
    CHECK(shown("Es gilt A B C hier", "Es gilt X Y Z hier") == "Es gilt [-A B C-]{+X Y Z+} hier");
}

TEST_CASE("Paragraphs that stayed are found although others around them went", "[review][difference]")
{
    CHECK(shown("Erster.\n\nZweiter.\n\nDritter.", "Zweiter Satz.\n\nDritter.") == "[-Erster.\n\n-]Zweiter{+ Satz+}.\n\nDritter.");
    CHECK(shown("Eins.\n\nDrei.", "Eins.\n\nZwei.\n\nDrei.") == "Eins.\n\n{+Zwei.\n\n+}Drei.");
    CHECK(shown("- a\n- b\n", "- a\n- neu\n- b\n") == "- a\n{+- neu\n+}- b\n");
}

TEST_CASE("A difference holds both texts, byte by byte", "[review][difference]")
{
    std::mt19937 random(3);
    for (int i = 0; i < 3000; ++i) {
        auto const before = random_text(random);
        auto const after = random() % 4 == 0 ? before : random_text(random);
        auto const pieces = word_difference(before, after);
        CAPTURE(before, after);
        REQUIRE(text_of(pieces, PieceKind::Added) == before);
        REQUIRE(text_of(pieces, PieceKind::Removed) == after);
        for (std::size_t k = 0; k < pieces.size(); ++k) {
            REQUIRE_FALSE(pieces[k].text.empty());
            REQUIRE((k == 0 || pieces[k].kind != pieces[k - 1].kind));
        }
        if (before == after)
            REQUIRE(pieces.size() <= 1);
    }
}

TEST_CASE("A passage written anew is compared in bounded time and shown as a whole", "[review][difference]")
{
    std::string before;
    std::string after;
    for (int i = 0; i < 3000; ++i) {
        before += "alt" + std::to_string(i) + " ";
        after += "neu" + std::to_string(i) + " ";
    }
    auto const pieces = word_difference(before, after);
    CHECK(pieces.size() <= 3);
    CHECK(text_of(pieces, PieceKind::Added) == before);
}
