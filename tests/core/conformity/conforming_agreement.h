#pragma once

#include "core/conformity/check.h"
#include "tests/core/base/test_world.h"

#include <set>
#include <string>
#include <vector>

namespace konkordat::tests {

/// The rules, the shipped pack and agreements that satisfy every rule.
struct ConformityFixture {
    ConformityFixture();

    /// As the pack gives it, with a value for every variable and a mandate, but without any organisation.
    [[nodiscard]] Agreement filled_draft(Form, Scope, std::vector<Language> const&) const;
    /// In German and French, without any finding, in any form.
    [[nodiscard]] Agreement conforming(Form = Form::Declaration) const;
    [[nodiscard]] std::vector<conformity::Finding> check(Agreement const&) const;
    /// The rules of the findings, each once.
    [[nodiscard]] std::set<std::string> rules_found(Agreement const&) const;

    mutable TestWorld world;
    conformity::RuleSet rules;
    LegalRegister laws;
    templates::TemplatePack pack;
    richtext::Words words;
};

[[nodiscard]] bool has_finding(std::vector<conformity::Finding> const&, std::string_view rule, std::string_view subject);

/// A member with everything: address, tasks, expert, substitute, and a part in the first step.
void add_member(Agreement&, std::string const& kind, Group, Role = Role::Member);
[[nodiscard]] Organisation& organisation_of(Agreement&, std::string_view kind);
[[nodiscard]] Membership& membership_of(Agreement&, std::string_view kind);
void remove_member(Agreement&, std::string const& kind);

[[nodiscard]] Clause& clause_of(Agreement&, std::string_view origin);
/// Takes a clause out with every reference and link to it.
void remove_clause(Agreement&, std::string const& origin);
/// A clause of one's own in the final provisions.
Clause& add_own_clause(Agreement&, std::string const& id, LanguageMap heading, LanguageMap body);
[[nodiscard]] ProcedureStep& step_of(Agreement&, std::string_view kind);
void append_to_body(Agreement&, std::string_view origin, Language, std::string const& text);
void set_in_both(LanguageMap&, std::string const& german, std::string const& french);

} // namespace konkordat::tests
