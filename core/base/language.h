#pragma once

#include "core/base/result.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace konkordat {

/// A language of documents and of the interface. German is Swiss German orthography.
enum class Language { German, French, Italian, English };

inline constexpr std::array all_languages { Language::German, Language::French, Language::Italian, Language::English };

/// BCP 47 primary subtag as used in files and on the command line: de, fr, it, en.
[[nodiscard]] std::string_view language_code(Language);
/// BCP 47 tag with region for documents: de-CH, fr-CH, it-CH, en.
[[nodiscard]] std::string_view language_tag(Language);
/// Accepts a code or a tag ("fr", "fr-CH"). Errors: InvalidArgument.
[[nodiscard]] Result<Language> parse_language(std::string_view code);

/// A text in one or several languages; a language without an entry has no text yet.
using LanguageMap = std::map<Language, std::string>;

/// The text in `wanted`; else in the first of `fallbacks` that has a non-empty one; else empty.
[[nodiscard]] std::string_view text_in(LanguageMap const&, Language wanted,
    std::vector<Language> const& fallbacks = { Language::German, Language::French, Language::Italian, Language::English });

} // namespace konkordat
