#include "core/publish/html.h"
#include "core/publish/html_text.h"
#include "tests/core/publish/readers.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::publish;
using namespace konkordat::layout;

namespace {

SystemWorld world;

std::string html_of(Document const& document, std::string emblem = {}, std::string accent = "#143f8a")
{
    auto typesetter = Typesetter::load(world);
    auto frame = load_page_frame(world);
    REQUIRE(typesetter);
    REQUIRE(frame);
    frame->emblem = std::move(emblem);
    frame->accent = std::move(accent);
    return write_html(document, *frame, *typesetter);
}

Part part_in(Language language, std::string text)
{
    Part part { .language = language, .title = text };
    part.blocks.push_back({ Heading { .level = 1, .spans = { Span { .text = std::move(text) } }, .anchor = "title" } });
    return part;
}

bool holds(std::string const& html, std::string_view piece) { return html.find(piece) != std::string::npos; }

} // namespace

TEST_CASE("A page forbids itself scripts and requests", "[publish]")
{
    std::string const html = html_of({ .title = "T", .parts = { part_in(Language::German, "T") } });
    CHECK(holds(html, "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:;"));
    CHECK_FALSE(holds(html, "<link"));
    CHECK_FALSE(holds(html, "url("));
}

TEST_CASE("Each part and each passage says its language", "[publish]")
{
    Document document { .title = "T", .parts = { part_in(Language::German, "Titel"), part_in(Language::French, "Titre") } };
    document.parts[0].language_name = "Deutsch";
    document.parts[1].language_name = "Français";
    document.parts[0].blocks.push_back({ Paragraph { .spans = { Span { .text = "Police", .language = Language::French } } } });
    std::string const html = html_of(document);
    CHECK(holds(html, "<html lang=\"de-CH\">"));
    CHECK(holds(html, "<article id=\"fr\" lang=\"fr-CH\">"));
    CHECK(holds(html, "<span lang=\"fr-CH\">Police</span>"));
    CHECK(holds(html, "<a href=\"#fr\" lang=\"fr-CH\" hreflang=\"fr-CH\">Français</a>"));
}

TEST_CASE("Versions side by side stand clause beside clause, signatures under both", "[publish]")
{
    Document document { .title = "T",
        .parts = { part_in(Language::German, "Titel"), part_in(Language::French, "Titre") },
        .arrangement = Arrangement::SideBySide };
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::string const name : { "eins", "zwei" })
            document.parts[i].blocks.push_back(
                { Heading { .level = 2, .number = name, .spans = { Span { .text = i == 0 ? "de" : "fr" } }, .anchor = name },
                    ClauseId(name) });
    }
    document.parts[0].blocks.push_back(
        { SignatureBlocks { { SignatureBlock { .name = { Span { .text = "Polizei" } } } } }, ClauseId("zwei") });
    std::string const html = html_of(document);
    tests::HtmlPage const page = tests::read_html(html);
    CHECK(page.fault == "");
    CHECK(page.text == "Titel Titre eins de eins fr zwei de zwei fr Polizei");
    CHECK(page.headings == "112222");
    CHECK(holds(html, "<div class=\"both\" lang=\"de-CH\">"));
}

TEST_CASE("Only PNG and JPEG become pictures of a page, with words in their place", "[publish]")
{
    Document document { .title = "T", .parts = { part_in(Language::German, "T") } };
    document.parts[0].letterhead = layout::Letterhead {
        .lines = { "Kanton" }, .emblem = std::make_shared<Image const>(), .emblem_alternative = "Wappen \"<Bär>\""
    };
    CHECK(holds(html_of(document, "\x89PNG\r\n\x1A\nabc"),
        "<img src=\"data:image/png;base64,iVBORw0KGgphYmM=\" alt=\"Wappen &quot;&lt;Bär&gt;&quot;\">"));
    CHECK(holds(html_of(document, "\xFF\xD8\xFFz"), "data:image/jpeg;base64,"));
    CHECK_FALSE(holds(html_of(document, "<svg onload='x'>"), "<img"));
}

TEST_CASE("A colour that is none does not get into the style sheet", "[publish]")
{
    Document const document { .title = "T", .parts = { part_in(Language::German, "T") } };
    CHECK(holds(html_of(document, "", "#b00020"), "--accent: #b00020;"));
    CHECK_FALSE(holds(html_of(document, "", "red;}</style><script>"), "<script"));
    CHECK(css_string("a\"</style>, b") == R"("a\000022 \00003C \00002F style\00003E \00002C  b")");
}

TEST_CASE("Only web and mail addresses are links", "[publish]")
{
    Document document { .title = "T", .parts = { part_in(Language::German, "T") } };
    for (std::string const address :
        { "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", " https://a.example", "file:///etc/passwd" })
        document.parts[0].blocks.push_back({ Paragraph { .spans = { Span { .text = "x", .link = address } } } });
    document.parts[0].blocks.push_back({ Paragraph { .spans = { Span { .text = "y", .link = "mailto:a@example.org" } } } });
    std::string const html = html_of(document);
    CHECK(holds(html, "<a href=\"mailto:a@example.org\" rel=\"noreferrer\">y</a>"));
    CHECK(tests::read_html(html).elements.at("a") == 2);
}

TEST_CASE("A footnote and its mark lead to each other", "[publish]")
{
    Document document { .title = "T", .parts = { part_in(Language::German, "T") } };
    Part& part = document.parts[0];
    part.notes.push_back({ .mark = "¹", .spans = { Span { .text = "Art. 182 StGB." } }, .anchor = "note-1", .description = "Fussnote 1" });
    part.blocks.push_back({ Paragraph { .spans = { Span { .text = "Text" }, Span { .text = "¹", .target = "note-1", .note = 0 } } } });
    std::string const html = html_of(document);
    CHECK(holds(html, "<a class=\"mark\" role=\"doc-noteref\" id=\"de.mark1\" aria-label=\"Fussnote 1\" href=\"#de.note1\">¹</a>"));
    CHECK(holds(html, "<div role=\"doc-footnote\" id=\"de.note1\">"));
    CHECK(holds(html, "role=\"doc-backlink\" href=\"#de.mark1\""));
}
