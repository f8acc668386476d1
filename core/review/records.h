#pragma once

#include "core/agreement/agreement.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// An agreement as records with members: the picture that is compared and merged. Nothing of the model is missing in it: a member
/// that is added to the model does not compile until it stands in record_members.cpp.
namespace konkordat::review {

enum class RecordKind { Agreement, Variable, Organisation, Membership, Contact, Step, Responsibility, Clause, Waiver };
inline constexpr std::size_t record_kind_count = 9;
inline constexpr std::array all_record_kinds { RecordKind::Agreement, RecordKind::Variable, RecordKind::Organisation,
    RecordKind::Membership, RecordKind::Contact, RecordKind::Step, RecordKind::Responsibility, RecordKind::Clause, RecordKind::Waiver };

/// "agreement", "variable" ...
[[nodiscard]] std::string_view name_of(RecordKind);

/// The state and how it came about are one thing: the last event is the state.
struct Lifecycle {
    LifecycleState state = LifecycleState::Drafting;
    std::vector<LifecycleEvent> events;

    friend bool operator==(Lifecycle const&, Lifecycle const&) = default;
};

/// Enumerations and ids are texts. Lists of texts are also pairs that belong together: the template's id and version, a clause's
/// origin (clause, alternative).
using Value = std::variant<std::string, bool, std::int64_t, Date, Timestamp, std::vector<std::string>, LanguageMap, Lifecycle, Emblem>;

/// A member that has a value; empty texts and lists count as none.
struct Field {
    std::string_view member; ///< as in the agreement's JSON: "heading", "mandate/authority"; lives as long as the program
    Value value;

    friend bool operator==(Field const&, Field const&) = default;
};

struct Record {
    std::string id;            ///< unique in its kind; empty for the agreement itself
    std::string parent;        ///< of a clause its section, of a responsibility its step; else empty
    std::vector<Field> fields; ///< in the order of members_of()

    friend bool operator==(Record const&, Record const&) = default;
};

[[nodiscard]] Value const* find_value(Record const&, std::string_view member);
/// Sets a member, or removes its value.
void set_value(Record&, RecordKind, std::string_view member, std::optional<Value>);

/// By kind; in document order, variables by id. The id of a responsibility is "step/organisation", of a waiver "rule subject".
using Records = std::array<std::vector<Record>, record_kind_count>;
[[nodiscard]] inline std::vector<Record>& of_kind(Records& records, RecordKind kind) { return records[static_cast<std::size_t>(kind)]; }
[[nodiscard]] inline std::vector<Record> const& of_kind(Records const& records, RecordKind kind)
{
    return records[static_cast<std::size_t>(kind)];
}
[[nodiscard]] Record const* find_record(Records const&, RecordKind, std::string_view id);

/// How two changes of one member go together.
enum class MergeRule {
    Whole,    ///< not at all
    Texts,    ///< language by language, and within a text by paragraphs
    Elements, ///< a list without repetition: element by element
    Latest,   ///< the later one holds: the time of the last change
};

/// What another record a member refers to.
struct MemberDescription {
    std::string_view name;
    MergeRule rule = MergeRule::Whole;
    std::optional<RecordKind> refers_to = {};
};
/// In the order in which people read them.
[[nodiscard]] std::span<MemberDescription const> members_of(RecordKind);

/// The records of a consistent agreement (check_consistency); to_agreement() gives the same agreement back.
[[nodiscard]] Records to_records(Agreement const&);
[[nodiscard]] Agreement to_agreement(Records const&);

} // namespace konkordat::review
