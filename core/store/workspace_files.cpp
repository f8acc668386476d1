// The workspace as a whole: its soundness, its garbage, and itself as one file.
#include "core/store/changeset.h"
#include "core/store/integrity.h"
#include "core/store/schema.h"
#include "core/store/workspace_implementation.h"

#include <sqlite3.h>

#include <set>
#include <utility>

namespace konkordat {

namespace {

Error not_a_workspace(std::string message)
{
    return { .code = ErrorCode::Malformed, .message = std::move(message), .key = "not-a-workspace" };
}

/// What can be told from the header before SQLite sees the file. https://sqlite.org/fileformat.html section 1.3
Result<void> check_header(std::string_view bytes)
{
    constexpr std::string_view magic { "SQLite format 3\0", 16 };
    constexpr std::size_t header_size = 100;
    if (bytes.size() < header_size || bytes.substr(0, magic.size()) != magic)
        return not_a_workspace("not a Konkordat workspace");
    if (bytes.size() > std::size_t { workspace_max_pages } * workspace_page_size) {
        return Error {
            .code = ErrorCode::TooLarge, .message = "the workspace is larger than 512 MiB", .key = "workspace-too-large", .argument = "512"
        };
    }
    auto const big_endian = [&](std::size_t offset, std::size_t size) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8U | static_cast<std::uint8_t>(bytes[offset + i]);
        return value;
    };
    if (big_endian(68, 4) != workspace_application_id)
        return not_a_workspace("not a Konkordat workspace");
    if (big_endian(16, 2) != workspace_page_size || big_endian(18, 1) != 1 || big_endian(19, 1) != 1)
        return not_a_workspace("not a Konkordat workspace of this kind");
    if (bytes.size() % workspace_page_size != 0 || big_endian(28, 4) != bytes.size() / workspace_page_size) {
        return Error { .code = ErrorCode::Corrupt, .message = "the workspace file is cut off", .key = "workspace-truncated" };
    }
    return {};
}

/// A file that is to become a workspace, open apart from it.
struct Candidate {
    explicit Candidate(std::string_view bytes)
        : image(bytes)
    {
    }

    PageImage image;
    std::unique_ptr<PageVfs> vfs;
    std::unique_ptr<Database> database;
};

Result<std::unique_ptr<Candidate>> open_candidate(std::string_view bytes)
{
    KONKORDAT_CHECK(check_header(bytes));
    auto candidate = std::make_unique<Candidate>(bytes);
    KONKORDAT_TRY(candidate->vfs, PageVfs::create(candidate->image));
    KONKORDAT_TRY(candidate->database, Database::open(PageVfs::file_name, candidate->vfs->name(), false));
    auto& database = *candidate->database;
    KONKORDAT_CHECK(database.run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"));
    KONKORDAT_CHECK(accept_schema(database));
    KONKORDAT_TRY(auto const report, check_integrity_of(database));
    if (!report.ok())
        return Error {
            .code = ErrorCode::Corrupt, .message = "the workspace is damaged: " + report.problems.front(), .key = "store-corrupt"
        };
    return candidate;
}

/// All content keys that are still needed.
Result<std::set<std::string>> needed_texts(Database& database)
{
    std::set<std::string> needed;
    {
        KONKORDAT_TRY(auto statement,
            database.prepare("SELECT DISTINCT body FROM clause_text WHERE body IS NOT NULL "
                             "UNION SELECT emblem FROM appearance WHERE emblem IS NOT NULL"));
        while (true) {
            KONKORDAT_TRY(auto const found, statement.step());
            if (!found)
                break;
            needed.insert(statement.blob(0));
        }
    }
    KONKORDAT_TRY(auto statement, database.prepare("SELECT changeset, changeset_size FROM change"));
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return needed;
        KONKORDAT_TRY(auto const changeset, decompress(statement.blob(0), statement.integer(1)));
        KONKORDAT_CHECK(visit_text_keys(changeset, [&](std::string_view key) { needed.emplace(key); }));
    }
}

Result<std::vector<std::int64_t>> unneeded_texts(Database& database, Content content, std::set<std::string> const& needed)
{
    KONKORDAT_TRY(auto statement, database.prepare("SELECT number, key FROM " + std::string(table_of(content))));
    std::vector<std::int64_t> unneeded;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return unneeded;
        if (!needed.contains(statement.blob(1)))
            unneeded.push_back(statement.integer(0));
    }
}

} // namespace

Result<IntegrityReport> Workspace::check_integrity() const { return check_integrity_of(*m->database); }

Result<std::size_t> Workspace::collect_garbage()
{
    KONKORDAT_CHECK(m->check_writable());
    auto& database = *m->database;
    KONKORDAT_TRY(auto transaction, Transaction::begin(database));
    // A dropped change stays in the history, but can never be applied again.
    KONKORDAT_CHECK(database.run("UPDATE change SET changeset = x'', changeset_size = 0 WHERE state = 2 AND changeset_size > 0"));
    KONKORDAT_TRY(auto const needed, needed_texts(database));
    std::size_t removed = 0;
    for (auto const content : { Content::Text, Content::Picture }) {
        KONKORDAT_TRY(auto const unneeded, unneeded_texts(database, content, needed));
        removed += unneeded.size();
        for (auto const number : unneeded) {
            KONKORDAT_TRY(auto statement, database.prepare("DELETE FROM " + std::string(table_of(content)) + " WHERE number = ?1"));
            statement.bind(1, number);
            KONKORDAT_CHECK(statement.run());
        }
    }
    KONKORDAT_CHECK(m->commit(std::move(transaction)));
    return removed;
}

Result<std::string> Workspace::save_to_bytes() const
{
    sqlite3_int64 size = 0;
    auto* bytes = sqlite3_serialize(m->database->handle(), "main", &size, 0);
    if (!bytes)
        return Error { .code = ErrorCode::Storage, .message = "the workspace could not be read", .key = "storage-failed" };
    std::string file(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size));
    sqlite3_free(bytes);
    return file;
}

Result<void> Workspace::load_from_bytes(std::string_view bytes)
{
    KONKORDAT_CHECK(m->check_writable());
    KONKORDAT_TRY(auto const candidate, open_candidate(bytes));
    auto& database = *m->database;
    database.forget_statements();
    auto* backup = sqlite3_backup_init(database.handle(), "main", candidate->database->handle(), "main");
    if (!backup)
        return database.error();
    auto const copied = sqlite3_backup_step(backup, -1);
    auto const finished = sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE || finished != SQLITE_OK)
        return error_from_sqlite(copied != SQLITE_DONE ? copied : finished, "the file could not be taken over");
    m->offer_pages();
    return {};
}

} // namespace konkordat
