#pragma once

#include "core/compare/dimensions.h"

#include <map>
#include <string>
#include <vector>

namespace konkordat::compare {

/// What a profile was made from.
enum class Origin {
    Register,  ///< the register of the cantons alone
    Agreement,
    Hand,      ///< a person who read something that is not here
    Reference, ///< a study of another country: shown beside the cantons, never counted among them
};
[[nodiscard]] std::string_view name_of(Origin);

/// A mechanism as the comparison sees it. A dimension without a cell is unknown.
struct Profile {
    std::string id;                      ///< of the agreement, or of the record
    Origin origin = Origin::Agreement;
    LanguageMap name;                    ///< its own name; two of the same name may have different mandates
    std::vector<std::string> cantons;    ///< ISO 3166-2; none for a reference mechanism
    std::string country;                 ///< ISO 3166-1 of a reference mechanism, or empty for an international one
    std::string verification;            ///< name of the verdict about its signatures, as its reader found it; empty: does not apply
    std::string as_of;                   ///< year or years that the source speaks of; empty: today
    std::map<std::size_t, Cell> cells;   ///< by index in DimensionSet::dimensions

    [[nodiscard]] Cell const& cell(std::size_t dimension) const;
    friend bool operator==(Profile const&, Profile const&) = default;
};

/// Adds to `profile` what another one says about the same mechanism, such as notes by hand about an agreement. Contradictions stay.
void add_statements(Profile& profile, Profile const& other);

} // namespace konkordat::compare
