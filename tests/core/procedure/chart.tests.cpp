#include "core/procedure/chart.h"

#include "core/procedure/text_fit.h"
#include "tests/core/layout/random_agreement.h"
#include "tests/core/procedure/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>

using namespace konkordat;
using namespace konkordat::procedure;
using tests::shapes_of;

namespace {

constexpr Length text_width = points(448);
constexpr Length text_height = points(620);

bool is_step(Box const& box) { return box.area.width > points(13) && (box.fill == Ink::Solid || box.fill == Ink::Open); }

std::vector<Area> step_boxes(Drawing const& drawing)
{
    std::vector<Area> areas;
    for (Box const& box : shapes_of<Box>(drawing)) {
        if (is_step(box))
            areas.push_back(box.area);
    }
    return areas;
}

bool overlap(Area const& a, Area const& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// How many boxes the procedure asks for.
std::size_t box_count(Agreement const& agreement)
{
    std::size_t count = 0;
    for (ProcedureStep const& step : agreement.procedure) {
        auto const responsible = std::ranges::count(step.responsibilities, ResponsibilityKind::Responsible, &Responsibility::kind);
        count += responsible == 0 ? 1 : static_cast<std::size_t>(responsible);
    }
    return count;
}

void check_inside(Drawing const& panel)
{
    for (Label const& label : shapes_of<Label>(panel)) {
        CAPTURE(label.text);
        CHECK(label.origin.x >= 0);
        CHECK(label.origin.x + label.width <= panel.width);
        CHECK(label.origin.y - label.size >= 0);
        CHECK(label.origin.y <= panel.height);
    }
}

/// Arrows bend between the columns, never over a box.
void check_arrows(Drawing const& panel)
{
    std::vector<Area> const boxes = step_boxes(panel);
    for (Path const& path : shapes_of<Path>(panel)) {
        if (path.edge.ink != Ink::Strong)
            continue;
        for (std::size_t i = 0; i + 1 < path.points.size(); ++i) {
            Point const& a = path.points[i];
            Point const& b = path.points[i + 1];
            Area const segment { std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x) + 1, std::abs(a.y - b.y) + 1 };
            for (Area const& box : boxes) {
                Area const inner { box.x + 2, box.y + 2, box.width - 4, box.height - 4 };
                CHECK_FALSE(overlap(segment, inner));
            }
        }
    }
}

} // namespace

TEST_CASE("A step's box stands in its body's lane, in the order of steps and members", "[procedure]")
{
    Agreement agreement = tests::agreement_with(3, 3);
    std::swap(agreement.memberships[0], agreement.memberships[2]); // lanes: B2, B1, B0
    agreement.procedure[0].responsibilities = { { OrganisationId("body-0"), ResponsibilityKind::Responsible } };
    agreement.procedure[1].responsibilities = { { OrganisationId("body-2"), ResponsibilityKind::Responsible } };
    agreement.procedure[2].responsibilities = { { OrganisationId("body-1"), ResponsibilityKind::Responsible } };
    auto const panels = tests::chart_of(agreement, {});
    REQUIRE(panels.size() == 1);
    auto const boxes = step_boxes(panels[0]);
    REQUIRE(boxes.size() == 3);
    CHECK(boxes[0].x < boxes[1].x);
    CHECK(boxes[1].x < boxes[2].x);
    CHECK(boxes[1].y < boxes[2].y);
    CHECK(boxes[2].y < boxes[0].y);
    // Two arrows, each with a head.
    CHECK(std::ranges::count_if(shapes_of<Path>(panels[0]), [](Path const& path) { return path.edge.ink == Ink::Strong; }) == 2);
    CHECK(shapes_of<Polygon>(panels[0]).size() == 2);
}

TEST_CASE("Marks tell the parts by a letter each, and the legend explains them", "[procedure]")
{
    Agreement agreement = tests::agreement_with(4, 1);
    for (std::size_t i = 0; i < 4; ++i)
        agreement.procedure[0].responsibilities.push_back(
            { OrganisationId("body-" + std::to_string(i)), static_cast<ResponsibilityKind>(i) });
    auto const panels = tests::chart_of(agreement, {});
    REQUIRE(panels.size() == 1);
    std::string const text = plain_text(panels[0]);
    for (std::string const word :
        { "\nM\n", "\nA\n", "\nI\n", "wirkt mit\n", "wird angehört\n", "wird informiert\n", "B3\n", "Schritt 0\n" }) {
        CAPTURE(word);
        CHECK(text.find(word) != std::string::npos);
    }
    CHECK(panels[0].description.find("Schritt 0. verantwortlich: B0; wirkt mit: B1; wird angehört: B2; wird informiert: B3.")
        != std::string::npos);
}

