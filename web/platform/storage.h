#pragma once

#include "core/store/page_store.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace konkordat::app {

/// Why pages did not become durable. Each has its words in the catalogue: "save.failed.<name>".
enum class StorageFailure : std::uint8_t {
    None,
    Quota,       ///< the browser has no room left
    Unavailable, ///< the browser refuses storage altogether (private window, blocked by policy)
    Aborted,     ///< a write failed for another reason; may be tried again
    Fenced,      ///< another tab has become the writer; these pages will never be written
};

/// What the browser's storage says of itself; read each frame, costs nothing.
struct StorageStatus {
    bool writer = true;                  ///< false: another tab writes, this one may only read
    StorageFailure failure = StorageFailure::None;
    std::string failure_details;         ///< technical, for a report
    bool low_space = false;
    std::uint64_t bytes_used = 0;        ///< by this site, 0 if unknown
    std::uint64_t bytes_available = 0;   ///< 0 if unknown
    bool update_ready = false;           ///< a newer version of the site waits (service worker)
};

/// The durable home of the workspace's pages and the right to write them. Implemented by the browser platform; owned by the
/// program, outlives the session. After load() of pages() has succeeded the session opens the workspace on it.
class Storage {
public:
    virtual ~Storage() = default;

    [[nodiscard]] virtual PageStore& pages() = 0;
    [[nodiscard]] virtual StorageStatus const& status() const = 0;

    /// Becomes the writer: asks the tab that is, takes the right away if it does not answer. StorageObserver::on_reload follows.
    virtual void take_over() = 0;
    /// Writes what has not been acknowledged once more.
    virtual void retry() = 0;
    /// Puts the present pages aside under another name and starts with none. StorageObserver::on_reload follows.
    virtual void start_afresh() = 0;
    /// Activates the waiting version and loads the page anew.
    virtual void activate_update() = 0;
};

/// What the storage tells the session. All calls come between frames; a frame is requested after each.
class StorageObserver {
public:
    virtual ~StorageObserver() = default;

    /// Something in status() or acknowledged() changed.
    virtual void on_storage_changed() = 0;
    /// The pages must be read again: this tab has become the writer, or the writer in another tab has committed.
    virtual void on_reload() = 0;
    /// The tab is being hidden or closed: bring what is being typed into the workspace now.
    virtual void on_hidden() = 0;
    /// True while something typed is not in the workspace yet (the question before closing asks this too).
    [[nodiscard]] virtual bool has_unstored_input() const = 0;
};

} // namespace konkordat::app
