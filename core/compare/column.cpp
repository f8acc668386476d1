#include "core/compare/column.h"

#include <algorithm>

namespace konkordat::compare {

namespace {

template <typename Key>
std::uint32_t intern_in(std::map<Key, std::uint32_t>& index, std::vector<Key>& items, Key const& key)
{
    auto const [place, is_new] = index.try_emplace(key, static_cast<std::uint32_t>(items.size()));
    if (is_new)
        items.push_back(key);
    return place->second;
}

/// The source with the row's own agreement put in or taken out.
Source exchanged(Source source, std::string const& from, std::string const& to)
{
    if (auto* agreement = std::get_if<FromAgreement>(&source); agreement && agreement->agreement.str() == from)
        agreement->agreement = AgreementId(to);
    return source;
}

} // namespace

std::uint32_t SourcePool::intern(std::vector<Source> const& sources, std::string const& own_agreement)
{
    std::vector<std::uint32_t> list;
    list.reserve(sources.size());
    for (auto const& source : sources)
        list.push_back(intern_in(m_index, m_sources, exchanged(source, own_agreement, "")));
    return intern_in(m_list_index, m_lists, list);
}

std::vector<Source> SourcePool::sources(std::uint32_t list, std::string const& own_agreement) const
{
    std::vector<Source> sources;
    for (auto const number : m_lists[list])
        sources.push_back(exchanged(m_sources[number], "", own_agreement));
    return sources;
}

Column::Column(Dimension const& dimension)
    : m_dimension(&dimension)
    , m_contents(1)
{
    m_content_index.emplace(std::vector<Said> {}, 0U);
    m_essences.emplace(std::vector<Said> {}, 0U);
}

std::uint32_t Column::intern(Value const& value) { return intern_in(m_value_index, m_values, value); }

void Column::add(Cell const& cell, std::string const& own_agreement, SourcePool& pool)
{
    std::vector<Said> said;
    std::vector<std::uint32_t> lists;
    for (auto const& statement : cell.statements()) {
        auto& one = said.emplace_back();
        one.state = statement.state();
        for (auto const& value : statement.values())
            one.values.push_back(intern(value));
        lists.push_back(pool.intern(statement.sources(), own_agreement));
    }
    auto const [place, is_new] = m_content_index.try_emplace(said, static_cast<std::uint32_t>(m_contents.size()));
    if (is_new) {
        auto essential = said;
        std::erase_if(essential, [](Said const& one) { return one.state == State::Unknown; });
        auto const essence = m_essences.try_emplace(std::move(essential), static_cast<std::uint32_t>(m_essences.size())).first->second;
        m_contents.push_back({ cell.answer(), std::move(said), essence });
    }
    auto const row = static_cast<std::uint32_t>(m_rows.size());
    m_rows.push_back(place->second);
    m_sources.push_back(lists.empty() ? 0 : lists.front());
    if (lists.size() > 1)
        m_more_sources[row].assign(lists.begin() + 1, lists.end());
}

std::vector<std::uint32_t> const& Column::known_values(std::uint32_t content) const
{
    static std::vector<std::uint32_t> const none;
    if (m_contents[content].answer != Answer::Known)
        return none;
    return std::ranges::find(m_contents[content].statements, State::Known, &Said::state)->values;
}

Cell Column::cell(std::size_t row, std::string const& own_agreement, SourcePool const& pool) const
{
    Cell cell;
    auto const& statements = m_contents[m_rows[row]].statements;
    auto const more = m_more_sources.find(static_cast<std::uint32_t>(row));
    for (std::size_t index = 0; index < statements.size(); ++index) {
        std::vector<Value> values;
        for (auto const number : statements[index].values)
            values.push_back(m_values[number]);
        auto const list = index == 0 ? m_sources[row] : more->second[index - 1];
        cell.add(Statement(statements[index].state, std::move(values), pool.sources(list, own_agreement)));
    }
    return cell;
}

bool Column::comes_before(Value const& left, Value const& right) const
{
    auto const* left_code = std::get_if<Code>(&left);
    auto const* right_code = std::get_if<Code>(&right);
    if (!left_code || !right_code)
        return left < right;
    auto const place = [&](Code const& code) { return std::ranges::find(m_dimension->choices, code.id, &Label::id); };
    auto const left_place = place(*left_code);
    auto const right_place = place(*right_code);
    return left_place == right_place ? left_code->id < right_code->id : left_place < right_place;
}

} // namespace konkordat::compare
