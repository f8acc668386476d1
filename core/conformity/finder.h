#pragma once

#include "core/conformity/check.h"
#include "core/conformity/clause_cache.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace konkordat::conformity {

/// One check of one agreement: puts findings together, rule by rule. Refers to everything it is given.
class Finder {
public:
    Finder(RuleSet const&, ClauseCache&, Facts const&);

    [[nodiscard]] std::vector<Finding> run();

private:
    /// A clause of the document in one language that has a text.
    struct Version {
        Clause const* clause = nullptr;
        Language language = Language::German;
        ClauseTexts* texts = nullptr;
    };
    struct DefinedTerm {
        Clause const* clause = nullptr;
        Language language = Language::German;
        std::string words;   ///< as written
        std::string pattern; ///< " word word": beginnings of the words
    };

    void collect_versions();
    void require(Rule const&, Requirement const&);
    void find_wording(std::uint32_t rule);
    void search(Rule const&, TextSearch const&);

    void find_missing_texts(Rule const&, Aspect);
    void find_differences(Rule const&, Aspect);
    void compare(Rule const&, Aspect, Version const& first, Version const& other);
    void compare_obligations(Rule const&, Version const& first, Version const& other);
    void find_personal_data(Rule const&, PersonalData);
    void find_references(Rule const&, Search);
    void find_undeclared_variables(Rule const&);
    void find_open_variables(Rule const&, Search);
    void find_unused_terms(Rule const&);
    void find_undefined_terms(Rule const&);
    void find_titles(Rule const&);
    void find_official_languages(Rule const&);
    void find_waivers(Rule const&, Search);

    [[nodiscard]] std::vector<DefinedTerm> defined_terms() const;
    [[nodiscard]] bool uses(Version const&, std::vector<DefinedTerm> const&, std::size_t term, std::uint64_t revision) const;
    [[nodiscard]] bool explains(Version const&, TextReader::Term const&, std::uint32_t index) const;

    void add(Rule const&, Subject, LanguageMap found = {}, LanguageMap expected = {}, std::optional<TextPlace> = {});
    void attach_waivers();
    [[nodiscard]] LanguageMap name_of_subject(Subject const&) const;
    [[nodiscard]] LanguageMap name_of_clause(Clause const&, std::optional<Language>) const;
    [[nodiscard]] Subject subject_of(Rule const&, Item const&) const;

    RuleSet const& m_rules;
    ClauseCache& m_cache;
    Facts const& m_facts;
    Agreement const& m_agreement;
    std::vector<std::string> m_numbers; ///< of the clauses
    std::vector<Version> m_versions;    ///< in the agreement's order, then that of its languages
    std::vector<Finding> m_findings;
    std::vector<std::pair<Rule const*, Search>> m_waiver_rules; ///< judged when all else is known
};

} // namespace konkordat::conformity
