#include "core/layout/clause_cache.h"

#include <algorithm>
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

std::size_t size_of(LanguageMap const& map)
{
    std::size_t size = 0;
    for (auto const& [language, text] : map)
        size += text.size() + 16;
    return size;
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
    } else if (auto const* table = std::get_if<Table>(&block.content)) {
        for (std::vector<Cell> const& row : table->rows) {
            for (Cell const& cell : row) {
                size += sizeof(Cell);
                for (Spans const& spans : cell.paragraphs)
                    size += size_of(spans);
            }
        }
    } else if (auto const* list = std::get_if<List>(&block.content)) {
        for (ListItem const& item : list->items) {
            for (Block const& inner : item.blocks)
                size += size_of(inner);
        }
    }
    return size;
}

} // namespace

ClauseCache::Surroundings::Surroundings(Agreement const& agreement, LayoutOptions const& options)
    : title(agreement.title)
    , form(agreement.form)
    , cantons(agreement.cantons)
    , languages(agreement.languages)
    , mandate(agreement.mandate)
    , variables(agreement.variables)
    , variable_texts(options.variable_texts)
    , list_labels(options.style.ordered_labels)
{
    clauses.reserve(agreement.clauses.size());
    for (Clause const& clause : agreement.clauses)
        clauses.push_back({ clause.id, clause.kind, clause.state == ClauseState::Omitted });
}

bool ClauseCache::Surroundings::are_of(Agreement const& agreement, LayoutOptions const& options) const
{
    auto is_of = [](CountedClause const& counted, Clause const& clause) {
        return counted.id == clause.id && counted.kind == clause.kind && counted.omitted == (clause.state == ClauseState::Omitted);
    };
    return title == agreement.title && form == agreement.form && cantons == agreement.cantons && languages == agreement.languages
        && mandate == agreement.mandate && variables == agreement.variables && std::ranges::equal(clauses, agreement.clauses, is_of)
        && variable_texts == options.variable_texts && list_labels == options.style.ordered_labels;
}

ClauseCache::ClauseCache()
    : m_clauses(budget)
    , m_generated(budget)
    , m_contents(budget)
{
}

void ClauseCache::begin_document(Agreement const& agreement, LayoutOptions const& options)
{
    bool const same_surroundings = m_surroundings.are_of(agreement, options);
    if (!same_surroundings) {
        m_surroundings = Surroundings(agreement, options);
        m_clauses = Blocks(budget);
    }
    bool const same_data = agreement.organisations == m_data.organisations && agreement.memberships == m_data.memberships
        && agreement.contacts == m_data.contacts && agreement.procedure == m_data.procedure;
    if (!same_data)
        m_data = { agreement.organisations, agreement.memberships, agreement.contacts, agreement.procedure };
    if (!same_surroundings || !same_data)
        m_generated = Blocks(budget);
    m_clauses.begin_document();
    m_generated.begin_document();
    m_contents.begin_document();
}

std::shared_ptr<ClauseBlocks const> ClauseCache::find(Clause const& clause, std::string const& key)
{
    return blocks_of(clause).find(key).value_or(nullptr);
}

std::shared_ptr<ClauseBlocks const> ClauseCache::keep(Clause const& clause, std::string key, ClauseBlocks blocks)
{
    std::size_t size = sizeof(ClauseBlocks);
    for (Block const& block : blocks.blocks)
        size += size_of(block);
    for (Note const& note : blocks.notes)
        size += sizeof(Note) + size_of(note.spans);
    auto kept = std::make_shared<ClauseBlocks const>(std::move(blocks));
    blocks_of(clause).keep(std::move(key), kept, size);
    return kept;
}

std::shared_ptr<void const> ClauseCache::contents_origin(std::string key)
{
    if (auto known = m_contents.find(key))
        return *known;
    auto origin = std::make_shared<int const>();
    m_contents.keep(std::move(key), origin, sizeof *origin);
    return origin;
}

std::string clause_key(Clause const& clause, Language language, std::string const& number, std::string const& citations, std::size_t note)
{
    std::string key;
    key.reserve(256 + citations.size() + size_of(clause.heading) + size_of(clause.body));
    key += static_cast<char>('0' + static_cast<int>(language));
    key += static_cast<char>('0' + static_cast<int>(clause.kind));
    key += static_cast<char>('0' + static_cast<int>(clause.generated));
    append(key, clause.id.str());
    append(key, number);
    append(key, citations);
    append(key, std::to_string(note));
    append(key, clause.heading);
    append(key, clause.body);
    return key;
}

std::string contents_key(Part const& part)
{
    std::string key { static_cast<char>('0' + static_cast<int>(part.language)) };
    for (Block const& block : part.blocks) {
        auto const* heading = std::get_if<Heading>(&block.content);
        if (heading == nullptr)
            continue;
        append(key, std::to_string(heading->level) + (heading->in_contents ? "+" : "-"));
        append(key, heading->number);
        append(key, heading->anchor);
        append(key, text_without_marks(heading->spans));
    }
    return key;
}

} // namespace konkordat::layout
