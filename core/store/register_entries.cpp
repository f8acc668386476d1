#include "core/store/register_entries.h"

#include "core/base/utf8.h"
#include "core/store/rows.h"
#include "core/store/workspace_implementation.h"

#include <optional>
#include <string_view>

namespace konkordat {

namespace {

constexpr std::int64_t max_entries = 50'000;
constexpr std::size_t max_content_bytes = 16U * 1024 * 1024;
constexpr std::size_t max_name_bytes = 1024;
constexpr std::string_view no_signature = "unsigned";

bool is_text(std::string const& text, std::size_t limit) { return text.size() <= limit && !find_invalid_utf8(text); }

Result<void> check(RegisterEntry const& entry)
{
    if (entry.content.size() > max_content_bytes)
        return Error { .code = ErrorCode::TooLarge,
            .message = "too large for the register",
            .file = entry.file,
            .key = "register-too-large",
            .argument = std::to_string(max_content_bytes / 1024 / 1024) };
    for (auto const& canton : entry.cantons) {
        if (canton.empty() || !is_text(canton, 16))
            return Error { .code = ErrorCode::InvalidArgument, .message = "this canton is not allowed", .file = entry.file };
    }
    bool const sound = is_valid_id(entry.id) && entry.cantons.size() <= 100 && is_text(entry.file, max_name_bytes)
        && is_text(entry.verification, 64) && !entry.content.empty() && !find_invalid_utf8(entry.content);
    if (!sound)
        return Error { .code = ErrorCode::InvalidArgument, .message = "this entry of the register is not allowed", .file = entry.file };
    return {};
}

Result<void> remove(Database& database, RegisterKind kind, std::string const& id)
{
    KONKORDAT_TRY(auto statement, database.prepare("DELETE FROM register_entry WHERE kind = ?1 AND id = ?2"));
    statement.bind(1, name_of(kind)).bind(2, std::string_view(id));
    return statement.run();
}

struct Known {
    std::int64_t number = 0;
    std::string key;
    std::string verification;
};

/// What is there of the same thing and time.
Result<std::optional<Known>> find(Database& database, RegisterEntry const& entry)
{
    KONKORDAT_TRY(auto statement,
        database.prepare("SELECT number, key, verification FROM register_entry WHERE kind = ?1 AND id = ?2 AND modified_at = ?3"));
    statement.bind(1, name_of(entry.kind)).bind(2, std::string_view(entry.id)).bind(3, entry.modified_at.seconds);
    KONKORDAT_TRY(auto const row, statement.step());
    if (!row)
        return std::optional<Known> {};
    return std::optional(Known { statement.integer(0), statement.blob(1), statement.text(2) });
}

Result<void> forget(Database& database, std::int64_t number)
{
    KONKORDAT_TRY(auto statement, database.prepare("DELETE FROM register_entry WHERE number = ?1"));
    statement.bind(1, number);
    return statement.run();
}

Result<void> insert(Database& database, RegisterEntry const& entry, std::string const& key)
{
    KONKORDAT_TRY(auto statement,
        database.prepare("INSERT INTO register_entry (kind, id, modified_at, cantons, file, verification, added_at, key, content) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    auto const cantons = pack_list(entry.cantons);
    statement.bind(1, name_of(entry.kind))
        .bind(2, std::string_view(entry.id))
        .bind(3, entry.modified_at.seconds)
        .bind(4, std::string_view(cantons))
        .bind(5, std::string_view(entry.file))
        .bind(6, std::string_view(entry.verification))
        .bind(7, entry.added_at.seconds)
        .bind(8, Value { Blob { key } })
        .bind(9, std::string_view(entry.content));
    return statement.run();
}

Result<void> add(Database& database, RegisterEntry const& entry)
{
    KONKORDAT_CHECK(check(entry));
    KONKORDAT_TRY(auto const key, content_key(database, entry.content));
    KONKORDAT_TRY(auto const known, find(database, entry));
    if (known && known->key == key && (known->verification != no_signature || entry.verification == no_signature))
        return {};
    if (known && known->key != key && entry.kind == RegisterKind::Agreement)
        return Error { .code = ErrorCode::Inconsistent,
            .message = "another state of this agreement was changed at the same time",
            .file = entry.file,
            .key = "register-contradicts" };
    if (known)
        KONKORDAT_CHECK(forget(database, known->number));
    return insert(database, entry, key);
}

} // namespace

std::string_view name_of(RegisterKind kind) { return kind == RegisterKind::Agreement ? "agreement" : "notes"; }

Result<void> write_register_entries(Database& database, ChangeRegister const& command)
{
    for (auto const& [kind, id] : command.remove)
        KONKORDAT_CHECK(remove(database, kind, id));
    for (auto const& entry : command.add)
        KONKORDAT_CHECK(add(database, entry));
    KONKORDAT_TRY(auto const count, database.integer("SELECT count(*) FROM register_entry"));
    if (count > max_entries)
        return Error { .code = ErrorCode::TooLarge,
            .message = "too many entries of the register",
            .key = "register-too-many",
            .argument = std::to_string(max_entries) };
    return {};
}

Result<std::vector<RegisterEntry>> read_register_entries(Database& database)
{
    KONKORDAT_TRY(auto statement,
        database.prepare("SELECT kind, id, modified_at, cantons, file, verification, added_at, content FROM register_entry "
                         "ORDER BY kind, id, modified_at DESC"));
    std::vector<RegisterEntry> entries;
    while (true) {
        KONKORDAT_TRY(auto const row, statement.step());
        if (!row)
            return entries;
        entries.push_back({ .kind = statement.text(0) == name_of(RegisterKind::Agreement) ? RegisterKind::Agreement : RegisterKind::Notes,
            .id = statement.text(1),
            .modified_at = { statement.integer(2) },
            .cantons = unpack_list(statement.text(3)),
            .file = statement.text(4),
            .verification = statement.text(5),
            .added_at = { statement.integer(6) },
            .content = statement.text(7) });
    }
}

Result<std::string> Workspace::content_key_of(std::string const& text) const
{
    KONKORDAT_TRY(auto const key, content_key(*m->database, text));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hexadecimal;
    for (auto const byte : key) {
        auto const value = static_cast<unsigned char>(byte);
        hexadecimal += digits[value >> 4U];
        hexadecimal += digits[value & 15U];
    }
    return hexadecimal;
}

Result<std::vector<RegisterEntry>> Workspace::register_entries() const { return read_register_entries(*m->database); }

} // namespace konkordat
