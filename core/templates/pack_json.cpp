#include "core/templates/pack_json.h"

#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <set>

namespace konkordat::templates {

namespace {

constexpr std::string_view pack_format = "konkordat-template-pack/1";
constexpr std::size_t max_label_bytes = 8 * 1024;

Result<VariableType> parse_variable_type(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, VariableType>, 5> types { { { "text", VariableType::Text },
        { "integer", VariableType::Integer }, { "date", VariableType::Date }, { "choice", VariableType::Choice },
        { "boolean", VariableType::Boolean } } };
    auto const type = std::ranges::find(types, name, &std::pair<std::string_view, VariableType>::first);
    if (type != types.end())
        return type->second;
    return Error { .code = ErrorCode::InvalidArgument,
        .message = "unknown type \"" + std::string(name) + "\"; known are text, integer, date, choice, boolean" };
}

/// Reads the members of pack.json in the order in which they depend on each other.
class Reader {
public:
    explicit Reader(json::Cursor const& root)
        : m_object(root)
    {
    }

    PackFrame read()
    {
        read_format();
        auto& pack = m_frame.pack;
        pack.id = m_object.required("id").id();
        pack.version = m_object.required("version").text(32);
        pack.as_of = m_object.required("asOf").date();
        pack.languages = m_object.required("languages").items(all_languages.size(), [](json::Cursor const& item) {
            return item.language();
        });
        if (pack.languages.empty())
            m_object.place().fail(ErrorCode::Inconsistent, "the pack names no language", "no-language");
        pack.forms = m_object.required("forms").items(3, [](json::Cursor const& item) { return item.choice(parse_name<Form>); });
        pack.source = read_source(m_object.required("source"));
        pack.name = texts(m_object.required("name"));
        pack.variables = m_object.required("variables").items(limits::max_variables, [&](json::Cursor const& item) {
            return read_variable(item);
        });
        auto const steps = m_object.required("steps");
        pack.steps = steps.items(limits::max_steps, [&](json::Cursor const& item) { return read_step(item); });
        auto const clauses = m_object.required("clauses");
        pack.clauses = clauses.items(limits::max_clauses, [&](json::Cursor const& item) { return read_clause(item); });
        m_object.finish();
        check_links(steps, clauses);
        return std::move(m_frame);
    }

private:
    void read_format()
    {
        auto const format = m_object.required("format");
        auto const name = format.text(100);
        if (!format.failed() && name != pack_format)
            format.fail(ErrorCode::UnsupportedVersion, "this program reads " + std::string(pack_format) + ", not \"" + name + "\"",
                "unsupported-version", name);
    }

    /// A text in each of the pack's languages.
    LanguageMap texts(json::Cursor const& cursor) const
    {
        auto map = cursor.language_map(max_label_bytes);
        for (auto language : m_frame.pack.languages) {
            if (!cursor.failed() && !map.contains(language))
                cursor.fail(ErrorCode::Inconsistent, "there is no text in \"" + std::string(language_code(language)) + "\"",
                    "missing-language", std::string(language_code(language)));
        }
        return map;
    }

    static std::string unique_id(json::Cursor const& cursor, std::set<std::string>& seen)
    {
        auto id = cursor.id();
        if (!cursor.failed() && !seen.insert(id).second)
            cursor.fail(ErrorCode::Inconsistent, "the id \"" + id + "\" appears twice", "duplicate-id", id);
        return id;
    }

    static std::vector<std::string> sections(json::Cursor const& cursor)
    {
        return cursor.items(limits::max_citations, [](json::Cursor const& item) { return item.text(32); });
    }

    Source read_source(json::Cursor const& cursor) const
    {
        json::Object object(cursor);
        Source source;
        source.title = texts(object.required("title"));
        source.publisher = object.required("publisher").text(200);
        source.year = object.required("year").integer(1900, 2200);
        object.finish();
        return source;
    }

