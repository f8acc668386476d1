#include "core/templates/condition.h"

#include <algorithm>

namespace konkordat::templates {

namespace {

bool has_member_of_kind(Agreement const& agreement, std::string const& kind)
{
    return std::ranges::any_of(agreement.memberships, [&](Membership const& membership) {
        auto const* organisation = find_organisation(agreement, membership.organisation);
        return organisation && organisation->kind == kind;
    });
}

bool has_value(Agreement const& agreement, std::string const& variable, VariableValue const& value)
{
    auto const entry = agreement.variables.find(variable);
    return entry != agreement.variables.end() && entry->second == value;
}

} // namespace

bool holds(Condition const& condition, Agreement const& agreement)
{
    auto const operand_holds = [&](Condition const& operand) { return holds(operand, agreement); };
    switch (condition.kind) {
    case Condition::Kind::All: return std::ranges::all_of(condition.operands, operand_holds);
    case Condition::Kind::Any: return std::ranges::any_of(condition.operands, operand_holds);
    case Condition::Kind::Not: return std::ranges::none_of(condition.operands, operand_holds);
    case Condition::Kind::Form: return agreement.form == condition.form;
    case Condition::Kind::Scope: return agreement.scope == condition.scope;
    case Condition::Kind::HasKind: return has_member_of_kind(agreement, condition.name);
    case Condition::Kind::Variable: return has_value(agreement, condition.name, condition.value);
    }
    return false;
}

} // namespace konkordat::templates
