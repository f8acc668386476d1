#pragma once

#include "core/agreement/catalogues.h"
#include "core/templates/instantiate.h"
#include "core/templates/template_pack.h"

#include <map>
#include <string>
#include <vector>

/// The guided start: a few questions that yield a sensible first draft. It can be asked again at any time; what people have
/// written stays.
namespace konkordat::templates {

struct InterviewAnswers {
    Form form = Form::Declaration;
    Scope scope = Scope::Canton;
    std::vector<std::string> cantons;            ///< ISO 3166-2, at least one
    std::vector<Language> languages;             ///< at least one, all of them languages of the pack
    std::vector<std::string> kinds;              ///< of the organisations that take part (assets/organisation-kinds.json)
    std::map<std::string, VariableValue> variables; ///< answers to the pack's own questions, by variable

    friend bool operator==(InterviewAnswers const&, InterviewAnswers const&) = default;
};

/// The pack's own questions, in its order.
[[nodiscard]] std::vector<Variable const*> interview_questions(TemplatePack const&);

/// Kinds that Guidelines 3.3 name for a roundtable without "if appropriate": checked from the start.
[[nodiscard]] std::vector<std::string> usual_kinds(std::vector<OrganisationKind> const&);

/// What the agreement says today to each question.
[[nodiscard]] InterviewAnswers answers_from(TemplatePack const&, Agreement const&);

/// What new answers make of an agreement.
struct InterviewRevision {
    Agreement agreement;
    std::vector<ClauseId> added;
    std::vector<ClauseId> omitted;   ///< do not fit any more; they stay in the file with a reason and can be restored
    std::vector<ClauseId> restored;  ///< were omitted by an earlier interview and fit again
    std::vector<ClauseId> reworded;  ///< words of the template that differ by form
    std::vector<ClauseId> kept;      ///< changed by people, while the template's words for this form differ: to be looked at
    std::vector<OrganisationId> joined;

    [[nodiscard]] bool changes_anything(Agreement const& before) const { return agreement != before; }
};

/// Before anybody was asked: form B, the pack's defaults, the usual parties.
[[nodiscard]] InterviewAnswers first_answers(TemplatePack const&, std::vector<OrganisationKind> const&);

/// Carries the answers into an agreement. Words that people changed, own clauses and parties stay; organisations of a kind that
/// is not named any more stay too. Asking twice with the same answers changes nothing the second time.
/// Errors: InvalidArgument for what the pack or the registers do not have, as instantiate.
[[nodiscard]] Result<InterviewRevision> revise(
    World&, TemplatePack const&, richtext::Words const&, Agreement const&, InterviewAnswers const&);

/// The first draft. `title` may be empty: the pack's title. Errors as instantiate.
[[nodiscard]] Result<Agreement> start_draft(
    World&, TemplatePack const&, richtext::Words const&, InterviewAnswers const&, LanguageMap const& title = {});

} // namespace konkordat::templates
