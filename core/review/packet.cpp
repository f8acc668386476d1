#include "core/review/packet.h"

#include <algorithm>
#include <tuple>

namespace konkordat::review {

namespace {

ReceivedReply received(ReplyPacket const& reply)
{
    return { reply.id, reply.in_reply_to, reply.version, reply.time, reply.author, reply.message, reply.answers, reply.decision,
        reply.own_version };
}

Error unknown_version(std::string const& hash)
{
    return { .code = ErrorCode::InvalidArgument,
        .message = "the reply is about a version that is not known here",
        .pointer = "/version",
        .key = "packet-unknown-version",
        .argument = hash.substr(0, 12) };
}

Result<void> check_fit(ReviewedVersions const& versions, ReplyPacket const& reply)
{
    if (reply.agreement != versions.agreement)
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "the reply is about another agreement: \"" + reply.agreement.str() + "\"",
            .pointer = "/agreement",
            .key = "packet-other-agreement",
            .argument = reply.agreement.str() };
    if (std::ranges::find(versions.hashes, reply.version) == versions.hashes.end())
        return unknown_version(reply.version);
    return {};
}

} // namespace

Result<ReceivedOutcome> receive_reply(Review& review, ReviewedVersions const& versions, ReplyPacket const& reply)
{
    KONKORDAT_CHECK(check_fit(versions, reply));
    auto const known = std::ranges::find(review.replies, reply.id, &ReceivedReply::id);
    ReceivedOutcome outcome { known != review.replies.end(), {} };
    if (outcome.known && *known != received(reply))
        return Error { .code = ErrorCode::Inconsistent,
            .message = "a reply \"" + reply.id.str() + "\" with other content has come before",
            .pointer = "/id",
            .key = "packet-altered",
            .argument = reply.id.str() };
    auto merged = merge_annotations(std::move(review.annotations), shared_part(reply.annotations));
    review.annotations = std::move(merged.annotations);
    outcome.conflicts = std::move(merged.conflicts);
    if (!outcome.known) {
        review.replies.push_back(received(reply));
        std::ranges::sort(review.replies, {}, [](ReceivedReply const& item) { return std::tie(item.time, item.id); });
    }
    return outcome;
}

Result<Merge> carry_over(Agreement const& reviewed, Agreement const& current, ReceivedReply const& reply)
{
    if (!reply.own_version)
        return Error { .code = ErrorCode::InvalidArgument, .message = "the reply has no version of its own", .key = "no-own-version" };
    if (content_hash(reviewed) != reply.version)
        return unknown_version(reply.version);
    return merge(reviewed, current, *reply.own_version);
}

} // namespace konkordat::review
