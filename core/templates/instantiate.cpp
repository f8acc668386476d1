#include "core/templates/instantiate.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <set>

namespace konkordat::templates {

namespace {

Error refusal(std::string message, std::string key, std::string argument)
{
    return Error {
        .code = ErrorCode::InvalidArgument, .message = std::move(message), .key = std::move(key), .argument = std::move(argument)
    };
}

template <typename T, typename NameOf>
std::string list_of(std::vector<T> const& items, NameOf name)
{
    std::string list;
    for (auto const& item : items)
        list += (list.empty() ? "" : ", ") + std::string(name(item));
    return list;
}

template <typename T>
bool contains(std::vector<T> const& items, T const& item)
{
    return std::ranges::find(items, item) != items.end();
}

Error unknown_language(TemplatePack const& pack, Language language)
{
    auto const code = std::string(language_code(language));
    return refusal(
        "the template \"" + pack.id + "\" does not have the language " + code + "; it has " + list_of(pack.languages, language_code),
        "template-language", code);
}

} // namespace

Result<void> check_instantiable(TemplatePack const& pack, richtext::Words const& words, InstantiateOptions const& options)
{
    if (!contains(pack.forms, options.form)) {
        auto const forms = list_of(pack.forms, [](Form form) { return name_of(form); });
        return refusal(
            "the template \"" + pack.id + "\" does not have the form " + std::string(name_of(options.form)) + "; it has " + forms,
            "template-form", forms);
    }
    if (options.languages.empty())
        return refusal("the agreement names no language", "no-language", {});
    if (options.cantons.empty())
        return refusal("the agreement names no canton", "no-canton", {});
    for (auto language : options.languages) {
        if (!contains(pack.languages, language))
            return unknown_language(pack, language);
    }
    for (auto const& canton : options.cantons) {
        auto const code = std::string(truncate_utf8(canton, 60));
        if (!find_canton(words.cantons(), canton))
            return refusal("there is no canton \"" + code + "\"; write its ISO 3166-2 code such as CH-BE", "unknown-canton", code);
    }
    for (auto const& [id, value] : options.variables) {
        auto const* variable = find_variable(pack, id);
        if (!variable)
            return refusal("the template has no variable \"" + id + "\"", "unknown-variable", id);
        KONKORDAT_CHECK(check_value(*variable, value));
    }
    return {};
}

namespace {

LanguageMap in_languages(LanguageMap const& map, std::vector<Language> const& languages)
{
    LanguageMap part;
    for (auto language : languages) {
        if (auto const entry = map.find(language); entry != map.end())
            part.insert(*entry);
    }
    return part;
}

std::map<std::string, VariableValue> initial_variables(TemplatePack const& pack, InstantiateOptions const& options)
{
    auto variables = options.variables;
    for (auto const& variable : pack.variables) {
        if (!variable.default_value)
            continue;
        auto const* texts = std::get_if<LanguageMap>(&*variable.default_value);
        variables.try_emplace(variable.id, texts ? VariableValue(in_languages(*texts, options.languages)) : *variable.default_value);
    }
    return variables;
}

} // namespace

LanguageMap template_title(TemplatePack const& pack, richtext::Words const& words, Agreement const& agreement)
{
    LanguageMap title;
    for (auto language : agreement.languages) {
        richtext::Resolver const resolver(agreement, language, words, variable_texts(pack));
        auto const& titles = pack.titles[static_cast<std::size_t>(agreement.form)];
        if (auto const entry = titles.find(language); entry != titles.end())
            title[language] = richtext::plain_text(resolver.resolve(richtext::parse_line(entry->second)));
    }
    return title;
}

ProcedureStep create_step(Step const& step, Agreement const& agreement)
{
    ProcedureStep created;
    created.id = StepId(step.id);
    created.kind = step.kind;
    created.title = in_languages(step.title, agreement.languages);
    created.trigger = in_languages(step.trigger, agreement.languages);
    created.deadline_days = step.deadline_days;
    if (!step.clause.empty() && konkordat::find_clause(agreement, ClauseId(step.clause)))
        created.clause = ClauseId(step.clause);
    return created;
}

namespace {

bool applies(ClauseTemplate const& clause, Agreement const& agreement)
{
    return contains(clause.forms, agreement.form) && (!clause.condition || holds(*clause.condition, agreement));
}

bool has_clause_of(Agreement const& agreement, ClauseTemplate const& clause)
{
    return std::ranges::any_of(agreement.clauses, [&](Clause const& own) { return own.origin && own.origin->clause == clause.id; });
}

} // namespace

Result<Agreement> instantiate(World& world, TemplatePack const& pack, richtext::Words const& words, InstantiateOptions const& options)
{
    KONKORDAT_CHECK(check_instantiable(pack, words, options));
    Agreement agreement;
    agreement.id = AgreementId(create_identifier(world, "agreement"));
    agreement.form = options.form;
    agreement.scope = options.scope;
    agreement.cantons = options.cantons;
    agreement.languages = options.languages;
    agreement.template_reference = { pack.id, pack.version };
    agreement.variables = initial_variables(pack, options);
    agreement.title = options.title.empty() ? template_title(pack, words, agreement) : options.title;
    agreement.created_at = agreement.modified_at = world.now();
    for (auto const* clause : applicable_clauses(pack, agreement)) {
        KONKORDAT_TRY(auto created, create_clause(*clause, agreement.form, agreement.languages));
        agreement.clauses.push_back(std::move(created));
    }
    for (auto const& step : pack.steps) {
        auto const* clause = find_clause(pack, step.clause);
        if (!clause || contains(clause->forms, agreement.form))
            agreement.procedure.push_back(create_step(step, agreement));
    }
    KONKORDAT_CHECK(check_consistency(agreement));
    return agreement;
}

std::vector<ClauseTemplate const*> applicable_clauses(TemplatePack const& pack, Agreement const& agreement)
{
    std::vector<ClauseTemplate const*> clauses;
    bool section_applies = true;
    for (auto const& clause : pack.clauses) {
        bool const fits = applies(clause, agreement);
        if (clause.kind == ClauseKind::Section)
            section_applies = fits;
        if (fits && (clause.kind != ClauseKind::Clause || section_applies))
            clauses.push_back(&clause);
    }
    return clauses;
}

std::vector<ClauseTemplate const*> missing_clauses(TemplatePack const& pack, Agreement const& agreement)
{
    auto clauses = applicable_clauses(pack, agreement);
    std::erase_if(clauses, [&](ClauseTemplate const* clause) { return has_clause_of(agreement, *clause); });
    return clauses;
}

std::vector<ClauseId> no_longer_applicable(TemplatePack const& pack, Agreement const& agreement)
{
    auto const applicable = applicable_clauses(pack, agreement);
    std::vector<ClauseId> ids;
    for (auto const& clause : agreement.clauses) {
        if (!clause.origin || clause.state == ClauseState::Omitted || !find_clause(pack, clause.origin->clause))
            continue;
        if (std::ranges::find(applicable, clause.origin->clause, &ClauseTemplate::id) == applicable.end())
            ids.push_back(clause.id);
    }
    return ids;
}

Result<Clause> create_clause(
    ClauseTemplate const& clause, Form form, std::vector<Language> const& languages, std::string_view alternative_id)
{
    auto const* alternative = find_alternative(clause, alternative_id);
    if (!alternative)
        return Error { .code = ErrorCode::NotFound,
            .message = "the clause \"" + clause.id + "\" has no alternative \"" + std::string(truncate_utf8(alternative_id, 60)) + "\"",
            .pointer = clause.id,
            .key = "unknown-alternative",
            .argument = std::string(truncate_utf8(alternative_id, 60)) };
    Clause created;
    created.id = ClauseId(clause.id);
    created.kind = clause.kind;
    created.origin = ClauseOrigin { clause.id, alternative->id };
    created.heading = in_languages(alternative->wording(form).heading, languages);
    created.body = in_languages(alternative->wording(form).body, languages);
    created.guidelines = clause.guidelines;
    created.law = clause.law;
    created.generated = clause.generated;
    return created;
}

namespace {

/// First of `clause`'s section in the pack, or of the whole pack for what is no clause of a section.
std::size_t first_neighbour(TemplatePack const& pack, std::size_t index)
{
    if (pack.clauses[index].kind != ClauseKind::Clause)
        return 0;
    while (index > 0 && pack.clauses[index].kind == ClauseKind::Clause)
        --index;
    return index;
}

std::size_t after_last_clause_of_a_section(Agreement const& agreement)
{
    for (auto i = agreement.clauses.size(); i > 0; --i) {
        auto const kind = agreement.clauses[i - 1].kind;
        if (kind == ClauseKind::Section || kind == ClauseKind::Clause)
            return i;
    }
    return agreement.clauses.size();
}

} // namespace

std::size_t position_for(TemplatePack const& pack, Agreement const& agreement, ClauseTemplate const& clause)
{
    auto const index = static_cast<std::size_t>(std::ranges::find(pack.clauses, clause.id, &ClauseTemplate::id) - pack.clauses.begin());
    if (index == pack.clauses.size())
        return agreement.clauses.size();
    auto const first = first_neighbour(pack, index);
    for (auto i = index; i > first; --i) {
        auto const& neighbour = pack.clauses[i - 1].id;
        auto const found = std::ranges::find_if(
            agreement.clauses, [&](Clause const& own) { return own.origin && own.origin->clause == neighbour; });
        if (found == agreement.clauses.end())
            continue;
        auto position = static_cast<std::size_t>(found - agreement.clauses.begin()) + 1;
        // What stands in a section stays in it.
        while (clause.kind != ClauseKind::Clause && position < agreement.clauses.size()
            && agreement.clauses[position].kind == ClauseKind::Clause)
            ++position;
        return position;
    }
    return clause.kind == ClauseKind::Clause ? after_last_clause_of_a_section(agreement) : 0;
}

namespace {

bool is_used(Agreement const& agreement, std::string const& variable)
{
    auto uses = [&](LanguageMap const& texts) {
        return std::ranges::any_of(agreement.languages, [&](Language language) {
            auto const text = texts.find(language);
            return text != texts.end() && text->second.find("{{" + variable + "}}") != std::string::npos;
        });
    };
    return std::ranges::any_of(agreement.clauses,
        [&](Clause const& clause) { return clause.state != ClauseState::Omitted && (uses(clause.heading) || uses(clause.body)); });
}

bool is_complete(VariableValue const& value, std::vector<Language> const& languages)
{
    if (auto const* text = std::get_if<std::string>(&value))
        return !text->empty();
    auto const* texts = std::get_if<LanguageMap>(&value);
    return !texts || std::ranges::all_of(languages, [&](Language language) {
        auto const text = texts->find(language);
        return text != texts->end() && !text->second.empty();
    });
}

} // namespace

std::vector<Variable const*> open_variables(TemplatePack const& pack, Agreement const& agreement)
{
    std::vector<Variable const*> open;
    for (auto const& variable : pack.variables) {
        auto const value = agreement.variables.find(variable.id);
        bool const complete = value != agreement.variables.end() && is_complete(value->second, agreement.languages);
        if (!complete && is_used(agreement, variable.id))
            open.push_back(&variable);
    }
    return open;
}

Result<void> add_language(TemplatePack const& pack, Agreement& agreement, Language language)
{
    if (!contains(pack.languages, language))
        return unknown_language(pack, language);
    if (!contains(agreement.languages, language))
        agreement.languages.push_back(language);
    auto fill = [&](LanguageMap& own, LanguageMap const& source) {
        if (auto const text = source.find(language); text != source.end())
            own.try_emplace(language, text->second);
    };
    for (auto& clause : agreement.clauses) {
        auto const* origin = clause.origin ? find_clause(pack, clause.origin->clause) : nullptr;
        auto const* alternative = origin ? find_alternative(*origin, clause.origin->alternative) : nullptr;
        if (!alternative || (clause.state != ClauseState::AsTemplate && clause.state != ClauseState::Omitted))
            continue;
        fill(clause.heading, alternative->wording(agreement.form).heading);
        fill(clause.body, alternative->wording(agreement.form).body);
    }
    for (auto& step : agreement.procedure) {
        auto const origin = std::ranges::find(pack.steps, step.id.str(), &Step::id);
        if (origin == pack.steps.end())
            continue;
        fill(step.title, origin->title);
        fill(step.trigger, origin->trigger);
    }
    return {};
}

} // namespace konkordat::templates
