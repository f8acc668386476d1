#pragma once

#include "core/review/packet.h"
#include "core/review/reply_draft.h"

#include <set>
#include <string>
#include <string_view>

/// What a workspace keeps of a review, item by item, as JSON. Other than packets it may hold what is internal; it never leaves the workspace but with
/// the workspace's own file. Packets are kept as they are.
namespace konkordat::review {

struct KeptVersion {
    Version version;
    Agreement agreement;

    friend bool operator==(KeptVersion const&, KeptVersion const&) = default;
};

/// A decision that was put into effect, and which of its tasks are done.
struct KeptDecision {
    Decision decision;
    std::set<ConditionId> done;

    friend bool operator==(KeptDecision const&, KeptDecision const&) = default;
};

[[nodiscard]] std::string write_kept(KeptVersion const&);
[[nodiscard]] std::string write_kept(Annotation const&);
[[nodiscard]] std::string write_kept(KeptDecision const&);
[[nodiscard]] std::string write_kept(ReplyDraft const&);

/// Strict, as read_packet(). Errors: also Inconsistent ("packet-tampered": the agreement does not have the version's hash).
[[nodiscard]] Result<KeptVersion> read_kept_version(std::string_view);
[[nodiscard]] Result<Annotation> read_kept_annotation(std::string_view);
[[nodiscard]] Result<KeptDecision> read_kept_decision(std::string_view);
[[nodiscard]] Result<ReplyDraft> read_kept_draft(std::string_view);

} // namespace konkordat::review
