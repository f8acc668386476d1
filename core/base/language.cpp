#include "core/base/language.h"

#include "core/base/utf8.h"

namespace konkordat {

std::string_view language_code(Language language)
{
    switch (language) {
    case Language::German: return "de";
    case Language::French: return "fr";
    case Language::Italian: return "it";
    case Language::English: return "en";
    }
    return "";
}

std::string_view language_tag(Language language)
{
    switch (language) {
    case Language::German: return "de-CH";
    case Language::French: return "fr-CH";
    case Language::Italian: return "it-CH";
    case Language::English: return "en";
    }
    return "";
}

Result<Language> parse_language(std::string_view code)
{
    for (auto language : all_languages) {
        if (code == language_code(language) || code == language_tag(language))
            return language;
    }
    auto const shown = std::string(truncate_utf8(code, 60));
    return Error { .code = ErrorCode::InvalidArgument,
        .message = "unknown language \"" + shown + "\"; known are de, fr, it, en",
        .key = "unknown-language",
        .argument = shown };
}

std::string_view text_in(LanguageMap const& map, Language wanted, std::vector<Language> const& fallbacks)
{
    if (auto entry = map.find(wanted); entry != map.end() && !entry->second.empty())
        return entry->second;
    for (auto language : fallbacks) {
        if (auto entry = map.find(language); entry != map.end() && !entry->second.empty())
            return entry->second;
    }
    return {};
}

} // namespace konkordat
