#pragma once

#include "core/compare/profile.h"

#include <optional>

namespace konkordat::compare {

/// Findings of a conformity check.
struct ConformityCounts {
    std::size_t errors = 0;   ///< not waived
    std::size_t warnings = 0; ///< not waived
    std::size_t waived = 0;
};

/// What is known beside the agreement itself.
struct ProfileContext {
    Date today = {};                                    ///< memberships that have ended by then do not count
    std::map<std::string, LanguageMap> law = {};        ///< citations by id in the register of legal references
    std::optional<ConformityCounts> conformity = {};    ///< nothing: not checked
};

/// The profile of an agreement. What is absent in it is answered by these rules, never by guessing:
///
/// - A *topic* (dimension with clauses) is known to be regulated by the first clause of those origins that stands in the document;
///   "none" where such a clause is omitted, with the omitted clause as the source. Where the agreement has no such clause at all, it
///   is "none" if every clause comes from the template, and "unknown" if there are clauses of its own, or no template: its own
///   words may say it.
/// - A *value in a clause* (a variable) is known if it has one. Without one it is "planned" in an agreement that is not in force yet
///   (its place stands open in the text), else "unknown". If the topic is "none", it is "not applicable"; if that is unknown, so is it.
/// - A *step* is known to be regulated if it is in the procedure, unless its clause is omitted and nobody has a part in it: then it is
///   "none". Responsible nobody is "none", no deadline is "none"; both are "not applicable" to a step that is not regulated.
/// - *Members*: without any membership unknown; else a group, a role or a non-state body that nobody has is "none".
/// - *Mandate*: what is not stated is unknown. *Approval*: what decided that the agreement went to its signatures; planned before that; after
///   that, without a record, unknown. A detail that the record lacks is unknown.
/// - What other forms of agreements have is "not applicable". What an agreement cannot tell is unknown.
[[nodiscard]] Profile profile_of(Agreement const&, DimensionSet const&, ProfileContext const&);

} // namespace konkordat::compare
