#include "core/layout/typesetter.h"

#include "core/base/utf8.h"
#include "tests/core/layout/random_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

SystemWorld world;

Typesetter new_typesetter()
{
    auto loaded = Typesetter::load(world);
    REQUIRE(loaded);
    return std::move(loaded).value();
}

Typesetter& typesetter()
{
    static Typesetter kept = new_typesetter();
    return kept;
}

WordShaper& shaper()
{
    static WordShaper kept = [] {
        auto fonts = FontSet::load(world);
        auto hyphenator = Hyphenator::load(world);
        REQUIRE(fonts);
        REQUIRE(hyphenator);
        return WordShaper(std::make_shared<FontSet const>(std::move(fonts).value()), std::move(hyphenator).value());
    }();
    return kept;
}

std::string text_of(Spans const& spans)
{
    std::string text;
    for (Span const& span : spans)
        text += span.text;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
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

/// Words of the templates as they stand, with their punctuation.
std::vector<std::string> const& words_of(Language language)
{
    static std::map<Language, std::vector<std::string>> kept;
    std::vector<std::string>& words = kept[language];
    if (words.empty()) {
        std::string word;
        auto const text = world.resource("templates/ch-thb-cooperation/" + std::string(language_code(language)) + ".md");
        REQUIRE(text);
        for (char const c : *text) {
            if (c != ' ' && c != '\n') {
                word += c;
            } else if (!word.empty()) {
                words.push_back(std::move(word));
                word.clear();
            }
        }
        REQUIRE(words.size() > 1000);
    }
    return words;
}

/// A paragraph of several styles with nested marks, forced breaks and no-break spaces now and then.
Spans random_paragraph(tests::Random& random, Language language)
{
    std::vector<std::string> const& words = words_of(language);
    Spans spans(1);
    std::size_t at = random.below(words.size());
    for (std::size_t i = 1 + random.below(150); i > 0; --i) {
        if (random.chance(4))
            spans.push_back(Span { .bold = random.chance(40), .italic = random.chance(40), .open = random.chance(20) });
        spans.back().text += words[at++ % words.size()];
        if (random.chance(2))
            spans.push_back(Span { .text = std::to_string(1 + random.below(30)), .note = 0 }), spans.emplace_back();
        spans.back().text += random.chance(1) ? "\n" : random.chance(4) ? "\u00A0" : random.chance(2) ? "  " : " ";
    }
    return spans;
}

Glyph const* last_inked_glyph(Line const& line)
{
    for (auto run = line.runs.rbegin(); run != line.runs.rend(); ++run) {
        for (auto glyph = run->glyphs().rbegin(); glyph != run->glyphs().rend(); ++glyph) {
            if (glyph->hyphen || run->text()[glyph->cluster] != ' ')
                return &*glyph;
        }
    }
    return nullptr;
}

bool is_divided(Line const& line)
{
    Glyph const* last = last_inked_glyph(line);
    return last != nullptr && last->hyphen;
}

std::size_t longest_ladder(std::vector<Line> const& lines)
{
    std::size_t longest = 0;
    std::size_t current = 0;
    for (Line const& line : lines) {
        current = is_divided(line) ? current + 1 : 0;
        longest = std::max(longest, current);
    }
    return longest;
}

std::size_t glyph_count(Line const& line)
{
    std::size_t count = 0;
    for (LineRun const& run : line.runs)
        count += run.glyphs().size();
    return count;
}

/// Width as it will be painted, from the glyphs themselves, without white space at the end.
Length painted_width(Line const& line)
{
    Length width = 0;
    for (LineRun const& run : line.runs) {
        std::int64_t units = 0;
        Length extra = 0;
        for (Glyph const& glyph : run.glyphs()) {
            std::string_view const rest = glyph.hyphen ? std::string_view() : std::string_view(run.text()).substr(glyph.cluster);
            units += glyph.advance;
            if (rest.starts_with(' ') || rest.starts_with("\u00A0"))
                extra += run.space_extra;
            if (!rest.starts_with(' '))
                width = run.x + scale_units(units, run.size, typesetter().face(run.style).metrics().units_per_em) + extra;
        }
    }
    return width;
}

/// Spaces that stretch, without those at the line's end.
std::size_t space_count(Line const& line)
{
    std::size_t count = 0;
    std::size_t pending = 0;
    for (LineRun const& run : line.runs) {
        for (Glyph const& glyph : run.glyphs()) {
            std::string_view const rest = glyph.hyphen ? std::string_view("-") : std::string_view(run.text()).substr(glyph.cluster);
            if (rest.starts_with(' ')) {
                ++pending;
            } else {
                count += pending + (rest.starts_with("\u00A0") ? 1 : 0);
                pending = 0;
            }
        }
    }
    return count;
}

bool same(std::vector<Line> const& a, std::vector<Line> const& b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].width != b[i].width || a[i].runs.size() != b[i].runs.size())
            return false;
        for (std::size_t k = 0; k < a[i].runs.size(); ++k) {
            LineRun const& x = a[i].runs[k];
            LineRun const& y = b[i].runs[k];
            if (x.span != y.span || x.style != y.style || x.text() != y.text() || x.glyphs() != y.glyphs() || x.x != y.x
                || x.width != y.width || x.space_extra != y.space_extra || x.size != y.size || x.rise != y.rise)
                return false;
        }
    }
    return true;
}

