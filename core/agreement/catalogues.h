#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Registers that ship with the program, in assets/.
namespace konkordat {

struct Canton {
    std::string code; ///< ISO 3166-2, e.g. "CH-BE"
    LanguageMap name;
    LanguageMap of;   ///< with its preposition: "des Kantons Bern"
    std::vector<Language> languages; ///< official ones that this program has
    LanguageMap government;
    bool fictitious = false;  ///< of an example; nobody drafts for it
    bool listed_2016 = false; ///< named with a co-operation mechanism in the source of 2016
};

struct OrganisationKind {
    std::string id;
    std::optional<Group> group; ///< as Guidelines 3.3 list it; nothing: either group
    std::string guidelines;     ///< section, or empty
    LanguageMap name;
    LanguageMap help;
};

/// In the order of assets/cantons.json. Errors: NotFound, Malformed, with the place in the file.
[[nodiscard]] Result<std::vector<Canton>> load_cantons(World&);
/// In the order of assets/organisation-kinds.json. Errors: NotFound, Malformed, with the place in the file.
[[nodiscard]] Result<std::vector<OrganisationKind>> load_organisation_kinds(World&);

[[nodiscard]] Canton const* find_canton(std::vector<Canton> const&, std::string_view code);
[[nodiscard]] OrganisationKind const* find_organisation_kind(std::vector<OrganisationKind> const&, std::string_view id);

} // namespace konkordat
