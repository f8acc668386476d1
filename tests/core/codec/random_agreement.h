#pragma once

#include "core/agreement/agreement.h"

#include <random>

namespace konkordat {

/// An agreement with everything in it that the model has, consistent, different for each state of `random`.
[[nodiscard]] Agreement random_agreement(std::mt19937& random);

/// A small agreement with one of everything: what tests/fixtures/agreements/small.json holds.
[[nodiscard]] Agreement small_agreement();

} // namespace konkordat
