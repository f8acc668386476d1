#include "core/layout/typesetter.h"

#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

Typesetter& typesetter()
{
    static SystemWorld world;
    static Typesetter set = [] {
        auto loaded = Typesetter::load(world);
        REQUIRE(loaded);
        return std::move(loaded).value();
    }();
    return set;
}

std::string text_of(std::vector<Line> const& lines)
{
    std::string text;
    for (Line const& line : lines) {
        for (LineRun const& run : line.runs)
            text += run.text();
    }
    return text;
}

std::vector<Line> break_text(std::string const& text, Length measure)
{
    return *typesetter().break_paragraph({ Span { .text = text } }, {}, measure);
}

} // namespace

TEST_CASE("A paragraph breaks between words and loses no character", "[layout]")
{
    std::string const text = "Die Kantonspolizei informiert die Opferhilfe über jeden Verdacht auf Menschenhandel ohne Verzug.";
    auto const lines = break_text(text, points(150));
    REQUIRE(lines.size() > 2);
    CHECK(text_of(lines) == text);
    for (Line const& line : lines) {
        CHECK(line.width <= points(150));
        CHECK(line.runs.front().text().front() != ' ');
    }
}

TEST_CASE("An empty paragraph is one line without runs", "[layout]")
{
    auto const lines = break_text("", points(100));
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().runs.empty());
}

TEST_CASE("A word of ten thousand characters is broken inside and stays whole in the text", "[layout]")
{
    std::string const word(10'000, 'w');
    auto const lines = break_text("vor " + word + " nach", points(200));
    CHECK(text_of(lines) == "vor " + word + " nach");
    CHECK(lines.size() > 300);
    for (Line const& line : lines)
        CHECK(line.width <= points(200));
}

TEST_CASE("A measure narrower than a character gives one character a line", "[layout]")
{
    auto const lines = break_text("abc", points(1));
    CHECK(lines.size() == 3);
    CHECK(text_of(lines) == "abc");
}

TEST_CASE("A forced line break ends the line and counts as a space", "[layout]")
{
    auto const lines = break_text("eins\nzwei", points(300));
    REQUIRE(lines.size() == 2);
    CHECK(text_of(lines) == "eins zwei");
}

TEST_CASE("A non-breaking space and a non-breaking hyphen hold a line together", "[layout]")
{
    auto const lines = break_text("aaaa bbbb Art.\u00A0182\u00A0StGB", points(90));
    REQUIRE(lines.size() == 2);
    CHECK(lines.back().runs.front().text() == "Art.\u00A0182\u00A0StGB");
}

TEST_CASE("A soft hyphen is seen only where the line ends", "[layout]")
{
    std::string const text = "Zusammen\u00ADarbeit";
    auto const whole = break_text(text, points(300));
    REQUIRE(whole.size() == 1);
    auto const divided = break_text(text, points(60));
    REQUIRE(divided.size() == 2);
    CHECK(text_of(divided) == text);
    Face const& face = typesetter().face(FontStyle::Regular);
    CHECK(divided.front().runs.back().glyphs().back().id == face.glyph_for(U'-'));
    for (Glyph const& glyph : whole.front().runs.front().glyphs())
        CHECK(glyph.id != face.glyph_for(U'-'));
}

TEST_CASE("An emoji sequence without a glyph becomes one marked placeholder", "[layout]")
{
    std::string const family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    auto const lines = break_text("a" + family + "b", points(300));
    REQUIRE(lines.size() == 1);
    LineRun const& run = lines.front().runs.front();
    CHECK(run.text() == "a" + family + "b");
    std::size_t missing = 0;
    for (Glyph const& glyph : run.glyphs())
        missing += glyph.missing ? 1 : 0;
    CHECK(missing == 1);
    CHECK(run.glyphs().size() == 3);
}

TEST_CASE("Right-to-left text without glyphs stays whole, every character marked", "[layout]")
{
    std::string const text = "الاتجار بالبشر";
    auto const lines = break_text(text, points(400));
    CHECK(text_of(lines) == text);
    for (LineRun const& run : lines.front().runs) {
        for (Glyph const& glyph : run.glyphs())
            CHECK((glyph.missing || run.text()[glyph.cluster] == ' '));
    }
}

TEST_CASE("Styles change within a line and keep the text", "[layout]")
{
    Spans const spans { Span { .text = "Die " }, Span { .text = "Behörden", .bold = true }, Span { .text = " handeln " },
        Span { .text = "gemeinsam", .italic = true }, Span { .text = "." } };
    auto const lines = *typesetter().break_paragraph(spans, {}, points(400));
    REQUIRE(lines.size() == 1);
    REQUIRE(lines.front().runs.size() == 5);
    CHECK(lines.front().runs[1].style == FontStyle::Bold);
    CHECK(lines.front().runs[3].style == FontStyle::Italic);
    CHECK(text_of(lines) == "Die Behörden handeln gemeinsam.");
    CHECK(lines.front().runs[1].x == lines.front().runs[0].width);
}

TEST_CASE("Combining accents join their letter and change no text", "[layout]")
{
    std::string const decomposed = "cafe\u0301 n\u0303 q\u0302";
    auto const lines = break_text(decomposed, points(300));
    CHECK(text_of(lines) == decomposed);
}

TEST_CASE("Random texts are broken within the measure and lose nothing", "[layout]")
{
    tests::Random random(7);
    static constexpr std::array<std::string_view, 12> pieces { "a", "über", " ", "  ", "-", "fi", "ffl", "\u00AD", "\u200B", "\U0001F600",
        "e\u0301", "Wort" };
    for (int round = 0; round < 400; ++round) {
        std::string text;
        for (std::size_t i = random.below(120); i > 0; --i)
            text += pieces[random.below(pieces.size())];
        Length const measure = points(20 + static_cast<double>(random.below(300)));
        auto const lines = break_text(text, measure);
        CAPTURE(text, measure);
        CHECK(text_of(lines) == text);
        for (Line const& line : lines)
            CHECK(line.width <= measure);
    }
}
