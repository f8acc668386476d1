#pragma once

#include "core/review/records.h"

#include <algorithm>
#include <concepts>
#include <map>
#include <type_traits>
#include <utility>

/// Within core/review only: members of the model as values and back. Each pair of functions is the other's inverse.
namespace konkordat::review {

inline std::optional<Value> to_value(std::string const& text) { return text.empty() ? std::nullopt : std::optional<Value>(text); }
inline void from_value(Value const* value, std::string& text) { text = value ? std::get<std::string>(*value) : std::string(); }

inline std::optional<Value> to_value(LanguageMap const& map) { return map.empty() ? std::nullopt : std::optional<Value>(map); }
inline void from_value(Value const* value, LanguageMap& map) { map = value ? std::get<LanguageMap>(*value) : LanguageMap(); }

inline std::optional<Value> to_value(bool yes) { return Value(yes); }
inline void from_value(Value const* value, bool& yes) { yes = value && std::get<bool>(*value); }

inline std::optional<Value> to_value(Timestamp time) { return Value(time); }
inline void from_value(Value const* value, Timestamp& time) { time = value ? std::get<Timestamp>(*value) : Timestamp(); }

inline std::optional<Value> to_value(std::vector<std::string> const& list)
{
    return list.empty() ? std::nullopt : std::optional<Value>(list);
}
inline void from_value(Value const* value, std::vector<std::string>& list)
{
    list = value ? std::get<std::vector<std::string>>(*value) : std::vector<std::string>();
}

template <typename Tag>
std::optional<Value> to_value(Id<Tag> const& id)
{
    return to_value(id.str());
}
template <typename Tag>
void from_value(Value const* value, Id<Tag>& id)
{
    id = value ? Id<Tag>(std::get<std::string>(*value)) : Id<Tag>();
}

template <typename Enum>
    requires std::is_enum_v<Enum>
std::optional<Value> to_value(Enum item)
{
    return Value(std::string(konkordat::name_of(item)));
}
template <typename Enum>
    requires std::is_enum_v<Enum>
void from_value(Value const* value, Enum& item)
{
    if (!value)
        return;
    auto parsed = parse_name<Enum>(std::get<std::string>(*value));
    assert(parsed); // values come from agreements
    item = *parsed;
}

inline std::optional<Value> to_value(std::vector<Language> const& languages)
{
    std::vector<std::string> codes;
    for (auto const language : languages)
        codes.emplace_back(language_code(language));
    return to_value(codes);
}
inline void from_value(Value const* value, std::vector<Language>& languages)
{
    std::vector<std::string> codes;
    from_value(value, codes);
    languages.clear();
    for (auto const& code : codes)
        languages.push_back(*parse_language(code));
}

inline std::optional<Value> to_value(TemplateReference const& reference)
{
    if (reference == TemplateReference {})
        return {};
    return Value(std::vector { reference.id, reference.version });
}
inline void from_value(Value const* value, TemplateReference& reference)
{
    reference = {};
    if (!value)
        return;
    auto const& pair = std::get<std::vector<std::string>>(*value);
    reference = { pair.at(0), pair.at(1) };
}

inline std::optional<Value> to_value(ClauseOrigin const& origin) { return Value(std::vector { origin.clause, origin.alternative }); }
inline void from_value(Value const* value, ClauseOrigin& origin)
{
    auto const& pair = std::get<std::vector<std::string>>(*value);
    origin = { pair.at(0), pair.at(1) };
}

/// Five texts a language: its code, agreement, clause, cantons with blanks between them, date or nothing.
inline std::optional<Value> to_value(std::map<Language, ClauseProvenance> const& sources)
{
    std::vector<std::string> texts;
    for (auto const& [language, source] : sources) {
        std::string cantons;
        for (auto const& canton : source.cantons)
            cantons += (cantons.empty() ? "" : " ") + canton;
        texts.insert(texts.end(),
            { std::string(language_code(language)), source.agreement.str(), source.clause.str(), cantons,
                source.date ? source.date->to_string() : std::string() });
    }
    return to_value(texts);
}
inline void from_value(Value const* value, std::map<Language, ClauseProvenance>& sources)
{
    std::vector<std::string> texts;
    from_value(value, texts);
    sources.clear();
    for (std::size_t i = 0; i + 4 < texts.size(); i += 5) {
        ClauseProvenance source { .agreement = AgreementId(texts[i + 1]), .clause = ClauseId(texts[i + 2]), .cantons = {}, .date = {} };
        std::string_view rest = texts[i + 3];
        while (!rest.empty()) {
            auto const blank = std::min(rest.find(' '), rest.size());
            source.cantons.emplace_back(rest.substr(0, blank));
            rest.remove_prefix(std::min(blank + 1, rest.size()));
        }
        if (auto date = Date::parse(texts[i + 4]))
            source.date = *date;
        sources.emplace(*parse_language(texts[i]), std::move(source));
    }
}

/// What may be missing has no value then.
template <typename T>
std::optional<Value> to_value(std::optional<T> const& item)
{
    if (!item)
        return {};
    if constexpr (std::constructible_from<Value, T const&>)
        return Value(*item);
    else
        return to_value(*item);
}
template <typename T>
void from_value(Value const* value, std::optional<T>& item)
{
    if (!value)
        item.reset();
    else if constexpr (std::constructible_from<Value, T const&>)
        item = std::get<T>(*value);
    else
        from_value(value, item.emplace());
}

inline std::optional<Value> to_value(VariableValue const& variable)
{
    return std::visit([](auto const& value) { return Value(value); }, variable);
}
inline void from_value(Value const* value, VariableValue& variable)
{
    if (auto const* texts = std::get_if<LanguageMap>(value))
        variable = *texts;
    else if (auto const* text = std::get_if<std::string>(value))
        variable = *text;
    else if (auto const* number = std::get_if<std::int64_t>(value))
        variable = *number;
    else if (auto const* date = std::get_if<Date>(value))
        variable = *date;
    else
        variable = std::get<bool>(*value);
}

} // namespace konkordat::review
