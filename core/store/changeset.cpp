#include "core/store/changeset.h"

#include <sqlite3.h>
#include <zlib.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace konkordat {

namespace {

Error damaged_history() { return { .code = ErrorCode::Corrupt, .message = "the stored history is damaged", .key = "history-corrupt" }; }

std::string take_bytes(void* bytes, int size)
{
    std::string result(static_cast<char const*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    return result;
}

/// SQLite takes the bytes by a pointer that is not const, and does not write to them.
void* bytes_of(std::string const& bytes) { return const_cast<char*>(bytes.data()); }

std::optional<Table> table_named(std::string_view name)
{
    for (auto const table : all_tables()) {
        if (describe(table).name == name)
            return table;
    }
    return std::nullopt;
}

/// One change of a changeset.
struct Change {
    sqlite3_changeset_iter* iterator;
    Table table;
    int operation;
    int columns;

    [[nodiscard]] sqlite3_value* old_value(int column) const
    {
        sqlite3_value* value = nullptr;
        if (operation != SQLITE_INSERT)
            sqlite3changeset_old(iterator, column, &value);
        return value;
    }
    [[nodiscard]] sqlite3_value* new_value(int column) const
    {
        sqlite3_value* value = nullptr;
        if (operation != SQLITE_DELETE)
            sqlite3changeset_new(iterator, column, &value);
        return value;
    }
};

Value value_of(sqlite3_value* value)
{
    if (!value)
        return {};
    auto const bytes = [&](void const* start) {
        return std::string(static_cast<char const*>(start), static_cast<std::size_t>(sqlite3_value_bytes(value)));
    };
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return std::int64_t { sqlite3_value_int64(value) };
    case SQLITE_TEXT: return bytes(sqlite3_value_text(value));
    case SQLITE_BLOB: return Blob { bytes(sqlite3_value_blob(value)) };
    default: return {};
    }
}

Result<void> visit_changes(std::string const& changeset, std::function<Result<void>(Change const&)> const& visit)
{
    sqlite3_changeset_iter* iterator = nullptr;
    if (sqlite3changeset_start(&iterator, static_cast<int>(changeset.size()), bytes_of(changeset)) != SQLITE_OK)
        return damaged_history();
    Result<void> result;
    while (result && sqlite3changeset_next(iterator) == SQLITE_ROW) {
        char const* name = nullptr;
        int columns = 0;
        int operation = 0;
        int indirect = 0;
        if (sqlite3changeset_op(iterator, &name, &columns, &operation, &indirect) != SQLITE_OK)
            break;
        auto const table = table_named(name ? name : "");
        if (!table || static_cast<std::size_t>(columns) != describe(*table).columns.size() + 1)
            result = damaged_history();
        else
            result = visit({ iterator, *table, operation, columns });
    }
    auto const code = sqlite3changeset_finalize(iterator);
    if (result && code != SQLITE_OK)
        return damaged_history();
    return result;
}

/// A changeset from a stranger's workspace must not reach beyond its agreement.
Result<void> check_reach(std::string const& changeset, std::int64_t number)
{
    return visit_changes(changeset, [&](Change const& change) -> Result<void> {
        auto* value = change.operation == SQLITE_INSERT ? change.new_value(0) : change.old_value(0);
        if (!value || sqlite3_value_type(value) != SQLITE_INTEGER || sqlite3_value_int64(value) != number)
            return damaged_history();
        if (change.operation == SQLITE_UPDATE && change.new_value(0))
            return damaged_history();
        return {};
    });
}

int abort_on_conflict(void* conflicted, int, sqlite3_changeset_iter*)
{
    *static_cast<bool*>(conflicted) = true;
    return SQLITE_CHANGESET_ABORT;
}

} // namespace

ChangeRecorder::ChangeRecorder(sqlite3_session* session)
    : m_session(session)
{
}

ChangeRecorder::ChangeRecorder(ChangeRecorder&& other) noexcept
    : m_session(std::exchange(other.m_session, nullptr))
{
}

ChangeRecorder::~ChangeRecorder()
{
    if (m_session)
        sqlite3session_delete(m_session);
}

Result<ChangeRecorder> ChangeRecorder::start(Database& database)
{
    sqlite3_session* session = nullptr;
    auto code = sqlite3session_create(database.handle(), "main", &session);
    if (code != SQLITE_OK)
        return error_from_sqlite(code, "no change can be recorded");
    ChangeRecorder recorder(session);
    for (auto const table : all_tables()) {
        code = sqlite3session_attach(session, std::string(describe(table).name).c_str());
        if (code != SQLITE_OK)
            return error_from_sqlite(code, "no change can be recorded");
    }
    return recorder;
}

