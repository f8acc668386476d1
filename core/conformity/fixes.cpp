#include "core/conformity/fixes.h"

#include <algorithm>

namespace konkordat::conformity {

namespace {

std::optional<Fix> replace_words(Finding const& finding, Agreement const& agreement)
{
    auto const* clause = find_clause(agreement, ClauseId(finding.subject.id));
    if (!clause || !finding.subject.language || !finding.place || finding.place->replacements.empty())
        return {};
    auto const& texts = finding.place->part == TextPart::Heading ? clause->heading : clause->body;
    auto const entry = texts.find(*finding.subject.language);
    if (entry == texts.end())
        return {};
    // The text may have changed since the finding was made.
    auto const& place = finding.place->span;
    auto const found = text_in(finding.found, Language::German);
    if (place.begin > entry->second.size() || std::string_view(entry->second).substr(place.begin, place.end - place.begin) != found)
        return {};
    std::string text;
    std::size_t behind = 0;
    for (auto const& [span, replacement] : finding.place->replacements) {
        if (span.begin < behind || span.end > entry->second.size())
            return {};
        text += entry->second.substr(behind, span.begin - behind) + replacement;
        behind = span.end;
    }
    text += entry->second.substr(behind);
    return ReplaceText { clause->id, *finding.subject.language, finding.place->part, std::move(text) };
}

/// The least value that a condition of the rule allows to the variable.
std::optional<std::int64_t> minimum_in(Condition const& condition, std::string const& variable)
{
    if (condition.kind == Condition::Kind::Variable && condition.names.front() == variable && condition.at_least)
        return condition.at_least;
    for (auto const& operand : condition.operands) {
        if (auto const minimum = minimum_in(operand, variable))
            return minimum;
    }
    return {};
}

std::optional<Fix> raise_to_minimum(Finding const& finding)
{
    auto const* requirement = std::get_if<Requirement>(&finding.rule->check);
    if (!requirement || finding.subject.kind != SubjectKind::Variable)
        return {};
    auto const minimum = minimum_in(requirement->require, finding.subject.id);
    return minimum ? std::optional<Fix>(ReplaceVariable { finding.subject.id, *minimum }) : std::nullopt;
}

std::optional<Fix> restore(Finding const& finding, Agreement const& agreement)
{
    auto const* clause = finding.subject.kind == SubjectKind::Clause ? find_clause(agreement, ClauseId(finding.subject.id)) : nullptr;
    if (!clause || clause->state != konkordat::ClauseState::Omitted)
        return {};
    return RestoreOmitted { clause->id };
}

/// The clause to which the template links a step of this kind, if the document has it.
std::optional<Fix> link_clause(Finding const& finding, Agreement const& agreement, templates::TemplatePack const* pack)
{
    auto const step = std::ranges::find(agreement.procedure, StepId(finding.subject.id), &ProcedureStep::id);
    if (!pack || step == agreement.procedure.end())
        return {};
    auto const source = std::ranges::find(pack->steps, step->kind, &templates::Step::kind);
    if (source == pack->steps.end() || source->clause.empty())
        return {};
    auto const clause = std::ranges::find_if(agreement.clauses, [&](Clause const& candidate) {
        return candidate.state != konkordat::ClauseState::Omitted && candidate.origin && candidate.origin->clause == source->clause;
    });
    if (clause == agreement.clauses.end())
        return {};
    auto linked = *step;
    linked.clause = clause->id;
    return ReplaceStep { std::move(linked) };
}

template <typename List, typename Id>
auto* find_by_id(List& list, Id const& id)
{
    auto const entry = std::ranges::find_if(list, [&](auto const& candidate) { return candidate.id == id; });
    return entry == list.end() ? nullptr : &*entry;
}

struct Applier {
    Agreement& agreement;

    void operator()(ReplaceText const& fix) const
    {
        if (auto* clause = find_by_id(agreement.clauses, fix.clause)) {
            (fix.part == TextPart::Heading ? clause->heading : clause->body)[fix.language] = fix.text;
            if (clause->state == konkordat::ClauseState::AsTemplate)
                clause->state = konkordat::ClauseState::Adapted;
        }
    }
    void operator()(ReplaceVariable const& fix) const { agreement.variables[fix.variable] = fix.value; }
    void operator()(ReplaceStep const& fix) const
    {
        if (auto* step = find_by_id(agreement.procedure, fix.step.id))
            *step = fix.step;
    }
    void operator()(RestoreOmitted const& fix) const
    {
        if (auto* clause = find_by_id(agreement.clauses, fix.clause)) {
            clause->state = clause->origin ? konkordat::ClauseState::Adapted : konkordat::ClauseState::Own;
            clause->omission_reason.clear();
        }
    }
    void operator()(WithdrawWaiver const& fix) const
    {
        std::erase_if(agreement.waivers, [&](Waiver const& waiver) { return waiver.rule == fix.rule && waiver.subject == fix.subject; });
    }
};

} // namespace

std::optional<Fix> fix_for(Finding const& finding, Agreement const& agreement, templates::TemplatePack const* pack)
{
    switch (finding.rule->fix) {
    case FixKind::None: return {};
    case FixKind::ReplaceWords: return replace_words(finding, agreement);
    case FixKind::RaiseToMinimum: return raise_to_minimum(finding);
    case FixKind::RestoreClause: return restore(finding, agreement);
    case FixKind::LinkClause: return link_clause(finding, agreement, pack);
    case FixKind::WithdrawWaiver:
        return WithdrawWaiver { std::string(text_in(finding.found, Language::German)),
            std::string(text_in(finding.expected, Language::German)) };
    }
    return {};
}

void apply(Fix const& fix, Agreement& agreement) { std::visit(Applier { agreement }, fix); }

} // namespace konkordat::conformity
