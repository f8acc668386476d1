// check_appearance(): what a document could not be laid out with.
#include "core/agreement/agreement.h"
#include "core/base/colour.h"
#include "core/base/utf8.h"
#include "core/image/image.h"

#include <algorithm>
#include <utility>

namespace konkordat {

namespace {

Error refuse(ErrorCode code, std::string pointer, std::string key, std::string message, std::string argument = {})
{
    return { .code = code,
        .message = std::move(message),
        .pointer = "/appearance" + std::move(pointer),
        .key = std::move(key),
        .argument = std::move(argument) };
}

Result<void> check_colour(std::string const& text)
{
    if (text.empty())
        return {};
    auto const colour = parse_colour(text);
    auto const shown = std::string(truncate_utf8(text, 20));
    if (!colour)
        return refuse(ErrorCode::Malformed, "/colour", "invalid-colour", "\"" + shown + "\" is not a colour such as #143f8a", shown);
    if (contrast(*colour, white) < legible_contrast) {
        auto const darker = to_string(darkened_until_legible(*colour));
        return refuse(ErrorCode::Inconsistent, "/colour", "colour-contrast",
            "the colour " + shown + " is too light for text on white; " + darker + " is dark enough", darker);
    }
    return {};
}

Result<void> check_letterhead_lines(Letterhead const& letterhead)
{
    for (auto const& [language, text] : letterhead.authority) {
        auto const pointer = "/letterhead/authority/" + std::string(language_code(language));
        if (text.size() > limits::max_letterhead_bytes)
            return refuse(ErrorCode::TooLarge, pointer, "text-too-long",
                "the text is longer than " + std::to_string(limits::max_letterhead_bytes) + " bytes",
                std::to_string(limits::max_letterhead_bytes));
        if (static_cast<std::size_t>(std::ranges::count(text, '\n')) >= limits::max_letterhead_lines)
            return refuse(ErrorCode::TooLarge, pointer, "too-many-lines",
                "there are more than " + std::to_string(limits::max_letterhead_lines) + " lines",
                std::to_string(limits::max_letterhead_lines));
    }
    return {};
}

Result<void> check_emblem(Emblem const& emblem)
{
    auto const pointer = std::string("/letterhead/emblem");
    if (emblem.bytes.size() > limits::max_emblem_bytes) {
        auto const limit = std::to_string(limits::max_emblem_bytes / 1024);
        return refuse(
            ErrorCode::TooLarge, pointer + "/data", "image-file-too-large", "the picture's file is larger than " + limit + " KiB", limit);
    }
    if (auto sound = check_image(emblem.bytes); !sound) {
        auto error = std::move(sound).error();
        error.pointer = "/appearance" + pointer + "/data";
        return error;
    }
    auto const is_blank = [](auto const& entry) { return entry.second.find_first_not_of(" \t\r\n") == std::string::npos; };
    if (std::ranges::all_of(emblem.alternative, is_blank))
        return refuse(ErrorCode::Inconsistent, pointer + "/alternative", "emblem-alternative",
            "it is not said what the emblem shows, for those who do not see it");
    return {};
}

} // namespace

Result<void> check_appearance(Appearance const& appearance)
{
    if (!is_valid_id(appearance.style)) {
        auto const shown = std::string(truncate_utf8(appearance.style, 60));
        return refuse(ErrorCode::Inconsistent, "/style", "invalid-id", "\"" + shown + "\" is not a valid id", shown);
    }
    KONKORDAT_CHECK(check_colour(appearance.colour));
    KONKORDAT_CHECK(check_letterhead_lines(appearance.letterhead));
    if (appearance.letterhead.emblem)
        return check_emblem(*appearance.letterhead.emblem);
    return {};
}

} // namespace konkordat
