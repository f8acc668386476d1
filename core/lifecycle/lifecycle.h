#pragma once

#include "core/agreement/agreement.h"

#include <span>
#include <string_view>
#include <vector>

/// How an agreement goes from state to state, and what it lacks for the next one.
namespace konkordat::lifecycle {

/// Who takes the step.
enum class Actor {
    PoliticalAuthority, ///< gives the mandate (Guidelines 3.2)
    WorkingGroup,       ///< the roundtable that drafts
    Government,         ///< approves, or returns
    Signatories,
    Roundtable,         ///< core and associate group, when the agreement is in force (Guidelines 3.3)
};

struct Transition {
    LifecycleState from = LifecycleState::Mandate;
    LifecycleState to = LifecycleState::Drafting;
    Actor actor = Actor::WorkingGroup;

    friend bool operator==(Transition const&, Transition const&) = default;
};

/// All that are allowed; those of one state in the order of likelihood.
[[nodiscard]] std::span<Transition const> all_transitions();
[[nodiscard]] std::vector<Transition> transitions_from(LifecycleState);
[[nodiscard]] bool is_allowed(LifecycleState from, LifecycleState to);

/// The states in the order in which an agreement comes to them.
[[nodiscard]] std::span<LifecycleState const> states_in_order();

enum class Need {
    MandateAuthority,
    MandateReference,
    MandateDate,
    CoreMembers,
    OpenVariables,
    StepsWithoutResponsible,
    Experts,        ///< bodies of the core group without an appointed expert (Guidelines 4.2)
    Signatories,
    ReviewInterval,
    EntryDate,
};

enum class Severity {
    Blocks, ///< the state cannot be entered
    Advises,
};

struct Shortcoming {
    Need need = Need::MandateAuthority;
    Severity severity = Severity::Advises;
    std::size_t count = 1; ///< of what is missing

    friend bool operator==(Shortcoming const&, Shortcoming const&) = default;
};

/// What the agreement lacks to enter `to`, what blocks first. `open_variables`: how many of its texts' variables have no value.
[[nodiscard]] std::vector<Shortcoming> shortcomings(Agreement const&, LifecycleState to, std::size_t open_variables);

/// End of the keys under which catalogues name it: "political-authority", "mandate-authority" ...
[[nodiscard]] std::string_view name_of(Actor);
[[nodiscard]] std::string_view name_of(Need);

} // namespace konkordat::lifecycle
