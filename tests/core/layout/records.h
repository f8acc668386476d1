#pragma once

#include "core/agreement/agreement.h"

/// Records of an agreement, in German, with as little as a test needs.
namespace konkordat::tests {

inline Organisation organisation(std::string id, std::string name, std::string abbreviation = {})
{
    Organisation result;
    result.id = OrganisationId(std::move(id));
    result.name[Language::German] = std::move(name);
    if (!abbreviation.empty())
        result.abbreviation[Language::German] = std::move(abbreviation);
    return result;
}

inline Membership member(std::string id, std::string organisation_id, std::optional<Date> until = {})
{
    Membership result;
    result.id = MembershipId(std::move(id));
    result.organisation = OrganisationId(std::move(organisation_id));
    result.until = until;
    return result;
}

inline Contact expert(std::string id, std::string organisation_id, std::string name, std::optional<Date> until = {})
{
    Contact result;
    result.id = ContactId(std::move(id));
    result.organisation = OrganisationId(std::move(organisation_id));
    result.name = std::move(name);
    result.until = until;
    return result;
}

inline ProcedureStep step(std::string id, std::string title, std::vector<Responsibility> responsibilities = {})
{
    ProcedureStep result;
    result.id = StepId(std::move(id));
    result.kind = "own";
    result.title[Language::German] = std::move(title);
    result.responsibilities = std::move(responsibilities);
    return result;
}

inline LifecycleEvent event(LifecycleState state, Date date)
{
    LifecycleEvent result;
    result.state = state;
    result.date = date;
    return result;
}

} // namespace konkordat::tests
