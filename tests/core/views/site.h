#pragma once

#include "core/store/workspace.h"
#include "tests/core/ui/software_picture.h"
#include "web/platform/headless/headless_platform.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat::tests {

class MemoryStorage final : public app::Storage {
public:
    void open() override { }
    void reload() override { }
    void take_over(app::TakeOver) override { }
    void retry() override { }
    void set_aside() override { }
    PageStore& pages() override { return m_pages; }
    app::SaveStatus status() const override { return {}; }

private:
    MemoryPageStore m_pages;
};

/// The whole application in a window without a screen, with nothing stored.
struct Site {
    SystemWorld world;
    app::HeadlessPlatform platform;
    MemoryStorage storage;
    std::unique_ptr<app::Application> application;

    explicit Site(ui::Viewport viewport = {})
        : platform(world, viewport)
        , application(app::create_application(platform, world, storage))
    {
        platform.set_application(*application);
        application->storage_listener().on_storage_loaded({ .access = app::WriteAccess::Writer });
        platform.settle();
    }

    void go(std::string const& hash)
    {
        application->on_hash(hash);
        platform.settle();
    }
    void bring(std::vector<app::File> files)
    {
        application->on_files({ .target = "register", .files = std::move(files) });
        platform.settle(200);
    }
    bool follow(std::string_view link)
    {
        auto const* node = platform.find("link", link);
        if (!node)
            return false;
        go(std::string(node->value));
        return true;
    }
    /// Whether some node's name has these words.
    bool shows(std::string_view words)
    {
        return std::ranges::any_of(platform.context().tree().nodes,
            [&](ui::Node const& node) { return std::string_view(node.name).find(words) != std::string_view::npos; });
    }
    /// The nodes of a role that lie in the node of that path.
    std::vector<ui::Node const*> inside(std::string_view path, std::string_view role)
    {
        auto nodes = platform.find_all(role);
        std::erase_if(nodes, [&](ui::Node const* node) { return std::string_view(node->path).find(path) == std::string_view::npos; });
        return nodes;
    }
    void check(std::string const& place)
    {
        CAPTURE(place);
        CHECK(platform.replica().complaints().empty());
        CHECK(platform.context().unnamed_items() == std::vector<std::string> {});
        CHECK(platform.context().faults() == std::vector<std::string> {});
        if (auto const* folder = std::getenv("KONKORDAT_PICTURES"))
            std::ofstream(std::string(folder) + "/" + place + ".ppm", std::ios::binary) << take_picture().ppm();
    }
};

} // namespace konkordat::tests
