#pragma once

#include "core/compare/matrix.h"

#include <string>
#include <vector>

namespace konkordat::compare {

enum class ByteOrderMark { Without, With };

/// What of a matrix is written.
struct TableOptions {
    Language language = Language::German;
    std::vector<RowNumber> rows;         ///< in this order
    std::vector<std::size_t> dimensions; ///< columns, in this order
    ByteOrderMark mark = ByteOrderMark::Without; ///< of CSV: some programs read UTF-8 only with it
};

/// All rows but references in the order of the cantons, then the references; all dimensions.
[[nodiscard]] TableOptions whole_table(Matrix const&, Language);

/// A row's cell in words: values in their order, joined by "; ". What is planned and has a value shows it; contradicting statements are joined by
/// " / ". Empty where nothing is said: the answer beside it says why.
[[nodiscard]] std::string cell_text(DimensionSet const&, Dimension const&, Cell const&, Language);
/// The sources in words, joined by "; ".
[[nodiscard]] std::string sources_text(DimensionSet const&, Cell const&, Language);

/// RFC 4180: fields in quotes where they need it, lines end with CR LF. A header row, then a row for each mechanism: id, name, cantons, origin, verdict on signatures, and for
/// each dimension its value, its answer and its sources. A field that a spreadsheet would run as a formula (it begins with = + - @, tab
/// or carriage return) gets an apostrophe before it; a whole number, also a negative one, is none.
[[nodiscard]] std::string write_csv(Matrix const&, TableOptions const&);

/// "konkordat-comparison/1" (docs/formats.md): dimensions, rows with every statement and its sources, counts over the cantons and over the
/// mechanisms among the rows. Sorted members, a final newline.
[[nodiscard]] std::string write_comparison(Matrix const&, TableOptions const&);

/// A field of CSV: guarded, quoted if need be.
[[nodiscard]] std::string csv_field(std::string_view text);

} // namespace konkordat::compare
