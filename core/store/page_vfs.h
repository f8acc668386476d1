#pragma once

#include "core/base/result.h"
#include "core/store/page_store.h"

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat {

/// The file of a database, in memory, that remembers which pages were written since they were last taken.
class PageImage {
public:
    PageImage() = default;
    /// Pages in any order; holes are zeros. Expects page_count <= workspace_max_pages and pages of workspace_page_size bytes.
    PageImage(std::uint32_t page_count, std::vector<Page> const& pages);
    /// A database file; a last incomplete page is filled with zeros. Expects at most workspace_max_pages pages.
    explicit PageImage(std::string_view bytes);

    [[nodiscard]] std::uint32_t page_count() const { return m_page_count; }
    [[nodiscard]] std::string_view page(std::uint32_t number) const;

    [[nodiscard]] bool has_changes() const { return !m_changed.empty() || m_page_count != m_page_count_taken; }
    /// The pages written since the last mark_taken().
    [[nodiscard]] PageBatch changes(std::uint64_t sequence) const;
    void mark_taken();

    // The file, as SQLite sees it. Offsets and sizes in bytes.

    /// Fills what lies behind the end with zeros; returns how many bytes exist.
    std::size_t read(std::uint64_t offset, std::uint8_t* target, std::size_t size) const;
    /// False if the image would become larger than workspace_max_pages.
    [[nodiscard]] bool write(std::uint64_t offset, std::uint8_t const* source, std::size_t size);
    void truncate(std::uint64_t size);

private:
    /// Pages are kept in chunks, so that growth copies nothing.
    static constexpr std::uint32_t pages_per_chunk = 64;
    using Chunk = std::array<std::uint8_t, std::size_t { pages_per_chunk } * workspace_page_size>;

    void resize(std::uint32_t page_count);
    [[nodiscard]] std::uint8_t* at(std::uint64_t offset);
    [[nodiscard]] std::uint8_t const* at(std::uint64_t offset) const;

    std::vector<std::unique_ptr<Chunk>> m_chunks;
    std::uint32_t m_page_count = 0;
    std::uint32_t m_page_count_taken = 0;
    std::set<std::uint32_t> m_changed;
};

/// Makes one image available to SQLite: open the database `file_name` with the VFS `name()`. Both outlive the connection.
class PageVfs {
public:
    static constexpr char const* file_name = "workspace";

    /// Errors: Storage.
    [[nodiscard]] static Result<std::unique_ptr<PageVfs>> create(PageImage&);
    ~PageVfs();
    PageVfs(PageVfs const&) = delete;
    PageVfs& operator=(PageVfs const&) = delete;

    [[nodiscard]] char const* name() const;

private:
    struct Registration;
    explicit PageVfs(std::unique_ptr<Registration>);
    std::unique_ptr<Registration> m_registration;
};

} // namespace konkordat
