#pragma once

#include "core/base/language.h"
#include "core/base/world.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

struct _HyphenDict;

namespace konkordat::layout {

/// Where words may be divided, by language. libhyphen finds it.
class Hyphenator {
public:
    /// Finds the dictionaries; each is unpacked and read when a word of its language is first asked for. `world` outlives it.
    /// Errors: NotFound, if one is missing.
    [[nodiscard]] static Result<Hyphenator> load(World& world);

    /// Byte offsets in `text` at which a hyphen may end a line. `text` is what stands between two spaces. Never in what has digits, in
    /// addresses, in words of capitals, in words that say themselves where (U+00AD); so many letters stay on each
    /// side as the language's custom asks.
    [[nodiscard]] std::vector<std::uint32_t> divisions(std::string_view text, Language);

    [[nodiscard]] bool has_read(Language language) const { return m_dictionaries[static_cast<std::size_t>(language)].is_read; }

private:
    struct Free {
        void operator()(_HyphenDict*) const;
    };
    struct Dictionary {
        std::unique_ptr<_HyphenDict, Free> patterns; ///< null before it is read, and if it cannot be
        bool is_read = false;
    };

    explicit Hyphenator(World& world)
        : m_world(&world)
    {
    }

    [[nodiscard]] _HyphenDict* dictionary(Language);

    World* m_world;
    std::array<Dictionary, all_languages.size()> m_dictionaries;
};

} // namespace konkordat::layout
