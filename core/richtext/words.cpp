#include "core/base/json.h"
#include "core/richtext/resolve.h"

#include <algorithm>
#include <cassert>

namespace konkordat::richtext {

namespace {

constexpr std::string_view words_path = "assets/document-words.json";

std::map<std::string, LanguageMap, std::less<>> read_words(json::Cursor const& cursor)
{
    std::map<std::string, LanguageMap, std::less<>> words;
    for (auto const& [key, place] : cursor.members(2000)) {
        auto map = place.language_map();
        if (map.size() != all_languages.size())
            place.fail(ErrorCode::Malformed, "\"" + key + "\" is not given in all four languages", "missing-language", key);
        words.emplace(key, std::move(map));
    }
    return words;
}

std::string key_of(std::string_view prefix, std::string_view name) { return std::string(prefix) + "." + std::string(name); }

} // namespace

Result<Words> Words::load(World& world)
{
    KONKORDAT_TRY(auto const bytes, world.resource(words_path));
    auto parsed = json::parse(bytes);
    if (!parsed)
        return std::move(parsed).error().in_file(std::string(words_path));
    json::Reading reading;
    json::Object file(json::Cursor(reading, *parsed, ""));
    (void)file.required("format").text(100);
    Words words;
    words.m_words = read_words(file.required("words"));
    file.finish();
    if (reading.error())
        return Error(*reading.error()).in_file(std::string(words_path));
    KONKORDAT_TRY(words.m_cantons, load_cantons(world));
    KONKORDAT_TRY(words.m_organisation_kinds, load_organisation_kinds(world));
    return words;
}

std::string_view Words::text(Language language, std::string_view key) const
{
    auto const entry = m_words.find(key);
    if (entry == m_words.end())
        return key;
    return entry->second.at(language);
}

bool Words::has(std::string_view key) const { return m_words.contains(key); }

std::string Words::fill(
    Language language, std::string_view key, std::vector<std::pair<std::string_view, std::string_view>> const& values) const
{
    auto pattern = text(language, key);
    std::string filled;
    while (!pattern.empty()) {
        auto const open = std::min(pattern.find('{'), pattern.size());
        filled += pattern.substr(0, open);
        pattern.remove_prefix(open);
        auto const close = pattern.find('}');
        if (close == std::string_view::npos)
            break;
        auto const name = pattern.substr(1, close - 1);
        auto const value = std::ranges::find(values, name, &std::pair<std::string_view, std::string_view>::first);
        filled += value == values.end() ? pattern.substr(0, close + 1) : value->second;
        pattern.remove_prefix(close + 1);
    }
    return filled += pattern;
}

std::string_view Words::name(Language language, Form value) const { return text(language, key_of("form", name_of(value))); }
std::string_view Words::name(Language language, Scope value) const { return text(language, key_of("scope", name_of(value))); }
std::string_view Words::name(Language language, Group value) const { return text(language, key_of("group", name_of(value))); }
std::string_view Words::name(Language language, Role value) const { return text(language, key_of("role", name_of(value))); }
std::string_view Words::name(Language language, Participation value) const
{
    return text(language, key_of("participation", name_of(value)));
}
std::string_view Words::name(Language language, ResponsibilityKind value) const
{
    return text(language, key_of("responsibility", name_of(value)));
}

std::string Words::canton_names(Language language, std::vector<std::string> const& codes) const
{
    std::vector<std::string> names;
    for (auto const& code : codes) {
        auto const* canton = find_canton(m_cantons, code);
        names.emplace_back(canton ? text_in(canton->name, language) : std::string_view(code));
    }
    return join(language, names);
}

std::string Words::canton_names_of(Language language, std::vector<std::string> const& codes) const
{
    std::vector<std::string> names;
    for (auto const& code : codes) {
        auto const* canton = find_canton(m_cantons, code);
        names.emplace_back(canton ? text_in(canton->of, language) : std::string_view(code));
    }
    return join(language, names);
}

std::string Words::join(Language language, std::vector<std::string> const& parts) const
{
    std::string joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            joined += text(language, i + 1 == parts.size() ? "and" : "comma");
        joined += parts[i];
    }
    return joined;
}

} // namespace konkordat::richtext
