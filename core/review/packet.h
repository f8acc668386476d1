#pragma once

#include "core/review/merge.h"
#include "core/review/version.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What goes to a reviewer as one file, and what comes back. There is no server: files are all that is exchanged.
namespace konkordat::review {

using PacketId = Id<struct PacketTag>;
using QuestionId = Id<struct QuestionTag>;

struct Question {
    QuestionId id;
    std::string text;
    std::optional<ClauseId> clause;

    friend bool operator==(Question const&, Question const&) = default;
};

/// A draft for review.
struct ReviewPacket {
    PacketId id;
    Timestamp time;
    Author sender;
    Author recipient;                    ///< whose opinion is asked
    std::string message;
    Version version;                     ///< of `agreement`
    Agreement agreement;
    std::optional<Version> compared;     ///< the version that the reviewer saw last, or the one in force
    std::optional<Agreement> former;     ///< its text; together with `compared` or not at all
    std::vector<Question> questions;
    std::optional<Date> deadline;
    std::vector<Annotation> annotations; ///< what has been said so far

    friend bool operator==(ReviewPacket const&, ReviewPacket const&) = default;
};

struct Answer {
    QuestionId question;
    std::string text;

    friend auto operator<=>(Answer const&, Answer const&) = default;
};

/// What a reviewer sends back.
struct ReplyPacket {
    PacketId id;
    PacketId in_reply_to;
    AgreementId agreement;
    std::string version;                 ///< content hash of the version that was reviewed
    Timestamp time;
    Author author;
    std::string message;
    std::vector<Answer> answers;
    std::vector<Annotation> annotations; ///< those of the packet with what was added to them, and new ones
    std::optional<Decision> decision;
    std::optional<Agreement> own_version; ///< the agreement as the reviewer would have it

    friend bool operator==(ReplyPacket const&, ReplyPacket const&) = default;
};

/// A reply as it came: of what was said the annotations are kept apart, so that they can be merged.
struct ReceivedReply {
    PacketId id;
    PacketId in_reply_to;
    std::string version;
    Timestamp time;
    Author author;
    std::string message;
    std::vector<Answer> answers;
    std::optional<Decision> decision;
    std::optional<Agreement> own_version;

    friend bool operator==(ReceivedReply const&, ReceivedReply const&) = default;
};

/// The review of one agreement: what has been said, and by whom. Grows by replies.
struct Review {
    std::vector<Annotation> annotations; ///< by time and id
    std::vector<ReceivedReply> replies;  ///< by time and id

    friend bool operator==(Review const&, Review const&) = default;
};

/// What a reply is to fit.
struct ReviewedVersions {
    AgreementId agreement;
    std::vector<std::string> hashes; ///< of the versions that went out
};

struct ReceivedOutcome {
    bool known = false;                        ///< this reply was already there: it added nothing
    std::vector<AnnotationConflict> conflicts; ///< what the reply says otherwise than it was said before
};

/// Adds to the review what the reply brings; the order of replies does not matter, a reply that comes twice changes nothing. What is
/// internal stays. Errors: InvalidArgument ("packet-other-agreement", "packet-unknown-version"); Inconsistent ("packet-altered": a
/// reply of this id came with other content). The review is unchanged then.
[[nodiscard]] Result<ReceivedOutcome> receive_reply(Review&, ReviewedVersions const&, ReplyPacket const&);

/// The reviewer's own version on the draft as it is now: what she changed of the version that she reviewed, with what was changed since.
/// Errors: InvalidArgument ("no-own-version"; "packet-unknown-version" if `reviewed` is not what she reviewed), those of merge().
[[nodiscard]] Result<Merge> carry_over(Agreement const& reviewed, Agreement const& current, ReceivedReply const&);

} // namespace konkordat::review
