#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace konkordat {

struct Blob {
    std::string bytes;
    friend auto operator<=>(Blob const&, Blob const&) = default;
};

/// A value in a column: NULL, INTEGER, TEXT or BLOB.
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// A prepared statement of a Database, ready for binding; it goes back to the database when destroyed.
class Statement {
public:
    explicit Statement(sqlite3_stmt*);
    ~Statement();
    Statement(Statement&&) noexcept;
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;

    /// Parameters and columns count from 1 and 0, as in SQLite. Texts and blobs are copied.
    Statement& bind(int parameter, Value const&);
    Statement& bind(int parameter, std::int64_t);
    Statement& bind(int parameter, std::string_view);

    /// True: a row is there. False: done. Errors: those of Database.
    [[nodiscard]] Result<bool> step();
    /// Runs to the end.
    [[nodiscard]] Result<void> run();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string blob(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] Value value(int column) const;

private:
    sqlite3_stmt* m_statement;
};

/// A connection. Errors of all calls: Corrupt, ReadOnly (locked elsewhere, too), Storage, Inconsistent (a constraint), TooLarge.
class Database {
public:
    /// `vfs` null: the system's files. Creates the file unless `read_only`.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(std::string const& path, char const* vfs, bool read_only);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// The statements are kept prepared; `sql` is one statement.
    [[nodiscard]] Result<Statement> prepare(std::string const& sql);
    /// One or several statements without parameters.
    [[nodiscard]] Result<void> run(std::string const& sql);
    /// The first column of the first row. Errors: also NotFound without a row.
    [[nodiscard]] Result<std::int64_t> integer(std::string const& sql);

    [[nodiscard]] Error error() const;
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    /// Gives up all prepared statements (none may be in use).
    void forget_statements();

private:
    explicit Database(sqlite3* handle);

    sqlite3* m_handle;
    std::map<std::string, sqlite3_stmt*> m_statements;
};

/// A write transaction; rolled back unless committed.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database&);
    ~Transaction();
    Transaction(Transaction&&) noexcept;
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    [[nodiscard]] Result<void> commit();

private:
    explicit Transaction(Database&);
    Database* m_database;
};

[[nodiscard]] Error error_from_sqlite(int code, std::string message);

} // namespace konkordat
