#pragma once

#include "core/review/packet.h"

#include <string>
#include <string_view>
#include <variant>

/// Packets as files (docs/formats-review.md, assets/schema/review-packet-1.schema.json, reply-packet-1.schema.json).
namespace konkordat::review {

inline constexpr std::string_view review_packet_schema_id = "urn:konkordat:schema:review-packet:1";
inline constexpr std::string_view reply_packet_schema_id = "urn:konkordat:schema:reply-packet:1";

using Packet = std::variant<ReviewPacket, ReplyPacket>;

/// What a packet may hold at most.
namespace packet_limits {
inline constexpr std::size_t max_bytes = 40U * 1024U * 1024U;
inline constexpr std::size_t max_depth = 40;
inline constexpr std::size_t max_values = 1'200'000;
inline constexpr std::size_t max_annotations = 5000;
inline constexpr std::size_t max_replies = 500; ///< to one annotation
inline constexpr std::size_t max_actions = 500; ///< on one annotation
inline constexpr std::size_t max_questions = 500;
inline constexpr std::size_t max_conditions = 500;
inline constexpr std::size_t max_remark_bytes = 64 * 1024; ///< of a remark, an answer, a reason
inline constexpr std::size_t max_context_bytes = 256;      ///< of a selector's prefix or suffix
} // namespace packet_limits

/// Strict, as read_agreement(). Errors: also Malformed ("not-a-packet"); Inconsistent ("packet-tampered": the content does not have the
/// digest, or the agreement not the hash, that the packet says; "packet-other-agreement": it holds two agreements; "duplicate-id";
/// those of check_decision()).
[[nodiscard]] Result<Packet> read_packet(std::string_view bytes);

/// In the canonical form of RFC 8785. Nothing that is internal is written, whoever put it there.
[[nodiscard]] std::string write_packet(ReviewPacket const&);
[[nodiscard]] std::string write_packet(ReplyPacket const&);

} // namespace konkordat::review
