#pragma once

#include "core/agreement/agreement.h"

#include <string>
#include <vector>

namespace konkordat::templates {

/// When a clause belongs in an agreement. A closed language: every condition has a value for every agreement.
struct Condition {
    enum class Kind {
        All,      ///< every operand holds
        Any,      ///< at least one operand holds
        Not,      ///< the one operand does not hold
        Form,     ///< the agreement has this form
        Scope,    ///< the agreement has this scope
        HasKind,  ///< an organisation of kind `name` is a member
        Variable, ///< the variable `name` has this value
    };
    Kind kind = Kind::All;
    std::vector<Condition> operands = {};
    Form form = Form::Declaration;
    Scope scope = Scope::Canton;
    std::string name = {};
    VariableValue value = false;
};

[[nodiscard]] bool holds(Condition const&, Agreement const&);

} // namespace konkordat::templates
