#pragma once

#include "core/base/json.h"
#include "core/review/packet.h"

#include <nlohmann/json.hpp>

#include <set>

/// Within core/review only: what packets are made of, as JSON. Nothing internal is written, and there is no member for it to be read from.
namespace konkordat::review {

[[nodiscard]] std::string read_remark(json::Cursor const&); ///< a text that somebody wrote
[[nodiscard]] std::string read_hash(json::Cursor const&);   ///< Key: invalid-hash
[[nodiscard]] Author read_author(json::Cursor const&);
[[nodiscard]] Annotation read_annotation(json::Cursor const&);
[[nodiscard]] std::vector<Annotation> read_annotations(json::Cursor const&);
[[nodiscard]] Version read_version(json::Cursor const&);
[[nodiscard]] Decision read_decision(json::Cursor const&);

[[nodiscard]] nlohmann::json write(Author const&);
[[nodiscard]] nlohmann::json write(std::vector<Annotation> const&);
[[nodiscard]] nlohmann::json write(Version const&);
[[nodiscard]] nlohmann::json write(Decision const&);

inline void set_unless_empty(nlohmann::json& object, char const* key, std::string const& text)
{
    if (!text.empty())
        object[key] = text;
}
inline void set_unless_empty(nlohmann::json& object, char const* key, std::optional<ClauseId> const& clause)
{
    if (clause)
        object[key] = clause->str();
}
inline void set_unless_empty(nlohmann::json& object, char const* key, std::optional<Date> const& date)
{
    if (date)
        object[key] = date->to_string();
}

template <typename Id>
Id read_id(json::Cursor const& cursor)
{
    return Id(cursor.id());
}

/// The items of a list whose ids are unique. Key: duplicate-id.
template <typename Read, typename IdOf>
auto read_unique(json::Cursor const& cursor, std::size_t limit, Read read, IdOf id_of)
{
    std::vector<std::remove_cvref_t<decltype(read(cursor))>> items;
    std::set<std::string> seen;
    for (auto const& place : cursor.cursors(limit)) {
        auto item = read(place);
        if (cursor.failed())
            break;
        if (auto const id = id_of(item).str(); !seen.insert(id).second)
            place.fail(ErrorCode::Inconsistent, "the id \"" + id + "\" appears twice", "duplicate-id", id);
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace konkordat::review
