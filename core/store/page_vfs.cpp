#include "core/store/page_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstring>

namespace konkordat {

PageImage::PageImage(std::uint32_t page_count, std::vector<Page> const& pages)
{
    assert(page_count <= workspace_max_pages);
    resize(page_count);
    for (auto const& page : pages) {
        if (page.number == 0 || page.number > page_count)
            continue;
        auto const size = std::min<std::size_t>(page.bytes.size(), workspace_page_size);
        std::memcpy(at(std::uint64_t { page.number - 1 } * workspace_page_size), page.bytes.data(), size);
    }
    m_page_count_taken = page_count;
}

PageImage::PageImage(std::string_view bytes)
{
    auto const pages = (bytes.size() + workspace_page_size - 1) / workspace_page_size;
    assert(pages <= workspace_max_pages);
    resize(static_cast<std::uint32_t>(pages));
    for (std::size_t offset = 0; offset < bytes.size(); offset += workspace_page_size)
        std::memcpy(at(offset), bytes.data() + offset, std::min<std::size_t>(bytes.size() - offset, workspace_page_size));
    m_page_count_taken = m_page_count;
}

std::uint8_t* PageImage::at(std::uint64_t offset)
{
    return m_chunks[static_cast<std::size_t>(offset / sizeof(Chunk))]->data() + static_cast<std::size_t>(offset % sizeof(Chunk));
}

std::uint8_t const* PageImage::at(std::uint64_t offset) const
{
    return m_chunks[static_cast<std::size_t>(offset / sizeof(Chunk))]->data() + static_cast<std::size_t>(offset % sizeof(Chunk));
}

std::string_view PageImage::page(std::uint32_t number) const
{
    assert(number >= 1 && number <= m_page_count);
    return { reinterpret_cast<char const*>(at(std::uint64_t { number - 1 } * workspace_page_size)), workspace_page_size };
}

PageBatch PageImage::changes(std::uint64_t sequence) const
{
    PageBatch batch { .sequence = sequence, .page_count = m_page_count, .pages = {} };
    batch.pages.reserve(m_changed.size());
    for (auto const number : m_changed) {
        auto const bytes = page(number);
        batch.pages.push_back({ .number = number, .checksum = page_checksum(number, bytes), .bytes = std::string(bytes) });
    }
    return batch;
}

void PageImage::mark_taken()
{
    m_changed.clear();
    m_page_count_taken = m_page_count;
}

std::size_t PageImage::read(std::uint64_t offset, std::uint8_t* target, std::size_t size) const
{
    auto const end = std::uint64_t { m_page_count } * workspace_page_size;
    std::size_t done = 0;
    while (done < size && offset < end) {
        auto const in_page = workspace_page_size - offset % workspace_page_size;
        auto const part = std::min<std::size_t>(size - done, static_cast<std::size_t>(in_page));
        std::memcpy(target + done, at(offset), part);
        done += part;
        offset += part;
    }
    std::memset(target + done, 0, size - done);
    return done;
}

bool PageImage::write(std::uint64_t offset, std::uint8_t const* source, std::size_t size)
{
    auto const pages = (offset + size + workspace_page_size - 1) / workspace_page_size;
    if (pages > workspace_max_pages)
        return false;
    if (pages > m_page_count)
        resize(static_cast<std::uint32_t>(pages));
    while (size > 0) {
        auto const part = std::min<std::size_t>(size, static_cast<std::size_t>(workspace_page_size - offset % workspace_page_size));
        std::memcpy(at(offset), source, part);
        m_changed.insert(static_cast<std::uint32_t>(offset / workspace_page_size) + 1);
        source += part;
        offset += part;
        size -= part;
    }
    return true;
}

void PageImage::truncate(std::uint64_t size)
{
    auto const pages = static_cast<std::uint32_t>((size + workspace_page_size - 1) / workspace_page_size);
    if (pages >= m_page_count)
        return;
    resize(pages);
    m_changed.erase(m_changed.upper_bound(pages), m_changed.end());
}

void PageImage::resize(std::uint32_t page_count)
{
    // A page that comes into being again must be empty, and must reach the store even if SQLite never writes it.
    for (auto number = m_page_count; number < page_count; ++number) {
        if (number / pages_per_chunk >= m_chunks.size())
            m_chunks.push_back(std::make_unique<Chunk>());
        std::memset(at(std::uint64_t { number } * workspace_page_size), 0, workspace_page_size);
        m_changed.insert(number + 1);
    }
    m_page_count = page_count;
    m_chunks.resize((page_count + pages_per_chunk - 1) / pages_per_chunk);
}

// SQLite's interface: https://sqlite.org/c3ref/vfs.html, https://sqlite.org/c3ref/io_methods.html

namespace {

struct File {
    sqlite3_file base;
    PageImage* image;
};

PageImage& image_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file)->image; }

