#include "core/codec/agreement_json.h"

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/codec/agreement_value.h"
#include "core/codec/appearance_json.h"

#include <algorithm>

namespace konkordat {

namespace {

std::string read_line(json::Cursor const& cursor) { return cursor.text(limits::max_line_bytes); }
LanguageMap read_line_map(json::Cursor const& cursor) { return cursor.language_map(limits::max_line_bytes); }
LanguageMap read_text_map(json::Cursor const& cursor) { return cursor.language_map(limits::max_text_bytes); }
std::optional<Date> read_date(json::Cursor const& cursor) { return cursor.date(); }

template <typename Id>
Id read_id(json::Cursor const& cursor)
{
    return Id(cursor.id());
}

void read_schema(json::Object& object)
{
    auto const schema = object.required("$schema");
    auto const name = schema.text(200);
    if (!schema.failed() && name != agreement_schema_id)
        schema.fail(ErrorCode::UnsupportedVersion, "this program reads " + std::string(agreement_schema_id) + ", not \"" + name + "\"",
            "unsupported-version", name);
}

Mandate read_mandate(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Mandate mandate;
    mandate.authority = object.optional("authority", read_line_map);
    mandate.reference = object.optional("reference", read_line);
    mandate.date = object.optional("date", read_date);
    object.finish();
    return mandate;
}

TemplateReference read_template(json::Cursor const& cursor)
{
    json::Object object(cursor);
    TemplateReference reference;
    reference.id = object.required("id").id();
    reference.version = read_line(object.required("version"));
    object.finish();
    return reference;
}

VariableValue read_variable(json::Cursor const& cursor)
{
    using Type = json::Value::Type;
    if (cursor.is(Type::Boolean))
        return cursor.boolean();
    if (cursor.is(Type::Integer))
        return cursor.integer(-limits::max_integer, limits::max_integer);
    if (cursor.is(Type::Text))
        return read_line(cursor);
    if (!cursor.is(Type::Object)) {
        cursor.fail(ErrorCode::Malformed, "expected a text, a whole number, true or false, a date or texts by language", "json-type",
            "string, integer, boolean, object");
        return false;
    }
    json::Object object(cursor);
    if (!object.has("date"))
        return read_line_map(cursor);
    auto const date = object.required("date").date();
    object.finish();
    return date;
}

std::map<std::string, VariableValue> read_variables(json::Cursor const& cursor)
{
    std::map<std::string, VariableValue> variables;
    for (auto const& [id, place] : cursor.members(limits::max_variables)) {
        if (cursor.failed())
            break;
        variables.emplace(id, read_variable(place));
    }
    return variables;
}

Organisation read_organisation(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Organisation organisation;
    organisation.id = read_id<OrganisationId>(object.required("id"));
    organisation.name = read_line_map(object.required("name"));
    organisation.abbreviation = object.optional("abbreviation", read_line_map);
    organisation.kind = object.optional("kind", [](json::Cursor const& item) { return item.id(); });
    organisation.address = object.optional("address", read_line);
    organisation.email = object.optional("email", read_line);
    organisation.phone = object.optional("phone", read_line);
    organisation.website = object.optional("website", read_line);
    object.finish();
    return organisation;
}

Membership read_membership(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Membership membership;
    membership.id = read_id<MembershipId>(object.required("id"));
    membership.organisation = read_id<OrganisationId>(object.required("organisation"));
    membership.group = object.required("group").choice(parse_name<Group>);
    membership.role = object.required("role").choice(parse_name<Role>);
    membership.participation = object.required("participation").choice(parse_name<Participation>);
    membership.function = object.optional("function", read_text_map);
    membership.signs = object.required("signs").boolean();
    membership.from = object.optional("from", read_date);
    membership.until = object.optional("until", read_date);
    object.finish();
    return membership;
}

Contact read_contact(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Contact contact;
    contact.id = read_id<ContactId>(object.required("id"));
    contact.organisation = read_id<OrganisationId>(object.required("organisation"));
    contact.name = read_line(object.required("name"));
    contact.function = object.optional("function", read_line_map);
    contact.phone = object.optional("phone", read_line);
    contact.email = object.optional("email", read_line);
    contact.substitute_for = object.optional(
        "substituteFor", [](json::Cursor const& item) { return std::optional(read_id<ContactId>(item)); });
    contact.from = object.optional("from", read_date);
    contact.until = object.optional("until", read_date);
    object.finish();
    return contact;
}

Responsibility read_responsibility(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Responsibility responsibility;
    responsibility.organisation = read_id<OrganisationId>(object.required("organisation"));
    responsibility.kind = object.required("kind").choice(parse_name<ResponsibilityKind>);
    object.finish();
    return responsibility;
}

ProcedureStep read_step(json::Cursor const& cursor)
{
    json::Object object(cursor);
    ProcedureStep step;
    step.id = read_id<StepId>(object.required("id"));
    step.kind = object.required("kind").id();
    step.title = read_line_map(object.required("title"));
    step.trigger = object.optional("trigger", read_text_map);
    step.deadline_days = object.optional(
        "deadlineDays", [](json::Cursor const& item) { return std::optional(item.integer(0, limits::max_deadline_days)); });
    step.clause = object.optional("clause", [](json::Cursor const& item) { return std::optional(read_id<ClauseId>(item)); });
    step.responsibilities = object.optional(
        "responsibilities", [](json::Cursor const& item) { return item.items(limits::max_organisations, read_responsibility); });
    object.finish();
    return step;
}

ClauseOrigin read_origin(json::Cursor const& cursor)
{
    json::Object object(cursor);
    ClauseOrigin origin;
    origin.clause = object.required("clause").id();
    origin.alternative = object.optional("alternative", [](json::Cursor const& item) { return item.id(); });
    object.finish();
    return origin;
}

ClauseProvenance read_provenance(json::Cursor const& cursor)
{
    json::Object object(cursor);
    ClauseProvenance provenance { read_id<AgreementId>(object.required("agreement")), read_id<ClauseId>(object.required("clause")), {},
        {} };
    provenance.cantons = object.optional(
        "cantons", [](json::Cursor const& item) { return item.items(26, [](json::Cursor const& code) { return code.text(5); }); });
    provenance.date = object.optional("date", read_date);
    object.finish();
    return provenance;
}

std::map<Language, ClauseProvenance> read_provenances(json::Cursor const& cursor)
{
    std::map<Language, ClauseProvenance> provenances;
    for (auto const& [code, item] : cursor.members(all_languages.size())) {
        if (auto const language = parse_language(code); language && language_code(*language) == code)
            provenances.emplace(*language, read_provenance(item));
        else
            item.fail(ErrorCode::Malformed, "there is no such language", "unknown-language", std::string(truncate_utf8(code, 60)));
    }
    return provenances;
}

Clause read_clause(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Clause clause;
    clause.id = read_id<ClauseId>(object.required("id"));
    clause.kind = object.required("kind").choice(parse_name<ClauseKind>);
    clause.state = object.required("state").choice(parse_name<ClauseState>);
    clause.origin = object.optional("origin", [](json::Cursor const& item) { return std::optional(read_origin(item)); });
    clause.heading = read_line_map(object.required("heading"));
    clause.body = read_text_map(object.required("body"));
    clause.guidelines = object.optional(
        "guidelines", [](json::Cursor const& item) { return item.items(limits::max_citations, read_line); });
    clause.law = object.optional("law",
        [](json::Cursor const& item) { return item.items(limits::max_citations, [](json::Cursor const& law) { return law.id(); }); });
    clause.generated = object.optional("generated", [](json::Cursor const& item) { return item.choice(parse_name<Generated>); });
    clause.omission_reason = object.optional("omissionReason", read_text_map);
    clause.taken_from = object.optional("takenFrom", read_provenances);
    object.finish();
    return clause;
}

Waiver read_waiver(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Waiver waiver;
    waiver.rule = object.required("rule").id();
    waiver.subject = object.optional("subject", read_line);
    waiver.reason = read_line(object.required("reason"));
    waiver.author = object.optional("author", read_line);
    waiver.date = object.optional("date", read_date);
    object.finish();
    return waiver;
}

LifecycleEvent read_lifecycle_event(json::Cursor const& cursor)
{
    json::Object object(cursor);
    LifecycleEvent event;
    event.state = object.required("state").choice(parse_name<LifecycleState>);
    event.date = object.optional("date", read_date);
    event.authority = object.optional("authority", read_line);
    event.reference = object.optional("reference", read_line);
    event.note = object.optional("note", read_line);
    object.finish();
    return event;
}

Agreement read_root(json::Cursor const& cursor)
{
    json::Object object(cursor);
    Agreement agreement;
    read_schema(object);
    agreement.id = read_id<AgreementId>(object.required("id"));
    agreement.title = read_line_map(object.required("title"));
    agreement.form = object.required("form").choice(parse_name<Form>);
    agreement.scope = object.required("scope").choice(parse_name<Scope>);
    agreement.cantons = object.required("cantons").items(26, [](json::Cursor const& item) { return item.text(5); });
    agreement.languages = object.required("languages").items(4, [](json::Cursor const& item) { return item.language(); });
    agreement.mandate = object.optional("mandate", read_mandate);
    agreement.state = object.required("state").choice(parse_name<LifecycleState>);
    agreement.template_reference = object.optional("template", read_template);
    agreement.variables = read_variables(object.required("variables"));
    agreement.organisations = object.required("organisations").items(limits::max_organisations, read_organisation);
    agreement.memberships = object.required("memberships").items(limits::max_memberships, read_membership);
    agreement.contacts = object.required("contacts").items(limits::max_contacts, read_contact);
    agreement.procedure = object.required("procedure").items(limits::max_steps, read_step);
    agreement.clauses = object.required("clauses").items(limits::max_clauses, read_clause);
    agreement.waivers = object.optional("waivers", [](json::Cursor const& item) { return item.items(limits::max_waivers, read_waiver); });
    agreement.lifecycle = object.optional(
        "lifecycle", [](json::Cursor const& item) { return item.items(limits::max_lifecycle_events, read_lifecycle_event); });
    agreement.appearance = object.optional("appearance", read_appearance);
    agreement.created_at = object.required("createdAt").timestamp();
    agreement.modified_at = object.required("modifiedAt").timestamp();
    object.finish();
    return agreement;
}

} // namespace

Result<Agreement> read_agreement(std::string_view bytes)
{
    KONKORDAT_TRY(auto const root, json::parse(bytes));
    json::Reading reading;
    auto agreement = read_agreement_value(reading, json::Cursor(reading, root, ""));
    if (reading.error())
        return *reading.error();
    return agreement;
}

Agreement read_agreement_value(json::Reading& reading, json::Cursor const& cursor)
{
    auto agreement = read_root(cursor);
    if (reading.failed())
        return agreement;
    if (auto consistent = check_consistency(agreement); !consistent) {
        auto error = std::move(consistent).error();
        error.line = json::line_at(cursor.value(), error.pointer);
        error.pointer = cursor.pointer() + error.pointer;
        reading.fail(std::move(error));
    }
    return agreement;
}

} // namespace konkordat
