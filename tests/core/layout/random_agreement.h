#pragma once

#include "core/agreement/agreement.h"

#include <cstdint>

namespace konkordat::tests {

/// A generator whose numbers are the same everywhere (SplitMix64).
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_state(seed)
    {
    }

    [[nodiscard]] std::uint64_t next();
    /// 0 <= result < bound
    [[nodiscard]] std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    [[nodiscard]] bool chance(std::size_t percent) { return below(100) < percent; }

private:
    std::uint64_t m_state;
};

/// How many of `full` rounds a property is tried: all of them in the optimised native suite, fewer where each takes many times as long.
[[nodiscard]] constexpr std::uint64_t rounds(std::uint64_t full)
{
#if defined(__SANITIZE_ADDRESS__)
    std::uint64_t const share = full / 25;
#elif defined(__wasm__)
    std::uint64_t const share = full / 10;
#else
    std::uint64_t const share = full;
#endif
    return share < 4 ? 4 : share;
}

/// An agreement of random shape and words: nested lists, long compounds, tables, missing translations, omitted clauses.
[[nodiscard]] Agreement random_agreement(std::uint64_t seed);

} // namespace konkordat::tests
