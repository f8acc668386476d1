#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Where the pages of a workspace live durably. The database itself is in memory (page_vfs.h); each committed
/// transaction hands the pages it changed, and no others, to a PageStore.
namespace konkordat {

/// The only page size a workspace has, in bytes.
inline constexpr std::uint32_t workspace_page_size = 4096;
/// The largest workspace that is opened or written: 512 MiB.
inline constexpr std::uint32_t workspace_max_pages = 131072;

/// CRC-32 (ISO 3309, as in zlib) over the page number (4 bytes, little-endian) and the page. A store keeps it beside the page
/// as it is given and need not be able to compute it; the workspace compares it on load.
[[nodiscard]] std::uint32_t page_checksum(std::uint32_t number, std::string_view bytes);

struct Page {
    std::uint32_t number = 0; ///< 1-based
    std::uint32_t checksum = 0;
    std::string bytes;        ///< workspace_page_size bytes
};

/// What one or more committed transactions changed.
struct PageBatch {
    std::uint64_t sequence = 0;     ///< one more than the batch before it
    std::uint32_t page_size = workspace_page_size;
    std::uint32_t page_count = 0;   ///< of the whole workspace after this batch; pages above it are to be dropped
    std::vector<Page> pages;        ///< ascending numbers, each at most once
};

/// What a store holds: of a new workspace nothing, sequence 0 and page_count 0.
struct StoredPages {
    std::uint64_t sequence = 0;
    std::uint32_t page_size = workspace_page_size;
    std::uint32_t page_count = 0;
    std::vector<Page> pages;        ///< in any order; a missing or damaged one is the workspace's to notice
};

/// Contract: a batch is applied as a whole or not at all, and batches are applied in the order of their sequence. Pages that are
/// not part of a batch stay as they are. Owned by the caller, outlives the workspace; used from one thread.
class PageStore {
public:
    virtual ~PageStore() = default;

    /// All pages. May be called again until release_loaded() (a workspace that cannot be opened is rescued from them).
    /// Errors: Storage, Unavailable.
    [[nodiscard]] virtual Result<StoredPages> load() = 0;
    /// The workspace has its own copy of what load() returned; load() is not called again.
    virtual void release_loaded() { }

    /// Accepts the batch for writing. It may become durable later (see acknowledged()); a store that writes later keeps the batch
    /// and tries again itself. On an error the store has not taken it, and the workspace offers the same pages again with the next
    /// batch. Errors: Storage, ReadOnly.
    [[nodiscard]] virtual Result<void> commit(PageBatch batch) = 0;

    /// All batches up to this sequence are durable.
    [[nodiscard]] virtual std::uint64_t acknowledged() const = 0;
};

/// Pages in memory: for a workspace that is thrown away, and for tests, which tell it how to fail.
class MemoryPageStore final : public PageStore {
public:
    MemoryPageStore() = default;
    explicit MemoryPageStore(StoredPages pages);

    [[nodiscard]] Result<StoredPages> load() override;
    [[nodiscard]] Result<void> commit(PageBatch batch) override;
    [[nodiscard]] std::uint64_t acknowledged() const override { return m_sequence; }

    enum class Fault {
        None,
        Refuse,     ///< commit() returns an error and takes nothing
        Lose,       ///< commit() accepts, but the batch and all after it never become durable (a tab killed while writing)
        Crash,      ///< as Lose, after `crash_after_pages` pages of the batch were staged
    };
    void set_fault(Fault fault, std::size_t crash_after_pages = 0);
    /// Changes a stored byte behind the workspace's back; its checksum stays.
    void damage(std::uint32_t page, std::size_t offset, std::uint8_t xor_mask);
    void drop_page(std::uint32_t page);

    [[nodiscard]] std::size_t commits() const { return m_commits; }
    [[nodiscard]] std::size_t bytes_committed() const { return m_bytes_committed; }
    [[nodiscard]] std::uint32_t page_count() const { return m_page_count; }

private:
    std::map<std::uint32_t, Page> m_pages;
    std::uint64_t m_sequence = 0;
    std::uint32_t m_page_count = 0;
    Fault m_fault = Fault::None;
    std::size_t m_crash_after_pages = 0;
    std::size_t m_commits = 0;
    std::size_t m_bytes_committed = 0;
};

} // namespace konkordat
