#include "core/layout/layout.h"
#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/procedure/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::layout;

namespace {

SystemWorld world;

Agreement with_procedure_annex(Agreement agreement)
{
    agreement.clauses = { tests::make_clause("steps", ClauseKind::Annex, { { Language::German, "Verfahren" } }, {}, Generated::Procedure) };
    return agreement;
}

LaidOutDocument laid_out(Agreement const& agreement)
{
    auto document = layout_agreement(world, with_procedure_annex(agreement), {});
    REQUIRE(document);
    return std::move(document).value();
}

} // namespace

TEST_CASE("The document holds the chart as figures, each whole on a page, with words in its place", "[layout][procedure]")
{
    StyleSheet const style;
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        CAPTURE(seed);
        LaidOutDocument const document = laid_out(tests::random_procedure(seed));
        std::size_t figures = 0;
        for (StructureElement const& element : document.structure) {
            if (element.kind != StructureKind::Figure)
                continue;
            ++figures;
            CHECK(element.alternative.starts_with("Diagramm der Schritte "));
            REQUIRE(element.kids.size() == 1); // one marked content, so one page
            Rectangle const& area = element.area;
            CHECK(area.x >= style.margin_left);
            CHECK(area.x + area.width <= style.page_width - style.margin_right);
            CHECK(area.y >= style.margin_top);
            CHECK(area.y + area.height <= style.page_height - style.margin_bottom);
        }
        CHECK(figures > 0);
        CHECK(document.findings.empty());
    }
}

TEST_CASE("All of a figure is content, nothing of it an artifact", "[layout][procedure]")
{
    LaidOutDocument const document = laid_out(tests::random_procedure(5));
    for (Page const& page : document.pages) {
        for (PageItem const& item : page.items) {
            bool const drawn = std::holds_alternative<StrokedLine>(item.shape) || std::holds_alternative<FilledPolygon>(item.shape);
            if (!drawn)
                continue;
            REQUIRE(item.artifact == ArtifactKind::None);
            CHECK(document.structure[page.contents[item.content]].kind == StructureKind::Figure);
        }
    }
}

TEST_CASE("A character that the fonts lack is reported from a figure, too", "[layout][procedure]")
{
    Agreement agreement = tests::agreement_with(1, 1);
    agreement.procedure[0].title[Language::German] = "Schritt \U0001F600";
    auto const document = laid_out(agreement);
    CHECK(std::ranges::any_of(document.findings, [](Finding const& finding) {
        return finding.kind == Finding::Kind::MissingGlyph && finding.detail == "U+1F600" && finding.clause == ClauseId("steps");
    }));
}
