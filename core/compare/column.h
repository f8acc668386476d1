#pragma once

#include "core/compare/profile.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace konkordat::compare {

/// Sources of all cells, each kept once. The row's own agreement is kept as an empty id, so that agreements that have a clause of the same id
/// share its place.
class SourcePool {
public:
    [[nodiscard]] std::uint32_t intern(std::vector<Source> const&, std::string const& own_agreement);
    [[nodiscard]] std::vector<Source> sources(std::uint32_t list, std::string const& own_agreement) const;

private:
    std::vector<Source> m_sources;
    std::map<Source, std::uint32_t> m_index;
    std::vector<std::vector<std::uint32_t>> m_lists;
    std::map<std::vector<std::uint32_t>, std::uint32_t> m_list_index;
};

/// One dimension of all rows. What cells say is kept once, however many rows say it: a question looks at each of these once, and then
/// only at numbers. Content 0 is "nothing said".
class Column {
public:
    struct Said {
        State state = State::Known;
        std::vector<std::uint32_t> values; ///< by number, in the order of the values

        friend auto operator<=>(Said const&, Said const&) = default;
    };
    struct Content {
        Answer answer = Answer::Unknown;
        std::vector<Said> statements;
        std::uint32_t essence = 0; ///< equal for contents that differ only in that somebody could not find out
    };

    explicit Column(Dimension const&);

    void add(Cell const&, std::string const& own_agreement, SourcePool&);

    [[nodiscard]] Dimension const& dimension() const { return *m_dimension; }
    [[nodiscard]] std::uint32_t content_of(std::size_t row) const { return m_rows[row]; }
    [[nodiscard]] std::vector<Content> const& contents() const { return m_contents; }
    [[nodiscard]] std::uint32_t essence_of(std::uint32_t content) const { return m_contents[content].essence; }
    [[nodiscard]] Value const& value(std::uint32_t number) const { return m_values[number]; }
    [[nodiscard]] std::size_t value_count() const { return m_values.size(); }
    /// The values of what is known and not in conflict; else nothing.
    [[nodiscard]] std::vector<std::uint32_t> const& known_values(std::uint32_t content) const;
    [[nodiscard]] Cell cell(std::size_t row, std::string const& own_agreement, SourcePool const&) const;

    /// Whether a value comes before another: choices in their order, numbers and dates by size, no before yes, texts by their letters.
    [[nodiscard]] bool comes_before(Value const&, Value const&) const;

private:
    [[nodiscard]] std::uint32_t intern(Value const&);

    Dimension const* m_dimension;
    std::vector<Value> m_values;
    std::map<Value, std::uint32_t> m_value_index;
    std::vector<Content> m_contents;
    std::map<std::vector<Said>, std::uint32_t> m_content_index;
    std::map<std::vector<Said>, std::uint32_t> m_essences;
    std::vector<std::uint32_t> m_rows; ///< content by row
    std::vector<std::uint32_t> m_sources; ///< list of the first statement by row
    std::map<std::uint32_t, std::vector<std::uint32_t>> m_more_sources; ///< lists of the further statements, of the few rows that have any
};

} // namespace konkordat::compare
