#include "web/platform/browser/persistence.h"

#include <emscripten.h>

#include <algorithm>
#include <cassert>
#include <utility>

// clang-format off

EM_JS_DEPS(konkordat_persistence, "$lengthBytesUTF8,$stringToUTF8");

// Module.Persistence is the class of web/shell/persistence.js, Module.host the object of web/shell/host.js.
EM_JS(void, konkordat_storage_create, (), {
    const kinds = ["unavailable", "quota", "fenced", "newer-version", "blocked", "closed", "damaged", "failed"];
    const tell = (event, failure) => {
        const room = lengthBytesUTF8(failure.detail) + 1;
        stringToUTF8(failure.detail, _konkordat_storage_detail_buffer(room), room);
        event(kinds.indexOf(failure.kind));
    };
    const persistence = new Module["Persistence"]({
        loading: () => _konkordat_storage_loading(),
        receive(number, bytes, checksum) {
            const buffer = _konkordat_storage_page_buffer(bytes.length) >>> 0;
            if (buffer === 0)
                return false;
            HEAPU8.set(bytes, buffer);
            return _konkordat_storage_page(number, checksum) !== 0;
        },
        loaded: (report) => _konkordat_storage_loaded(report.writer ? 1 : 0, report.sequence, report.pageCount,
            report.headMissing ? 1 : 0),
        restored: () => _konkordat_storage_restored(),
        notLoaded: (failure) => tell(_konkordat_storage_not_loaded, failure),
        saving: () => _konkordat_storage_saving(),
        saved: (sequence) => _konkordat_storage_saved(sequence),
        notSaved: (failure) => tell(_konkordat_storage_not_saved, failure),
        readOnly: (reason) => _konkordat_storage_read_only(reason === "handed-over" ? 0 : 1),
        changedElsewhere: () => _konkordat_storage_changed_elsewhere(),
        takeOverRefused: () => _konkordat_storage_take_over_refused(),
        setAside: () => {},
        notSetAside: (failure) => tell(_konkordat_storage_not_set_aside, failure),
        hiding() {
            Module["host"].drawNow();
            _konkordat_storage_hiding();
        },
        scarce: (bytes) => _konkordat_storage_scarce(bytes),
    });
    Module["persistence"] = persistence;
    persistence.watchPage();
});

EM_JS(void, konkordat_storage_open, (), { Module["persistence"].open(); });
EM_JS(void, konkordat_storage_reload, (), { Module["persistence"].reload(); });
EM_JS(void, konkordat_storage_retry, (), { Module["persistence"].retry(); });
EM_JS(void, konkordat_storage_take_over, (int discard), { Module["persistence"].takeOver(discard !== 0); });
EM_JS(void, konkordat_storage_set_aside, (), {
    Module["persistence"].setAside("konkordat-damaged-" + new Date().toISOString());
});

// `records`: `count` times {number, checksum, address of the page}, each of 32 bits.
EM_JS(void, konkordat_storage_commit, (double sequence, std::uint32_t page_size, std::uint32_t page_count,
    std::uint32_t const* records, std::uint32_t count), {
    const pages = [];
    for (let i = 0, at = (records >>> 0) / 4; i < count; ++i, at += 3) {
        const address = HEAPU32[at + 2];
        pages.push({
            number: HEAPU32[at], checksum: HEAPU32[at + 1], bytes: HEAPU8.slice(address, address + page_size),
        });
    }
    Module["persistence"].commit({ sequence, pageSize: page_size, pageCount: page_count, pages });
});

// clang-format on

