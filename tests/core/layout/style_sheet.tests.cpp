#include "core/layout/style_sheet.h"

#include "core/layout/layout.h"
#include "core/layout/letterhead.h"
#include "core/layout/style_members.h"
#include "tests/core/image/sample_png.h"
#include "tests/core/layout/fictitious_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

SystemWorld world;

std::string with(std::string const& members)
{
    std::string const texts = R"({"de": "a", "fr": "b", "it": "c", "en": "d"})";
    return R"({"format": "konkordat-style-sheet/1", "id": "own", "name": )" + texts + R"(, "description": )" + texts
        + (members.empty() ? "" : ",\n" + members) + "}";
}

/// "key pointer" of the error.
std::string refusal(std::string const& members)
{
    auto const read = read_style_sheet(with(members));
    return read ? "none" : read.error().key + " " + read.error().pointer;
}

} // namespace

TEST_CASE("The sober style sheet says everything, and exactly what the program has built in", "[layout][style]")
{
    auto const bytes = world.resource("assets/styles/sober.json");
    REQUIRE(bytes);
    auto const sober = read_style_sheet(*bytes);
    INFO((sober ? "" : sober.error().to_string()));
    REQUIRE(sober);
    CHECK(sober->sheet == StyleSheet {});
    for (auto const& member : length_members)
        CHECK(bytes->find("\"" + std::string(member.name) + "\"") != std::string_view::npos);
    for (auto const& [name, member] : colour_members)
        CHECK(bytes->find("\"" + std::string(name) + "\"") != std::string_view::npos);
    for (auto const& [name, member] : text_members)
        CHECK(bytes->find("\"" + std::string(name) + "\"") != std::string_view::npos);
}

TEST_CASE("All style sheets that ship are sound, named in four languages, and lay out an agreement", "[layout][style]")
{
    auto const sheets = load_style_sheets(world);
    INFO((sheets ? "" : sheets.error().to_string()));
    REQUIRE(sheets);
    REQUIRE(sheets->size() >= 3);
    CHECK(sheets->front().id == "sober");
    for (auto const& entry : *sheets) {
        INFO(entry.id);
        CHECK(world.resource("assets/styles/" + entry.id + ".json"));
        CHECK(entry.name.size() == 4);
        CHECK(entry.description.size() == 4);
        auto agreement = tests::fictitious_agreement();
        agreement.appearance.style = entry.id;
        LayoutOptions options;
        auto style = style_sheet_for(world, agreement.appearance);
        REQUIRE(style);
        options.style = *style;
        auto const document = layout_agreement(world, agreement, options);
        REQUIRE(document);
        CHECK_FALSE(document->pages.empty());
        for (auto const& page : document->pages)
            CHECK(page.width == style->page_width);
    }
    auto const large = std::ranges::find(*sheets, "large-print", &NamedStyleSheet::id);
    REQUIRE(large != sheets->end());
    for (auto const& [name, member] : text_members)
        CHECK((large->sheet.*member).size >= points(12));
    CHECK(large->sheet.body.size == points(14));
    CHECK(std::ranges::find(*sheets, "letterhead", &NamedStyleSheet::id)->sheet.letterhead);
}

