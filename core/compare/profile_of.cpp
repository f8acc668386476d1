#include "core/compare/profile_of.h"

#include "core/compare/agreement_facts.h"

#include <algorithm>

namespace konkordat::compare {

namespace {

/// Fills in one profile. Refers to everything it is given.
class ProfileMaker {
public:
    ProfileMaker(Agreement const& agreement, DimensionSet const& set, ProfileContext const& context)
        : m_set(set)
        , m_facts(agreement, context)
    {
    }

    Profile run()
    {
        auto const& agreement = m_facts.agreement();
        Profile profile;
        profile.id = agreement.id.str();
        profile.name = agreement.title;
        profile.cantons = agreement.cantons;
        for (std::size_t index = 0; index < m_set.dimensions.size(); ++index) {
            if (auto statement = read(m_set.dimensions[index]))
                profile.cells[index].add(std::move(*statement));
        }
        return profile;
    }

private:
    /// Nothing is unknown.
    std::optional<Statement> read(Dimension const& dimension) const
    {
        if (!dimension.forms.empty() && std::ranges::find(dimension.forms, m_facts.agreement().form) == dimension.forms.end())
            return m_facts.state(State::NotApplicable);
        if (dimension.step)
            return read_step(*dimension.step);
        if (!dimension.reading)
            return std::nullopt;
        if (!dimension.reading->property.empty())
            return m_facts.property(dimension.reading->property);
        if (!dimension.reading->variable.empty())
            return read_variable(dimension);
        return m_facts.topic(dimension.reading->clauses);
    }

    std::optional<Statement> read_variable(Dimension const& dimension) const
    {
        auto const& reading = *dimension.reading;
        if (!reading.clauses.empty()) {
            auto const topic = m_facts.topic(reading.clauses);
            if (!topic)
                return std::nullopt;
            if (topic->state() == State::None)
                return Statement(State::NotApplicable, {}, topic->sources());
        }
        if (auto value = m_facts.variable(reading.variable, dimension))
            return Statement(State::Known, { std::move(*value) }, { m_facts.source("variable:" + reading.variable) });
        if (!m_facts.is_in_force())
            return m_facts.state(State::Planned, "variable:" + reading.variable);
        return std::nullopt;
    }

    std::optional<Statement> read_step(StepReading const& reading) const
    {
        auto const regulated = m_facts.step_regulated(reading);
        if (reading.aspect == StepAspect::Regulated || !regulated)
            return regulated;
        if (regulated->state() == State::None)
            return Statement(State::NotApplicable, {}, regulated->sources());
        return reading.aspect == StepAspect::Responsible ? m_facts.step_responsible(reading) : m_facts.step_deadline(reading);
    }

    DimensionSet const& m_set;
    AgreementFacts m_facts;
};

} // namespace

Profile profile_of(Agreement const& agreement, DimensionSet const& set, ProfileContext const& context)
{
    return ProfileMaker(agreement, set, context).run();
}

} // namespace konkordat::compare
