#pragma once

#include "core/review/difference.h"

#include <optional>
#include <vector>

/// Within core/review only: the members of one record, of which both sides changed some.
namespace konkordat::review {

/// What both sides made of one member or text.
struct ValueConflict {
    MemberChange ours;
    MemberChange theirs;
};

struct MergedRecord {
    Record record; ///< with the parent of `ours`
    std::vector<ValueConflict> conflicts;
};

/// `base` may be nullptr: both sides added the record.
[[nodiscard]] MergedRecord merge_members(RecordKind, Record const* base, Record const& ours, Record const& theirs);

} // namespace konkordat::review
