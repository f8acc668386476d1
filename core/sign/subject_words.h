#pragma once

#include "core/base/language.h"

#include <string>
#include <string_view>

/// What a change was about, and why pages are not those of their agreement, in words of the reader's language.
namespace konkordat::sign {

/// Of Change::subject for ChangeKind::Other. Names of fields and keys of the format stay; what is not known stays whole.
[[nodiscard]] std::string subject_text(std::string_view subject, Language);
/// Of TwinCheck::reason for Twin::Different.
[[nodiscard]] std::string difference_text(std::string_view reason, Language);

} // namespace konkordat::sign
