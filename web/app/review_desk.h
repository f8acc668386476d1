#pragma once

#include "core/review/packet.h"
#include "core/review/reply_draft.h"
#include "core/review/workspace_json.h"
#include "web/ui/theme.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Versions and review of an agreement: what is seen of them, and what can be asked.
namespace konkordat::app {

/// A packet that came here to be reviewed, for the list of them.
struct ReviewTask {
    AgreementId agreement;
    review::PacketId packet;
    LanguageMap title;
    std::string from;
    std::optional<Date> deadline;
    bool is_answered = false;
};

/// What became of a file that was brought.
struct ReviewNotice {
    std::string title;
    std::string text;
    ui::Tone tone = ui::Tone::Normal;
};

struct ReviewState {
    AgreementId agreement;                          ///< the one that the rest belongs to
    std::string draft_hash;                         ///< content hash of the agreement as it is
    std::vector<review::KeptVersion> versions;      ///< newest first
    std::vector<review::Annotation> annotations;    ///< by time
    std::vector<review::ReviewPacket> packets;      ///< that went out, newest first
    std::vector<review::ReplyPacket> replies;       ///< that came back, newest first
    std::vector<review::KeptDecision> decisions;    ///< that were put into effect
    std::vector<review::ReviewPacket> tasks;        ///< that came here, newest first
    std::vector<review::ReplyDraft> drafts;         ///< of replies
    std::vector<std::string> damaged;               ///< records that cannot be read, and why
    std::optional<review::PacketId> carried;                ///< the reply whose own version was carried over
    std::optional<review::Merge> merge;             ///< of it with the draft
    std::optional<Error> merge_error;

    std::vector<ReviewTask> all_tasks;              ///< on the start screen of reviews
    std::vector<ReviewNotice> notices;              ///< about the files that were brought last
    std::uint64_t revision = 0;                     ///< another one each time the rest was read
};

/// Where the words of a remark stand in an agreement that is later than the version it was made on; nothing if they are gone, or it is about all.
[[nodiscard]] std::optional<review::TextRange> find_remark(ReviewState const&, Agreement const&, review::Annotation const&);
/// The text of a version that was kept, went out or came here; nullptr if there is none.
[[nodiscard]] Agreement const* find_version_text(ReviewState const&, std::string const& hash);

// What a view can ask for

struct NameVersion {
    std::string name;
    std::string reason;
};
struct RestoreVersion {
    review::VersionId version;
};
struct AddRemark {
    review::AnnotationKind kind = review::AnnotationKind::Comment;
    review::Visibility visibility = review::Visibility::Shared;
    std::string version; ///< content hash of what it is about
    std::optional<review::TextSelector> target;
    std::string text;
    std::string replacement;
};
struct AnswerRemark {
    review::AnnotationId remark;
    review::Visibility visibility = review::Visibility::Shared;
    std::string text;
};
/// To accept a proposal puts its words into the draft.
struct ActOnRemark {
    review::AnnotationId remark;
    review::ActionKind kind = review::ActionKind::Resolve;
};
struct SendForReview {
    review::Author recipient;
    std::string message;
    std::vector<std::string> questions;
    std::optional<Date> deadline;
    std::optional<review::VersionId> compared;
};
struct SavePacketAgain {
    review::PacketId packet;
};
struct ChooseReviewFiles { };
/// Puts the decision of a reply into effect.
struct TakeDecision {
    review::PacketId reply;
};
struct TickCondition {
    review::DecisionId decision;
    review::ConditionId condition;
    bool done = true;
};
/// Looks what the own version of a reply makes of the draft.
struct CarryOver {
    review::PacketId reply;
};
/// Puts that into the draft, with what was chosen of each conflict: ours is the draft.
struct TakeCarriedOver {
    std::vector<bool> theirs;
};
struct DismissCarriedOver { };
struct SaveReply {
    review::PacketId task;
};

using ReviewAction = std::variant<NameVersion, RestoreVersion, AddRemark, AnswerRemark, ActOnRemark, SendForReview, SavePacketAgain,
    ChooseReviewFiles, TakeDecision, TickCondition, CarryOver, TakeCarriedOver, DismissCarriedOver, SaveReply>;

/// The token under which packets come back.
inline constexpr std::string_view review_token = "review-files";

} // namespace konkordat::app
