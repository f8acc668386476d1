#include "core/procedure/matrix.h"

#include <algorithm>
#include <map>
#include <set>

namespace konkordat::procedure {

namespace {

std::vector<std::optional<ResponsibilityKind>> cells_of(ProcedureStep const& step, std::map<OrganisationId, std::size_t> const& columns)
{
    std::vector<std::optional<ResponsibilityKind>> cells(columns.size());
    for (Responsibility const& responsibility : step.responsibilities) {
        if (auto const column = columns.find(responsibility.organisation); column != columns.end())
            cells[column->second] = responsibility.kind;
    }
    return cells;
}

void add_step_gaps(ProcedureStep const& step, std::vector<Gap>& gaps)
{
    auto const responsible = std::ranges::count(step.responsibilities, ResponsibilityKind::Responsible, &Responsibility::kind);
    if (responsible == 0)
        gaps.push_back({ .kind = GapKind::StepWithoutResponsible, .step = step.id });
    if (responsible > 1)
        gaps.push_back({ .kind = GapKind::SeveralResponsible, .step = step.id });
}

bool acts_in_steps(Membership const& membership)
{
    return membership.group == Group::Core && (membership.role == Role::Member || membership.role == Role::Lead);
}

void add_organisation_gaps(Agreement const& agreement, std::vector<Gap>& gaps)
{
    std::set<OrganisationId> settled;
    for (ProcedureStep const& step : agreement.procedure) {
        for (Responsibility const& responsibility : step.responsibilities)
            settled.insert(responsibility.organisation);
    }
    for (Membership const& membership : agreement.memberships) {
        if (acts_in_steps(membership) && settled.insert(membership.organisation).second)
            gaps.push_back({ .kind = GapKind::OrganisationWithoutStep, .organisation = membership.organisation });
    }
}

} // namespace

std::vector<Organisation const*> organisations_in_order(Agreement const& agreement)
{
    std::vector<Organisation const*> ordered;
    std::set<OrganisationId> seen;
    auto add = [&](Organisation const* organisation) {
        if (organisation != nullptr && seen.insert(organisation->id).second)
            ordered.push_back(organisation);
    };
    std::map<OrganisationId, Organisation const*> by_id;
    for (Organisation const& organisation : agreement.organisations)
        by_id.emplace(organisation.id, &organisation);
    for (Membership const& membership : agreement.memberships) {
        if (auto const found = by_id.find(membership.organisation); found != by_id.end())
            add(found->second);
    }
    for (Organisation const& organisation : agreement.organisations)
        add(&organisation);
    return ordered;
}

Matrix responsibility_matrix(Agreement const& agreement)
{
    Matrix matrix;
    std::map<OrganisationId, std::size_t> columns;
    for (Organisation const* organisation : organisations_in_order(agreement)) {
        columns.emplace(organisation->id, matrix.organisations.size());
        matrix.organisations.push_back(organisation->id);
    }
    for (ProcedureStep const& step : agreement.procedure) {
        matrix.steps.push_back(step.id);
        matrix.cells.push_back(cells_of(step, columns));
        add_step_gaps(step, matrix.gaps);
    }
    if (!agreement.procedure.empty())
        add_organisation_gaps(agreement, matrix.gaps);
    return matrix;
}

std::string_view name_of(GapKind kind)
{
    switch (kind) {
    case GapKind::StepWithoutResponsible: return "step-without-responsible";
    case GapKind::SeveralResponsible: return "several-responsible";
    case GapKind::OrganisationWithoutStep: break;
    }
    return "organisation-without-step";
}

} // namespace konkordat::procedure
