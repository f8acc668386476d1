#pragma once

#include "core/templates/instantiate.h"
#include "core/templates/template_pack.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// A new version of a pack for an agreement made from an older one: which clauses changed upstream, against what people made of
/// them, and the agreement with what they picked.
namespace konkordat::templates {

/// A former version of a pack, from templates/<id>/archive/<version>/. Errors: NotFound if the program does not have it, else as load_pack.
[[nodiscard]] Result<TemplatePack> load_archived_pack(World&, std::string_view id, std::string_view version);

enum class UpgradeKind {
    Changed, ///< the template words the clause differently now
    Added, ///< the template has a clause more
    Dropped, ///< the template does not have the clause any more
};
enum class UpgradeChoice {
    Keep, ///< the agreement stays as it is there
    Take, ///< the template's new words; an added clause is added, a dropped one omitted
    Merge, ///< the template's changes in the words of people; only without a conflict
};

struct ClauseUpgrade {
    UpgradeKind kind = UpgradeKind::Changed;
    std::string template_clause;
    ClauseId clause; ///< of the agreement; empty if Added
    bool adapted = false; ///< people have changed the clause
    bool base_known = false; ///< the former version is at hand, so that changes can be told apart
    Wording base; ///< the template's former words, if known; all three in the agreement's languages
    Wording mine; ///< the agreement's
    Wording theirs; ///< the template's new words
    bool conflict = false; ///< adapted, and the template changed the same lines, or the base is unknown
    Wording merged; ///< if adapted without a conflict

    [[nodiscard]] bool can_merge() const { return adapted && !conflict && kind == UpgradeKind::Changed; }
};

struct Upgrade {
    std::string from; ///< versions
    std::string to;
    std::vector<ClauseUpgrade> clauses; ///< in the order of the new pack, dropped ones last

    [[nodiscard]] bool needed() const { return from != to; }
};

/// `former` is the pack that the agreement names, or nullptr if it is not at hand.
[[nodiscard]] Upgrade plan_upgrade(TemplatePack const* former, TemplatePack const& current, Agreement const&);

/// What is picked unless people decide otherwise: nothing that people wrote is ever replaced.
[[nodiscard]] UpgradeChoice recommended_choice(ClauseUpgrade const&);

/// The agreement with what was picked, naming the new version. Clauses without a choice get the recommended one. Variables of the
/// new version get their defaults, its new steps are added with their clauses.
/// Errors: InvalidArgument for a merge that has a conflict.
[[nodiscard]] Result<Agreement> apply_upgrade(TemplatePack const& current, richtext::Words const&, Agreement const&, Upgrade const&,
    std::map<std::string, UpgradeChoice> const& choices);

} // namespace konkordat::templates
