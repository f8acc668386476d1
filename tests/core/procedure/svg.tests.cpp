#include "core/layout/pictures.h"
#include "tests/core/procedure/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::procedure;

TEST_CASE("An SVG is an image with a name and a description, and the same each time", "[procedure]")
{
    SystemWorld world;
    Agreement const agreement = tests::random_procedure(3);
    auto const svg = layout::procedure_svg(world, agreement, Language::German);
    REQUIRE(svg);
    for (std::string const part :
        { " role=\"img\"", " aria-labelledby=\"title description\"", "<title id=\"title\">Ablauf und Zuständigkeiten</title>",
            "<desc id=\"description\">Diagramm der Schritte 1 bis ", " lang=\"de-CH\"" }) {
        CAPTURE(part);
        CHECK(svg->find(part) != std::string::npos);
    }
    CHECK(*layout::procedure_svg(world, agreement, Language::German) == *svg);
    CHECK(layout::roundtable_svg(world, agreement, Language::German));
    CHECK(layout::procedure_svg(world, tests::agreement_with(2, 0), Language::German));
}

TEST_CASE("Text in an SVG never becomes markup", "[procedure]")
{
    std::string const hostile = "</text><script>x('&\")</script>\x01]]>\xEF\xBF\xBF";
    Drawing const drawing { .width = points(10),
        .height = points(10),
        .title = hostile,
        .description = hostile,
        .shapes = { Label { .text = hostile, .size = points(8) } } };
    std::string const svg = write_svg(drawing);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find('\x01') == std::string::npos);
    CHECK(svg.find("\xEF\xBF\xBF") == std::string::npos);
    CHECK(svg.find("&lt;/text&gt;&lt;script&gt;x(&#39;&amp;&quot;)&lt;/script&gt; ]]&gt;") != std::string::npos);
}

TEST_CASE("Lengths in an SVG are exact decimals", "[procedure]")
{
    Drawing const drawing { .width = 1500, .height = 12, .shapes = { Path { .points = { { -250, 0 }, { 1005, 3000 } } } } };
    std::string const svg = write_svg(drawing);
    CHECK(svg.find("viewBox=\"0 0 1.5 0.012\"") != std::string::npos);
    CHECK(svg.find("points=\"-0.25,0 1.005,3\"") != std::string::npos);
}