namespace konkordat::app {

namespace {

BrowserStorage* the_storage = nullptr;

BrowserStorage& storage()
{
    assert(the_storage != nullptr);
    return *the_storage;
}

/// The failure whose detail JavaScript has put into the storage's buffer.
StorageFailure received_failure(int problem) { return { static_cast<StorageProblem>(problem), storage().detail_buffer().c_str() }; }

Error refusal(StorageFailure const& obstacle)
{
    switch (obstacle.problem) {
    case StorageProblem::Fenced: return { .code = ErrorCode::ReadOnly, .message = "another tab writes the workspace" };
    case StorageProblem::Damaged: return { .code = ErrorCode::Storage, .message = "nothing is written over damaged pages" };
    default: return { .code = ErrorCode::Unavailable, .message = "the browser's storage is not available: " + obstacle.detail };
    }
}

} // namespace

Result<StoredPages> BrowserPageStore::load() { return m_loaded; }

void BrowserPageStore::release_loaded() { m_loaded.pages = {}; }

Result<void> BrowserPageStore::commit(PageBatch batch)
{
    if (m_obstacle)
        return refusal(*m_obstacle);
    std::vector<std::uint32_t> records;
    records.reserve(batch.pages.size() * 3);
    for (auto const& page : batch.pages) {
        assert(page.bytes.size() == batch.page_size);
        records.insert(
            records.end(), { page.number, page.checksum, static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(page.bytes.data())) });
    }
    m_committed = batch.sequence;
    konkordat_storage_commit(static_cast<double>(batch.sequence), batch.page_size, batch.page_count, records.data(),
        static_cast<std::uint32_t>(batch.pages.size()));
    return {};
}

BrowserStorage::BrowserStorage()
    : m_page_buffer(workspace_page_size, '\0')
{
    assert(the_storage == nullptr);
    the_storage = this;
    konkordat_storage_create();
}

BrowserStorage::~BrowserStorage() { the_storage = nullptr; }

void BrowserStorage::open() { konkordat_storage_open(); }
void BrowserStorage::reload() { konkordat_storage_reload(); }
void BrowserStorage::take_over(TakeOver how) { konkordat_storage_take_over(how == TakeOver::Discard ? 1 : 0); }
void BrowserStorage::retry() { konkordat_storage_retry(); }
void BrowserStorage::set_aside() { konkordat_storage_set_aside(); }

SaveStatus BrowserStorage::status() const
{
    // JavaScript says "saving" only after the call that committed; a frame drawn in that very call must not say "saved".
    if (m_status.state == SaveState::Saved && m_pages.m_acknowledged < m_pages.m_committed)
        return { SaveState::Saving };
    return m_status;
}

void BrowserStorage::handle_loading()
{
    m_pages.m_loaded = {};
    m_damaged.clear();
}

bool BrowserStorage::handle_page(std::uint32_t number, std::uint32_t checksum)
{
    bool const intact = page_checksum(number, m_page_buffer) == checksum;
    m_pages.m_loaded.pages.push_back({ .number = number, .checksum = checksum, .bytes = m_page_buffer });
    if (!intact)
        m_damaged.push_back(number);
    return intact;
}

void BrowserStorage::handle_loaded(WriteAccess access, std::uint64_t sequence, std::uint32_t page_count, bool head_missing)
{
    auto& stored = m_pages.m_loaded;
    stored.sequence = sequence;
    stored.page_count = page_count;
    std::uint32_t expected = 1;
    for (auto const& page : stored.pages) {
        for (; expected < page.number; ++expected)
            m_damaged.push_back(expected);
        expected = page.number + 1;
    }
    for (; expected <= page_count; ++expected)
        m_damaged.push_back(expected);
    std::sort(m_damaged.begin(), m_damaged.end());

    StorageLoaded loaded { .access = access, .damaged_pages = m_damaged, .head_missing = head_missing };
    if (head_missing || !m_damaged.empty())
        loaded.pages = LoadedPages::Damaged;
    else if (page_count > 0)
        loaded.pages = LoadedPages::Intact;

    m_pages.m_committed = m_pages.m_acknowledged = sequence;
    m_pages.m_obstacle.reset();
    if (access == WriteAccess::ReadOnly)
        m_pages.m_obstacle = StorageFailure { StorageProblem::Fenced };
    else if (loaded.pages == LoadedPages::Damaged)
        m_pages.m_obstacle = StorageFailure { StorageProblem::Damaged };
    m_status = {};
    m_listener->on_storage_loaded(loaded);
}

