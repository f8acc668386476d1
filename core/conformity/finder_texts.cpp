#include "core/conformity/finder.h"

#include "core/richtext/resolve.h"

#include <algorithm>

namespace konkordat::conformity {

namespace {

LanguageMap same_in_all(std::string const& text)
{
    LanguageMap map;
    for (auto language : all_languages)
        map[language] = text;
    return map;
}

std::string joined(std::vector<std::string> const& parts)
{
    std::string text;
    for (auto const& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

/// What the first list has beyond the second; both sorted.
std::vector<std::string> difference(std::vector<std::string> const& first, std::vector<std::string> const& second)
{
    std::vector<std::string> result;
    std::ranges::set_difference(first, second, std::back_inserter(result));
    return result;
}

std::vector<std::string> merged(std::vector<std::string> first, std::vector<std::string> const& second)
{
    first.insert(first.end(), second.begin(), second.end());
    std::ranges::sort(first);
    return first;
}

std::vector<std::string> const& list_of(TextFacts const& facts, Aspect aspect)
{
    static std::vector<std::string> const none;
    switch (aspect) {
    case Aspect::Numbers: return facts.numbers;
    case Aspect::Dates: return facts.dates;
    case Aspect::Citations: return facts.citations;
    case Aspect::Variables: return facts.variables;
    case Aspect::References: return facts.references;
    default: return none;
    }
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

Obligation strongest(std::vector<Obligation> const& obligations)
{
    auto result = Obligation::None;
    for (auto const obligation : obligations) {
        if (result == Obligation::None)
            result = obligation;
        else if (obligation != Obligation::None && obligation != result)
            result = Obligation::Both;
    }
    return result;
}

bool contradicts(Obligation first, Obligation second)
{
    return (first == Obligation::Must && second == Obligation::May) || (first == Obligation::May && second == Obligation::Must);
}

bool has_value_in(VariableValue const& value, std::vector<Language> const& languages)
{
    if (auto const* text = std::get_if<std::string>(&value))
        return !is_blank(*text);
    auto const* texts = std::get_if<LanguageMap>(&value);
    return !texts || std::ranges::all_of(languages, [&](Language language) {
        auto const entry = texts->find(language);
        return entry != texts->end() && !is_blank(entry->second);
    });
}

bool contains(std::vector<std::string> const& sorted, std::string const& text) { return std::ranges::binary_search(sorted, text); }

} // namespace

void Finder::search(Rule const& rule, TextSearch const& search)
{
    switch (search.search) {
    case Search::MissingText: find_missing_texts(rule, search.aspect); break;
    case Search::Difference: find_differences(rule, search.aspect); break;
    case Search::PersonalData: find_personal_data(rule, search.personal_data); break;
    case Search::DanglingReference:
    case Search::OmittedReference: find_references(rule, search.search); break;
    case Search::UndeclaredVariable: find_undeclared_variables(rule); break;
    case Search::OpenVariable:
    case Search::OpenOptionalVariable: find_open_variables(rule, search.search); break;
    case Search::UnusedTerm: find_unused_terms(rule); break;
    case Search::UndefinedTerm: find_undefined_terms(rule); break;
    case Search::MissingTitle: find_titles(rule); break;
    case Search::OfficialLanguage: find_official_languages(rule); break;
    case Search::UnmatchedWaiver:
    case Search::UnknownWaiver:
    case Search::BlankWaiver: m_waiver_rules.emplace_back(&rule, search.search); break;
    }
}

void Finder::find_wording(std::uint32_t rule)
{
    for (auto const& version : m_versions) {
        for (auto const part : { TextPart::Heading, TextPart::Body }) {
            bool const heading = part == TextPart::Heading;
            auto const& text = heading ? version.texts->heading : version.texts->body;
            auto const& facts = heading ? version.texts->heading_facts : version.texts->body_facts;
            for (auto const& hit : facts.wording) {
                if (hit.rule != rule)
                    continue;
                add(m_rules.rules[rule], { SubjectKind::Clause, version.clause->id.str(), version.language },
                    same_in_all(text.substr(hit.span.begin, hit.span.end - hit.span.begin)), {},
                    TextPlace { part, hit.span, hit.replacements });
            }
        }
    }
}

void Finder::find_personal_data(Rule const& rule, PersonalData kind)
{
    for (auto const& version : m_versions) {
        for (auto const part : { TextPart::Heading, TextPart::Body }) {
            bool const heading = part == TextPart::Heading;
            auto const& text = heading ? version.texts->heading : version.texts->body;
            auto const& facts = heading ? version.texts->heading_facts : version.texts->body_facts;
            for (auto const& hit : facts.personal_data) {
                if (hit.kind == kind)
                    add(rule, { SubjectKind::Clause, version.clause->id.str(), version.language },
                        same_in_all(text.substr(hit.span.begin, hit.span.end - hit.span.begin)), {}, TextPlace { part, hit.span, {} });
            }
        }
    }
}

void Finder::find_missing_texts(Rule const& rule, Aspect aspect)
{
    auto const is_missing = [&](Version const& version) {
        return is_blank(aspect == Aspect::Heading ? version.texts->heading : version.texts->body);
    };
    for (auto const& version : m_versions) {
        // A body that no language has is another rule's matter.
        bool const is_wanted = aspect == Aspect::Heading
            || std::ranges::any_of(m_versions, [&](Version const& other) { return other.clause == version.clause && !is_missing(other); });
        if (is_wanted && is_missing(version))
            add(rule, { SubjectKind::Clause, version.clause->id.str(), version.language },
                same_in_all(std::string(language_code(version.language))));
    }
}

void Finder::find_differences(Rule const& rule, Aspect aspect)
{
    Version const* first = nullptr;
    for (auto const& version : m_versions) {
        if (is_blank(version.texts->body))
            continue;
        if (!first || first->clause != version.clause)
            first = &version;
        else if (aspect == Aspect::Obligation)
            compare_obligations(rule, *first, version);
        else
            compare(rule, aspect, *first, version);
    }
}

void Finder::compare(Rule const& rule, Aspect aspect, Version const& first, Version const& other)
{
    auto const of = [&](Version const& version) {
        return merged(list_of(version.texts->heading_facts, aspect), list_of(version.texts->body_facts, aspect));
    };
    if (list_of(first.texts->heading_facts, aspect).empty() && list_of(other.texts->heading_facts, aspect).empty()
        && list_of(first.texts->body_facts, aspect) == list_of(other.texts->body_facts, aspect))
        return;
    auto const here = of(other);
    auto const there = of(first);
    if (here == there)
        return;
    auto const label = [](Version const& version, std::vector<std::string> const& list) {
        return same_in_all(std::string(language_code(version.language)) + ": " + (list.empty() ? "–" : joined(list)));
    };
    add(rule, { SubjectKind::Clause, other.clause->id.str(), other.language }, label(other, difference(here, there)),
        label(first, difference(there, here)));
}

void Finder::compare_obligations(Rule const& rule, Version const& first, Version const& other)
{
    auto const& here = other.texts->body_facts.obligations;
    auto const& there = first.texts->body_facts.obligations;
    bool differs = false;
    if (here.size() == there.size()) {
        for (std::size_t i = 0; i < here.size(); ++i)
            differs = differs || contradicts(here[i], there[i]);
    } else {
        differs = contradicts(strongest(here), strongest(there));
    }
    if (differs)
        add(rule, { SubjectKind::Clause, other.clause->id.str(), other.language }, same_in_all(std::string(language_code(other.language))),
            same_in_all(std::string(language_code(first.language))));
}

void Finder::find_references(Rule const& rule, Search kind)
{
    for (auto const& version : m_versions) {
        for (auto const& id : merged(version.texts->heading_facts.references, version.texts->body_facts.references)) {
            auto const* target = m_facts.clause(id);
            bool const omitted = target && target->state == konkordat::ClauseState::Omitted;
            if (kind == Search::DanglingReference ? !target : omitted)
                add(rule, { SubjectKind::Clause, version.clause->id.str(), version.language },
                    target ? name_of_clause(*target, {}) : same_in_all(id));
        }
    }
}

void Finder::find_undeclared_variables(Rule const& rule)
{
    if (!m_facts.pack)
        return;
    for (auto const& version : m_versions) {
        for (auto const& id : merged(version.texts->heading_facts.variables, version.texts->body_facts.variables)) {
            if (!richtext::is_built_in_variable(id) && !templates::find_variable(*m_facts.pack, id))
                add(rule, { SubjectKind::Clause, version.clause->id.str(), version.language }, same_in_all(id));
        }
    }
}

void Finder::find_open_variables(Rule const& rule, Search kind)
{
    if (!m_facts.pack)
        return;
    for (auto const& variable : m_facts.pack->variables) {
        if (variable.required != (kind == Search::OpenVariable))
            continue;
        auto const value = m_agreement.variables.find(variable.id);
        if (value != m_agreement.variables.end() && has_value_in(value->second, m_agreement.languages))
            continue;
        bool const is_used = std::ranges::any_of(m_versions, [&](Version const& version) {
            return contains(version.texts->body_facts.variables, variable.id)
                || contains(version.texts->heading_facts.variables, variable.id);
        });
        if (is_used)
            add(rule, { SubjectKind::Variable, variable.id });
    }
}

void Finder::find_titles(Rule const& rule)
{
    for (auto language : m_agreement.languages) {
        auto const title = m_agreement.title.find(language);
        if (title == m_agreement.title.end() || is_blank(title->second))
            add(rule, {}, same_in_all(std::string(language_code(language))));
    }
}

void Finder::find_official_languages(Rule const& rule)
{
    for (auto const& [canton, languages] : m_rules.official_languages) {
        if (std::ranges::find(m_agreement.cantons, canton) == m_agreement.cantons.end())
            continue;
        for (auto language : languages) {
            if (std::ranges::find(m_agreement.languages, language) == m_agreement.languages.end())
                add(rule, {}, same_in_all(std::string(language_code(language))), same_in_all(canton));
        }
    }
}

} // namespace konkordat::conformity
