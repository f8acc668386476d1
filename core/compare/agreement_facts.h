#pragma once

#include "core/compare/profile_of.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::compare {

/// Single facts of an agreement with their places, by the rules of profile_of(). Nothing is unknown. Refers to what it is given.
class AgreementFacts {
public:
    AgreementFacts(Agreement const&, ProfileContext const&);

    [[nodiscard]] Agreement const& agreement() const { return m_agreement; }
    [[nodiscard]] bool is_in_force() const;
    [[nodiscard]] Source source(std::string place = {}) const;
    [[nodiscard]] Statement state(State, std::string place = {}) const;

    /// Whether the topic of these origins is regulated.
    [[nodiscard]] std::optional<Statement> topic(std::vector<std::string> const& origins) const;
    /// A variable's value in the type of the dimension; nothing if it has none of that type.
    [[nodiscard]] std::optional<Value> variable(std::string const& id, Dimension const&) const;
    [[nodiscard]] std::optional<Statement> property(std::string_view name) const;

    [[nodiscard]] std::optional<Statement> step_regulated(StepReading const&) const;
    /// For a regulated step.
    [[nodiscard]] std::optional<Statement> step_responsible(StepReading const&) const;
    [[nodiscard]] std::optional<Statement> step_deadline(StepReading const&) const;

private:
    using Members = std::vector<Membership const*>;

    [[nodiscard]] Clause const* clause_from(std::vector<std::string> const& origins, bool omitted) const;
    [[nodiscard]] std::vector<ProcedureStep const*> steps_of(std::string_view kind) const;
    /// "None" if every clause comes from the template, nothing otherwise.
    [[nodiscard]] std::optional<Statement> absent() const;
    [[nodiscard]] Statement known(std::vector<Value> values, std::string place = {}) const;
    [[nodiscard]] std::optional<Statement> text(std::string const&, std::string place) const;
    [[nodiscard]] Code kind_of(OrganisationId const&) const;

    [[nodiscard]] std::optional<Statement> basis(std::string_view name) const;
    [[nodiscard]] std::optional<Statement> mandate(std::string_view name) const;
    [[nodiscard]] std::optional<Statement> approval(std::string_view name) const;
    [[nodiscard]] std::optional<Statement> membership(std::string_view name) const;
    [[nodiscard]] std::optional<Statement> conformity(std::string_view name) const;
    [[nodiscard]] std::optional<Statement> law() const;
    [[nodiscard]] Members members() const;
    /// The kinds of the bodies of these memberships; "none" for none.
    [[nodiscard]] Statement kinds_of(Members const&) const;

    Agreement const& m_agreement;
    ProfileContext const& m_context;
};

} // namespace konkordat::compare