/// Byte offsets at which lines end, and those at which the text forces them to.
bool ends_at_forced_break(std::string const& source, std::size_t offset) { return offset > 0 && source[offset - 1] == '\n'; }

void check_lines(Spans const& spans, ParagraphStyle const& style, Length measure, std::vector<Line> const& lines)
{
    std::string source;
    for (Span const& span : spans)
        source += span.text;
    CHECK(text_of(lines) == text_of(spans));
    std::size_t offset = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line const& line = lines[i];
        CAPTURE(i, text_of({ line }));
        for (LineRun const& run : line.runs)
            offset += run.text().size();
        CHECK((line.width <= measure || glyph_count(line) <= 2));
        CHECK(painted_width(line) == line.width);
        bool const is_last = i + 1 == lines.size() || ends_at_forced_break(source, offset);
        std::size_t const spaces = space_count(line);
        if (style.alignment == Alignment::Justified && !is_last && spaces > 0)
            CHECK(measure - line.width < static_cast<Length>(spaces));
        if (style.alignment == Alignment::Ragged) {
            for (LineRun const& run : line.runs)
                CHECK(run.space_extra == 0);
        }
    }
    CHECK_FALSE(is_divided(lines.back()));
}

} // namespace

TEST_CASE("A thousand random paragraphs: no overfull line, no character lost, justified lines filled, warm as cold", "[layout]")
{
    tests::Random random(20);
    std::size_t divided = 0;
    std::size_t ladders = 0;
    Typesetter warm = new_typesetter();
    for (int round = 0; round < 1000; ++round) {
        Language const language = all_languages[random.below(all_languages.size())];
        ParagraphStyle const style { .size = points(8 + static_cast<double>(random.below(5))),
            .language = language,
            .alignment = random.chance(50) ? Alignment::Justified : Alignment::Ragged,
            .hyphenation = random.chance(70) ? Hyphenation::On : Hyphenation::Off };
        Length const measure = points(60 + static_cast<double>(random.below(391)));
        Spans const spans = random_paragraph(random, language);
        CAPTURE(round, measure, text_of(spans));
        auto const lines = break_paragraph(spans, style, measure, shaper());
        check_lines(spans, style, measure, lines);
        CHECK(same(lines, *warm.break_paragraph(spans, style, measure)));
        CHECK(same(lines, *warm.break_paragraph(spans, style, measure)));
        if (round % 100 == 0)
            warm.begin_document();
        for (Line const& line : lines)
            divided += is_divided(line) ? 1 : 0;
        if (style.hyphenation == Hyphenation::Off)
            CHECK(longest_ladder(lines) == 0);
        if (longest_ladder(lines) < 3)
            continue;
        // Three in a row only where not even undivided words would fit.
        ++ladders;
        CHECK(measure_paragraph(spans, style, shaper()).minimum > measure);
    }
    CHECK(divided > 500);
    CHECK(ladders < 20);
}

