#pragma once

#include "core/agreement/agreement.h"

#include <cstddef>
#include <random>
#include <string>

namespace konkordat::review {

/// An invented draft: `sections` with five clauses each, in German and French, with members, experts, steps.
[[nodiscard]] Agreement invented_draft(std::mt19937& random, std::size_t sections = 4);

/// What somebody does to a draft. With several parties, the things of the draft are shared out, and each changes only its own:
/// then all changes go together.
struct Editor {
    std::string name;         ///< part of the ids of what is added
    std::size_t number = 0;
    std::size_t parties = 1;
    bool moves = true;        ///< also moves clauses and sections

    /// One edit; the agreement stays consistent.
    void edit(Agreement&, std::mt19937&) const;
    void edit(Agreement&, std::mt19937&, int count) const;
    [[nodiscard]] bool owns(std::string const& id) const;
};

} // namespace konkordat::review