    Variable read_variable(json::Cursor const& cursor)
    {
        json::Object object(cursor);
        Variable variable;
        auto const id = object.required("id");
        variable.id = unique_id(id, m_variable_ids);
        if (richtext::is_built_in_variable(variable.id))
            id.fail(ErrorCode::Inconsistent, "\"" + variable.id + "\" is a built-in variable", "built-in-variable", variable.id);
        variable.type = object.required("type").choice(parse_variable_type);
        variable.required = object.required("required").boolean();
        variable.localised = object.optional("localised", [](json::Cursor const& item) { return item.boolean(); });
        auto whole_number = [](json::Cursor const& item) { return std::optional(item.integer(-limits::max_integer, limits::max_integer)); };
        variable.minimum = object.optional("minimum", whole_number);
        variable.maximum = object.optional("maximum", whole_number);
        std::set<std::string> values;
        variable.choices = object.optional("choices", [&](json::Cursor const& item) {
            return item.items(100, [&](json::Cursor const& choice) { return read_choice(choice, values); });
        });
        if ((variable.type == VariableType::Choice) == variable.choices.empty())
            cursor.fail(ErrorCode::Inconsistent, "a variable has choices exactly if its type is choice", "pack-choices", variable.id);
        variable.interview = object.optional("interview", [](json::Cursor const& item) { return item.boolean(); });
        if (variable.interview && variable.type != VariableType::Boolean && variable.type != VariableType::Choice)
            cursor.fail(
                ErrorCode::Inconsistent, "only a choice or a yes or no is asked in the guided start", "pack-interview", variable.id);
        variable.label = texts(object.required("label"));
        variable.help = texts(object.required("help"));
        variable.default_value = object.optional(
            "default", [&](json::Cursor const& item) { return std::optional(read_value(variable, item)); });
        object.finish();
        return variable;
    }

    Choice read_choice(json::Cursor const& cursor, std::set<std::string>& values) const
    {
        json::Object object(cursor);
        Choice choice;
        choice.value = unique_id(object.required("value"), values);
        choice.label = texts(object.required("label"));
        object.finish();
        return choice;
    }

    VariableValue read_value(Variable const& variable, json::Cursor const& cursor) const
    {
        VariableValue value = false;
        switch (variable.type) {
        case VariableType::Text:
            value = variable.localised ? VariableValue(texts(cursor)) : VariableValue(cursor.text(max_label_bytes));
            break;
        case VariableType::Integer: value = cursor.integer(-limits::max_integer, limits::max_integer); break;
        case VariableType::Date: value = cursor.date(); break;
        case VariableType::Choice: value = cursor.text(64); break;
        case VariableType::Boolean: value = cursor.boolean(); break;
        }
        if (cursor.failed())
            return value;
        if (auto checked = check_value(variable, value); !checked)
            cursor.fail(std::move(checked).error());
        return value;
    }

    static SuggestedPart read_suggested_part(json::Cursor const& cursor)
    {
        json::Object object(cursor);
        SuggestedPart suggested;
        suggested.organisation_kind = object.required("kind").id();
        suggested.part = object.required("part").choice(parse_name<ResponsibilityKind>);
        object.finish();
        return suggested;
    }

    Step read_step(json::Cursor const& cursor)
    {
        json::Object object(cursor);
        Step step;
        step.id = unique_id(object.required("id"), m_step_ids);
        step.kind = object.required("kind").id();
        step.clause = object.optional("clause", [](json::Cursor const& item) { return item.id(); });
        step.guidelines = object.optional("guidelines", sections);
        step.title = texts(object.required("title"));
        step.trigger = object.optional("trigger", [&](json::Cursor const& item) { return texts(item); });
        step.suggested = object.optional(
            "suggested", [](json::Cursor const& item) { return item.items(limits::max_organisations, read_suggested_part); });
        step.deadline_days = object.optional(
            "deadlineDays", [](json::Cursor const& item) { return std::optional(item.integer(0, limits::max_deadline_days)); });
        object.finish();
        return step;
    }

    ClauseTemplate read_clause(json::Cursor const& cursor)
    {
        json::Object object(cursor);
        ClauseTemplate clause;
        clause.id = unique_id(object.required("id"), m_clause_ids);
        m_frame.clause_lines[clause.id] = cursor.value().line;
        clause.kind = object.required("kind").choice(parse_name<ClauseKind>);
        if (clause.kind == ClauseKind::Clause && !m_in_section)
            cursor.fail(ErrorCode::Inconsistent, "a clause must follow a section", "clause-without-section");
        if (clause.kind != ClauseKind::Clause)
            m_in_section = clause.kind == ClauseKind::Section;
        clause.forms = object.required("forms").items(3, [&](json::Cursor const& item) { return read_form(item); });
        clause.required = object.required("required").boolean();
        clause.condition = object.optional("condition", [&](json::Cursor const& item) { return std::optional(read_condition(item)); });
        clause.guidelines = object.optional("guidelines", sections);
        clause.law = object.optional("law",
            [](json::Cursor const& item) { return item.items(limits::max_citations, [](json::Cursor const& law) { return law.id(); }); });
        clause.step = object.optional("step", [](json::Cursor const& item) { return item.id(); });
        clause.generated = object.optional("generated", [](json::Cursor const& item) { return item.choice(parse_name<Generated>); });
        std::set<std::string> alternative_ids;
        clause.alternatives = object.optional("alternatives", [&](json::Cursor const& item) {
            return item.items(20, [&](json::Cursor const& alternative) { return read_alternative(alternative, alternative_ids); });
        });
        if (clause.alternatives.empty())
            clause.alternatives.push_back({ .id = {}, .is_default = true });
        else if (std::ranges::count(clause.alternatives, true, &Alternative::is_default) != 1)
            cursor.fail(ErrorCode::Inconsistent, "exactly one alternative must be the default", "pack-default-alternative", clause.id);
        object.finish();
        return clause;
    }

