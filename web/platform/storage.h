#pragma once

#include "core/store/page_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Where the pages of the workspace live on this platform, and who may write them. The browser's is in browser/persistence.h.
namespace konkordat::app {

/// Why what was done is not kept.
enum class StorageProblem : std::uint8_t {
    Unavailable,  ///< the browser offers no storage here: private mode, forbidden by the user or a policy
    Quota,        ///< the disk, or the share of it that the browser grants, is full
    Fenced,       ///< another tab has become the writer
    NewerVersion, ///< the stored format is of a later version of Konkordat
    Blocked,      ///< another tab with another version of Konkordat keeps the storage open
    Closed,       ///< the browser closed the storage, e.g. because the user cleared it
    Damaged,      ///< the stored pages are damaged; nothing is written over them
    Failed,       ///< anything else
};

struct StorageFailure {
    StorageProblem problem = StorageProblem::Failed;
    std::string detail = {}; ///< the platform's own words, for a report
};

enum class SaveState : std::uint8_t {
    Saved,    ///< all that was committed is on disk
    Saving,   ///< on its way
    NotSaved, ///< kept in memory; see the failure
};

struct SaveStatus {
    SaveState state = SaveState::Saved;
    std::optional<StorageFailure> failure = {};
};

enum class WriteAccess : std::uint8_t { Writer, ReadOnly };

enum class LoadedPages : std::uint8_t {
    Empty,   ///< nothing is stored yet
    Intact,
    Damaged, ///< pages are missing or differ from their checksum: Storage::pages() gives what there is, but takes nothing
};

struct StorageLoaded {
    WriteAccess access = WriteAccess::ReadOnly;
    LoadedPages pages = LoadedPages::Empty;
    std::vector<std::uint32_t> damaged_pages = {}; ///< ascending, also those missing
    bool head_missing = false;                     ///< the record that says how many pages there are is lost
};

enum class ReadOnlyReason : std::uint8_t {
    HandedOver, ///< another tab asked, and everything was saved before
    Stolen,     ///< another tab took over because this one did not answer; what was not saved then is kept only in memory
};

enum class TakeOver : std::uint8_t {
    Ask,     ///< the writing tab saves first; a tab that does not answer for three seconds is passed over
    Discard, ///< at once, whatever the writing tab has not saved
};

/// What the application hears about its storage. Calls come like those of Application: on the same thread, none during another.
class StorageListener {
public:
    virtual ~StorageListener() = default;

    /// After open(), reload(), take_over(), set_aside(): Storage::pages() holds what is stored; a workspace opened on it before is stale.
    virtual void on_storage_loaded(StorageLoaded const&) = 0;
    /// After on_storage_loaded: the browser had lost what was stored, or a part of it; it came back from the second copy.
    virtual void on_storage_restored() = 0;
    /// Instead of on_storage_loaded: nothing could be read. Storage::pages() is empty and refuses every batch;
    /// a new workspace on it lives in memory and can be exported.
    virtual void on_storage_unavailable(StorageFailure const&) = 0;
    virtual void on_save_status(SaveStatus const&) = 0;
    /// This tab may not write any more. The workspace is to be made read-only.
    virtual void on_read_only(ReadOnlyReason) = 0;
    /// This tab reads, and the writing tab has saved something: reload() would show it.
    virtual void on_changed_elsewhere() = 0;
    /// The writing tab has changes that it cannot save, and keeps its right to write.
    virtual void on_take_over_refused() = 0;
    virtual void on_set_aside_failed(StorageFailure const&) = 0;
    /// The page is being hidden or closed, or another tab takes over: what is still being edited is to be executed now.
    virtual void on_hiding() = 0;
    /// Only so many bytes can still be stored.
    virtual void on_storage_scarce(std::uint64_t bytes) = 0;
};

/// Asynchronous: each request is answered by the listener, never before the call has returned.
class Storage {
public:
    virtual ~Storage() = default;

    /// Becomes the writer if no other tab is, and loads. Call it once.
    virtual void open() = 0;
    /// Loads again; a reading tab then sees what the writing tab has saved.
    virtual void reload() = 0;
    /// Becomes the writer in place of another tab, and loads.
    virtual void take_over(TakeOver) = 0;
    /// Tries again to save what could not be saved.
    virtual void retry() = 0;
    /// Keeps a copy of everything stored in a place of its own, empties the storage, and loads. For damaged pages.
    virtual void set_aside() = 0;

    /// For Workspace::open(). The same object all the time; its content changes with on_storage_loaded.
    [[nodiscard]] virtual PageStore& pages() = 0;
    [[nodiscard]] virtual SaveStatus status() const = 0;
};

} // namespace konkordat::app
