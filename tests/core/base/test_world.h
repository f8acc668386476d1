#pragma once

#include "core/base/world.h"

#include <algorithm>
#include <map>
#include <string>

namespace konkordat {

/// A World whose clock stands still and whose randomness is a counted sequence. Resources are those of the program; a test
/// can put others in their place or beside them.
class TestWorld final : public World {
public:
    Timestamp time { 1'700'000'000 };
    std::map<std::string, std::string, std::less<>> files;

    Timestamp now() override { return time; }
    Date today() override { return time.utc_date(); }
    void fill_random(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes) {
            m_state = m_state * 6364136223846793005U + 1442695040888963407U;
            byte = static_cast<std::uint8_t>(m_state >> 56U);
        }
    }
    Result<std::string_view> resource(std::string_view path) override
    {
        if (auto const file = files.find(path); file != files.end())
            return std::string_view(file->second);
        return m_system.resource(path);
    }
    std::vector<std::string_view> resources_under(std::string_view prefix) override
    {
        auto paths = m_system.resources_under(prefix);
        for (auto const& [path, bytes] : files) {
            if (path.starts_with(prefix) && std::find(paths.begin(), paths.end(), path) == paths.end())
                paths.push_back(path);
        }
        std::sort(paths.begin(), paths.end());
        return paths;
    }

private:
    SystemWorld m_system;
    std::uint64_t m_state = 1;
};

} // namespace konkordat
