#include "core/compare/matrix.h"

#include <algorithm>
#include <numeric>

namespace konkordat::compare {

namespace {

bool is_mechanism(MatrixRow const& row) { return row.origin == Origin::Agreement || row.origin == Origin::Hand; }

/// What is known comes first, what is unknown last.
int place_of(Answer answer)
{
    switch (answer) {
    case Answer::Known: return 0;
    case Answer::Conflicting: return 1;
    case Answer::Planned: return 2;
    case Answer::None: return 3;
    case Answer::NotApplicable: return 4;
    case Answer::Unknown: break;
    }
    return 5;
}

std::vector<std::uint32_t> numbers(std::size_t count)
{
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    return all;
}

} // namespace

Matrix::Matrix(DimensionSet const& dimensions, std::vector<Canton> const& cantons)
    : m_dimensions(&dimensions)
{
    for (auto const& canton : cantons) {
        if (!canton.fictitious)
            m_cantons.push_back(canton.code);
    }
    m_columns.reserve(dimensions.dimensions.size());
    for (auto const& dimension : dimensions.dimensions)
        m_columns.emplace_back(dimension);
}

RowNumber Matrix::add(Profile const& profile)
{
    for (std::size_t index = 0; index < m_columns.size(); ++index)
        m_columns[index].add(profile.cell(index), profile.id, m_sources);
    auto& cantons = m_cantons_of_row.emplace_back();
    for (auto const& code : profile.cantons) {
        auto const place = std::ranges::find(m_cantons, code);
        if (place != m_cantons.end() && profile.origin != Origin::Reference)
            cantons.push_back(static_cast<std::uint16_t>(place - m_cantons.begin()));
    }
    m_rows.push_back({ profile.id, profile.origin, profile.name, profile.cantons, profile.country, profile.as_of, profile.verification });
    return static_cast<RowNumber>(m_rows.size() - 1);
}

Answer Matrix::answer(RowNumber row, std::size_t dimension) const
{
    auto const& column = m_columns[dimension];
    return column.contents()[column.content_of(row)].answer;
}

Cell Matrix::cell(RowNumber row, std::size_t dimension) const { return m_columns[dimension].cell(row, m_rows[row].id, m_sources); }

// Selecting

bool Matrix::passes(Filter const& filter, Column const& column, std::uint32_t content) const
{
    auto const among = [](auto const& list, auto const& item) { return std::ranges::find(list, item) != list.end(); };
    if (!filter.answers.empty() && !among(filter.answers, column.contents()[content].answer))
        return false;
    auto const& values = column.known_values(content);
    if (!filter.values.empty()
        && std::ranges::none_of(values, [&](std::uint32_t number) { return among(filter.values, column.value(number)); }))
        return false;
    if (!filter.at_least && !filter.at_most)
        return true;
    return !values.empty() && std::ranges::all_of(values, [&](std::uint32_t number) {
        auto const& value = column.value(number);
        return !(filter.at_least && column.comes_before(value, *filter.at_least))
            && !(filter.at_most && column.comes_before(*filter.at_most, value));
    });
}

std::vector<bool> Matrix::passing(Filter const& filter) const
{
    auto const& column = m_columns[filter.dimension];
    std::vector<bool> contents(column.contents().size());
    for (std::uint32_t content = 0; content < contents.size(); ++content)
        contents[content] = passes(filter, column, content);
    return contents;
}

std::vector<RowNumber> Matrix::selected(Question const& question) const
{
    auto rows = numbers(m_rows.size());
    for (auto const& filter : question.filters) {
        auto const contents = passing(filter);
        auto const& column = m_columns[filter.dimension];
        std::erase_if(rows, [&](RowNumber row) { return !contents[column.content_of(row)]; });
    }
    if (!question.cantons.empty()) {
        std::erase_if(rows, [&](RowNumber row) {
            return m_rows[row].origin != Origin::Reference && std::ranges::none_of(m_rows[row].cantons, [&](std::string const& code) {
                return std::ranges::find(question.cantons, code) != question.cantons.end();
            });
        });
    }
    return rows;
}

// Order

std::vector<std::uint32_t> Matrix::content_ranks(Column const& column, Direction direction) const
{
    auto const& contents = column.contents();
    auto const before = [&](std::uint32_t left, std::uint32_t right) {
        auto const left_place = place_of(contents[left].answer);
        auto const right_place = place_of(contents[right].answer);
        if (left_place != right_place)
            return left_place < right_place;
        auto const& first = column.known_values(direction == Direction::Ascending ? left : right);
        auto const& second = column.known_values(direction == Direction::Ascending ? right : left);
        return std::ranges::lexicographical_compare(
            first, second, [&](std::uint32_t a, std::uint32_t b) { return column.comes_before(column.value(a), column.value(b)); });
    };
    auto order = numbers(contents.size());
    std::ranges::stable_sort(order, before);
    std::vector<std::uint32_t> ranks(order.size());
    std::uint32_t rank = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (place > 0 && before(order[place - 1], order[place]))
            ++rank;
        ranks[order[place]] = rank;
    }
    return ranks;
}