TEST_CASE("A step that nobody answers for stands visibly open in a lane of its own", "[procedure]")
{
    Agreement agreement = tests::agreement_with(1, 2);
    agreement.procedure[0].responsibilities = { { OrganisationId("body-0"), ResponsibilityKind::Responsible } };
    agreement.procedure[1].responsibilities = { { OrganisationId("body-0"), ResponsibilityKind::Informed } };
    auto const panels = tests::chart_of(agreement, {});
    REQUIRE(panels.size() == 1);
    auto const boxes = shapes_of<Box>(panels[0]);
    auto const open = std::ranges::find(boxes, std::optional(Ink::Open), &Box::fill);
    REQUIRE(open != boxes.end());
    REQUIRE(open->edge);
    CHECK(open->edge->kind == LineKind::Dashed);
    CHECK(plain_text(panels[0]).find("[offen]") != std::string::npos);
    CHECK(panels[0].description.find("verantwortlich: [offen]") != std::string::npos);
}

TEST_CASE("A procedure without steps has no chart", "[procedure]")
{
    CHECK(tests::chart_of(tests::agreement_with(3, 0), { .width = text_width }).empty());
}

TEST_CASE("Panels of any procedure keep to the page, their boxes apart, and no box is lost", "[procedure][property]")
{
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        CAPTURE(seed);
        Agreement const agreement = tests::random_procedure(seed);
        for (Length const width : { points(200), text_width, points(900) }) {
            std::size_t boxes = 0;
            for (Drawing const& panel : tests::chart_of(agreement, { .width = width, .maximum_height = text_height })) {
                CHECK(panel.width <= width);
                CHECK(panel.height <= text_height);
                check_inside(panel);
                check_arrows(panel);
                auto const areas = step_boxes(panel);
                boxes += areas.size();
                for (std::size_t i = 0; i < areas.size(); ++i) {
                    for (std::size_t j = i + 1; j < areas.size(); ++j)
                        CHECK_FALSE(overlap(areas[i], areas[j]));
                }
            }
            CHECK(boxes == box_count(agreement));
        }
    }
}

TEST_CASE("The descriptions of all panels name every step and every body that answers for one", "[procedure][property]")
{
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        Agreement const agreement = tests::random_procedure(seed);
        std::string all;
        for (Drawing const& panel : tests::chart_of(agreement, { .width = text_width, .maximum_height = text_height }))
            all += panel.description + "\n";
        for (ProcedureStep const& step : agreement.procedure) {
            CHECK(all.find(step.title.at(Language::German)) != std::string::npos);
            for (Responsibility const& part : step.responsibilities) {
                Organisation const* body = find_organisation(agreement, part.organisation);
                auto const short_name = text_in(body->abbreviation, Language::German);
                CHECK(all.find(short_name.empty() ? text_in(body->name, Language::German) : short_name) != std::string::npos);
            }
        }
    }
}

TEST_CASE("Fitted text loses no character and keeps its width", "[procedure][property]")
{
    tests::Random random(7);
    auto const measure = tests::measure();
    TextLook const look;
    auto bare = [](std::string text) {
        std::erase(text, ' ');
        return text;
    };
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (std::size_t i = 0; i < random.below(60); ++i)
            text += std::string(std::array { "a", "W", " ", "é", "-", "/", "m", "  ", "ü" }[random.below(9)]);
        Length const width = points(12 + static_cast<double>(random.below(80)));
        auto const lines = fit_text(text, width, look, 1000, measure);
        std::string joined;
        for (std::string const& line : lines) {
            CHECK(measure(line, look.size, look.weight) <= width);
            joined += line;
        }
        CHECK(bare(joined) == bare(text));
        auto const cut = fit_text(text, width, look, 2, measure);
        CHECK(cut.size() <= 2);
        if (lines.size() > 2)
            CHECK(cut.back().ends_with("…"));
    }
}