void BrowserStorage::handle_not_loaded(StorageFailure failure)
{
    m_pages.m_loaded = {};
    m_pages.m_obstacle = failure;
    m_status = { SaveState::NotSaved, failure };
    m_listener->on_storage_unavailable(failure);
}

void BrowserStorage::handle_saving() { set_status({ SaveState::Saving }); }

void BrowserStorage::handle_saved(std::uint64_t sequence)
{
    m_pages.m_acknowledged = std::max(m_pages.m_acknowledged, sequence);
    set_status({ m_pages.m_acknowledged >= m_pages.m_committed ? SaveState::Saved : SaveState::Saving });
}

void BrowserStorage::handle_not_saved(StorageFailure failure) { set_status({ SaveState::NotSaved, std::move(failure) }); }

void BrowserStorage::handle_read_only(ReadOnlyReason reason)
{
    m_pages.m_obstacle = StorageFailure { StorageProblem::Fenced };
    if (m_pages.m_acknowledged < m_pages.m_committed)
        m_status = { SaveState::NotSaved, m_pages.m_obstacle };
    m_listener->on_read_only(reason);
}

void BrowserStorage::set_status(SaveStatus status)
{
    m_status = std::move(status);
    m_listener->on_save_status(m_status);
}

} // namespace konkordat::app

// Called by the listener that konkordat_storage_create makes. Sequences are doubles: exact up to 2^53.
extern "C" {

using namespace konkordat::app; // NOLINT: C functions without a namespace of their own

EMSCRIPTEN_KEEPALIVE void konkordat_storage_loading() { storage().handle_loading(); }

/// Where to put a page of so many bytes; null if no page has that size.
EMSCRIPTEN_KEEPALIVE char* konkordat_storage_page_buffer(std::uint32_t size)
{
    return size == konkordat::workspace_page_size ? storage().page_buffer() : nullptr;
}

/// Where to put the detail of a failure, so many bytes with the terminating zero.
EMSCRIPTEN_KEEPALIVE char* konkordat_storage_detail_buffer(std::uint32_t size)
{
    storage().detail_buffer().assign(size, '\0');
    return storage().detail_buffer().data();
}

EMSCRIPTEN_KEEPALIVE int konkordat_storage_page(std::uint32_t number, std::uint32_t checksum)
{
    return storage().handle_page(number, checksum) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void konkordat_storage_loaded(int writer, double sequence, std::uint32_t page_count, int head_missing)
{
    storage().handle_loaded(
        writer != 0 ? WriteAccess::Writer : WriteAccess::ReadOnly, static_cast<std::uint64_t>(sequence), page_count, head_missing != 0);
}

EMSCRIPTEN_KEEPALIVE void konkordat_storage_restored() { storage().listener().on_storage_restored(); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_not_loaded(int problem) { storage().handle_not_loaded(received_failure(problem)); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_saving() { storage().handle_saving(); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_saved(double sequence) { storage().handle_saved(static_cast<std::uint64_t>(sequence)); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_not_saved(int problem) { storage().handle_not_saved(received_failure(problem)); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_read_only(int reason) { storage().handle_read_only(static_cast<ReadOnlyReason>(reason)); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_changed_elsewhere() { storage().listener().on_changed_elsewhere(); }
EMSCRIPTEN_KEEPALIVE void konkordat_storage_take_over_refused() { storage().listener().on_take_over_refused(); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_not_set_aside(int problem) { storage().handle_not_set_aside(received_failure(problem)); }

EMSCRIPTEN_KEEPALIVE void konkordat_storage_hiding()
{
    // A page that did not get as far as an application, for want of graphics, is closed too.
    if (storage().has_listener())
        storage().listener().on_hiding();
}

EMSCRIPTEN_KEEPALIVE void konkordat_storage_scarce(double bytes)
{
    storage().listener().on_storage_scarce(static_cast<std::uint64_t>(bytes));
}
}