int close_file(sqlite3_file*) { return SQLITE_OK; }

int read_file(sqlite3_file* file, void* target, int amount, sqlite3_int64 offset)
{
    auto const size = static_cast<std::size_t>(amount);
    auto const read = image_of(file).read(static_cast<std::uint64_t>(offset), static_cast<std::uint8_t*>(target), size);
    return read == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, void const* source, int amount, sqlite3_int64 offset)
{
    auto const written = image_of(file).write(
        static_cast<std::uint64_t>(offset), static_cast<std::uint8_t const*>(source), static_cast<std::size_t>(amount));
    return written ? SQLITE_OK : SQLITE_FULL;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size)
{
    image_of(file).truncate(static_cast<std::uint64_t>(size));
    return SQLITE_OK;
}

int sync_file(sqlite3_file*, int) { return SQLITE_OK; }

int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    *size = sqlite3_int64 { image_of(file).page_count() } * workspace_page_size;
    return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return SQLITE_OK; }

int check_reserved_lock(sqlite3_file*, int* reserved)
{
    *reserved = 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file*) { return static_cast<int>(workspace_page_size); }

int device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

constexpr sqlite3_io_methods io_methods {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

/// Journals and temporary tables are kept in memory by SQLite itself, so nothing but the database is ever opened.
int open_file(sqlite3_vfs* vfs, sqlite3_filename, sqlite3_file* file, int flags, int* out_flags)
{
    file->pMethods = nullptr;
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0)
        return SQLITE_CANTOPEN;
    auto* own = reinterpret_cast<File*>(file);
    own->image = static_cast<PageImage*>(vfs->pAppData);
    own->base.pMethods = &io_methods;
    if (out_flags)
        *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, char const*, int) { return SQLITE_OK; }

int access_file(sqlite3_vfs*, char const*, int, int* result)
{
    *result = 0;
    return SQLITE_OK;
}

int full_path_name(sqlite3_vfs*, char const* name, int size, char* target)
{
    sqlite3_snprintf(size, target, "%s", name);
    return SQLITE_OK;
}

sqlite3_vfs& system_vfs() { return *sqlite3_vfs_find(nullptr); }

int fill_randomness(sqlite3_vfs*, int size, char* target) { return system_vfs().xRandomness(&system_vfs(), size, target); }

int sleep_microseconds(sqlite3_vfs*, int) { return 0; }

int current_time(sqlite3_vfs*, double* time) { return system_vfs().xCurrentTime(&system_vfs(), time); }

int last_error(sqlite3_vfs*, int, char*) { return 0; }

} // namespace

struct PageVfs::Registration {
    std::string name;
    sqlite3_vfs vfs {};
};

PageVfs::PageVfs(std::unique_ptr<Registration> registration)
    : m_registration(std::move(registration))
{
}

Result<std::unique_ptr<PageVfs>> PageVfs::create(PageImage& image)
{
    static std::atomic<std::uint64_t> counter = 0;
    if (sqlite3_initialize() != SQLITE_OK || !sqlite3_vfs_find(nullptr))
        return Error { .code = ErrorCode::Storage, .message = "the database engine could not start" };
    auto registration = std::make_unique<Registration>();
    registration->name = "konkordat-pages-" + std::to_string(++counter);
    auto& vfs = registration->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(File);
    vfs.mxPathname = 64;
    vfs.zName = registration->name.c_str();
    vfs.pAppData = &image;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_path_name;
    vfs.xRandomness = fill_randomness;
    vfs.xSleep = sleep_microseconds;
    vfs.xCurrentTime = current_time;
    vfs.xGetLastError = last_error;
    if (sqlite3_vfs_register(&vfs, 0) != SQLITE_OK)
        return Error { .code = ErrorCode::Storage, .message = "the database engine could not start" };
    return std::unique_ptr<PageVfs>(new PageVfs(std::move(registration)));
}

PageVfs::~PageVfs() { sqlite3_vfs_unregister(&m_registration->vfs); }

char const* PageVfs::name() const { return m_registration->name.c_str(); }

} // namespace konkordat
