#include "core/base/world.h"

#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <deque>
#include <memory>
#include <string>

namespace konkordat {

namespace {

/// The group's files, one after the other; unpacked when the first of them is asked for, kept as long as the program runs.
std::string_view unpacked(std::size_t index)
{
    static std::deque<std::unique_ptr<char[]>> s_groups(embedded_resources().groups.size());
    auto const& group = embedded_resources().groups[index];
    auto& bytes = s_groups[index];
    if (!bytes && group.size > 0) {
        bytes = std::make_unique_for_overwrite<char[]>(group.size);
        [[maybe_unused]] auto const size = ZSTD_decompress(bytes.get(), group.size, group.packed.data(), group.packed.size());
        assert(size == group.size);
    }
    return { bytes.get(), group.size };
}

} // namespace

Result<std::string_view> SystemWorld::resource(std::string_view path)
{
    auto const files = embedded_resources().files;
    auto const file = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
    if (file == files.end() || file->path != path)
        return Error { .code = ErrorCode::NotFound, .message = "no such resource: " + std::string(path) };
    return unpacked(file->group).substr(file->offset, file->size);
}

std::vector<std::string_view> SystemWorld::resources_under(std::string_view prefix)
{
    std::vector<std::string_view> paths;
    for (auto const& file : embedded_resources().files) {
        if (file.path.starts_with(prefix))
            paths.push_back(file.path);
    }
    return paths;
}

} // namespace konkordat
