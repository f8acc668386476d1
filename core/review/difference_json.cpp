#include "core/review/difference_json.h"

#include "core/base/base64.h"
#include "core/image/image.h"
#include "core/review/text_difference.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace konkordat::review {

namespace {

using Json = nlohmann::json;

Json write(LanguageMap const& map)
{
    auto json = Json::object();
    for (auto const& [language, text] : map)
        json[std::string(language_code(language))] = text;
    return json;
}

Json write(LifecycleEvent const& event)
{
    Json json { { "state", konkordat::name_of(event.state) } };
    if (event.date)
        json["date"] = event.date->to_string();
    for (auto const& [key, text] :
        { std::pair("authority", &event.authority), std::pair("reference", &event.reference), std::pair("note", &event.note) }) {
        if (!text->empty())
            json[key] = *text;
    }
    return json;
}

/// As in the agreement's JSON, as far as the value alone says what it is.
struct ValueWriter {
    Json operator()(std::string const& text) const { return text; }
    Json operator()(bool yes) const { return yes; }
    Json operator()(std::int64_t number) const { return number; }
    Json operator()(Date const& date) const { return date.to_string(); }
    Json operator()(Timestamp const& time) const { return time.to_string(); }
    Json operator()(std::vector<std::string> const& list) const { return list; }
    Json operator()(LanguageMap const& map) const { return write(map); }
    Json operator()(Lifecycle const& lifecycle) const
    {
        Json json { { "state", konkordat::name_of(lifecycle.state) }, { "events", Json::array() } };
        for (auto const& event : lifecycle.events)
            json["events"].push_back(write(event));
        return json;
    }
    Json operator()(Emblem const& emblem) const
    {
        auto const kind = image_kind(emblem.bytes);
        return { { "mediaType", media_type(kind ? *kind : ImageKind::Png) }, { "data", encode_base64(emblem.bytes) },
            { "alternative", write(emblem.alternative) } };
    }
};

std::string_view name_of_piece(PieceKind kind)
{
    switch (kind) {
    case PieceKind::Same: return "same";
    case PieceKind::Removed: return "removed";
    case PieceKind::Added: return "added";
    }
    return "";
}

Json write_words(std::string_view before, std::string_view after)
{
    auto words = Json::array();
    for (auto const& piece : word_difference(before, after))
        words.push_back({ { std::string(name_of_piece(piece.kind)), piece.text } });
    return words;
}

Json write(MemberChange const& change)
{
    Json json { { "member", change.member } };
    if (change.language)
        json["language"] = language_code(*change.language);
    if (change.before)
        json["before"] = std::visit(ValueWriter {}, *change.before);
    if (change.after)
        json["after"] = std::visit(ValueWriter {}, *change.after);
    if (change.language && change.before && change.after)
        json["words"] = write_words(std::get<std::string>(*change.before), std::get<std::string>(*change.after));
    return json;
}

void write_position(Json& json, char const* key, std::optional<Position> const& position)
{
    if (!position)
        return;
    json[key] = Json::object();
    if (!position->parent.empty())
        json[key]["parent"] = position->parent;
    if (!position->after.empty())
        json[key]["after"] = position->after;
}

Json write(RecordChange const& change)
{
    Json json { { "kind", name_of(change.kind) }, { "change", name_of(change.presence) }, { "moved", change.moved() },
        { "members", Json::array() } };
    if (!change.id.empty())
        json["id"] = change.id;
    write_position(json, "from", change.from);
    write_position(json, "to", change.to);
    for (auto const& member : change.members)
        json["members"].push_back(write(member));
    return json;
}

std::string text_of(Json const& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

} // namespace

std::string write_difference(AgreementId const& agreement, Difference const& difference)
{
    auto const count = [&](auto const& holds) { return std::ranges::count_if(difference.records, holds); };
    Json json { { "format", difference_format }, { "agreement", agreement.str() },
        { "counts",
            { { "added", count([](auto const& change) { return change.presence == Presence::Added; }) },
                { "removed", count([](auto const& change) { return change.presence == Presence::Removed; }) },
                { "moved", count([](auto const& change) { return change.moved(); }) },
                { "changed", count([](auto const& change) { return change.presence == Presence::Kept && !change.members.empty(); }) } } },
        { "changes", Json::array() } };
    for (auto const& change : difference.records)
        json["changes"].push_back(write(change));
    return text_of(json);
}

std::string write_conflicts(AgreementId const& agreement, std::vector<Conflict> const& conflicts)
{
    Json json { { "format", conflicts_format }, { "agreement", agreement.str() }, { "conflicts", Json::array() } };
    for (auto const& conflict : conflicts)
        json["conflicts"].push_back(
            { { "conflict", name_of(conflict.kind) }, { "ours", write(conflict.ours) }, { "theirs", write(conflict.theirs) } });
    return text_of(json);
}

} // namespace konkordat::review
