#include "core/layout/clause_cache.h"

#include <utility>

namespace konkordat::layout {

namespace {

constexpr std::size_t budget = 32U << 20U;

/// Texts carry their length, so that no two clauses share a key.
void append(std::string& key, std::string_view text)
{
    key += std::to_string(text.size());
    key += ':';
    key += text;
}

void append(std::string& key, LanguageMap const& map)
{
    for (auto const& [language, text] : map) {
        key += static_cast<char>('0' + static_cast<int>(language));
        append(key, text);
    }
    key += ';';
}

std::size_t size_of(Spans const& spans)
{
    std::size_t size = 0;
    for (Span const& span : spans)
        size += sizeof(Span) + span.text.size();
    return size;
}

std::size_t size_of(Block const& block)
{
    std::size_t size = sizeof(Block);
    if (auto const* paragraph = std::get_if<Paragraph>(&block.content)) {
        size += size_of(paragraph->spans);
    } else if (auto const* list = std::get_if<List>(&block.content)) {
        for (ListItem const& item : list->items) {
            for (Block const& inner : item.blocks)
                size += size_of(inner);
        }
    }
    return size;
}

} // namespace

ClauseCache::ClauseCache()
    : m_clauses(budget)
{
}

void ClauseCache::begin_document(Agreement const& agreement, LayoutOptions const& options)
{
    Surroundings surroundings { .title = agreement.title,
        .form = agreement.form,
        .cantons = agreement.cantons,
        .languages = agreement.languages,
        .mandate = agreement.mandate,
        .variables = agreement.variables,
        .variable_texts = options.variable_texts,
        .list_labels = { options.style.ordered_labels.begin(), options.style.ordered_labels.end() } };
    std::vector<std::string> numbers = number_clauses(agreement);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (agreement.clauses[i].state != ClauseState::Omitted)
            surroundings.numbers.emplace_back(agreement.clauses[i].id.str(), std::move(numbers[i]));
    }
    if (surroundings != m_surroundings) {
        m_surroundings = std::move(surroundings);
        m_clauses = GenerationCache<std::shared_ptr<ClauseBlocks const>>(budget);
    }
    m_clauses.begin_document();
}

std::shared_ptr<ClauseBlocks const> ClauseCache::find(std::string const& key) { return m_clauses.find(key).value_or(nullptr); }

void ClauseCache::keep(std::string key, ClauseBlocks blocks)
{
    std::size_t size = sizeof(ClauseBlocks);
    for (Block const& block : blocks.blocks)
        size += size_of(block);
    for (Note const& note : blocks.notes)
        size += sizeof(Note) + size_of(note.spans);
    m_clauses.keep(std::move(key), std::make_shared<ClauseBlocks const>(std::move(blocks)), size);
}

std::string clause_key(Clause const& clause, Language language, std::string const& number, std::string const& citations, std::size_t note)
{
    std::string key { static_cast<char>('0' + static_cast<int>(language)), static_cast<char>('0' + static_cast<int>(clause.kind)) };
    append(key, clause.id.str());
    append(key, number);
    append(key, citations);
    append(key, std::to_string(note));
    append(key, clause.heading);
    append(key, clause.body);
    return key;
}

} // namespace konkordat::layout
