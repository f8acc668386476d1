#pragma once

#include "core/base/language.h"

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

namespace konkordat {

/// The same in German, French, Italian and English (all_languages).
using Phrase = std::array<std::string_view, 4>;

[[nodiscard]] constexpr std::string_view say(Phrase const& phrase, Language language) { return phrase[static_cast<std::size_t>(language)]; }

/// The phrase with each {} replaced by the next value; values that find no place are left out.
[[nodiscard]] std::string say(Phrase const&, Language, std::initializer_list<std::string_view> values);

/// One line whatever a name or a reason of a file holds.
[[nodiscard]] std::string one_line(std::string text);

} // namespace konkordat
