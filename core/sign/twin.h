#pragma once

#include "core/base/world.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// Whether the pages that were signed are those of the agreement that the file carries as data.
enum class Twin {
    SameBytes,  ///< laid out again, the agreement gives the very bytes the file begins with
    SamePages,  ///< the bytes differ, but pages, their contents and the structure are the same
    Different,  ///< other pages: what is signed is not what the data says
    NoAgreement,///< the file carries none
    NotCompared,///< the agreement or the file cannot be read, or has parts that depend on the day
};
[[nodiscard]] std::string_view twin_name(Twin);

struct TwinCheck {
    Twin result = Twin::NotCompared;
    std::string reason;     ///< English: what differs, or why nothing was compared
    std::vector<int> pages; ///< from 1: those that differ, as far as they are known
};

/// Lays the embedded agreement out again and compares it with every revision of the file: none may show other pages.
[[nodiscard]] TwinCheck check_twin(World&, std::string_view pdf);

} // namespace konkordat::sign
