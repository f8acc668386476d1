#pragma once

#include "core/agreement/catalogues.h"
#include "core/compare/profile.h"

#include <vector>

namespace konkordat::compare {

/// The cantons, one profile each in the register's order, with what the federal listing of 2016 says of them. A canton that it does not list
/// is unknown, not without a mechanism. Cantons of examples have none.
[[nodiscard]] std::vector<Profile> register_profiles(std::vector<Canton> const&, DimensionSet const&);

/// Gives every profile of one canton what the register says of it, and adds the register's entry for each canton that has no profile of its
/// own: what is said of one canton is not said of all that share an agreement. Profiles stay in their order, entries of the register follow.
[[nodiscard]] std::vector<Profile> with_register(std::vector<Profile>, std::vector<Profile> const& cantons);

} // namespace konkordat::compare
