// Rows to and from the database.
#include "core/store/rows.h"

#include <optional>
#include <utility>

namespace konkordat {

namespace {

struct TableSql {
    std::string select;
    std::string insert;
    std::string remove;
};

std::string key_condition(TableDescription const& table, std::size_t first_parameter)
{
    auto condition = std::string(table.number_column) + " = ?" + std::to_string(first_parameter);
    for (std::size_t i = 0; i < table.key_columns; ++i)
        condition += " AND " + std::string(table.columns[i]) + " = ?" + std::to_string(first_parameter + i + 1);
    return condition;
}

TableSql make_sql(TableDescription const& table)
{
    std::string columns;
    std::string parameters = "?1";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + std::string(table.columns[i]);
        parameters += ", ?" + std::to_string(i + 2);
    }
    auto const name = std::string(table.name);
    auto const number = std::string(table.number_column);
    return { .select = "SELECT " + columns + " FROM " + name + " WHERE " + number + " = ?1",
        .insert = "INSERT INTO " + name + " (" + number + ", " + columns + ") VALUES (" + parameters + ")",
        .remove = "DELETE FROM " + name + " WHERE " + key_condition(table, 1) };
}

TableSql const& sql_of(Table table)
{
    static std::array<TableSql, table_count> const sql = [] {
        std::array<TableSql, table_count> all;
        for (auto const entry : all_tables())
            all[static_cast<std::size_t>(entry)] = make_sql(describe(entry));
        return all;
    }();
    return sql[static_cast<std::size_t>(table)];
}

void bind_key(Statement& statement, int parameter, std::int64_t number, Row const& key)
{
    statement.bind(parameter, number);
    for (auto const& value : key)
        statement.bind(++parameter, value);
}

Result<void> insert_row(Database& database, Table table, std::int64_t number, Row const& key, Row const& values)
{
    KONKORDAT_TRY(auto statement, database.prepare(sql_of(table).insert));
    bind_key(statement, 1, number, key);
    auto parameter = static_cast<int>(key.size()) + 1;
    for (auto const& value : values)
        statement.bind(++parameter, value);
    return statement.run();
}

Result<void> remove_row(Database& database, Table table, std::int64_t number, Row const& key)
{
    KONKORDAT_TRY(auto statement, database.prepare(sql_of(table).remove));
    bind_key(statement, 1, number, key);
    return statement.run();
}

/// Sets only the columns that differ, so that a changeset says what was changed.
Result<void> update_row(Database& database, Table table, std::int64_t number, Row const& key, Row const& before, Row const& after)
{
    auto const& description = describe(table);
    std::string assignments;
    std::vector<Value const*> values;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (before[i] == after[i])
            continue;
        values.push_back(&after[i]);
        assignments += (assignments.empty() ? "" : ", ") + std::string(description.columns[description.key_columns + i]) + " = ?"
            + std::to_string(values.size());
    }
    KONKORDAT_TRY(auto statement,
        database.prepare(
            "UPDATE " + std::string(description.name) + " SET " + assignments + " WHERE " + key_condition(description, values.size() + 1)));
    int parameter = 0;
    for (auto const* value : values)
        statement.bind(++parameter, *value);
    bind_key(statement, parameter + 1, number, key);
    return statement.run();
}

Result<void> write_table(
    Database& database, Table table, std::int64_t number, std::map<Row, Row> const& before, std::map<Row, Row> const& after)
{
    for (auto const& [key, values] : before) {
        if (!after.contains(key))
            KONKORDAT_CHECK(remove_row(database, table, number, key));
    }
    for (auto const& [key, values] : after) {
        auto const old = before.find(key);
        if (old == before.end())
            KONKORDAT_CHECK(insert_row(database, table, number, key, values));
        else if (old->second != values)
            KONKORDAT_CHECK(update_row(database, table, number, key, old->second, values));
    }
    return {};
}

Result<std::optional<std::string>> find_content(Database& database, Content content, std::string const& key)
{
    KONKORDAT_TRY(auto statement, database.prepare("SELECT content FROM " + std::string(table_of(content)) + " WHERE key = ?1"));
    statement.bind(1, Value { Blob { key } });
    KONKORDAT_TRY(auto const found, statement.step());
    if (!found)
        return std::optional<std::string> {};
    return std::optional(content == Content::Text ? statement.text(0) : statement.blob(0));
}

} // namespace

std::string_view table_of(Content content) { return content == Content::Text ? "text" : "picture"; }

Result<Rows> read_rows(Database& database, std::int64_t number)
{
    Rows rows;
    for (auto const table : agreement_tables()) {
        auto const& description = describe(table);
        KONKORDAT_TRY(auto statement, database.prepare(sql_of(table).select));
        statement.bind(1, number);
        while (true) {
            KONKORDAT_TRY(auto const found, statement.step());
            if (!found)
                break;
            Row key;
            Row values;
            for (std::size_t i = 0; i < description.columns.size(); ++i)
                (i < description.key_columns ? key : values).push_back(statement.value(static_cast<int>(i)));
            rows[static_cast<std::size_t>(table)].emplace(std::move(key), std::move(values));
        }
    }
    return rows;
}

void visit_contents(Rows const& rows, std::function<void(Content, std::string const& key)> const& visit)
{
    auto const visit_column = [&](Content content, Table table, std::size_t column) {
        for (auto const& [key, values] : rows[static_cast<std::size_t>(table)]) {
            if (auto const* blob = column < values.size() ? std::get_if<Blob>(&values[column]) : nullptr)
                visit(content, blob->bytes);
        }
    };
    visit_column(Content::Text, Table::ClauseText, 1);
    visit_column(Content::Picture, Table::Appearance, 5);
}

Result<Texts> read_texts(Database& database, Rows const& rows)
{
    Texts texts;
    Result<void> result;
    visit_contents(rows, [&](Content content, std::string const& key) {
        if (!result || texts.contains(key))
            return;
        auto bytes = find_content(database, content, key);
        if (!bytes)
            result = std::move(bytes).error();
        else if (*bytes)
            texts.emplace(key, std::move(**bytes));
    });
    KONKORDAT_CHECK(std::move(result));
    return texts;
}

Result<void> write_difference(Database& database, std::int64_t number, Rows const& before, Rows const& after)
{
    for (auto const table : agreement_tables()) {
        auto const index = static_cast<std::size_t>(table);
        KONKORDAT_CHECK(write_table(database, table, number, before[index], after[index]));
    }
    return {};
}

Result<std::string> content_key(Database& database, std::string const& text)
{
    KONKORDAT_TRY(auto statement, database.prepare("SELECT substr(sha3(?1, 256), 1, 16)"));
    statement.bind(1, std::string_view { text });
    KONKORDAT_TRY(auto const row, statement.step());
    if (!row)
        return database.error();
    return statement.blob(0);
}

Result<void> store_text(Database& database, Content content, std::string const& key, std::string const& text, std::int64_t made_by)
{
    KONKORDAT_TRY(auto const known, find_content(database, content, key));
    if (known) {
        if (*known == text)
            return {};
        return Error {
            .code = ErrorCode::Inconsistent, .message = "another text is stored under the same content key", .key = "store-key-collision"
        };
    }
    KONKORDAT_TRY(
        auto statement, database.prepare("INSERT INTO " + std::string(table_of(content)) + " (key, made_by, content) VALUES (?1, ?2, ?3)"));
    statement.bind(1, Value { Blob { key } }).bind(2, made_by);
    if (content == Content::Text)
        statement.bind(3, std::string_view { text });
    else
        statement.bind(3, Value { Blob { text } });
    return statement.run();
}

} // namespace konkordat
