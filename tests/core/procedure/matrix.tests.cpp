#include "core/procedure/matrix.h"

#include "tests/core/procedure/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::procedure;

namespace {

OrganisationId body(int number) { return OrganisationId("body-" + std::to_string(number)); }

} // namespace

TEST_CASE("The matrix has a row a step, a column a body in member order, and the parts in its cells", "[procedure]")
{
    Agreement agreement = tests::agreement_with(3, 2);
    std::swap(agreement.memberships[0], agreement.memberships[1]);
    agreement.memberships.pop_back(); // body-2 has none: it comes last
    agreement.procedure[1].responsibilities = { { body(0), ResponsibilityKind::Responsible }, { body(2), ResponsibilityKind::Informed } };
    Matrix const matrix = responsibility_matrix(agreement);
    CHECK(matrix.organisations == std::vector { body(1), body(0), body(2) });
    CHECK(matrix.steps == std::vector { StepId("step-0"), StepId("step-1") });
    REQUIRE(matrix.cells.size() == 2);
    CHECK(matrix.cells[0] == std::vector<std::optional<ResponsibilityKind>>(3));
    CHECK(matrix.cells[1]
        == std::vector<std::optional<ResponsibilityKind>> { {}, ResponsibilityKind::Responsible, ResponsibilityKind::Informed });
}

TEST_CASE("A step without a responsible body, one with two, and a body without a step are gaps", "[procedure]")
{
    Agreement agreement = tests::agreement_with(4, 3);
    agreement.memberships[3].role = Role::Moderator; // needs no step
    agreement.procedure[0].responsibilities = { { body(0), ResponsibilityKind::Participates } };
    agreement.procedure[1].responsibilities = { { body(0), ResponsibilityKind::Responsible } };
    agreement.procedure[2].responsibilities = { { body(0), ResponsibilityKind::Responsible },
        { body(1), ResponsibilityKind::Responsible } };
    CHECK(responsibility_matrix(agreement).gaps
        == std::vector<Gap> { { .kind = GapKind::StepWithoutResponsible, .step = StepId("step-0") },
            { .kind = GapKind::SeveralResponsible, .step = StepId("step-2") },
            { .kind = GapKind::OrganisationWithoutStep, .organisation = body(2) } });
    agreement.memberships[2].group = Group::Associate;
    agreement.procedure[0].responsibilities.push_back({ body(1), ResponsibilityKind::Responsible });
    agreement.procedure[2].responsibilities.pop_back();
    CHECK(responsibility_matrix(agreement).gaps.empty());
}
