#include "core/store/workspace.h"

#include "core/store/schema.h"
#include "core/store/workspace_implementation.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace konkordat {

namespace {

/// The pages are all there and as they were written. Errors: Corrupt, naming the pages.
Result<void> check_pages(StoredPages const& stored)
{
    auto corrupt = [](std::string message, std::string argument) {
        return Error {
            .code = ErrorCode::Corrupt, .message = std::move(message), .key = "store-damaged-pages", .argument = std::move(argument)
        };
    };
    if (stored.page_size != workspace_page_size || stored.page_count > workspace_max_pages)
        return corrupt("the page store's head is damaged", "0");
    std::vector<bool> sound(stored.page_count, false);
    for (auto const& page : stored.pages) {
        if (page.number == 0 || page.number > stored.page_count)
            continue;
        sound[page.number - 1] = page.bytes.size() == workspace_page_size && page.checksum == page_checksum(page.number, page.bytes);
    }
    auto const damaged = static_cast<std::size_t>(std::ranges::count(sound, false));
    if (damaged == 0)
        return {};
    return corrupt(
        std::to_string(damaged) + " of " + std::to_string(stored.page_count) + " pages are damaged or missing", std::to_string(damaged));
}

} // namespace

Workspace::Workspace(std::unique_ptr<Implementation> implementation)
    : m(std::move(implementation))
{
}

Workspace::~Workspace()
{
    // Leaving exclusive locking lets SQLite remove the journal of a file.
    if (!m->image && m->database)
        (void)m->database->run("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema");
}

Result<std::unique_ptr<Workspace>> Workspace::open(World& world, PageStore& store, OpenMode mode)
{
    auto implementation = std::make_unique<Implementation>(world, mode);
    implementation->store = &store;
    bool is_new = false;
    {
        KONKORDAT_TRY(auto const stored, store.load());
        KONKORDAT_CHECK(check_pages(stored));
        is_new = stored.page_count == 0;
        implementation->sequence = stored.sequence;
        implementation->image = std::make_unique<PageImage>(stored.page_count, stored.pages);
        implementation->image->mark_taken();
    }
    KONKORDAT_TRY(implementation->vfs, PageVfs::create(*implementation->image));
    KONKORDAT_TRY(implementation->database, Database::open(PageVfs::file_name, implementation->vfs->name(), false));
    auto& database = *implementation->database;
    KONKORDAT_CHECK(database.run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF"));
    if (is_new)
        KONKORDAT_CHECK(create_schema(database));
    else
        KONKORDAT_CHECK(accept_schema(database));
    store.release_loaded();
    if (mode == OpenMode::ReadWrite)
        implementation->offer_pages();
    return std::unique_ptr<Workspace>(new Workspace(std::move(implementation)));
}

Result<std::unique_ptr<Workspace>> Workspace::open_file(World& world, std::string const& path, OpenMode mode)
{
    auto implementation = std::make_unique<Implementation>(world, mode);
    KONKORDAT_TRY(implementation->database, Database::open(path, nullptr, mode == OpenMode::ReadOnly));
    auto& database = *implementation->database;
    if (mode == OpenMode::ReadWrite)
        KONKORDAT_CHECK(database.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT"));
    // Locking an empty file gives it an empty first page.
    KONKORDAT_TRY(auto const pages, database.integer("PRAGMA page_count"));
    KONKORDAT_TRY(auto const entries, database.integer("SELECT count(*) FROM sqlite_schema"));
    if (pages <= 1 && entries == 0 && mode == OpenMode::ReadWrite)
        KONKORDAT_CHECK(create_schema(database));
    else
        KONKORDAT_CHECK(accept_schema(database));
    if (mode == OpenMode::ReadWrite)
        KONKORDAT_CHECK(database.run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"));
    return std::unique_ptr<Workspace>(new Workspace(std::move(implementation)));
}

OpenMode Workspace::mode() const { return m->mode; }

void Workspace::make_read_only() { m->mode = OpenMode::ReadOnly; }

Result<void> Workspace::Implementation::check_writable() const
{
    if (mode == OpenMode::ReadOnly)
        return Error { .code = ErrorCode::ReadOnly, .message = "the workspace is open for reading only", .key = "workspace-read-only" };
    return {};
}

Result<void> Workspace::Implementation::commit(Transaction transaction)
{
    KONKORDAT_CHECK(transaction.commit());
    offer_pages();
    return {};
}

void Workspace::Implementation::offer_pages()
{
    if (!image) {
        ++sequence;
        return;
    }
    if (!image->has_changes())
        return;
    auto accepted = store->commit(image->changes(sequence + 1));
    if (!accepted) {
        store_error = std::move(accepted).error();
        return;
    }
    ++sequence;
    image->mark_taken();
    store_error.reset();
}

Durability Workspace::durability() const
{
    auto const acknowledged = m->store ? m->store->acknowledged() : m->sequence;
    return { .committed = m->sequence + (m->store_error ? 1U : 0U), .acknowledged = acknowledged, .error = m->store_error };
}

Result<void> Workspace::retry_saving()
{
    KONKORDAT_CHECK(m->check_writable());
    if (m->image)
        m->offer_pages();
    if (m->store_error)
        return *m->store_error;
    return {};
}

Result<std::int64_t> find_number(Database& database, AgreementId const& id)
{
    KONKORDAT_TRY(auto statement, database.prepare("SELECT number FROM agreement WHERE id = ?1"));
    statement.bind(1, std::string_view { id.str() });
    KONKORDAT_TRY(auto const found, statement.step());
    if (!found) {
        return Error { .code = ErrorCode::NotFound,
            .message = "there is no agreement \"" + id.str().substr(0, 64) + "\"",
            .key = "no-such-agreement",
            .argument = id.str().substr(0, 64) };
    }
    return statement.integer(0);
}

Result<StoredAgreement> load_stored(Database& database, std::int64_t number)
{
    StoredAgreement stored { .number = number, .rows = {}, .texts = {}, .agreement = {} };
    KONKORDAT_TRY(stored.rows, read_rows(database, number));
    KONKORDAT_TRY(stored.texts, read_texts(database, stored.rows));
    KONKORDAT_TRY(stored.agreement, from_rows(stored.rows, stored.texts));
    return stored;
}

Result<Agreement> Workspace::load(AgreementId const& id) const
{
    KONKORDAT_TRY(auto const number, find_number(*m->database, id));
    KONKORDAT_TRY(auto stored, load_stored(*m->database, number));
    return std::move(stored.agreement);
}

Result<bool> Workspace::contains(AgreementId const& id) const
{
    auto const number = find_number(*m->database, id);
    if (number)
        return true;
    if (number.error().code == ErrorCode::NotFound)
        return false;
    return number.error();
}

} // namespace konkordat
