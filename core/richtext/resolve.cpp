#include "core/richtext/resolve.h"

#include <algorithm>
#include <array>

namespace konkordat::richtext {

namespace {

constexpr std::array<std::string_view, 7> built_in_variables { "title", "canton", "canton-of", "form", "mandate-authority",
    "mandate-reference", "mandate-date" };

std::optional<std::string> non_empty(std::string text)
{
    if (text.empty())
        return {};
    return text;
}

std::string text_in_exactly(LanguageMap const& map, Language language)
{
    auto const entry = map.find(language);
    return entry == map.end() ? std::string() : entry->second;
}

} // namespace

bool is_built_in_variable(std::string_view id) { return std::ranges::find(built_in_variables, id) != built_in_variables.end(); }

std::string format_integer(std::int64_t value, Language language)
{
    auto digits = std::to_string(value);
    auto const first = static_cast<std::size_t>(value < 0 ? 1 : 0);
    if (digits.size() - first < 5)
        return digits;
    // CLDR: U+2019 in de-CH, it-CH and en-CH, U+202F in fr-CH.
    std::string_view const separator = language == Language::French ? "\u202F" : "\u2019";
    for (auto end = digits.size(); end > first + 3; end -= 3)
        digits.insert(end - 3, separator);
    return digits;
}

Resolver::Resolver(Agreement const& agreement, Language language, Words const& words, VariableTexts variable_texts)
    : m_agreement(agreement)
    , m_language(language)
    , m_words(words)
    , m_variable_texts(std::move(variable_texts))
{
    auto const numbers = number_clauses(agreement);
    for (std::size_t i = 0; i < agreement.clauses.size(); ++i) {
        auto const& clause = agreement.clauses[i];
        if (clause.state == ClauseState::Omitted)
            continue;
        if (clause.kind == ClauseKind::Preamble)
            m_references[clause.id.str()] = words.text(language, "reference-preamble");
        else if (!numbers[i].empty())
            m_references[clause.id.str()] = words.fill(
                language, clause.kind == ClauseKind::Annex ? "reference-annex" : "reference-number", { { "number", numbers[i] } });
    }
}

Document Resolver::resolve(Document document) const
{
    struct Walk {
        Resolver const& resolver;
        void operator()(std::vector<Block>& blocks) const
        {
            for (auto& block : blocks) {
                block.runs = resolver.resolve(std::move(block.runs));
                (*this)(block.children);
            }
        }
    };
    Walk { *this }(document.blocks);
    return document;
}

std::vector<Run> Resolver::resolve(std::vector<Run> runs) const
{
    std::vector<Run> resolved;
    resolved.reserve(runs.size());
    for (auto& run : runs)
        append_resolved(resolved, std::move(run));
    return resolved;
}

void Resolver::append_resolved(std::vector<Run>& runs, Run run) const
{
    if (run.kind != RunKind::Variable && run.kind != RunKind::Reference) {
        runs.push_back(std::move(run));
        return;
    }
    auto const id = std::move(run.text);
    bool const is_variable = run.kind == RunKind::Variable;
    auto const value = is_variable ? value_of(id) : reference_to(id);
    run.kind = RunKind::Text;
    run.open = !value.has_value();
    if (!is_variable && value)
        run.target = id;
    auto const label = is_variable ? label_of(id) : m_words.fill(m_language, "open-reference", { { "clause", id } });
    auto const text = value ? *value : m_words.fill(m_language, "open", { { "label", label } });
    std::string_view rest = text;
    for (bool first = true; first || !rest.empty(); first = false) {
        if (!first)
            runs.push_back({ .kind = RunKind::LineBreak });
        auto const end = std::min(rest.find('\n'), rest.size());
        run.text = rest.substr(0, end);
        if (!run.text.empty())
            runs.push_back(run);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

Document Resolver::body(Clause const& clause) const { return resolve(parse(text_in_exactly(clause.body, m_language))); }

std::vector<Run> Resolver::heading(Clause const& clause) const { return resolve(parse_line(text_in_exactly(clause.heading, m_language))); }

std::optional<std::string> Resolver::value_of(std::string_view variable) const
{
    if (is_built_in_variable(variable))
        return built_in(variable);
    auto const entry = m_agreement.variables.find(std::string(variable));
    if (entry == m_agreement.variables.end())
        return {};
    auto const& value = entry->second;
    if (auto const* number = std::get_if<std::int64_t>(&value))
        return format_integer(*number, m_language);
    if (auto const* date = std::get_if<Date>(&value))
        return date->to_long_text(m_language);
    if (auto const* yes = std::get_if<bool>(&value))
        return std::string(m_words.text(m_language, *yes ? "yes" : "no"));
    if (auto const* map = std::get_if<LanguageMap>(&value))
        return non_empty(text_in_exactly(*map, m_language));
    auto const& text = std::get<std::string>(value);
    if (auto const declared = m_variable_texts.find(variable); declared != m_variable_texts.end()) {
        auto const& choices = declared->second.choices;
        auto const choice = std::ranges::find(choices, text, &std::pair<std::string, LanguageMap>::first);
        if (choice != choices.end())
            return non_empty(std::string(text_in(choice->second, m_language)));
    }
    return non_empty(text);
}

std::optional<std::string> Resolver::built_in(std::string_view variable) const
{
    auto const& mandate = m_agreement.mandate;
    if (variable == "title")
        return non_empty(std::string(text_in(m_agreement.title, m_language, m_agreement.languages)));
    if (variable == "canton")
        return non_empty(m_words.canton_names(m_language, m_agreement.cantons));
    if (variable == "canton-of")
        return non_empty(m_words.canton_names_of(m_language, m_agreement.cantons));
    if (variable == "form")
        return std::string(m_words.name(m_language, m_agreement.form));
    if (variable == "mandate-authority")
        return non_empty(text_in_exactly(mandate.authority, m_language));
    if (variable == "mandate-reference")
        return non_empty(mandate.reference);
    if (mandate.date)
        return mandate.date->to_long_text(m_language);
    return {};
}

std::string Resolver::label_of(std::string_view variable) const
{
    if (is_built_in_variable(variable))
        return std::string(m_words.text(m_language, "variable." + std::string(variable)));
    if (auto const declared = m_variable_texts.find(variable); declared != m_variable_texts.end()) {
        if (auto const label = text_in(declared->second.label, m_language); !label.empty())
            return std::string(label);
    }
    return std::string(variable);
}

std::optional<std::string> Resolver::reference_to(std::string_view clause) const
{
    auto const entry = m_references.find(clause);
    if (entry == m_references.end())
        return {};
    return entry->second;
}

} // namespace konkordat::richtext
