#include "core/compare/statement_json.h"

#include <nlohmann/json.hpp>

namespace konkordat::compare {

nlohmann::json json_of(LanguageMap const& texts)
{
    auto object = nlohmann::json::object();
    for (auto const& [language, text] : texts)
        object[std::string(language_code(language))] = text;
    return object;
}

nlohmann::json json_of(Value const& value)
{
    struct Visitor {
        nlohmann::json operator()(Code const& code) const { return code.id; }
        nlohmann::json operator()(std::int64_t number) const { return number; }
        nlohmann::json operator()(Date const& date) const { return date.to_string(); }
        nlohmann::json operator()(bool yes) const { return yes; }
        nlohmann::json operator()(LanguageMap const& texts) const { return json_of(texts); }
        nlohmann::json operator()(std::string const& text) const { return text; }
    };
    return std::visit(Visitor {}, value);
}

nlohmann::json json_of(Source const& source)
{
    if (auto const* agreement = std::get_if<FromAgreement>(&source)) {
        nlohmann::json object { { "agreement", agreement->agreement.str() } };
        if (!agreement->place.empty())
            object["place"] = agreement->place;
        return object;
    }
    if (auto const* hand = std::get_if<ByHand>(&source))
        return { { "author", hand->author }, { "date", hand->date.to_string() } };
    return to_string(source);
}

nlohmann::json json_of(Statement const& statement)
{
    nlohmann::json object { { "sources", nlohmann::json::array() } };
    for (auto const& source : statement.sources())
        object["sources"].push_back(json_of(source));
    if (statement.state() != State::Known)
        object["state"] = name_of(statement.state());
    for (auto const& value : statement.values())
        object["values"].push_back(json_of(value));
    return object;
}

} // namespace konkordat::compare
