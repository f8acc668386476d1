#include "core/conformity/clause_cache.h"

namespace konkordat::conformity {

namespace {

std::string const& text_or_empty(LanguageMap const& map, Language language)
{
    static std::string const empty;
    auto const entry = map.find(language);
    return entry == map.end() ? empty : entry->second;
}

} // namespace

ClauseTexts& ClauseCache::texts(Clause const& clause, Language language)
{
    auto& entry = m_clauses[clause.id.str()][language];
    bool const is_new = entry.last_check == 0;
    entry.last_check = m_check;
    auto const renew = [&](std::string& known, TextFacts& facts, std::string const& text) {
        if (!is_new && known == text)
            return;
        known = text;
        facts = m_reader.read(language, text);
        entry.term_revision = 0;
        ++m_texts_read;
    };
    renew(entry.heading, entry.heading_facts, text_or_empty(clause.heading, language));
    renew(entry.body, entry.body_facts, text_or_empty(clause.body, language));
    return entry;
}

void ClauseCache::end_check()
{
    for (auto& [clause, languages] : m_clauses)
        std::erase_if(languages, [&](auto const& entry) { return entry.second.last_check != m_check; });
    std::erase_if(m_clauses, [](auto const& entry) { return entry.second.empty(); });
}

} // namespace konkordat::conformity
