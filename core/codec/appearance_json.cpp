#include "core/codec/appearance_json.h"

#include "core/base/base64.h"
#include "core/image/image.h"

#include <utility>

namespace konkordat {

namespace {

constexpr std::size_t max_data_bytes = (limits::max_emblem_bytes + 2) / 3 * 4;

std::string read_data(json::Cursor const& cursor)
{
    auto const text = cursor.text(max_data_bytes);
    if (cursor.failed())
        return {};
    if (auto bytes = decode_base64(text))
        return std::move(*bytes);
    cursor.fail(ErrorCode::Malformed, "the text is not base64 (RFC 4648 4)", "invalid-base64");
    return {};
}

Emblem read_emblem(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Emblem emblem;
    auto const type = object.required("mediaType");
    auto const name = type.text(100);
    auto const data = object.required("data");
    emblem.bytes = read_data(data);
    emblem.alternative = object.required("alternative").language_map(limits::max_line_bytes);
    object.finish();
    if (cursor.failed())
        return emblem;
    auto const kind = image_kind(emblem.bytes);
    if (!kind)
        data.fail(kind.error());
    else if (media_type(*kind) != name)
        type.fail(ErrorCode::Malformed, "the picture is of the type " + std::string(media_type(*kind)), "image-media-type",
            std::string(media_type(*kind)));
    return emblem;
}

Letterhead read_letterhead(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Letterhead letterhead;
    letterhead.authority = object.optional(
        "authority", [](json::Cursor const& item) { return item.language_map(limits::max_letterhead_bytes); });
    letterhead.emblem = object.optional("emblem", [](json::Cursor const& item) { return std::optional(read_emblem(item)); });
    object.finish();
    return letterhead;
}

nlohmann::json write_map(LanguageMap const& map)
{
    auto json = nlohmann::json::object();
    for (auto const& [language, text] : map)
        json[std::string(language_code(language))] = text;
    return json;
}

nlohmann::json write_letterhead(Letterhead const& letterhead)
{
    auto json = nlohmann::json::object();
    if (!letterhead.authority.empty())
        json["authority"] = write_map(letterhead.authority);
    if (auto const& emblem = letterhead.emblem) {
        auto const kind = image_kind(emblem->bytes);
        json["emblem"] = { { "mediaType", media_type(kind ? *kind : ImageKind::Png) }, { "data", encode_base64(emblem->bytes) },
            { "alternative", write_map(emblem->alternative) } };
    }
    return json;
}

} // namespace

Appearance read_appearance(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Appearance appearance;
    if (auto const style = object.optional("style"))
        appearance.style = style->id();
    appearance.setting = object.optional("setting", [](json::Cursor const& item) { return item.choice(parse_name<TextSetting>); });
    appearance.arrangement = object.optional(
        "arrangement", [](json::Cursor const& item) { return item.choice(parse_name<LanguageArrangement>); });
    appearance.references = object.optional(
        "references", [](json::Cursor const& item) { return item.choice(parse_name<LegalReferences>); });
    appearance.colour = object.optional("colour", [](json::Cursor const& item) { return item.text(20); });
    appearance.letterhead = object.optional("letterhead", read_letterhead);
    object.finish();
    return appearance;
}

nlohmann::json write_appearance(Appearance const& appearance)
{
    Appearance const usual;
    auto json = nlohmann::json::object();
    if (appearance.style != usual.style)
        json["style"] = appearance.style;
    if (appearance.setting != usual.setting)
        json["setting"] = name_of(appearance.setting);
    if (appearance.arrangement != usual.arrangement)
        json["arrangement"] = name_of(appearance.arrangement);
    if (appearance.references != usual.references)
        json["references"] = name_of(appearance.references);
    if (!appearance.colour.empty())
        json["colour"] = appearance.colour;
    if (auto letterhead = write_letterhead(appearance.letterhead); !letterhead.empty())
        json["letterhead"] = std::move(letterhead);
    return json;
}

} // namespace konkordat
