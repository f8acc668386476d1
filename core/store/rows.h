#pragma once

#include "core/agreement/agreement.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// An agreement as rows of the schema's tables. An edit is the difference between two such pictures.
namespace konkordat {

enum class Table {
    Agreement,
    Wording,
    Variable,
    Organisation,
    Membership,
    Contact,
    Step,
    Responsibility,
    Clause,
    ClauseText,
    Waiver,
    LifecycleEvent,
    Appearance,
    Provenance,
    AgreementRecord ///< no part of the agreement: read and written apart (agreement_records.h)
};
inline constexpr std::size_t table_count = 15;

/// The first column of each table is the agreement's number and not part of a Row.
struct TableDescription {
    std::string_view name;
    std::string_view number_column;
    std::size_t key_columns; ///< the first of `columns`
    std::span<std::string_view const> columns;
};
[[nodiscard]] TableDescription const& describe(Table);
[[nodiscard]] std::span<Table const> all_tables();
/// Those whose rows are the agreement itself.
[[nodiscard]] std::span<Table const> agreement_tables();

using Row = std::vector<Value>;
/// By table: values by key.
using Rows = std::array<std::map<Row, Row>, table_count>;

/// What is stored once, under its content key: bodies of clauses, and pictures.
enum class Content { Text, Picture };
/// Texts of clause bodies, and bytes of pictures, by their content key.
using Texts = std::map<std::string, std::string>;
using KeyOfText = std::function<Result<std::string>(Content, std::string const& text)>;

/// The rows of `agreement`. Positions are taken from `old_rows` where the order allows. `key_of_text` is asked for every body and picture.
[[nodiscard]] Result<Rows> to_rows(Agreement const& agreement, Rows const& old_rows, KeyOfText const& key_of_text);

/// The agreement that these rows say. Errors: Corrupt. With `losses` there is no error once the agreement's own row is there: what
/// does not make sense is left out and noted in an English sentence.
[[nodiscard]] Result<Agreement> from_rows(Rows const&, Texts const&, std::vector<std::string>* losses = nullptr);

/// All rows of agreement_tables() of one agreement. Errors: those of Database.
[[nodiscard]] Result<Rows> read_rows(Database&, std::int64_t number);
/// The bodies and pictures that rows refer to; one that is missing is left out.
[[nodiscard]] Result<Texts> read_texts(Database&, Rows const&);
/// Writes what distinguishes `after` from `before`.
[[nodiscard]] Result<void> write_difference(Database&, std::int64_t number, Rows const& before, Rows const& after);

/// The table of such content: number, key, made_by, content.
[[nodiscard]] std::string_view table_of(Content);
/// Calls visit(content, key) for each body and picture that rows refer to.
void visit_contents(Rows const&, std::function<void(Content, std::string const& key)> const& visit);

/// Content key of a text or picture: the first 16 bytes of its SHA3-256 (FIPS 202).
[[nodiscard]] Result<std::string> content_key(Database&, std::string const& text);
/// Stores a text or picture unless it is there. `made_by` is the change that needs it first. Errors: also Inconsistent if another one
/// has that key.
[[nodiscard]] Result<void> store_text(Database&, Content, std::string const& key, std::string const& text, std::int64_t made_by);

/// Lists of short texts in one column: each element followed by a line feed, which in an element is "\n", a backslash "\\".
[[nodiscard]] std::string pack_list(std::vector<std::string> const&);
[[nodiscard]] std::vector<std::string> unpack_list(std::string_view);

} // namespace konkordat
