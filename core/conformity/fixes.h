#pragma once

#include "core/conformity/check.h"

#include <optional>
#include <string>
#include <variant>

/// What mends a finding without a person's judgement, as the part of the agreement that changes.
namespace konkordat::conformity {

/// The whole heading or body of a clause in a language, as it will read.
struct ReplaceText {
    ClauseId clause;
    Language language = Language::German;
    TextPart part = TextPart::Body;
    std::string text;
    friend bool operator==(ReplaceText const&, ReplaceText const&) = default;
};

struct ReplaceVariable {
    std::string variable;
    VariableValue value;
    friend bool operator==(ReplaceVariable const&, ReplaceVariable const&) = default;
};

/// The step as it will be.
struct ReplaceStep {
    ProcedureStep step;
    friend bool operator==(ReplaceStep const&, ReplaceStep const&) = default;
};

struct RestoreOmitted {
    ClauseId clause;
    friend bool operator==(RestoreOmitted const&, RestoreOmitted const&) = default;
};

struct WithdrawWaiver {
    std::string rule;
    std::string subject;
    friend bool operator==(WithdrawWaiver const&, WithdrawWaiver const&) = default;
};

using Fix = std::variant<ReplaceText, ReplaceVariable, ReplaceStep, RestoreOmitted, WithdrawWaiver>;

/// Nothing if a person has to decide, or if the place is not what it was when the finding was made.
[[nodiscard]] std::optional<Fix> fix_for(Finding const&, Agreement const&, templates::TemplatePack const*);

/// Carries it out on a copy in memory; the workspace takes commands instead.
void apply(Fix const&, Agreement&);

} // namespace konkordat::conformity