TEST_CASE("Divided words keep their text and show a hyphen that stands for none of it", "[layout]")
{
    Spans const spans { Span { .text = "Kooperationsvereinbarung" } };
    ParagraphStyle const style { .hyphenation = Hyphenation::On };
    auto const lines = typesetter().break_paragraph(spans, style, points(80));
    REQUIRE(lines->size() == 2);
    CHECK(text_of(*lines) == "Kooperationsvereinbarung");
    LineRun const& run = lines->front().runs.front();
    Glyph const& hyphen = run.glyphs().back();
    CHECK(hyphen.hyphen);
    CHECK(hyphen.cluster == run.text().size());
    CHECK(hyphen.id == typesetter().face(FontStyle::Regular).glyph_for(U'-'));
    CHECK_FALSE(lines->back().runs.back().glyphs().back().hyphen);
}

TEST_CASE("A compound with a hyphen of its own breaks there first", "[layout]")
{
    ParagraphStyle const style { .hyphenation = Hyphenation::On };
    auto const lines = typesetter().break_paragraph({ Span { .text = "die Kantonspolizei-Vereinbarung" } }, style, points(110));
    REQUIRE(lines->size() == 2);
    CHECK(text_of({ lines->front() }) == "die Kantonspolizei-");
}

TEST_CASE("Open values and note marks are not divided; a mark stays with its word", "[layout]")
{
    ParagraphStyle const style { .hyphenation = Hyphenation::On };
    auto const open = typesetter().break_paragraph({ Span { .text = "Koordinationsstellenleitung", .open = true } }, style, points(200));
    CHECK(open->size() == 1);
    Spans const spans { Span { .text = "Die Opferhilfe" }, Span { .text = "12", .note = 0 }, Span { .text = " berät." } };
    for (Length measure = points(40); measure < points(140); measure += 997) {
        auto const lines = typesetter().break_paragraph(spans, style, measure);
        for (Line const& line : *lines)
            CHECK(line.runs.front().text() != "12");
    }
    auto const lines = typesetter().break_paragraph(spans, style, points(300));
    REQUIRE(lines->front().runs.size() == 3);
    CHECK(lines->front().runs[1].size < style.size);
    CHECK(lines->front().runs[1].rise > 0);
}

TEST_CASE("The last line is hardly ever a lone part of a word, and never a small one", "[layout]")
{
    tests::Random random(3);
    std::size_t lone = 0;
    for (int round = 0; round < 300; ++round) {
        Spans const spans { Span { .text = text_of(random_paragraph(random, Language::German)) } };
        ParagraphStyle const style { .alignment = Alignment::Justified, .hyphenation = Hyphenation::On };
        auto const lines = break_paragraph(spans, style, points(300), shaper());
        if (lines.size() < 2 || !is_divided(lines[lines.size() - 2]))
            continue;
        CAPTURE(text_of(lines));
        std::string const last = text_of({ lines.back() });
        if (last.find(' ') + 1 < last.size())
            continue;
        ++lone;
        CHECK(last.size() > 3);
    }
    CHECK(lone < 6);
}

TEST_CASE("No glyph of the faces is kerned or joined with a space", "[layout]")
{
    for (FontStyle const style : all_font_styles) {
        Face const& face = typesetter().face(style);
        auto width = [&](std::string const& text) {
            std::int64_t units = 0;
            for (Glyph const& glyph : face.shape(text, 0, text.size(), Language::French))
                units += glyph.advance;
            return units;
        };
        std::int64_t const space = width(" ");
        for (char32_t character = U'!'; character < 0x2040; ++character) {
            bool const is_mark = (character >= 0x300 && character < 0x370) || (character >= 0x483 && character < 0x48A);
            if (is_mark || face.glyph_for(character) == 0)
                continue;
            std::string letter;
            append_utf8(letter, character);
            CAPTURE(letter);
            CHECK(width(letter + " ") == width(letter) + space);
            CHECK(width(" " + letter) == space + width(letter));
            CHECK(width("T " + letter) == width("T") + space + width(letter));
        }
    }
}

