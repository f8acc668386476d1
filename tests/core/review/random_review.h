#pragma once

#include "core/review/packet.h"

#include <random>

namespace konkordat::review {

/// Sorted by time; texts of internal ones hold the word "vertraulich".
[[nodiscard]] std::vector<Annotation> random_annotations(std::mt19937&, std::size_t count, std::string const& prefix = "a");

/// A packet about `agreement` with everything in it, and a reply to it.
[[nodiscard]] ReviewPacket sample_packet(Agreement const& agreement, Agreement const& former);
[[nodiscard]] ReplyPacket sample_reply(ReviewPacket const&, std::string const& id);

} // namespace konkordat::review
