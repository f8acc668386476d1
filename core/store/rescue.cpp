#include "core/store/rescue.h"

#include "core/store/page_vfs.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace konkordat {

namespace {

using Pages = std::map<std::uint32_t, std::string>;

/// The pages of a new workspace that hold its schema. They never change, so any workspace's damaged ones can be replaced by them:
/// the tables are created in the same order everywhere and so begin at the same pages.
Pages schema_pages()
{
    PageImage image;
    auto const vfs = PageVfs::create(image);
    if (!vfs)
        return {};
    auto const database = Database::open(PageVfs::file_name, (*vfs)->name(), false);
    if (!database || !(*database)->run("PRAGMA journal_mode = MEMORY") || !create_schema(**database))
        return {};
    auto statement = (*database)->prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'");
    Pages pages;
    if (!statement)
        return pages;
    for (auto row = statement->step(); row && *row; row = statement->step()) {
        auto const number = static_cast<std::uint32_t>(statement->integer(0));
        pages[number] = image.page(number);
    }
    return pages;
}

/// The first page as that of a new workspace, but with its own size and no free pages.
std::string mended_first_page(std::string page, std::uint32_t page_count)
{
    auto const put = [&](std::size_t offset, std::uint32_t value) {
        for (std::size_t i = 0; i < 4; ++i)
            page[offset + i] = static_cast<char>(value >> (24 - 8 * i));
    };
    // https://sqlite.org/fileformat.html section 1.3: size of the file, first trunk page of the freelist, number of free pages.
    put(28, page_count);
    put(32, 0);
    put(36, 0);
    return page;
}

/// Opens an image as it is and salvages. Nothing if it cannot be opened at all.
std::optional<Salvage> try_salvage(std::uint32_t page_count, std::vector<Page> const& pages, bool check_schema)
{
    PageImage image(page_count, pages);
    auto const vfs = PageVfs::create(image);
    if (!vfs)
        return std::nullopt;
    auto const database = Database::open(PageVfs::file_name, (*vfs)->name(), false);
    if (!database || !(*database)->run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA query_only = ON"))
        return std::nullopt;
    if (check_schema && !accept_schema(**database))
        return std::nullopt;
    return salvage(**database, image);
}

/// Salvages with the schema as it is, or if that is damaged, with a new one.
Salvage salvage_pages(std::uint32_t page_count, std::vector<Page> pages)
{
    if (auto found = try_salvage(page_count, pages, true))
        return std::move(*found);
    auto schema = schema_pages();
    if (auto const first = schema.find(1); first != schema.end())
        first->second = mended_first_page(first->second, page_count);
    std::erase_if(pages, [&](Page const& page) { return schema.contains(page.number); });
    for (auto const& [number, bytes] : schema)
        pages.push_back({ .number = number, .checksum = 0, .bytes = bytes });
    auto found = try_salvage(page_count, pages, true);
    return found ? std::move(*found) : Salvage {};
}

/// Agreements that are complete, and separately by number what else there is.
struct Reading {
    std::map<std::int64_t, RescuedAgreement> agreements;
    std::map<std::int64_t, std::string> lost;
    bool list_complete = false;
};

Reading read(World& world, Salvage const& salvage)
{
    Reading reading { .agreements = {}, .lost = {}, .list_complete = salvage.list_complete };
    for (auto const& [number, rows] : salvage.agreements) {
        if (auto rescued = mend(world, rows, salvage.texts)) {
            reading.agreements.emplace(number, std::move(*rescued));
            continue;
        }
        auto const id = salvage.ids.find(number);
        reading.lost[number] = id == salvage.ids.end() ? std::to_string(number) : id->second;
    }
    return reading;
}

/// What only a second look at the damaged pages themselves gives is taken with a warning.
void add_doubtful(Reading& sound, Reading doubtful)
{
    for (auto& [number, rescued] : doubtful.agreements) {
        auto const known = sound.agreements.find(number);
        if (known != sound.agreements.end() && known->second.losses.size() <= rescued.losses.size())
            continue;
        rescued.losses.insert(rescued.losses.begin(), "Parts of this agreement were read from damaged pages and may be wrong.");
        sound.lost.erase(number);
        sound.agreements.insert_or_assign(number, std::move(rescued));
    }
    for (auto& [number, id] : doubtful.lost) {
        if (!sound.agreements.contains(number))
            sound.lost.insert_or_assign(number, std::move(id));
    }
}

Rescue finish(World& world, Reading reading)
{
    Rescue result;
    std::set<AgreementId> ids;
    for (auto& [number, rescued] : reading.agreements) {
        if (!ids.insert(rescued.agreement.id).second) {
            rescued.losses.emplace_back("Its id was that of another agreement; it has a new one.");
            rescued.agreement.id = AgreementId(create_identifier(world, "agreement"));
        }
        result.agreements.push_back(std::move(rescued));
    }
    for (auto& [number, id] : reading.lost)
        result.lost.push_back(std::move(id));
    result.list_complete = reading.list_complete;
    return result;
}

} // namespace

Rescue rescue(World& world, StoredPages const& stored)
{
    std::vector<Page> sound;
    std::vector<Page> all;
    std::vector<bool> seen(std::min(stored.page_count, workspace_max_pages), false);
    // A damaged head may name too few pages.
    for (auto const& page : stored.pages) {
        if (page.number > seen.size() && page.number <= workspace_max_pages)
            seen.resize(page.number, false);
    }
    for (auto const& page : stored.pages) {
        if (page.number == 0 || page.number > seen.size())
            continue;
        all.push_back(page);
        if (page.bytes.size() == workspace_page_size && page.checksum == page_checksum(page.number, page.bytes)) {
            seen[page.number - 1] = true;
            sound.push_back(page);
        }
    }
    auto const page_count = static_cast<std::uint32_t>(seen.size());
    auto reading = read(world, salvage_pages(page_count, std::move(sound)));
    auto const needs_more = !reading.list_complete || !reading.lost.empty()
        || std::ranges::any_of(reading.agreements, [](auto const& entry) { return !entry.second.complete(); });
    if (needs_more)
        add_doubtful(reading, read(world, salvage_pages(page_count, std::move(all))));
    auto result = finish(world, std::move(reading));
    for (std::uint32_t number = 1; number <= page_count; ++number) {
        if (!seen[number - 1])
            result.damaged_pages.push_back(number);
    }
    return result;
}

Rescue rescue(World& world, std::string_view bytes)
{
    bytes = bytes.substr(0, std::size_t { workspace_max_pages } * workspace_page_size);
    std::vector<Page> pages;
    for (std::size_t offset = 0; offset < bytes.size(); offset += workspace_page_size) {
        std::string page(bytes.substr(offset, workspace_page_size));
        page.resize(workspace_page_size, '\0');
        pages.push_back(
            { .number = static_cast<std::uint32_t>(offset / workspace_page_size) + 1, .checksum = 0, .bytes = std::move(page) });
    }
    auto const page_count = static_cast<std::uint32_t>(pages.size());
    return finish(world, read(world, salvage_pages(page_count, std::move(pages))));
}

std::string page_image(StoredPages const& stored)
{
    PageImage const image(std::min(stored.page_count, workspace_max_pages), stored.pages);
    std::string bytes;
    bytes.reserve(std::size_t { image.page_count() } * workspace_page_size);
    for (std::uint32_t number = 1; number <= image.page_count(); ++number)
        bytes += image.page(number);
    return bytes;
}

} // namespace konkordat
