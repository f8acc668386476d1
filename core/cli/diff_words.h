#pragma once

#include "core/base/phrase.h"
#include "core/review/merge.h"
#include "core/richtext/resolve.h"

#include <string>
#include <string_view>

/// What records, members and values are called in a listing.
namespace konkordat::cli {

[[nodiscard]] Phrase kind_phrase(review::RecordKind);
[[nodiscard]] Phrase conflict_phrase(review::ConflictKind);
/// The member's name as it stands in files, if there is no word for it.
[[nodiscard]] std::string member_label(std::string_view member, Language);
/// One line.
[[nodiscard]] std::string value_text(review::RecordKind, std::string_view member, review::Value const&, richtext::Words const&, Language);

} // namespace konkordat::cli
