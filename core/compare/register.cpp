#include "core/compare/register.h"

#include <algorithm>

namespace konkordat::compare {

namespace {

/// The sentence that lists the cantons.
FromDocument const listing { "000", 21, 21 };

} // namespace

std::vector<Profile> register_profiles(std::vector<Canton> const& cantons, DimensionSet const& set)
{
    auto const listed = find_dimension(set, "listed-2016");
    std::vector<Profile> profiles;
    for (auto const& canton : cantons) {
        if (canton.fictitious)
            continue;
        auto& profile = profiles.emplace_back();
        profile.id = "register-" + canton.code;
        profile.origin = Origin::Register;
        profile.name = canton.name;
        profile.cantons = { canton.code };
        if (!listed)
            continue;
        auto const said = canton.listed_2016 ? State::Known : State::Unknown;
        profile.cells[*listed].add(Statement(said, canton.listed_2016 ? std::vector<Value> { true } : std::vector<Value> {}, { listing }));
    }
    return profiles;
}

std::vector<Profile> with_register(std::vector<Profile> profiles, std::vector<Profile> const& cantons)
{
    auto const given = profiles.size();
    for (auto const& entry : cantons) {
        auto has_profile = false;
        for (std::size_t index = 0; index < given; ++index) {
            auto& profile = profiles[index];
            if (profile.origin == Origin::Reference || profile.cantons != entry.cantons)
                continue;
            add_statements(profile, entry);
            has_profile = true;
        }
        if (!has_profile)
            profiles.push_back(entry);
    }
    return profiles;
}

} // namespace konkordat::compare
