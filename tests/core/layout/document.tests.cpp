#include "core/layout/layout.h"

#include "tests/core/layout/fictitious_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

SystemWorld world;

Agreement with_body(std::string body)
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.languages = { Language::German };
    agreement.clauses = { tests::make_clause(
        "only", ClauseKind::Section, { { Language::German, "Abschnitt" } }, { { Language::German, std::move(body) } }) };
    return agreement;
}

LaidOutDocument lay_out_body(std::string body)
{
    auto result = layout_agreement(world, with_body(std::move(body)), {});
    REQUIRE(result);
    return std::move(result).value();
}

bool has_finding(LaidOutDocument const& document, Finding::Kind kind, std::string_view detail)
{
    return std::ranges::any_of(document.findings,
        [&](Finding const& finding) { return finding.kind == kind && finding.detail == detail && finding.clause == ClauseId("only"); });
}

} // namespace

TEST_CASE("The fictitious agreement has no finding in any of its languages", "[layout]")
{
    auto const document = layout_agreement(world, tests::fictitious_agreement(), {});
    REQUIRE(document);
    CHECK(document->findings.empty());
}

TEST_CASE("A character without a glyph is a finding that names it and its clause", "[layout]")
{
    LaidOutDocument const document = lay_out_body("Gut \U0001F600 gemacht, \u05E9\u05DC\u05D5\u05DD.");
    CHECK(has_finding(document, Finding::Kind::MissingGlyph, "U+1F600"));
    CHECK(has_finding(document, Finding::Kind::MissingGlyph, "U+05E9"));
    CHECK(plain_text(document).find("Gut \U0001F600 gemacht, \u05E9\u05DC\u05D5\u05DD.") != std::string::npos);
}

TEST_CASE("Control and private-use characters are reported and replaced", "[layout]")
{
    LaidOutDocument const document = lay_out_body("vor\x01nach \uE000 Ende");
    CHECK(has_finding(document, Finding::Kind::ControlCharacter, "U+0001"));
    CHECK(has_finding(document, Finding::Kind::ControlCharacter, "U+E000"));
    CHECK(plain_text(document).find("vor\uFFFDnach \uFFFD Ende") != std::string::npos);
}

TEST_CASE("A clause text of a megabyte is laid out", "[layout]")
{
    std::string body;
    while (body.size() < 1'000'000)
        body += "Satz um Satz wächst der Text, bis niemand ihn mehr liest. ";
    LaidOutDocument const document = lay_out_body(body);
    CHECK(document.pages.size() > 200);
}

TEST_CASE("An agreement without any entry still gives a cover that says what is open", "[layout]")
{
    Agreement agreement;
    agreement.id = AgreementId("empty");
    agreement.cantons = { "CH-TI" };
    agreement.languages = { Language::Italian };
    auto const document = layout_agreement(world, agreement, {});
    REQUIRE(document);
    CHECK(document->pages.size() == 1);
    CHECK(plain_text(*document).find("Ticino") != std::string::npos);
    CHECK(document->title.find("titolo") != std::string::npos);
}

TEST_CASE("Headings never skip a level in the structure", "[layout]")
{
    auto const document = layout_agreement(world, tests::fictitious_agreement(), {});
    REQUIRE(document);
    int level = 0;
    for (StructureElement const& element : document->structure) {
        if (element.kind != StructureKind::Heading)
            continue;
        CHECK(element.level <= level + 1);
        level = element.level;
    }
    CHECK(level >= 2);
}

TEST_CASE("A clause without text in a language says so in that language", "[layout]")
{
    Agreement agreement = with_body("Nur deutsch.");
    agreement.languages = { Language::French };
    auto const document = layout_agreement(world, agreement, {});
    REQUIRE(document);
    std::string const text = plain_text(*document);
    CHECK(text.find("titre dans cette langue") != std::string::npos);
    CHECK(text.find("texte dans cette langue") != std::string::npos);
    CHECK(text.find("Nur deutsch") == std::string::npos);
}

TEST_CASE("A step without a title in a language is marked as open in that language", "[layout]")
{
    for (Generated const generated : { Generated::Procedure, Generated::Responsibilities }) {
        Agreement agreement = with_body("");
        agreement.languages = { Language::German, Language::French };
        agreement.clauses.front().generated = generated;
        ProcedureStep step;
        step.id = StepId("own");
        step.kind = "own";
        step.title = { { Language::German, "Nur deutsch" } };
        agreement.procedure = { step };
        auto const document = layout_agreement(world, agreement, { .languages = { Language::French } });
        REQUIRE(document);
        auto const text = plain_text(*document);
        auto const heading = text.find("titre dans cette langue");
        REQUIRE(heading != std::string::npos);
        CHECK(text.find("titre dans cette langue", heading + 1) != std::string::npos);
    }
}
