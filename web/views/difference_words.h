#pragma once

#include "core/review/difference.h"
#include "web/views/frame.h"

#include <string>

/// What the members of the model are called, and their values, where two states of an agreement are compared.
namespace konkordat::views {

/// False of members that mean nothing to a reader: identifiers and times of storage.
[[nodiscard]] bool is_shown(review::MemberChange const&);

/// In the language of the interface.
[[nodiscard]] std::string member_label(Frame const&, review::RecordKind, std::string_view member);

/// The value as a person reads it: the word of a choice, the name of an organisation, the number and heading of a clause; empty: none.
/// `agreement`: the state that has this value.
[[nodiscard]] std::string value_text(
    Frame const&, review::RecordKind, std::string_view member, std::optional<review::Value> const&, Agreement const&);

/// What a record is called; empty of the agreement itself.
[[nodiscard]] std::string record_label(Frame const&, review::RecordKind, std::string const& id, Agreement const&);

} // namespace konkordat::views
