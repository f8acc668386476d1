#include "core/store/database.h"

#include "core/store/collation.h"

#include <sqlite3.h>

#include <cassert>
#include <utility>

// SQLite's SHA-3 extension (ext/misc/shathree.c), linked in; it has no header.
extern "C" int sqlite3_shathree_init(sqlite3*, char**, void const*);

namespace konkordat {

namespace {

int collate_dictionary(void*, int size_a, void const* a, int size_b, void const* b)
{
    return compare_dictionary({ static_cast<char const*>(a), static_cast<std::size_t>(size_a) },
        { static_cast<char const*>(b), static_cast<std::size_t>(size_b) });
}

} // namespace

Error error_from_sqlite(int code, std::string message)
{
    switch (code & 0xff) {
    case SQLITE_NOTADB: return { .code = ErrorCode::Malformed, .message = "not a Konkordat workspace", .key = "not-a-workspace" };
    case SQLITE_CORRUPT: return { .code = ErrorCode::Corrupt, .message = "the stored data is damaged: " + message, .key = "store-corrupt" };
    case SQLITE_FULL: return { .code = ErrorCode::Storage, .message = "the workspace is full: " + message, .key = "storage-full" };
    case SQLITE_TOOBIG:
        return { .code = ErrorCode::TooLarge, .message = "too large for the workspace: " + message, .key = "store-too-large" };
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return { .code = ErrorCode::ReadOnly, .message = "the workspace is open elsewhere", .key = "workspace-open-elsewhere" };
    case SQLITE_READONLY:
        return { .code = ErrorCode::ReadOnly, .message = "the workspace may not be written", .key = "workspace-read-only" };
    case SQLITE_CONSTRAINT:
        return {
            .code = ErrorCode::Inconsistent, .message = "the change contradicts the workspace: " + message, .key = "store-constraint"
        };
    default:
        return { .code = ErrorCode::Storage, .message = "the workspace could not be read or written: " + message, .key = "storage-failed" };
    }
}

Statement::Statement(sqlite3_stmt* statement)
    : m_statement(statement)
{
}

Statement::~Statement()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
{
}

Statement& Statement::bind(int parameter, std::int64_t value)
{
    sqlite3_bind_int64(m_statement, parameter, value);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view value)
{
    // A null pointer would bind NULL.
    sqlite3_bind_text64(m_statement, parameter, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(int parameter, Value const& value)
{
    if (auto const* integer = std::get_if<std::int64_t>(&value))
        return bind(parameter, *integer);
    if (auto const* text = std::get_if<std::string>(&value))
        return bind(parameter, std::string_view { *text });
    if (auto const* blob = std::get_if<Blob>(&value))
        sqlite3_bind_blob64(m_statement, parameter, blob->bytes.data(), blob->bytes.size(), SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(m_statement, parameter);
    return *this;
}

Result<bool> Statement::step()
{
    auto const code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    auto* database = sqlite3_db_handle(m_statement);
    return error_from_sqlite(code, sqlite3_errmsg(database));
}

Result<void> Statement::run()
{
    while (true) {
        KONKORDAT_TRY(auto const row, step());
        if (!row)
            return {};
    }
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

std::string Statement::text(int column) const
{
    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(m_statement, column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

std::string Statement::blob(int column) const
{
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(m_statement, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

bool Statement::is_null(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

Value Statement::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_BLOB: return Blob { blob(column) };
    case SQLITE_NULL: return std::monostate {};
    default: return text(column);
    }
}

Database::Database(sqlite3* handle)
    : m_handle(handle)
{
}

Result<std::unique_ptr<Database>> Database::open(std::string const& path, char const* vfs, bool read_only)
{
    sqlite3* handle = nullptr;
    auto const flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    auto const code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE, vfs);
    std::unique_ptr<Database> database { new Database(handle) };
    if (code != SQLITE_OK)
        return error_from_sqlite(code, handle ? sqlite3_errmsg(handle) : "out of memory");
    if (sqlite3_shathree_init(handle, nullptr, nullptr) != SQLITE_OK)
        return database->error();
    sqlite3_create_collation_v2(handle, "dictionary", SQLITE_UTF8, nullptr, collate_dictionary, nullptr);

    // A workspace may come from a stranger: https://sqlite.org/security.html
    for (auto const option : { SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY })
        sqlite3_db_config(handle, option, 1, nullptr);
    for (auto const option : { SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW })
        sqlite3_db_config(handle, option, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
    sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 10);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
    KONKORDAT_CHECK(database->run(
        "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF; PRAGMA recursive_triggers = OFF;"));
    return database;
}

Database::~Database()
{
    forget_statements();
    sqlite3_close_v2(m_handle);
}

void Database::forget_statements()
{
    for (auto const& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    m_statements.clear();
}

Result<Statement> Database::prepare(std::string const& sql)
{
    if (auto const entry = m_statements.find(sql); entry != m_statements.end()) {
        assert(!sqlite3_stmt_busy(entry->second));
        return Statement(entry->second);
    }
    sqlite3_stmt* statement = nullptr;
    auto const code = sqlite3_prepare_v3(
        m_handle, sql.c_str(), static_cast<int>(sql.size()) + 1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return error_from_sqlite(code, sqlite3_errmsg(m_handle));
    m_statements.emplace(sql, statement);
    return Statement(statement);
}

Result<void> Database::run(std::string const& sql)
{
    auto const code = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return error_from_sqlite(code, sqlite3_errmsg(m_handle));
    return {};
}

Result<std::int64_t> Database::integer(std::string const& sql)
{
    KONKORDAT_TRY(auto statement, prepare(sql));
    KONKORDAT_TRY(auto const row, statement.step());
    if (!row)
        return Error { .code = ErrorCode::NotFound, .message = "no row" };
    return statement.integer(0);
}

Error Database::error() const { return error_from_sqlite(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle)); }

Transaction::Transaction(Database& database)
    : m_database(&database)
{
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Result<Transaction> Transaction::begin(Database& database)
{
    KONKORDAT_CHECK(database.run("BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction::~Transaction()
{
    if (m_database && !sqlite3_get_autocommit(m_database->handle()))
        sqlite3_exec(m_database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    KONKORDAT_CHECK(m_database->run("COMMIT"));
    m_database = nullptr;
    return {};
}

} // namespace konkordat
