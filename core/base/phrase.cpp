#include "core/base/phrase.h"

#include <algorithm>

namespace konkordat {

std::string say(Phrase const& phrase, Language language, std::initializer_list<std::string_view> values)
{
    std::string text;
    std::string_view rest = say(phrase, language);
    for (auto const value : values) {
        auto const place = rest.find("{}");
        if (place == std::string_view::npos)
            break;
        text += rest.substr(0, place);
        text += value;
        rest.remove_prefix(place + 2);
    }
    return text += rest;
}

std::string one_line(std::string text)
{
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

} // namespace konkordat