TEST_CASE("Bad input is set legibly: endless words, marks, emoji, right-to-left, spaces only", "[layout]")
{
    std::string soft;
    std::string marks = "a";
    for (int i = 0; i < 500; ++i) {
        soft += "ab\u00AD";
        marks += "\u0301";
    }
    std::vector<std::string> const texts { "", " ", "\n", "\n\n\n", "\u00A0", "\u00A0\u00A0\u00A0\u00A0", "\u00AD", soft, marks, " \u0301",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F600", "الاتجار بالبشر مكافحة", "a\u200Bb\u200Bc", std::string(300, ' '),
        std::string(200, '-'), "Zusammen\u00ADarbeits\u00ADvereinbarung", std::string(10'000, 'w'), "ﬁﬂ", "fi\u00ADfl" };
    for (std::string const& text : texts) {
        for (Alignment const alignment : { Alignment::Ragged, Alignment::Justified }) {
            for (Length const measure : { points(1), points(9), points(70), points(400) }) {
                ParagraphStyle const style { .alignment = alignment, .hyphenation = Hyphenation::On };
                Spans const spans { Span { .text = text } };
                auto const lines = break_paragraph(spans, style, measure, shaper());
                CAPTURE(text.substr(0, 80), text.size(), measure);
                REQUIRE_FALSE(lines.empty());
                CHECK(text_of(lines) == text_of(spans));
                for (Line const& line : lines)
                    CHECK((line.width <= measure || glyph_count(line) <= 2 || text_of({ line }) == marks));
            }
        }
    }
}

TEST_CASE("The work of breaking grows with the text, not with its square", "[layout]")
{
    auto effort_of = [](std::string const& text, Alignment alignment) {
        BreakEffort effort;
        ParagraphStyle const style { .alignment = alignment, .hyphenation = Hyphenation::On };
        auto const lines = break_paragraph({ Span { .text = text } }, style, points(430), shaper(), &effort);
        CHECK(text_of(lines) == text);
        return effort.lines_considered;
    };
    std::string words;
    for (std::string const& word : words_of(Language::German))
        words += word + " ";
    words.resize(32'768, 'x');
    while (find_invalid_utf8(words))
        words.pop_back();
    std::string long_words;
    for (int i = 0; i < 8; ++i)
        long_words += words;
    for (Alignment const alignment : { Alignment::Ragged, Alignment::Justified }) {
        CHECK(effort_of(long_words, alignment) < 12 * effort_of(words, alignment));
        CHECK(effort_of(std::string(160'000, 'w'), alignment) < 12 * effort_of(std::string(20'000, 'w'), alignment));
    }
}

TEST_CASE("What was set before is not set again, and what the last documents did not use is forgotten", "[layout]")
{
    Typesetter setter = new_typesetter();
    Spans const spans { Span { .text = "Die Kantonspolizei informiert die Opferhilfe." } };
    auto const first = setter.break_paragraph(spans, {}, points(100));
    CHECK(setter.break_paragraph(spans, {}, points(100)) == first);
    CHECK(setter.paragraphs_set() == 1);
    setter.begin_document();
    setter.begin_document();
    CHECK(setter.break_paragraph(spans, {}, points(100)) == first);
    for (int i = 0; i < 10; ++i)
        setter.begin_document();
    auto const again = setter.break_paragraph(spans, {}, points(100));
    CHECK(setter.paragraphs_set() == 2);
    CHECK(same(*again, *first));
    // All that decides the look is part of the key.
    Spans other = spans;
    other.front().bold = true;
    CHECK_FALSE(same(*setter.break_paragraph(other, {}, points(100)), *first));
    CHECK_FALSE(same(*setter.break_paragraph(spans, {}, points(60)), *first));
    CHECK_FALSE(same(*setter.break_paragraph(spans, { .alignment = Alignment::Justified }, points(100)), *first));
    CHECK_FALSE(same(*setter.break_paragraph(spans, { .size = points(9) }, points(100)), *first));
}