    Form read_form(json::Cursor const& cursor) const
    {
        auto const form = cursor.choice(parse_name<Form>);
        if (!cursor.failed() && std::ranges::find(m_frame.pack.forms, form) == m_frame.pack.forms.end())
            cursor.fail(ErrorCode::Inconsistent, "the pack does not have the form \"" + std::string(name_of(form)) + "\"", "unknown-form",
                std::string(name_of(form)));
        return form;
    }

    static Alternative read_alternative(json::Cursor const& cursor, std::set<std::string>& seen)
    {
        json::Object object(cursor);
        Alternative alternative;
        alternative.id = unique_id(object.required("id"), seen);
        alternative.is_default = object.optional("default", [](json::Cursor const& item) { return item.boolean(); });
        object.finish();
        return alternative;
    }

    Condition read_condition(json::Cursor const& cursor) const
    {
        json::Object object(cursor);
        auto const operands = [&](std::string_view key) {
            return object.required(key).items(50, [&](json::Cursor const& item) { return read_condition(item); });
        };
        Condition condition;
        if (object.has("all"))
            condition = { .kind = Condition::Kind::All, .operands = operands("all") };
        else if (object.has("any"))
            condition = { .kind = Condition::Kind::Any, .operands = operands("any") };
        else if (object.has("not"))
            condition = { .kind = Condition::Kind::Not, .operands = { read_condition(object.required("not")) } };
        else if (object.has("form"))
            condition = { .kind = Condition::Kind::Form, .form = object.required("form").choice(parse_name<Form>) };
        else if (object.has("scope"))
            condition = { .kind = Condition::Kind::Scope, .scope = object.required("scope").choice(parse_name<Scope>) };
        else if (object.has("has-kind"))
            condition = { .kind = Condition::Kind::HasKind, .name = object.required("has-kind").id() };
        else if (object.has("variable"))
            condition = read_variable_condition(object);
        else
            cursor.fail(
                ErrorCode::Malformed, "unknown condition; known are all, any, not, form, scope, has-kind, variable", "unknown-condition");
        object.finish();
        return condition;
    }

    Condition read_variable_condition(json::Object& object) const
    {
        auto const name = object.required("variable");
        auto const equals = object.required("equals");
        Condition condition { .kind = Condition::Kind::Variable, .name = name.id() };
        auto const* variable = find_variable(m_frame.pack, condition.name);
        if (variable && !name.failed())
            condition.value = read_value(*variable, equals);
        else
            fail_dangling(name, condition.name);
        return condition;
    }

    static void fail_dangling(json::Cursor const& cursor, std::string const& id)
    {
        cursor.fail(ErrorCode::Inconsistent, "refers to \"" + id + "\", which does not exist", "dangling-reference", id);
    }

    /// Steps and clauses refer to each other, so both must have been read.
    void check_links(json::Cursor const& steps, json::Cursor const& clauses)
    {
        if (steps.failed())
            return;
        auto const step_places = steps.cursors(limits::max_steps);
        for (std::size_t i = 0; i < step_places.size(); ++i) {
            if (auto const& clause = m_frame.pack.steps[i].clause; !clause.empty() && !m_clause_ids.contains(clause))
                fail_dangling(json::Object(step_places[i]).required("clause"), clause);
        }
        auto const clause_places = clauses.cursors(limits::max_clauses);
        for (std::size_t i = 0; i < clause_places.size(); ++i) {
            if (auto const& step = m_frame.pack.clauses[i].step; !step.empty() && !m_step_ids.contains(step))
                fail_dangling(json::Object(clause_places[i]).required("step"), step);
        }
    }

    json::Object m_object;
    PackFrame m_frame;
    std::set<std::string> m_variable_ids;
    std::set<std::string> m_step_ids;
    std::set<std::string> m_clause_ids;
    bool m_in_section = false;
};

} // namespace

Result<PackFrame> read_pack_json(std::string_view bytes)
{
    KONKORDAT_TRY(auto const root, json::parse(bytes));
    json::Reading reading;
    auto frame = Reader(json::Cursor(reading, root, "")).read();
    if (reading.error())
        return *reading.error();
    return frame;
}

} // namespace konkordat::templates