TEST_CASE("A style sheet that does not follow the rules is refused with its place", "[layout][style]")
{
    CHECK(refusal("") == "none");
    CHECK(refusal(R"("lenghts": {})") == "unknown-member /lenghts");
    CHECK(refusal(R"("lengths": {"marginTop": 30})") == "json-type /lengths/marginTop");
    for (auto const* text : { "30", "mm", "30cm", "-3mm", "3,5mm", ".5mm", "5.mm", "1.2345mm", "99999999999999mm", "1.2.3mm" })
        CHECK(refusal("\"lengths\": {\"marginTop\": \"" + std::string(text) + "\"}") == "invalid-length /lengths/marginTop");
    CHECK(refusal(R"("lengths": {"marginTop": "80mm"})") == "length-range /lengths/marginTop");
    CHECK(refusal(R"("lengths": {"marginLeft": "60mm", "marginRight": "60mm"})") == "style-geometry ");
    CHECK(refusal(R"("lengths": {"pageHeight": "210mm", "marginTop": "70mm", "marginBottom": "70mm"})") == "style-geometry ");
    CHECK(refusal(R"("lengths": {"headerBaseline": "32mm"})") == "style-geometry ");
    CHECK(refusal(R"("lengths": {"footerBaseline": "260mm"})") == "style-geometry ");
    CHECK(refusal(R"("texts": {"body": {"size": "5pt"}})") == "length-range /texts/body/size");
    CHECK(refusal(R"("texts": {"body": {"size": "14pt", "leading": "12pt"}})") == "style-geometry /texts/body");
    CHECK(refusal(R"("texts": {"body": {"colour": "#000000"}})") == "unknown-member /texts/body/colour");
    CHECK(refusal(R"("colours": {"ink": "black"})") == "invalid-colour /colours/ink");
    CHECK(refusal(R"("colours": {"ink": "#1A1C20"})") == "invalid-colour /colours/ink");
    CHECK(refusal(R"("colours": {"quiet": "#999999"})") == "colour-contrast ");
    CHECK(refusal(R"("colours": {"watermark": "#666666"})") == "colour-contrast ");
    CHECK(refusal(R"("orderedLabels": ["decimal"])") == "missing-member /orderedLabels");
    CHECK(refusal(R"("orderedLabels": ["decimal", "roman", "decimal"])") == "unknown-value /orderedLabels/1");
    auto const newer = read_style_sheet(R"({"format": "konkordat-style-sheet/2"})");
    REQUIRE_FALSE(newer);
    CHECK(newer.error().code == ErrorCode::UnsupportedVersion);
    auto const nameless = read_style_sheet(R"({"format": "konkordat-style-sheet/1", "id": "x", "name": {"de": "a"}})");
    REQUIRE_FALSE(nameless);
    CHECK(nameless.error().key == "missing-language");
    CHECK_FALSE(read_style_sheet(std::string(70'000, ' ')));
}

TEST_CASE("What a style sheet does not say is as in the sober one, and colours go where they belong", "[layout][style]")
{
    auto const read = read_style_sheet(
        with(R"("colours": {"accent": "#7a0010", "quiet": "#444444"}, "texts": {"title": {"size": "20pt"}})"));
    REQUIRE(read);
    auto const& sheet = read->sheet;
    Colour const accent { 0x7a, 0x00, 0x10 };
    CHECK(sheet.title.size == points(20));
    CHECK(sheet.title.leading == StyleSheet {}.title.leading);
    CHECK(sheet.title.colour == accent);
    CHECK(sheet.section.colour == accent);
    CHECK(sheet.rule == accent);
    CHECK(sheet.body.colour == sheet.ink);
    CHECK(sheet.cover_label.colour == Colour { 0x44, 0x44, 0x44 });
}

TEST_CASE("An agreement's own colour and setting take the place of the sheet's", "[layout][style]")
{
    Appearance appearance { .style = "letterhead", .setting = TextSetting::Justified, .colour = "#d8232a", .letterhead = {} };
    auto const style = style_sheet_for(world, appearance);
    REQUIRE(style);
    CHECK(style->letterhead);
    CHECK(style->accent == Colour { 0xd8, 0x23, 0x2a });
    CHECK(style->section.colour == style->accent);
    CHECK(style->body.alignment == Alignment::Justified);
    CHECK(style->watermark != StyleSheet {}.watermark);
    CHECK(contrast(style->ink, style->watermark) >= legible_contrast);

    appearance = { .style = "not-here", .colour = {}, .letterhead = {} };
    auto const unknown = style_sheet_for(world, appearance);
    REQUIRE(unknown);
    CHECK(*unknown == StyleSheet {});
}

TEST_CASE("A letterhead has the authority's lines in its language and the emblem with its words", "[layout][style]")
{
    konkordat::Letterhead source { .authority = { { Language::German, " Regierungsrat \r\n\n\tPostgasse 68\x01" } }, .emblem = {} };
    auto const words = compose_letterhead(source, Language::French);
    REQUIRE(words);
    CHECK(words->lines == std::vector<std::string> { "Regierungsrat", "Postgasse 68" }); // German fills in
    CHECK_FALSE(words->emblem);
    source.emblem = Emblem { sample::small_png(3), { { Language::French, "Ours" } } };
    auto const whole = compose_letterhead(source, Language::French);
    REQUIRE(whole);
    REQUIRE(whole->emblem);
    CHECK(whole->emblem->width == 2);
    CHECK(whole->emblem_alternative == "Ours");
    CHECK(compose_letterhead(source, Language::French)->emblem == whole->emblem); // not decoded again
    CHECK_FALSE(compose_letterhead({}, Language::German));
    CHECK_FALSE(compose_letterhead({ .authority = { { Language::German, " \n " } }, .emblem = {} }, Language::German));
}
