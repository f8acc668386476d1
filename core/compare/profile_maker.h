#pragma once

#include "core/compare/profile_of.h"
#include "core/conformity/check.h"

#include <string>
#include <vector>

namespace konkordat::compare {

/// Makes profiles of agreements with what the program knows beside them: the law, and what the conformity check finds. Refers to the dimensions
/// and the rules.
class ProfileMaker {
public:
    ProfileMaker(DimensionSet const&, LegalRegister const&, conformity::RuleSet const&, Date today);

    /// `pack`: the one that it was made from, or nullptr. `verification` is the name of the verdict about its signatures.
    [[nodiscard]] Profile make(Agreement const&, templates::TemplatePack const* pack, std::string verification);

private:
    DimensionSet const& m_dimensions;
    ProfileContext m_context;
    conformity::Checker m_checker;
};

/// Each with the profile of the same id if there is one, else as a profile of its own.
void add_notes(std::vector<Profile>&, std::vector<Profile> const& notes);

} // namespace konkordat::compare
