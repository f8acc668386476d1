#include "core/compare/profiles_json.h"

#include "core/base/json.h"
#include "core/compare/statement_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace konkordat::compare {

namespace {

constexpr std::string_view reference_file = "assets/comparison/reference-mechanisms.json";
constexpr std::size_t max_profiles = 10'000;
constexpr std::size_t max_statements = 50;
constexpr std::size_t max_text = 2000;

Result<Origin> parse_origin(std::string_view name)
{
    for (auto const origin : { Origin::Hand, Origin::Reference }) {
        if (name_of(origin) == name)
            return origin;
    }
    return Error { .code = ErrorCode::InvalidArgument, .message = "'" + std::string(name) + "' is neither hand nor reference" };
}

class Reader {
public:
    Reader(DimensionSet const& set, std::map<std::string, SourceDocument> const& documents)
        : m_set(set)
        , m_documents(documents)
    {
    }

    Profile read(json::Cursor const& cursor) const
    {
        json::Object object(cursor);
        Profile profile;
        profile.id = object.required("id").id();
        profile.origin = object.required("origin").choice(parse_origin);
        profile.name = object.required("name").language_map(max_text);
        profile.cantons = object.optional(
            "cantons", [](json::Cursor const& item) { return item.items(100, [](json::Cursor const& code) { return code.text(5); }); });
        profile.country = object.optional("country", [](json::Cursor const& item) { return item.text(2); });
        profile.as_of = object.optional("asOf", [](json::Cursor const& item) { return item.text(40); });
        for (auto const& [id, statements] : object.required("cells").members(500))
            read_cell(id, statements, profile);
        object.finish();
        if (!cursor.failed() && (profile.origin == Origin::Reference) != profile.cantons.empty())
            cursor.fail(ErrorCode::Inconsistent, "a profile is about cantons, or is a reference", "no-canton");
        return profile;
    }

private:
    void read_cell(std::string const& id, json::Cursor const& cursor, Profile& profile) const
    {
        auto const index = find_dimension(m_set, id);
        if (!index) {
            cursor.fail(ErrorCode::Malformed, "there is no dimension '" + id + "'", "unknown-dimension", id);
            return;
        }
        for (auto const& item : cursor.cursors(max_statements)) {
            auto statement = read_statement(item, m_set.dimensions[*index]);
            if (!statement)
                return;
            profile.cells[*index].add(std::move(*statement));
        }
    }

    std::optional<Statement> read_statement(json::Cursor const& cursor, Dimension const& dimension) const
    {
        json::Object object(cursor);
        auto state = State::Known;
        if (auto const name = object.optional("state"))
            state = name->choice(parse_state);
        auto values = object.optional("values", [&](json::Cursor const& item) {
            return item.items(100, [&](json::Cursor const& value) { return read_value(value, dimension); });
        });
        auto sources = object.optional("sources",
            [&](json::Cursor const& item) { return item.items(100, [&](json::Cursor const& source) { return read_source(source); }); });
        object.finish();
        if (cursor.failed())
            return std::nullopt;
        if (values.size() > 1 && !dimension.several) {
            cursor.fail(ErrorCode::Malformed, dimension.id + " has one value", "comparison-value", dimension.id);
            return std::nullopt;
        }
        auto statement = Statement::create(state, std::move(values), std::move(sources));
        if (statement)
            return std::move(statement).value();
        cursor.fail(ErrorCode::Malformed, statement.error().message, statement.error().key);
        return std::nullopt;
    }

    static Value read_value(json::Cursor const& cursor, Dimension const& dimension)
    {
        Value value;
        switch (dimension.type) {
        case ValueType::Choice: value = Code { cursor.id() }; break;
        case ValueType::Integer: value = cursor.integer(-limits::max_integer, limits::max_integer); break;
        case ValueType::Date: value = cursor.date(); break;
        case ValueType::Boolean: value = cursor.boolean(); break;
        case ValueType::Text:
            if (cursor.is(json::Value::Type::Text))
                value = cursor.text(max_text);
            else
                value = cursor.language_map(max_text);
            break;
        }
        auto const fits = check_value(dimension, value);
        if (!fits && !cursor.failed())
            cursor.fail(ErrorCode::Malformed, fits.error().message, fits.error().key, fits.error().argument);
        return value;
    }

