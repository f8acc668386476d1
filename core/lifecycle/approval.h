#pragma once

#include "core/agreement/agreement.h"

#include <vector>

/// What a signature still stands for after the agreement has been edited. Consent is to clauses as they were signed, each by its content.
namespace konkordat::lifecycle {

/// Parts of an agreement besides its clauses.
enum class ApprovedPart {
    Title,
    Form,      ///< and scope, cantons, languages
    Mandate,
    Particulars, ///< values of variables
    Parties,   ///< organisations, memberships, contacts
    Procedure,
    Appearance,
};

struct ApprovalComparison {
    std::vector<ClauseId> standing; ///< clauses as they were signed, in document order
    std::vector<ClauseId> reopened; ///< changed since, by their own text or by a particular that they use
    std::vector<ClauseId> added;
    std::vector<Clause> removed;    ///< as they were signed; omitted now, or gone
    bool is_reordered = false;      ///< the clauses that there are in both stand in another order
    std::vector<ApprovedPart> parts; ///< that differ

    [[nodiscard]] bool stands() const
    {
        return reopened.empty() && added.empty() && removed.empty() && !is_reordered && parts.empty();
    }
};

/// `signed_version`: the agreement in the signed file. State, waivers, dates of editing are no part of what is consented to. Clauses that are
/// omitted are not part of the document.
[[nodiscard]] ApprovalComparison compare_with_signed(Agreement const& signed_version, Agreement const& now);

} // namespace konkordat::lifecycle
