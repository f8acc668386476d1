#pragma once

#include "core/base/date.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat {

/// Everything the core takes from outside: the time, randomness, and the resources it ships with. Injected, so that a test
/// decides all three. Implementations are owned by the caller and outlive whatever they are given to.
class World {
public:
    virtual ~World() = default;

    [[nodiscard]] virtual Timestamp now() = 0;
    /// Today in the user's time zone.
    [[nodiscard]] virtual Date today() = 0;
    /// Seconds that the user's clock is ahead of UTC at that time.
    [[nodiscard]] virtual std::int64_t utc_offset_seconds(Timestamp) { return 0; }
    /// Fills `bytes` with randomness fit for identifiers (from the system's generator, except in tests).
    virtual void fill_random(std::span<std::uint8_t> bytes) = 0;

    /// Bytes of an embedded resource, e.g. "templates/ch-thb-cooperation/pack.json"; valid as long as the program runs. Errors: NotFound.
    [[nodiscard]] virtual Result<std::string_view> resource(std::string_view path) = 0;
    /// Paths of all resources that start with `prefix`, sorted.
    [[nodiscard]] virtual std::vector<std::string_view> resources_under(std::string_view prefix) = 0;
};

/// A random identifier: `prefix`, a hyphen, 20 characters of [a-z2-7] (100 bits).
[[nodiscard]] std::string create_identifier(World&, std::string_view prefix);

/// The real clock, std::random_device, and the resources compiled into the program.
class SystemWorld final : public World {
public:
    [[nodiscard]] Timestamp now() override;
    [[nodiscard]] Date today() override;
    [[nodiscard]] std::int64_t utc_offset_seconds(Timestamp) override;
    void fill_random(std::span<std::uint8_t> bytes) override;
    [[nodiscard]] Result<std::string_view> resource(std::string_view path) override;
    [[nodiscard]] std::vector<std::string_view> resources_under(std::string_view prefix) override;
};

/// A file that the build has packed into the program, from templates/, assets/, web/i18n/, the fonts or the hyphenation dictionaries.
struct EmbeddedFile {
    std::string_view path;
    std::size_t group = 0;
    std::size_t offset = 0; ///< in the unpacked group
    std::size_t size = 0;
};
/// Files that are packed, and unpacked, together.
struct EmbeddedGroup {
    std::string_view packed; ///< a frame of zstd (RFC 8878)
    std::size_t size = 0;    ///< unpacked
};
struct EmbeddedResources {
    std::span<EmbeddedFile const> files; ///< sorted by path
    std::span<EmbeddedGroup const> groups;
};
/// Defined in code that tools/embed_resources.py writes (target konkordat_resources).
[[nodiscard]] EmbeddedResources embedded_resources();

} // namespace konkordat
