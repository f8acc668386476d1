#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/store/command.h"
#include "core/store/page_store.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat {

/// An agreement that was read from a damaged workspace. It passes check_consistency.
struct RescuedAgreement {
    Agreement agreement;
    /// Empty: all of it. Otherwise what is missing or had to be mended, in English, one sentence each.
    std::vector<std::string> losses;
    std::vector<AgreementRecord> records = {}; ///< what belongs to it

    [[nodiscard]] bool complete() const { return losses.empty(); }
};

struct Rescue {
    std::vector<RescuedAgreement> agreements;
    std::vector<std::string> lost;            ///< agreements known to have existed of which nothing usable is left: id or internal number
    std::vector<std::uint32_t> damaged_pages; ///< by checksum, or missing; ascending
    bool list_complete = true;                ///< false: there may have been agreements of which no trace is left
};

/// Reads what can be read from the pages of a workspace that does not open. Never writes.
[[nodiscard]] Rescue rescue(World&, StoredPages const&);
/// The same for a workspace in one file (there are no checksums: damaged pages are found only when they contradict themselves).
[[nodiscard]] Rescue rescue(World&, std::string_view bytes);

/// The pages in their order as one file, holes filled with zeros, for keeping a copy of a damaged workspace.
[[nodiscard]] std::string page_image(StoredPages const&);

} // namespace konkordat
