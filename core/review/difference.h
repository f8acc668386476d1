#pragma once

#include "core/review/records.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What distinguishes one state of an agreement from another, thing by thing and member by member.
namespace konkordat::review {

/// Where a record stands in its list.
struct Position {
    std::string parent; ///< of a clause its section, of a responsibility its step
    std::string after;  ///< the record of the same parent before it; empty: it is the first

    friend bool operator==(Position const&, Position const&) = default;
};

struct MemberChange {
    std::string_view member;            ///< see members_of()
    std::optional<Language> language;   ///< of one text among several: both values are then texts
    std::optional<Value> before;
    std::optional<Value> after;

    friend bool operator==(MemberChange const&, MemberChange const&) = default;
};

enum class Presence { Kept, Added, Removed };
[[nodiscard]] std::string_view name_of(Presence);

/// All that happened to one record.
struct RecordChange {
    RecordKind kind = RecordKind::Agreement;
    std::string id;
    Presence presence = Presence::Kept;
    std::optional<Position> from;       ///< of a removed or moved one
    std::optional<Position> to;         ///< of an added or moved one
    std::vector<MemberChange> members;  ///< of an added or removed one all that have a value, whole

    [[nodiscard]] bool moved() const { return presence == Presence::Kept && to.has_value(); }
    friend bool operator==(RecordChange const&, RecordChange const&) = default;
};

struct Difference {
    /// By kind; within a kind in document order, what was removed where it stood.
    std::vector<RecordChange> records;

    [[nodiscard]] bool empty() const { return records.empty(); }
    friend bool operator==(Difference const&, Difference const&) = default;
};

/// Empty exactly if the agreements are equal. As few records as possible count as moved; what changes its section or step has moved.
/// Both agreements are consistent (check_consistency).
[[nodiscard]] Difference difference(Agreement const& before, Agreement const& after);
[[nodiscard]] Difference difference(Records const& before, Records const& after);

/// What distinguishes the members of two records, in the order of members_of(): texts language by language.
[[nodiscard]] std::vector<MemberChange> member_changes(RecordKind, Record const& before, Record const& after);

/// The other agreement, exactly. Errors: Inconsistent if the difference is not one from `before`.
[[nodiscard]] Result<Agreement> apply(Agreement const& before, Difference const&);

} // namespace konkordat::review
