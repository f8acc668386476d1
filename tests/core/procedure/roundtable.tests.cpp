#include "core/procedure/roundtable.h"

#include "tests/core/procedure/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::procedure;
using tests::shapes_of;

namespace {

Drawing draw(Agreement const& agreement, Length width = points(640))
{
    return draw_roundtable(agreement, Language::German, tests::document_words(), tests::measure(), width);
}

bool overlap(Area const& a, Area const& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

} // namespace

TEST_CASE("Whoever is a member has one seat, and no seat covers another", "[procedure][property]")
{
    for (std::size_t const count : { 1U, 2U, 3U, 7U, 12U, 25U, 60U }) {
        CAPTURE(count);
        Agreement agreement = tests::agreement_with(count, 0);
        for (std::size_t i = 0; i < count; i += 4)
            agreement.memberships[i].group = Group::Associate;
        agreement.memberships.back().role = Role::Moderator;
        for (Length const width : { points(200), points(420), points(640) }) {
            Drawing const drawing = draw(agreement, width);
            auto const boxes = shapes_of<Box>(drawing);
            REQUIRE(boxes.size() == count + 1); // and the authority
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                CHECK(boxes[i].area.x >= 0);
                CHECK(boxes[i].area.x + boxes[i].area.width <= drawing.width);
                CHECK(boxes[i].area.y + boxes[i].area.height <= drawing.height);
                for (std::size_t j = i + 1; j < boxes.size(); ++j)
                    CHECK_FALSE(overlap(boxes[i].area, boxes[j].area));
            }
        }
    }
}

TEST_CASE("The authority is on top, then moderation, the table, and the associate group, drawn differently", "[procedure]")
{
    Agreement agreement = tests::agreement_with(4, 0);
    agreement.mandate.authority = { { Language::German, "Regierungsrat" } };
    agreement.memberships[0].role = Role::Lead;
    agreement.memberships[1].role = Role::Moderator;
    agreement.memberships[3].group = Group::Associate;
    Drawing const drawing = draw(agreement);
    auto const boxes = shapes_of<Box>(drawing);
    REQUIRE(boxes.size() == 5);
    CHECK(boxes[0].area.y < boxes[1].area.y);
    CHECK(boxes[1].area.y < boxes[2].area.y);
    CHECK(boxes[2].fill == Ink::Solid); // the lead
    CHECK(boxes[4].area.y > boxes[3].area.y);
    REQUIRE(boxes[4].edge);
    CHECK(boxes[4].edge->kind == LineKind::Dashed);
    std::string const text = plain_text(drawing);
    for (std::string const word : { "Regierungsrat\n", "Federführung\n", "Moderation\n", "Kerngruppe\n", "Assoziierte Gruppe\n" }) {
        CAPTURE(word);
        CHECK(text.find(word) != std::string::npos);
    }
    CHECK(drawing.description.find("Auftraggebende Behörde: Regierungsrat.") != std::string::npos);
    CHECK(drawing.description.find("Kerngruppe: B0 (Federführung), B2.") != std::string::npos);
    CHECK(drawing.description.find("Assoziierte Gruppe: B3.") != std::string::npos);
}

TEST_CASE("What is not decided yet stands visibly open in the roundtable", "[procedure]")
{
    Drawing const drawing = draw(tests::agreement_with(0, 0));
    std::string const text = plain_text(drawing);
    CHECK(text.find("[offen: auftraggebende Behörde]") != std::string::npos);
    CHECK(text.find("[offen: Moderation]") != std::string::npos);
    CHECK(text.find("[offen: Mitglieder]") != std::string::npos);
}
