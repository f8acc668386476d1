#pragma once

#include "core/conformity/rules.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace konkordat::conformity {

/// How binding the words of a sentence are.
enum class Obligation : std::uint8_t { None, Must, May, Both };

/// A place in a text that a rule's Wording names.
struct WordingHit {
    std::uint32_t rule = 0; ///< index in RuleSet::rules
    Span span = {};
    std::vector<std::pair<Span, std::string>> replacements = {}; ///< in the order of the text; none: no mechanical fix
};

/// What the rules need to know of one text. Depends on nothing but the text, its language and the rules.
struct TextFacts {
    std::vector<std::string> numbers;    ///< sorted; without those of citations and dates
    std::vector<std::string> dates;      ///< sorted
    std::vector<std::string> citations;  ///< sorted
    std::vector<std::string> variables;  ///< sorted, each once
    std::vector<std::string> references; ///< sorted, each once
    std::vector<Obligation> obligations; ///< one a sentence
    std::vector<WordingHit> wording;
    std::vector<PersonalDataHit> personal_data;
    std::vector<std::uint32_t> terms;    ///< indices of the rules' terms that occur, sorted, each once
    std::vector<std::string> bold;       ///< as words_of()
    std::string words;                   ///< as words_of()
};

/// Takes texts apart for a set of rules, which outlives it.
class TextReader {
public:
    explicit TextReader(RuleSet const&);

    [[nodiscard]] TextFacts read(Language, std::string_view text) const;

    /// A term of a rule that searches for undefined terms.
    struct Term {
        std::uint32_t rule = 0;
        std::map<Language, std::vector<std::vector<std::string>>> const* phrases = nullptr;
    };
    [[nodiscard]] std::vector<Term> const& terms() const { return m_terms; }

private:
    enum class MatcherKind { Phrase, Abbreviation, Term };
    struct Matcher {
        MatcherKind kind = MatcherKind::Phrase;
        std::uint32_t rule = 0;                     ///< or index of the term
        std::vector<std::string> const* phrase = nullptr;
        Abbreviation const* abbreviation = nullptr;
    };
    using Index = std::unordered_map<std::uint32_t, std::vector<Matcher>>;

    struct Pass;
    void index_wording(std::uint32_t rule, Wording const&);
    void index_terms(std::uint32_t rule, TextSearch const&);
    void add(Language, std::string_view first_word, Matcher);

    RuleSet const& m_rules;
    std::map<Language, Index> m_index; ///< by the first letters of the first word
    std::vector<std::uint32_t> m_citing; ///< rules with articles
    std::vector<std::uint32_t> m_dating; ///< rules with dates
    std::vector<std::uint32_t> m_signing; ///< rules with signs
    std::vector<Term> m_terms;
};

} // namespace konkordat::conformity
