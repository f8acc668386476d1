#include "core/agreement/catalogues.h"
#include "core/base/json.h"
#include "core/compare/dimensions.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::compare {

namespace {

constexpr std::string_view file_name = "assets/comparison/dimensions.json";
constexpr std::string_view format = "konkordat-dimensions/1";

LanguageMap read_label(json::Cursor const& cursor)
{
    auto label = cursor.language_map(1000);
    if (!cursor.failed() && std::ranges::any_of(all_languages, [&](Language language) { return text_in(label, language, {}).empty(); }))
        cursor.fail(ErrorCode::Malformed, "the label is not given in all languages", "missing-language");
    return label;
}

Label read_entry(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Label label { object.required("id").id(), read_label(object.required("label")) };
    object.finish();
    return label;
}

std::vector<Label> read_entries(json::Cursor const& cursor) { return cursor.items(200, read_entry); }
std::vector<std::string> read_ids(json::Cursor const& cursor)
{
    return cursor.items(100, [](json::Cursor const& item) { return item.id(); });
}

Result<ValueType> parse_type(std::string_view name)
{
    for (auto const type : { ValueType::Choice, ValueType::Integer, ValueType::Date, ValueType::Boolean, ValueType::Text }) {
        if (name_of(type) == name)
            return type;
    }
    return Error { .code = ErrorCode::InvalidArgument, .message = "unknown type '" + std::string(name) + "'" };
}

class FileReader {
public:
    explicit FileReader(std::vector<OrganisationKind> const& kinds)
    {
        for (auto const& kind : kinds)
            m_bodies.push_back({ kind.id, kind.name });
    }

    DimensionSet read(json::Cursor const& cursor)
    {
        json::Object file(cursor);
        if (auto const name = file.required("format"); !name.failed() && name.text() != format)
            name.fail(ErrorCode::UnsupportedVersion, "not " + std::string(format), "unsupported-version");
        DimensionSet set;
        (void)file.required("source").text();
        set.groups = read_entries(file.required("groups"));
        set.units = read_entries(file.required("units"));
        set.answers = read_entries(file.required("answers"));
        set.words = read_entries(file.required("words"));
        auto more = read_entries(file.required("bodies"));
        m_bodies.insert(m_bodies.end(), more.begin(), more.end());
        set.dimensions = file.required("dimensions").items(500, [&](json::Cursor const& item) { return read_dimension(item, set); });
        auto const aspects = read_entries(file.required("stepAspects"));
        for (auto const& step : file.required("steps").cursors(100))
            read_step(step, aspects, set);
        file.finish();
        check_ids(file.place(), set);
        std::ranges::stable_sort(set.dimensions, {}, [&](Dimension const& dimension) { return find_label(set.groups, dimension.group); });
        return set;
    }

private:
    Dimension read_dimension(json::Cursor const& cursor, DimensionSet const& set) const
    {
        json::Object object(cursor);
        Dimension dimension;
        dimension.id = object.required("id").text(64);
        dimension.group = object.required("group").id();
        dimension.type = object.required("type").choice(parse_type);
        dimension.label = read_label(object.required("label"));
        dimension.several = object.optional("several", [](json::Cursor const& item) { return item.boolean(); });
        dimension.unit = object.optional("unit", [](json::Cursor const& item) { return item.id(); });
        dimension.choices = object.optional("choices", read_entries);
        if (auto const vocabulary = object.optional("vocabulary"); vocabulary && vocabulary->text() == "bodies")
            dimension.choices = m_bodies;
        dimension.forms = object.optional("forms",
            [](json::Cursor const& item) { return item.items(3, [](json::Cursor const& form) { return form.choice(parse_name<Form>); }); });
        if (auto const reads = object.optional("reads"))
            dimension.reading = read_reading(*reads);
        object.finish();
        if (!cursor.failed()
            && (!find_label(set.groups, dimension.group) || (!dimension.unit.empty() && !find_label(set.units, dimension.unit))))
            cursor.fail(ErrorCode::Inconsistent, "an unknown group or unit", "dangling-reference", dimension.group);
        if (!cursor.failed() && (dimension.type == ValueType::Choice) == dimension.choices.empty())
            cursor.fail(ErrorCode::Inconsistent, "choices and type do not go together", "pack-choices", dimension.id);
        return dimension;
    }