    Source read_source(json::Cursor const& cursor) const
    {
        if (cursor.is(json::Value::Type::Text)) {
            auto const place = parse_document_place(cursor.text(100));
            if (!place)
                cursor.fail(Error(place.error()));
            else if (!m_documents.contains(place->document))
                cursor.fail(
                    ErrorCode::Inconsistent, "the file names no document " + place->document, "dangling-reference", place->document);
            return place ? Source(*place) : Source();
        }
        json::Object object(cursor);
        if (object.has("agreement")) {
            FromAgreement source;
            source.agreement = AgreementId(object.required("agreement").id());
            source.place = object.optional("place", [](json::Cursor const& item) { return item.text(200); });
            object.finish();
            return source;
        }
        ByHand const source { object.required("author").text(200), object.required("date").date() };
        object.finish();
        return source;
    }

    DimensionSet const& m_set;
    std::map<std::string, SourceDocument> const& m_documents;
};

SourceDocument read_document(json::Cursor const& cursor)
{
    json::Object object(cursor);
    SourceDocument document { object.required("title").text(max_text), object.required("publisher").text(max_text),
        object.required("year").integer(1900, 2200) };
    object.finish();
    return document;
}

void read_file(json::Cursor const& cursor, DimensionSet const& set, ProfileFile& file)
{
    json::Object object(cursor);
    auto const format = object.required("format");
    if (auto const name = format.text(100); !format.failed() && name != profiles_format)
        format.fail(ErrorCode::UnsupportedVersion, "this program reads " + std::string(profiles_format), "unsupported-version", name);
    if (auto const note = object.optional("note"))
        (void)note->text();
    if (auto const documents = object.optional("documents")) {
        for (auto const& [id, document] : documents->members(100))
            file.documents.emplace(id, read_document(document));
    }
    Reader const reader(set, file.documents);
    file.profiles = object.required("profiles").items(max_profiles, [&](json::Cursor const& item) { return reader.read(item); });
    object.finish();
    std::set<std::string_view> ids;
    for (auto const& profile : file.profiles) {
        if (!cursor.failed() && !ids.insert(profile.id).second)
            cursor.fail(ErrorCode::Inconsistent, "two profiles are called " + profile.id, "duplicate-id", profile.id);
    }
}

} // namespace

Result<ProfileFile> read_profiles(std::string_view bytes, DimensionSet const& set)
{
    KONKORDAT_TRY(auto const value, json::parse(bytes));
    json::Reading reading;
    ProfileFile file;
    read_file(json::Cursor(reading, value, ""), set, file);
    if (reading.error())
        return Error(*reading.error());
    return file;
}

std::string write_profiles(ProfileFile const& file, DimensionSet const& set)
{
    nlohmann::json result { { "format", profiles_format }, { "profiles", nlohmann::json::array() } };
    for (auto const& [id, document] : file.documents)
        result["documents"][id] = { { "title", document.title }, { "publisher", document.publisher }, { "year", document.year } };
    for (auto const& profile : file.profiles) {
        nlohmann::json entry { { "id", profile.id }, { "origin", name_of(profile.origin) }, { "name", json_of(profile.name) },
            { "cells", nlohmann::json::object() } };
        if (!profile.cantons.empty())
            entry["cantons"] = profile.cantons;
        if (!profile.country.empty())
            entry["country"] = profile.country;
        if (!profile.as_of.empty())
            entry["asOf"] = profile.as_of;
        for (auto const& [index, cell] : profile.cells) {
            auto& statements = entry["cells"][set.dimensions[index].id] = nlohmann::json::array();
            for (auto const& statement : cell.statements())
                statements.push_back(json_of(statement));
        }
        result["profiles"].push_back(std::move(entry));
    }
    return result.dump(1) + "\n";
}

Result<ProfileFile> load_reference_mechanisms(World& world, DimensionSet const& set)
{
    KONKORDAT_TRY(auto const bytes, world.resource(reference_file));
    auto file = read_profiles(bytes, set);
    if (!file)
        return std::move(file).error().in_file(std::string(reference_file));
    return file;
}

} // namespace konkordat::compare
