#pragma once

#include "core/review/packet.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// A reply that is being written: as it is typed, so that nothing of it has to be complete.
namespace konkordat::review {

struct ConditionDraft {
    ConditionId id;
    std::string text = {};
    std::string due = {}; ///< as typed

    friend bool operator==(ConditionDraft const&, ConditionDraft const&) = default;
};

struct ReplyDraft {
    PacketId task;                          ///< the review packet that it answers
    std::map<QuestionId, std::string> answers = {};
    std::string message = {};
    std::optional<DecisionKind> decision = {};   ///< nothing: an opinion only
    std::string authority = {};
    std::string reference = {};
    std::string date = {};                       ///< as typed
    std::string reasons = {};
    std::vector<ConditionDraft> conditions = {};
    bool with_own_version = false;          ///< the agreement as it is in the reviewer's workspace goes along
    std::optional<Timestamp> sent = {};          ///< when a reply was last made of it

    friend bool operator==(ReplyDraft const&, ReplyDraft const&) = default;
};

/// The reply as a packet, without remarks and without a version of its own. Errors: Inconsistent ("decision-date", and those of check_decision()).
[[nodiscard]] Result<ReplyPacket> to_reply(ReplyDraft const&, ReviewPacket const&, PacketId, Author const&, Timestamp now);

} // namespace konkordat::review