Result<std::string> ChangeRecorder::changeset() const
{
    int size = 0;
    void* bytes = nullptr;
    auto const code = sqlite3session_changeset(m_session, &size, &bytes);
    if (code != SQLITE_OK)
        return error_from_sqlite(code, "the change could not be recorded");
    return take_bytes(bytes, size);
}

Result<std::string> invert_changeset(std::string const& changeset)
{
    int size = 0;
    void* bytes = nullptr;
    if (sqlite3changeset_invert(static_cast<int>(changeset.size()), bytes_of(changeset), &size, &bytes) != SQLITE_OK)
        return damaged_history();
    return take_bytes(bytes, size);
}

Result<std::string> merge_changesets(std::string const& first, std::string const& second)
{
    int size = 0;
    void* bytes = nullptr;
    if (sqlite3changeset_concat(
            static_cast<int>(first.size()), bytes_of(first), static_cast<int>(second.size()), bytes_of(second), &size, &bytes)
        != SQLITE_OK)
        return damaged_history();
    return take_bytes(bytes, size);
}

Result<void> apply_changeset(Database& database, std::int64_t number, std::string const& changeset)
{
    KONKORDAT_CHECK(check_reach(changeset, number));
    bool conflicted = false;
    auto const code = sqlite3changeset_apply_v2(database.handle(), static_cast<int>(changeset.size()), bytes_of(changeset), nullptr,
        abort_on_conflict, &conflicted, nullptr, nullptr, SQLITE_CHANGESETAPPLY_NOSAVEPOINT);
    if (conflicted) {
        return Error { .code = ErrorCode::Inconsistent,
            .message = "this cannot be undone or redone: what it changed has been changed since",
            .key = "undo-conflict" };
    }
    if (code != SQLITE_OK)
        return (code & 0xff) == SQLITE_CORRUPT ? damaged_history() : error_from_sqlite(code, sqlite3_errmsg(database.handle()));
    return {};
}

Result<void> replay_changeset(std::string const& changeset, std::int64_t number, Rows& rows)
{
    KONKORDAT_CHECK(check_reach(changeset, number));
    return visit_changes(changeset, [&](Change const& change) -> Result<void> {
        auto const key_columns = static_cast<int>(describe(change.table).key_columns);
        auto& table = rows[static_cast<std::size_t>(change.table)];
        Row key;
        for (int i = 1; i <= key_columns; ++i)
            key.push_back(value_of(change.operation == SQLITE_INSERT ? change.new_value(i) : change.old_value(i)));
        if (change.operation == SQLITE_DELETE) {
            table.erase(key);
            return {};
        }
        auto& row = table[key];
        row.resize(static_cast<std::size_t>(change.columns - 1 - key_columns));
        for (int i = key_columns + 1; i < change.columns; ++i) {
            if (auto* value = change.new_value(i))
                row[static_cast<std::size_t>(i - key_columns - 1)] = value_of(value);
        }
        return {};
    });
}

Result<void> visit_text_keys(std::string const& changeset, std::function<void(std::string_view key)> const& visit)
{
    return visit_changes(changeset, [&](Change const& change) -> Result<void> {
        if (change.table != Table::ClauseText && change.table != Table::Appearance)
            return {};
        auto const column = change.columns - 1; // body, emblem: the last one of both tables
        for (auto* value : { change.old_value(column), change.new_value(column) }) {
            if (value && sqlite3_value_type(value) == SQLITE_BLOB)
                visit({ static_cast<char const*>(sqlite3_value_blob(value)), static_cast<std::size_t>(sqlite3_value_bytes(value)) });
        }
        return {};
    });
}

Result<std::string> compress(std::string const& bytes)
{
    auto size = compressBound(static_cast<uLong>(bytes.size()));
    std::string compressed(size, '\0');
    auto const code = compress2(reinterpret_cast<Bytef*>(compressed.data()), &size, reinterpret_cast<Bytef const*>(bytes.data()),
        static_cast<uLong>(bytes.size()), Z_DEFAULT_COMPRESSION);
    if (code != Z_OK)
        return Error { .code = ErrorCode::Storage, .message = "out of memory", .key = "storage-failed" };
    compressed.resize(size);
    return compressed;
}

Result<std::string> decompress(std::string_view bytes, std::int64_t size)
{
    if (size < 0 || size > max_changeset_bytes)
        return damaged_history();
    if (size == 0)
        return std::string();
    std::string result(static_cast<std::size_t>(size), '\0');
    auto length = static_cast<uLongf>(size);
    auto const code = uncompress(
        reinterpret_cast<Bytef*>(result.data()), &length, reinterpret_cast<Bytef const*>(bytes.data()), static_cast<uLong>(bytes.size()));
    if (code != Z_OK || length != static_cast<uLongf>(size))
        return damaged_history();
    return result;
}

} // namespace konkordat
