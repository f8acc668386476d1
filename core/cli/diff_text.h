#pragma once

#include "core/review/merge.h"
#include "core/richtext/resolve.h"

#include <string>
#include <vector>

/// Differences and conflicts as a listing for people.
namespace konkordat::cli {

/// The states that a listing is about: clauses have their numbers, parties their names from them.
struct ComparedAgreements {
    Agreement const& before;
    Agreement const& after;
};

/// "Keine Unterschiede" if there are none.
[[nodiscard]] std::string difference_text(review::Difference const&, ComparedAgreements const&, richtext::Words const&, Language);

/// `before` is the base, `after` the merge.
[[nodiscard]] std::string conflicts_text(std::vector<review::Conflict> const&, ComparedAgreements const&, richtext::Words const&, Language);

} // namespace konkordat::cli
