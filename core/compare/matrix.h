#pragma once

#include "core/agreement/catalogues.h"
#include "core/compare/column.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace konkordat::compare {

struct MatrixRow {
    std::string id;
    Origin origin = Origin::Agreement;
    LanguageMap name;
    std::vector<std::string> cantons;
    std::string country;
    std::string as_of;
    std::string verification;
};

using RowNumber = std::uint32_t;

/// What a row's cell has to be. All that is given has to hold; nothing that is left out does.
struct Filter {
    std::size_t dimension = 0;
    std::vector<Answer> answers = {}; ///< one of these
    std::vector<Value> values = {};   ///< known, and one of these is among its values
    std::optional<Value> at_least = {}; ///< known, and each of its values is in the range
    std::optional<Value> at_most = {};
};

enum class Direction { Ascending, Descending };

struct SortKey {
    std::optional<std::size_t> dimension = {}; ///< nothing: the canton's place in the register, then the name
    Direction direction = Direction::Ascending; ///< of values; what is not known comes last in either
};

struct Question {
    std::vector<Filter> filters = {};
    std::vector<std::string> cantons = {}; ///< rows of one of these; empty: of any
    std::vector<SortKey> sort = {};        ///< the first one decides; rows that are equal in all stay in the order of addition
    std::optional<std::size_t> group_by = {};
};

/// Rows whose cells say the same.
struct RowGroup {
    Answer answer = Answer::Unknown;
    std::vector<Value> values = {}; ///< of a known answer
    std::vector<RowNumber> rows = {};
};

struct Reply {
    std::vector<RowGroup> groups = {};      ///< in the order of the values; without grouping one, whose answer means nothing
    std::vector<RowNumber> references = {}; ///< reference mechanisms that pass the same filters: shown beside, not in any group
};

struct ValueCount {
    Value value;
    std::size_t count = 0;

    friend bool operator==(ValueCount const&, ValueCount const&) = default;
};

/// How often what was answered. Every answer is counted once: their sum is `total`.
struct Counts {
    std::size_t total = 0;
    std::array<std::size_t, answer_count> by_answer = {};
    std::vector<ValueCount> values = {}; ///< of known answers, in their order; one that has several values counts for each

    [[nodiscard]] std::size_t of(Answer answer) const { return by_answer[static_cast<std::size_t>(answer)]; }
    /// To how many the question applies: the denominator of a share of those that have something. The unknown are in it.
    [[nodiscard]] std::size_t applicable() const { return total - of(Answer::NotApplicable); }
    friend bool operator==(Counts const&, Counts const&) = default;
};

/// Mechanisms by dimensions. Compact: what many rows say is kept once. `DimensionSet` outlives it.
class Matrix {
public:
    /// `cantons`: the register; those of examples are not counted.
    Matrix(DimensionSet const&, std::vector<Canton> const& cantons);

    RowNumber add(Profile const&);

    [[nodiscard]] DimensionSet const& dimensions() const { return *m_dimensions; }
    [[nodiscard]] std::vector<MatrixRow> const& rows() const { return m_rows; }
    [[nodiscard]] Answer answer(RowNumber, std::size_t dimension) const;
    /// With every statement and its sources.
    [[nodiscard]] Cell cell(RowNumber, std::size_t dimension) const;

    [[nodiscard]] Reply ask(Question const&) const;

    /// Over the mechanisms among these rows: neither register entries nor reference mechanisms.
    [[nodiscard]] Counts count_mechanisms(std::size_t dimension, std::vector<RowNumber> const&) const;
    /// Over all cantons of the register, whatever rows there are: a canton of which nothing is known is unknown. A canton with several
    /// rows that say different things is conflicting; "unknown" contradicts nothing. Reference mechanisms are no cantons.
    [[nodiscard]] Counts count_cantons(std::size_t dimension, std::vector<RowNumber> const&) const;

    /// The dimensions in which not all of these rows say the same.
    [[nodiscard]] std::vector<std::size_t> differing(std::vector<RowNumber> const&) const;

private:
    [[nodiscard]] std::vector<bool> passing(Filter const&) const;
    [[nodiscard]] bool passes(Filter const&, Column const&, std::uint32_t content) const;
    [[nodiscard]] std::vector<RowNumber> selected(Question const&) const;
    void sort(std::vector<RowNumber>&, std::vector<SortKey> const&) const;
    /// The place of each content in the order of a column.
    [[nodiscard]] std::vector<std::uint32_t> content_ranks(Column const&, Direction) const;
    [[nodiscard]] std::vector<std::uint32_t> row_ranks() const;
    [[nodiscard]] std::vector<RowGroup> grouped(Column const&, std::vector<RowNumber> const&) const;
    void count_values(Column const&, std::vector<std::size_t> const& rows_by_content, Counts&) const;

    DimensionSet const* m_dimensions;
    std::vector<std::string> m_cantons; ///< codes of the register in its order
    std::vector<MatrixRow> m_rows;
    std::vector<std::vector<std::uint16_t>> m_cantons_of_row; ///< by place in m_cantons
    std::vector<Column> m_columns;
    SourcePool m_sources;
};

} // namespace konkordat::compare
