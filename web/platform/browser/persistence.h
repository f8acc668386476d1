#pragma once

#include "web/platform/storage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace konkordat::app {

/// The page store of the browser: this side of web/shell/persistence.js. A batch is accepted at once and written later; until
/// the browser has acknowledged it, status() says Saving.
class BrowserPageStore final : public PageStore {
public:
    [[nodiscard]] Result<StoredPages> load() override;
    void release_loaded() override;
    /// Errors: ReadOnly when another tab is the writer, Unavailable when the storage did not open, Storage when it is damaged.
    [[nodiscard]] Result<void> commit(PageBatch) override;
    [[nodiscard]] std::uint64_t acknowledged() const override { return m_acknowledged; }

private:
    friend class BrowserStorage;

    StoredPages m_loaded;
    std::uint64_t m_committed = 0;
    std::uint64_t m_acknowledged = 0;
    /// Why batches are refused.
    std::optional<StorageFailure> m_obstacle = StorageFailure { StorageProblem::Unavailable, "not opened yet" };
};

/// There is one. Events of JavaScript reach it through the exported functions in persistence.cpp.
class BrowserStorage final : public Storage {
public:
    BrowserStorage();
    ~BrowserStorage() override;
    BrowserStorage(BrowserStorage const&) = delete;
    BrowserStorage& operator=(BrowserStorage const&) = delete;

    /// Who hears the answers; to be set before control goes back to the browser. Outlives the storage.
    void set_listener(StorageListener& listener) { m_listener = &listener; }

    void open() override;
    void reload() override;
    void take_over(TakeOver) override;
    void retry() override;
    void set_aside() override;
    [[nodiscard]] PageStore& pages() override { return m_pages; }
    [[nodiscard]] SaveStatus status() const override;

    // Events

    void handle_loading();
    /// Takes a page that JavaScript put into page_buffer(). Returns whether it fits its checksum.
    [[nodiscard]] bool handle_page(std::uint32_t number, std::uint32_t checksum);
    void handle_loaded(WriteAccess, std::uint64_t sequence, std::uint32_t page_count, bool head_missing);
    void handle_not_loaded(StorageFailure);
    void handle_saving();
    void handle_saved(std::uint64_t sequence);
    void handle_not_saved(StorageFailure);
    void handle_read_only(ReadOnlyReason);
    void handle_not_set_aside(StorageFailure const& failure) { m_listener->on_set_aside_failed(failure); }
    [[nodiscard]] bool has_listener() const { return m_listener != nullptr; }
    [[nodiscard]] StorageListener& listener() { return *m_listener; }
    [[nodiscard]] char* page_buffer() { return m_page_buffer.data(); }
    [[nodiscard]] std::string& detail_buffer() { return m_detail_buffer; }

private:
    void set_status(SaveStatus);

    StorageListener* m_listener = nullptr;
    BrowserPageStore m_pages;
    SaveStatus m_status;
    std::string m_page_buffer;
    std::string m_detail_buffer;
    std::vector<std::uint32_t> m_damaged;
};

} // namespace konkordat::app