    static Reading read_reading(json::Cursor const& cursor)
    {
        json::Object object(cursor);
        Reading reading;
        reading.property = object.optional("property", [](json::Cursor const& item) { return item.id(); });
        reading.variable = object.optional("variable", [](json::Cursor const& item) { return item.id(); });
        reading.clauses = object.optional("clauses", read_ids);
        object.finish();
        return reading;
    }

    /// Three dimensions a step.
    void read_step(json::Cursor const& cursor, std::vector<Label> const& aspects, DimensionSet& set) const
    {
        json::Object object(cursor);
        StepReading reading;
        reading.kind = object.required("kind").id();
        reading.clauses = read_ids(object.required("clauses"));
        reading.deadline_variable = object.optional("deadlineVariable", [](json::Cursor const& item) { return item.id(); });
        auto const name = read_label(object.required("label"));
        auto const group = object.required("group").id();
        object.finish();
        static constexpr std::array kinds { std::pair { StepAspect::Regulated, ValueType::Boolean },
            std::pair { StepAspect::Responsible, ValueType::Choice }, std::pair { StepAspect::Deadline, ValueType::Integer } };
        if (!cursor.failed() && aspects.size() != kinds.size())
            cursor.fail(ErrorCode::Inconsistent, "a step has three aspects", "json-type");
        for (std::size_t index = 0; index < kinds.size() && !cursor.failed(); ++index) {
            Dimension dimension;
            dimension.id = "step/" + reading.kind + "/" + aspects[index].id;
            dimension.group = group;
            dimension.type = kinds[index].second;
            dimension.several = kinds[index].first == StepAspect::Responsible;
            dimension.unit = kinds[index].first == StepAspect::Deadline ? "days" : "";
            if (kinds[index].first == StepAspect::Responsible)
                dimension.choices = m_bodies;
            dimension.label = fill_in(aspects[index].text, name);
            reading.aspect = kinds[index].first;
            dimension.step = reading;
            set.dimensions.push_back(std::move(dimension));
        }
    }

    static LanguageMap fill_in(LanguageMap pattern, LanguageMap const& name)
    {
        static constexpr std::string_view placeholder = "{step}";
        for (auto& [language, text] : pattern) {
            if (auto const place = text.find(placeholder); place != std::string::npos)
                text.replace(place, placeholder.size(), text_in(name, language));
        }
        return pattern;
    }

    static void check_ids(json::Cursor const& place, DimensionSet const& set)
    {
        std::set<std::string_view> ids;
        for (auto const& dimension : set.dimensions) {
            if (!ids.insert(dimension.id).second && !place.failed())
                place.fail(ErrorCode::Inconsistent, "two dimensions are called " + dimension.id, "duplicate-id", dimension.id);
        }
    }

    std::vector<Label> m_bodies; ///< kinds of organisations, and those that only reference mechanisms have
};

} // namespace

Result<DimensionSet> load_dimensions(World& world)
{
    KONKORDAT_TRY(auto const bytes, world.resource(file_name));
    KONKORDAT_TRY(auto const kinds, load_organisation_kinds(world));
    auto parsed = json::parse(bytes);
    if (!parsed)
        return std::move(parsed).error().in_file(std::string(file_name));
    json::Reading reading;
    auto set = FileReader(kinds).read(json::Cursor(reading, *parsed, ""));
    if (reading.error())
        return Error(*reading.error()).in_file(std::string(file_name));
    return set;
}

} // namespace konkordat::compare
