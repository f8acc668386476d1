#pragma once

#include "core/store/workspace.h"

#include <memory>
#include <random>
#include <string>

/// What the store's tests share: a world under control, fictitious agreements, random commands.
namespace konkordat::testing {

class TestWorld final : public World {
public:
    explicit TestWorld(std::uint32_t seed = 1)
        : m_generator(seed)
    {
    }

    Timestamp time { 1'795'000'000 };

    [[nodiscard]] Timestamp now() override { return time; }
    [[nodiscard]] Date today() override { return time.utc_date(); }
    void fill_random(std::span<std::uint8_t> bytes) override;
    [[nodiscard]] Result<std::string_view> resource(std::string_view path) override;
    [[nodiscard]] std::vector<std::string_view> resources_under(std::string_view prefix) override;

private:
    std::mt19937 m_generator;
};

/// An agreement that uses every field of the model.
[[nodiscard]] Agreement full_agreement(std::string const& id = "agreement-full");
/// One of the size of a real one: about 50 clauses in `languages` languages, which share their words with all others but
/// for `own_texts` of them.
[[nodiscard]] Agreement typical_agreement(int number, int clauses = 50, int own_texts = 3);

/// A command that may or may not be acceptable for the agreement.
[[nodiscard]] Command random_command(std::mt19937&, Agreement const&);

/// The value, or the test fails with the error.
template <typename T>
T require(Result<T> result);
void require(Result<void> const& result);

void fail_test(std::string const& message);

template <typename T>
T require(Result<T> result)
{
    if (!result)
        fail_test(result.error().to_string());
    return std::move(result).value();
}

/// All rows of the tables that an agreement's edits touch, as text, to compare states.
[[nodiscard]] std::string dump(Workspace const&);

} // namespace konkordat::testing
