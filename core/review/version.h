#pragma once

#include "core/base/world.h"
#include "core/review/annotation.h"

#include <optional>
#include <string>
#include <vector>

/// Named states of an agreement, and what an authority decided about one of them.
namespace konkordat::review {

using VersionId = Id<struct VersionTag>;
using DecisionId = Id<struct DecisionTag>;
using ConditionId = Id<struct ConditionTag>;

/// SHA-256 (FIPS 180-4) of the agreement's canonical JSON, in lower-case hexadecimal: what a version, a remark and a decision are bound to.
[[nodiscard]] std::string content_hash(Agreement const&);
[[nodiscard]] bool is_content_hash(std::string_view text);

struct Version {
    VersionId id;
    AgreementId agreement;
    std::string name; ///< "Entwurf zuhanden des Regierungsrats"
    Author author;
    Timestamp time;
    std::string reason; ///< why it was kept
    std::string hash; ///< content_hash() of what was kept

    friend bool operator==(Version const&, Version const&) = default;
};

/// The agreement as it is, named now.
[[nodiscard]] Version name_version(World&, Agreement const&, std::string name, Author, std::string reason);

enum class DecisionKind { Approved, ApprovedWithConditions, Returned, Noted };
[[nodiscard]] std::string_view name_of(DecisionKind);

/// A task that a decision sets.
struct Condition {
    ConditionId id;
    std::string text;
    std::optional<ClauseId> clause; ///< what it is about
    std::optional<Date> due;

    friend auto operator<=>(Condition const&, Condition const&) = default;
};

struct Decision {
    DecisionId id;
    std::string version; ///< content hash of what was decided about; nothing else is approved
    DecisionKind kind = DecisionKind::Noted;
    std::string authority; ///< "Regierungsrat des Kantons Bern"
    std::string reference; ///< the decision's number
    Date date;
    std::string reasons;
    std::vector<Condition> conditions;
    Author author; ///< who wrote it down
    Timestamp time;

    friend auto operator<=>(Decision const&, Decision const&) = default;
};

/// What a decision has to say: an authority and a version; conditions exactly if it has some; reasons for a return.
/// Errors: Inconsistent ("decision-authority", "decision-version", "decision-conditions", "decision-reasons"; the pointer names the member).
[[nodiscard]] Result<void> check_decision(Decision const&);

/// What the decision makes of an agreement that waits for approval: an approval sends it on to signature, with conditions or not, a
/// return back to drafting; a note changes nothing. Errors: Inconsistent ("decision-version") if the agreement is not what was decided
/// about; InvalidArgument ("lifecycle-step") if it does not wait for approval.
[[nodiscard]] Result<std::optional<LifecycleEvent>> lifecycle_event(Decision const&, Agreement const&);

} // namespace konkordat::review
