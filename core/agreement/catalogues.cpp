#include "core/agreement/catalogues.h"

#include "core/base/json.h"

#include <algorithm>

namespace konkordat {

namespace {

/// The list `key` of a resource that holds one JSON object; other members are left to whom they concern.
template <typename Read>
auto load_list(World& world, std::string_view path, std::string_view key, Read read)
    -> Result<std::vector<decltype(read(std::declval<json::Cursor const&>()))>>
{
    KONKORDAT_TRY(auto const bytes, world.resource(path));
    auto parsed = json::parse(bytes);
    if (!parsed)
        return std::move(parsed).error().in_file(std::string(path));
    json::Reading reading;
    json::Object file(json::Cursor(reading, *parsed, ""));
    auto entries = file.required(key).items(10'000, read);
    if (reading.error())
        return Error(*reading.error()).in_file(std::string(path));
    return entries;
}

Canton read_canton(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Canton canton;
    canton.code = object.required("code").text(5);
    canton.name = object.required("name").language_map();
    canton.of = object.required("of").language_map();
    canton.languages = object.required("languages").items(4, [](json::Cursor const& item) { return item.language(); });
    canton.government = object.required("government").language_map();
    canton.fictitious = object.optional("fictitious", [](json::Cursor const& item) { return item.boolean(); });
    canton.listed_2016 = object.optional("listed2016", [](json::Cursor const& item) { return item.boolean(); });
    return canton;
}

OrganisationKind read_organisation_kind(json::Cursor const& cursor)
{
    json::Object object(cursor);
    OrganisationKind kind;
    kind.id = object.required("id").id();
    auto const group = object.required("group");
    if (group.value().text != "either")
        kind.group = group.choice(parse_name<Group>);
    if (auto const guidelines = object.optional("guidelines"); guidelines && !guidelines->is(json::Value::Type::Null))
        kind.guidelines = guidelines->text(32);
    kind.name = object.required("name").language_map();
    kind.help = object.optional("help", [](json::Cursor const& item) { return item.language_map(); });
    return kind;
}

} // namespace

Result<std::vector<Canton>> load_cantons(World& world) { return load_list(world, "assets/cantons.json", "cantons", read_canton); }

Result<std::vector<OrganisationKind>> load_organisation_kinds(World& world)
{
    return load_list(world, "assets/organisation-kinds.json", "kinds", read_organisation_kind);
}

Canton const* find_canton(std::vector<Canton> const& cantons, std::string_view code)
{
    auto const entry = std::ranges::find(cantons, code, &Canton::code);
    return entry == cantons.end() ? nullptr : &*entry;
}

OrganisationKind const* find_organisation_kind(std::vector<OrganisationKind> const& kinds, std::string_view id)
{
    auto const entry = std::ranges::find(kinds, id, &OrganisationKind::id);
    return entry == kinds.end() ? nullptr : &*entry;
}

} // namespace konkordat
