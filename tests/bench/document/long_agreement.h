#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"

#include <cstddef>

namespace konkordat::bench {

/// An agreement whose document has that many pages, or as close below it as its clauses allow: an example, shortened or continued
/// with clauses of its own whose wording is reordered and renamed, so that no two paragraphs are the same. The same at every call.
[[nodiscard]] Result<Agreement> agreement_of_pages(World&, std::size_t pages);

/// Where a person types in the middle of the agreement: a clause with a paragraph of some length, and a place within a word.
struct TypingPlace {
    std::size_t clause = 0;
    std::size_t offset = 0; ///< into the body in the first language
};
[[nodiscard]] TypingPlace middle_of(Agreement const&);

} // namespace konkordat::bench