std::vector<std::uint32_t> Matrix::row_ranks() const
{
    auto const canton = [&](RowNumber row) { return m_cantons_of_row[row].empty() ? m_cantons.size() : m_cantons_of_row[row].front(); };
    auto const before = [&](RowNumber left, RowNumber right) {
        auto const left_canton = canton(left);
        auto const right_canton = canton(right);
        if (left_canton != right_canton)
            return left_canton < right_canton;
        return text_in(m_rows[left].name, Language::German) < text_in(m_rows[right].name, Language::German);
    };
    auto order = numbers(m_rows.size());
    std::ranges::stable_sort(order, before);
    std::vector<std::uint32_t> ranks(order.size());
    std::uint32_t rank = 0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (place > 0 && before(order[place - 1], order[place]))
            ++rank;
        ranks[order[place]] = rank;
    }
    return ranks;
}

void Matrix::sort(std::vector<RowNumber>& rows, std::vector<SortKey> const& keys) const
{
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        if (key->dimension) {
            auto const& column = m_columns[*key->dimension];
            auto const ranks = content_ranks(column, key->direction);
            std::ranges::stable_sort(rows, {}, [&](RowNumber row) { return ranks[column.content_of(row)]; });
            continue;
        }
        auto const ranks = row_ranks();
        if (key->direction == Direction::Ascending)
            std::ranges::stable_sort(rows, std::ranges::less {}, [&](RowNumber row) { return ranks[row]; });
        else
            std::ranges::stable_sort(rows, std::ranges::greater {}, [&](RowNumber row) { return ranks[row]; });
    }
}

std::vector<RowGroup> Matrix::grouped(Column const& column, std::vector<RowNumber> const& rows) const
{
    auto const ranks = content_ranks(column, Direction::Ascending);
    std::map<std::uint32_t, RowGroup> groups;
    for (auto const row : rows) {
        auto const content = column.content_of(row);
        auto& group = groups[ranks[content]];
        if (group.rows.empty()) {
            group.answer = column.contents()[content].answer;
            for (auto const number : column.known_values(content))
                group.values.push_back(column.value(number));
        }
        group.rows.push_back(row);
    }
    std::vector<RowGroup> in_order;
    for (auto& [rank, group] : groups)
        in_order.push_back(std::move(group));
    return in_order;
}

Reply Matrix::ask(Question const& question) const
{
    Reply reply;
    auto rows = selected(question);
    sort(rows, question.sort);
    auto const references = std::ranges::stable_partition(rows, [&](RowNumber row) { return m_rows[row].origin != Origin::Reference; });
    reply.references.assign(references.begin(), references.end());
    rows.erase(references.begin(), references.end());
    if (question.group_by)
        reply.groups = grouped(m_columns[*question.group_by], rows);
    else
        reply.groups.push_back({ .rows = std::move(rows) });
    return reply;
}

// Counting

void Matrix::count_values(Column const& column, std::vector<std::size_t> const& rows_by_content, Counts& counts) const
{
    std::vector<std::size_t> by_value(column.value_count());
    for (std::uint32_t content = 0; content < rows_by_content.size(); ++content) {
        for (auto const number : column.known_values(content))
            by_value[number] += rows_by_content[content];
    }
    auto found = numbers(by_value.size());
    std::erase_if(found, [&](std::uint32_t number) { return by_value[number] == 0; });
    std::ranges::sort(
        found, [&](std::uint32_t left, std::uint32_t right) { return column.comes_before(column.value(left), column.value(right)); });
    for (auto const number : found)
        counts.values.push_back({ column.value(number), by_value[number] });
}

Counts Matrix::count_mechanisms(std::size_t dimension, std::vector<RowNumber> const& rows) const
{
    auto const& column = m_columns[dimension];
    Counts counts;
    std::vector<std::size_t> by_content(column.contents().size());
    for (auto const row : rows) {
        if (!is_mechanism(m_rows[row]))
            continue;
        auto const content = column.content_of(row);
        ++counts.total;
        ++by_content[content];
        ++counts.by_answer[static_cast<std::size_t>(column.contents()[content].answer)];
    }
    count_values(column, by_content, counts);
    return counts;
}

Counts Matrix::count_cantons(std::size_t dimension, std::vector<RowNumber> const& rows) const
{
    auto const& column = m_columns[dimension];
    std::vector<std::uint32_t> said(m_cantons.size()); // content, 0: nothing yet
    std::vector<bool> differs(m_cantons.size());
    for (auto const row : rows) {
        auto const content = column.content_of(row);
        auto const answer = column.contents()[content].answer;
        if (answer == Answer::Unknown)
            continue;
        for (auto const canton : m_cantons_of_row[row]) {
            differs[canton] = differs[canton] || answer == Answer::Conflicting
                || (said[canton] != 0 && column.essence_of(said[canton]) != column.essence_of(content));
            said[canton] = content;
        }
    }
    Counts counts { .total = m_cantons.size() };
    std::vector<std::size_t> by_content(column.contents().size());
    for (std::size_t canton = 0; canton < m_cantons.size(); ++canton) {
        auto const answer = differs[canton] ? Answer::Conflicting : column.contents()[said[canton]].answer;
        ++counts.by_answer[static_cast<std::size_t>(answer)];
        if (!differs[canton])
            ++by_content[said[canton]];
    }
    count_values(column, by_content, counts);
    return counts;
}

std::vector<std::size_t> Matrix::differing(std::vector<RowNumber> const& rows) const
{
    std::vector<std::size_t> dimensions;
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        auto const& column = m_columns[index];
        auto const essence = [&](RowNumber row) { return column.essence_of(column.content_of(row)); };
        if (std::ranges::any_of(rows, [&](RowNumber row) { return essence(row) != essence(rows.front()); }))
            dimensions.push_back(index);
    }
    return dimensions;
}

} // namespace konkordat::compare
