#pragma once

#include "core/templates/template_pack.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::templates {

struct InstantiateOptions {
    Form form = Form::Declaration;
    Scope scope = Scope::Canton;
    std::vector<std::string> cantons;    ///< at least one; several make sense with Scope::Intercantonal
    std::vector<Language> languages;     ///< at least one, all of them languages of the pack
    LanguageMap title = {};              ///< empty: the pack's title
    std::map<std::string, VariableValue> variables = {}; ///< in place of the pack's defaults
};

/// A new agreement in state Drafting with every clause that applies, in its default alternative, and every step. It has no
/// organisation, member or contact: those are facts that only people know.
/// Errors: InvalidArgument for a form, canton, language or variable that the pack does not have.
[[nodiscard]] Result<Agreement> instantiate(World&, TemplatePack const&, richtext::Words const&, InstantiateOptions const&);

/// Whether `options` can be instantiated. Errors as instantiate.
[[nodiscard]] Result<void> check_instantiable(TemplatePack const&, richtext::Words const&, InstantiateOptions const&);
/// The pack's title for the agreement's form, cantons and languages.
[[nodiscard]] LanguageMap template_title(TemplatePack const&, richtext::Words const&, Agreement const&);
/// A step as the pack has it, linked to its clause if the agreement has it.
[[nodiscard]] ProcedureStep create_step(Step const&, Agreement const&);

/// The pack's clauses that belong in this agreement as it is now (form, members, scope, variables), in document order.
[[nodiscard]] std::vector<ClauseTemplate const*> applicable_clauses(TemplatePack const&, Agreement const&);

/// Those of them that the agreement does not have (an omitted one it has): to be offered for adding.
[[nodiscard]] std::vector<ClauseTemplate const*> missing_clauses(TemplatePack const&, Agreement const&);
/// Clauses of the agreement that come from the pack and whose condition no longer holds: to be offered for omission.
[[nodiscard]] std::vector<ClauseId> no_longer_applicable(TemplatePack const&, Agreement const&);

/// A clause as the pack has it for this form, in these languages, in the default alternative or the given one.
/// Errors: NotFound for an alternative that does not exist.
[[nodiscard]] Result<Clause> create_clause(ClauseTemplate const&, Form, std::vector<Language> const&, std::string_view alternative = {});
/// Where a clause of the pack goes in an agreement's list: the index to insert it at.
[[nodiscard]] std::size_t position_for(TemplatePack const&, Agreement const&, ClauseTemplate const&);

/// Variables that a clause of the document uses and that have no value yet, or not in every document language.
[[nodiscard]] std::vector<Variable const*> open_variables(TemplatePack const&, Agreement const&);

/// Gives the agreement a further document language: texts of the pack for clauses and steps that still are as in the template
/// and have no text in it. Adapted and own clauses stay without: their translation is people's work.
/// Errors: InvalidArgument if the pack does not have the language.
[[nodiscard]] Result<void> add_language(TemplatePack const&, Agreement&, Language);

} // namespace konkordat::templates
