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

/// An agreement of random shape and words: nested lists, long compounds, tables, missing translations, omitted clauses.
[[nodiscard]] Agreement random_agreement(std::uint64_t seed);

} // namespace konkordat::tests
