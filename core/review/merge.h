#pragma once

#include "core/review/difference.h"

#include <string_view>
#include <vector>

/// Three states of an agreement, of which two come from the third, made one.
namespace konkordat::review {

enum class ConflictKind {
    BothChanged,       ///< one member, or one text in one language, got two values
    RemovedAndChanged, ///< one removed what the other changed or moved
    RemovedAndUsed,    ///< one removed what something needs that the other added or changed; or made it no section any more
    BothMoved,         ///< put in two places
};
[[nodiscard]] std::string_view name_of(ConflictKind);

/// Two changes to the base that do not go together. Neither is made.
struct Conflict {
    ConflictKind kind = ConflictKind::BothChanged;
    RecordChange ours;   ///< what our side did; of RemovedAndUsed one of the two is about what needs the removed record
    RecordChange theirs;

    friend bool operator==(Conflict const&, Conflict const&) = default;
};

struct Merge {
    Agreement agreement;             ///< consistent
    std::vector<Conflict> conflicts; ///< by kind of record, in document order

    [[nodiscard]] bool clean() const { return conflicts.empty(); }
    friend bool operator==(Merge const&, Merge const&) = default;
};

/// The base with every change of both sides that does not contradict one of the other side. Where two contradict each other, the
/// base's value stays and both are listed; of what the base does not have, a part that cannot be empty gets the value that comes first
/// in the alphabet. Exchanging ours and theirs gives the same agreement. Texts are merged by whole paragraphs: a sentence is never
/// put together from two hands. The time of the last change is the later one.
/// Errors: InvalidArgument ("another-agreement"), those of check_consistency (the two together exceed a limit).
[[nodiscard]] Result<Merge> merge(Agreement const& base, Agreement const& ours, Agreement const& theirs);

} // namespace konkordat::review
