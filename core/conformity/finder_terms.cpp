#include "core/conformity/finder.h"

#include <algorithm>
#include <functional>

/// Terms. Defined is what a heading or bold words say in a section of definitions; used is a term of which the beginnings of
/// all words stand in their order and near each other in another clause ("Opfer" in "Opfers", "appointed expert" in "appointed experts").
namespace konkordat::conformity {

namespace {

/// " appointe exper": the words without the endings that a language may put on them.
std::string beginnings(std::string_view words)
{
    constexpr std::size_t kept_at_least = 4;
    std::string pattern;
    for (std::size_t begin = 1; begin < words.size();) {
        auto const end = words.find(' ', begin);
        auto word = words.substr(begin, end - begin);
        auto length = word.size() > kept_at_least + 2 ? word.size() - 2 : std::min(word.size(), kept_at_least);
        while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0U) == 0x80U)
            ++length;
        pattern += " " + std::string(word.substr(0, length));
        begin = end + 1;
    }
    return pattern;
}

/// Behind the word at `word` that begins so, or behind one of the few after it; npos if there is none.
std::size_t find_beginning(std::string_view words, std::size_t word, std::string_view beginning)
{
    constexpr int words_between = 4; // "délai de rétablissement et de réflexion" is a "délai de réflexion"
    for (int i = 0; i <= words_between && word != std::string_view::npos; ++i) {
        if (words.substr(word).starts_with(beginning))
            return words.find(' ', word + 1);
        word = words.find(' ', word + 1);
    }
    return std::string_view::npos;
}

/// Whether the pattern's beginnings stand in the text, in their order and near each other. Both as words_of() gives them.
bool occurs(std::string_view words, std::string_view pattern)
{
    auto const first = pattern.substr(0, pattern.find(' ', 1));
    for (auto at = words.find(first); at != std::string_view::npos; at = words.find(first, at + 1)) {
        auto word = words.find(' ', at + 1);
        auto rest = pattern.substr(first.size());
        while (!rest.empty() && word != std::string_view::npos) {
            auto const next = rest.substr(0, rest.find(' ', 1));
            word = find_beginning(words, word, next);
            rest.remove_prefix(word == std::string_view::npos ? 0 : next.size());
        }
        if (rest.empty())
            return true;
    }
    return false;
}

bool matches(std::string_view words, std::vector<std::string> const& phrase)
{
    auto const scanned = scan_text(words);
    for (std::size_t token = 0; token < scanned.tokens.size(); ++token) {
        if (match_phrase(scanned, token, phrase))
            return true;
    }
    return false;
}

} // namespace

std::vector<Finder::DefinedTerm> Finder::defined_terms() const
{
    std::vector<DefinedTerm> terms;
    bool in_definitions = false;
    for (auto const& version : m_versions) {
        auto const& clause = *version.clause;
        auto const& origin = clause.origin ? clause.origin->clause : clause.id.str();
        if (clause.kind != konkordat::ClauseKind::Clause) {
            in_definitions = std::ranges::find(m_rules.definition_sections, origin) != m_rules.definition_sections.end();
            continue;
        }
        if (!in_definitions)
            continue;
        auto const& heading = version.texts->heading_facts.words;
        if (heading.size() > 2)
            terms.push_back({ &clause, version.language, version.texts->heading, beginnings(heading) });
        for (auto const& bold : version.texts->body_facts.bold) {
            if (bold.size() > 2)
                terms.push_back({ &clause, version.language, bold.substr(1, bold.size() - 2), beginnings(bold) });
        }
    }
    return terms;
}

bool Finder::uses(Version const& version, std::vector<DefinedTerm> const& terms, std::size_t term, std::uint64_t revision) const
{
    auto& texts = *version.texts;
    if (texts.term_revision != revision) {
        texts.uses_term.assign(terms.size(), false);
        for (std::size_t i = 0; i < terms.size(); ++i) {
            texts.uses_term[i] = terms[i].language == version.language
                && (occurs(texts.body_facts.words, terms[i].pattern) || occurs(texts.heading_facts.words, terms[i].pattern));
        }
        texts.term_revision = revision;
    }
    return texts.uses_term[term];
}

void Finder::find_unused_terms(Rule const& rule)
{
    auto const terms = defined_terms();
    // The same terms have the same revision, so that what is known of a text stays valid.
    std::uint64_t revision = 1469598103934665603U;
    for (auto const& term : terms)
        revision = (revision ^ std::hash<std::string>()(term.pattern + std::string(language_code(term.language)))) * 1099511628211U;
    revision |= 1U;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        bool const is_used = std::ranges::any_of(
            m_versions, [&](Version const& version) { return version.clause != terms[i].clause && uses(version, terms, i, revision); });
        if (!is_used)
            add(rule, { SubjectKind::Clause, terms[i].clause->id.str(), terms[i].language },
                { { Language::German, terms[i].words }, { Language::French, terms[i].words }, { Language::Italian, terms[i].words },
                    { Language::English, terms[i].words } });
    }
}

bool Finder::explains(Version const& version, TextReader::Term const& term, std::uint32_t index) const
{
    if (std::ranges::binary_search(version.texts->heading_facts.terms, index))
        return true;
    auto const phrases = term.phrases->find(version.language);
    return phrases != term.phrases->end() && std::ranges::any_of(version.texts->body_facts.bold, [&](auto const& bold) {
        return std::ranges::any_of(phrases->second, [&](auto const& phrase) { return matches(bold, phrase); });
    });
}

void Finder::find_undefined_terms(Rule const& rule)
{
    auto const& terms = m_cache.reader().terms();
    for (std::uint32_t index = 0; index < terms.size(); ++index) {
        if (&m_rules.rules[terms[index].rule] != &rule)
            continue;
        for (auto language : m_agreement.languages) {
            Version const* first_use = nullptr;
            bool is_explained = false;
            for (auto const& version : m_versions) {
                if (version.language != language)
                    continue;
                if (!first_use && std::ranges::binary_search(version.texts->body_facts.terms, index))
                    first_use = &version;
                is_explained = is_explained || explains(version, terms[index], index);
            }
            if (!first_use || is_explained)
                continue;
            std::string words;
            for (auto const& word : terms[index].phrases->at(language).front())
                words += (words.empty() ? "" : " ") + word.substr(0, word.find('*'));
            add(rule, { SubjectKind::Clause, first_use->clause->id.str(), language },
                { { Language::German, words }, { Language::French, words }, { Language::Italian, words }, { Language::English, words } });
        }
    }
}

} // namespace konkordat::conformity
