#pragma once

#include "core/conformity/text_facts.h"

#include <map>
#include <string>
#include <unordered_map>

namespace konkordat::conformity {

/// What is known of one clause in one language.
struct ClauseTexts {
    std::string heading;
    std::string body;
    TextFacts heading_facts;
    TextFacts body_facts;
    /// Whether the texts use the defined terms of `term_revision`, one a term.
    std::vector<bool> uses_term;
    std::uint64_t term_revision = 0;
    std::uint64_t last_check = 0;
};

/// Facts of the clauses' texts by clause and language; a text is read anew only when it has changed.
class ClauseCache {
public:
    explicit ClauseCache(RuleSet const& rules)
        : m_reader(rules)
    {
    }

    void begin_check() { ++m_check; }
    [[nodiscard]] ClauseTexts& texts(Clause const&, Language);
    /// Forgets clauses that the current check has not asked for.
    void end_check();

    [[nodiscard]] TextReader const& reader() const { return m_reader; }
    [[nodiscard]] std::size_t texts_read() const { return m_texts_read; }

private:
    TextReader m_reader;
    std::unordered_map<std::string, std::map<Language, ClauseTexts>> m_clauses;
    std::uint64_t m_check = 0;
    std::size_t m_texts_read = 0;
};

} // namespace konkordat::conformity
