#include "core/store/page_store.h"

#include <array>
#include <utility>

#include <zlib.h>

namespace konkordat {

std::uint32_t page_checksum(std::uint32_t number, std::string_view bytes)
{
    std::array<Bytef, 4> const prefix { static_cast<Bytef>(number), static_cast<Bytef>(number >> 8U), static_cast<Bytef>(number >> 16U),
        static_cast<Bytef>(number >> 24U) };
    auto sum = crc32(0, prefix.data(), static_cast<uInt>(prefix.size()));
    sum = crc32(sum, reinterpret_cast<Bytef const*>(bytes.data()), static_cast<uInt>(bytes.size()));
    return static_cast<std::uint32_t>(sum);
}

MemoryPageStore::MemoryPageStore(StoredPages pages)
    : m_sequence(pages.sequence)
    , m_page_count(pages.page_count)
{
    for (auto& page : pages.pages) {
        auto const number = page.number;
        m_pages.insert_or_assign(number, std::move(page));
    }
}

Result<StoredPages> MemoryPageStore::load()
{
    StoredPages stored { .sequence = m_sequence, .page_count = m_page_count, .pages = {} };
    for (auto const& [number, page] : m_pages)
        stored.pages.push_back(page);
    return stored;
}

Result<void> MemoryPageStore::commit(PageBatch batch)
{
    if (m_fault == Fault::Refuse)
        return Error { .code = ErrorCode::Storage, .message = "the page store is full", .key = "storage-full" };
    if (m_fault == Fault::Lose)
        return {};
    std::map<std::uint32_t, Page> staged;
    std::size_t bytes = 0;
    for (auto& page : batch.pages) {
        if (m_fault == Fault::Crash && staged.size() >= m_crash_after_pages)
            return {};
        bytes += page.bytes.size();
        auto const number = page.number;
        staged.insert_or_assign(number, std::move(page));
    }
    if (m_fault == Fault::Crash && staged.size() >= m_crash_after_pages)
        return {};
    for (auto& [number, page] : staged)
        m_pages.insert_or_assign(number, std::move(page));
    m_pages.erase(m_pages.upper_bound(batch.page_count), m_pages.end());
    m_page_count = batch.page_count;
    m_sequence = batch.sequence;
    m_bytes_committed += bytes;
    ++m_commits;
    return {};
}

void MemoryPageStore::set_fault(Fault fault, std::size_t crash_after_pages)
{
    m_fault = fault;
    m_crash_after_pages = crash_after_pages;
}

void MemoryPageStore::damage(std::uint32_t page, std::size_t offset, std::uint8_t xor_mask)
{
    auto const entry = m_pages.find(page);
    if (entry != m_pages.end() && offset < entry->second.bytes.size())
        entry->second.bytes[offset] = static_cast<char>(static_cast<std::uint8_t>(entry->second.bytes[offset]) ^ xor_mask);
}

void MemoryPageStore::drop_page(std::uint32_t page) { m_pages.erase(page); }

} // namespace konkordat
