#include "web/app/catalogue.h"

#include <nlohmann/json.hpp>

namespace konkordat::app {

namespace {

std::string fill(std::string_view pattern, std::initializer_list<Argument> arguments)
{
    std::string text;
    text.reserve(pattern.size() + 32);
    while (!pattern.empty()) {
        auto const open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        pattern.remove_prefix(open);
        auto const close = pattern.find('}');
        auto const name = close == std::string_view::npos ? std::string_view {} : pattern.substr(1, close - 1);
        Argument const* found = nullptr;
        for (auto const& argument : arguments) {
            if (!name.empty() && argument.first == name)
                found = &argument;
        }
        if (found) {
            text += found->second;
            pattern.remove_prefix(close + 1);
        } else {
            text += '{';
            pattern.remove_prefix(1);
        }
    }
    return text;
}

} // namespace

Result<Catalogue> Catalogue::load(World& world, Language language)
{
    auto const path = "web/i18n/" + std::string(language_code(language)) + ".json";
    KONKORDAT_TRY(auto const bytes, world.resource(path));
    auto const json = nlohmann::json::parse(bytes, nullptr, false);
    if (!json.is_object())
        return Error { .code = ErrorCode::Malformed, .message = "the catalogue is not a JSON object", .file = path };
    Catalogue catalogue;
    catalogue.m_language = language;
    for (auto const& [key, value] : json.items()) {
        if (!value.is_string())
            return Error {
                .code = ErrorCode::Malformed, .message = "a catalogue entry must be a text", .file = path, .pointer = "/" + key
            };
        catalogue.m_texts.emplace(key, value.get<std::string>());
    }
    return catalogue;
}

std::string Catalogue::text(std::string_view key, std::initializer_list<Argument> arguments) const
{
    auto const entry = m_texts.find(key);
    return entry == m_texts.end() ? std::string(key) : fill(entry->second, arguments);
}

std::string Catalogue::plural(std::string_view key, std::size_t count) const
{
    bool const one = count == 1 || (count == 0 && m_language == Language::French);
    return text(std::string(key) + (one ? ".one" : ".other"), { { "count", std::to_string(count) } });
}

std::string Catalogue::describe(Error const& error) const
{
    std::string key = "error." + error.key;
    if (error.key.empty() || !has(key))
        key = "error.code." + std::string(error_code_name(error.code));
    auto sentence = text(key,
        { { "argument", error.argument }, { "pointer", error.pointer }, { "file", error.file }, { "line", std::to_string(error.line) } });
    std::string place;
    if (!error.file.empty())
        place += text("error.place.file", { { "file", error.file } });
    if (error.line > 0)
        place += (place.empty() ? "" : ", ") + text("error.place.line", { { "line", std::to_string(error.line) } });
    if (!error.pointer.empty())
        place += (place.empty() ? "" : ", ") + text("error.place.pointer", { { "pointer", error.pointer } });
    if (!place.empty())
        sentence += " (" + place + ")";
    return sentence;
}

} // namespace konkordat::app
