#include "core/codec/agreement_json.h"
#include "core/codec/agreement_value.h"
#include "core/codec/appearance_json.h"

#include <nlohmann/json.hpp>

namespace konkordat {

namespace {

using Json = nlohmann::json; // std::map: members sorted by key, which for ASCII keys is the order of RFC 8785 3.2.3

Json write(LanguageMap const& map)
{
    auto json = Json::object();
    for (auto const& [language, text] : map)
        json[std::string(language_code(language))] = text;
    return json;
}

/// Sets a member unless its value is the one that an absent member means.
void set_unless_empty(Json& object, char const* key, LanguageMap const& map)
{
    if (!map.empty())
        object[key] = write(map);
}
void set_unless_empty(Json& object, char const* key, std::string const& text)
{
    if (!text.empty())
        object[key] = text;
}
void set_unless_empty(Json& object, char const* key, std::optional<Date> const& date)
{
    if (date)
        object[key] = date->to_string();
}
void set_unless_empty(Json& object, char const* key, std::vector<std::string> const& texts)
{
    if (!texts.empty())
        object[key] = texts;
}

Json write(Mandate const& mandate)
{
    auto json = Json::object();
    set_unless_empty(json, "authority", mandate.authority);
    set_unless_empty(json, "reference", mandate.reference);
    set_unless_empty(json, "date", mandate.date);
    return json;
}

Json write(VariableValue const& value)
{
    struct Writer {
        Json operator()(LanguageMap const& map) const { return write(map); }
        Json operator()(std::string const& text) const { return text; }
        Json operator()(std::int64_t number) const { return number; }
        Json operator()(Date const& date) const { return { { "date", date.to_string() } }; }
        Json operator()(bool yes) const { return yes; }
    };
    return std::visit(Writer {}, value);
}

Json write(Organisation const& organisation)
{
    Json json { { "id", organisation.id.str() }, { "name", write(organisation.name) } };
    set_unless_empty(json, "abbreviation", organisation.abbreviation);
    set_unless_empty(json, "kind", organisation.kind);
    set_unless_empty(json, "address", organisation.address);
    set_unless_empty(json, "email", organisation.email);
    set_unless_empty(json, "phone", organisation.phone);
    set_unless_empty(json, "website", organisation.website);
    return json;
}

Json write(Membership const& membership)
{
    Json json { { "id", membership.id.str() }, { "organisation", membership.organisation.str() }, { "group", name_of(membership.group) },
        { "role", name_of(membership.role) }, { "participation", name_of(membership.participation) }, { "signs", membership.signs } };
    set_unless_empty(json, "function", membership.function);
    set_unless_empty(json, "from", membership.from);
    set_unless_empty(json, "until", membership.until);
    return json;
}

Json write(Contact const& contact)
{
    Json json { { "id", contact.id.str() }, { "organisation", contact.organisation.str() }, { "name", contact.name } };
    set_unless_empty(json, "function", contact.function);
    set_unless_empty(json, "phone", contact.phone);
    set_unless_empty(json, "email", contact.email);
    if (contact.substitute_for)
        json["substituteFor"] = contact.substitute_for->str();
    set_unless_empty(json, "from", contact.from);
    set_unless_empty(json, "until", contact.until);
    return json;
}

Json write(Responsibility const& responsibility)
{
    return { { "organisation", responsibility.organisation.str() }, { "kind", name_of(responsibility.kind) } };
}

Json write(ProcedureStep const&);
Json write(Clause const&);
Json write(Waiver const&);
Json write(LifecycleEvent const&);

template <typename T>
Json write_list(std::vector<T> const& list)
{
    auto json = Json::array();
    for (auto const& item : list)
        json.push_back(write(item));
    return json;
}

Json write(ProcedureStep const& step)
{
    Json json { { "id", step.id.str() }, { "kind", step.kind }, { "title", write(step.title) } };
    set_unless_empty(json, "trigger", step.trigger);
    if (step.deadline_days)
        json["deadlineDays"] = *step.deadline_days;
    if (step.clause)
        json["clause"] = step.clause->str();
    if (!step.responsibilities.empty())
        json["responsibilities"] = write_list(step.responsibilities);
    return json;
}

Json write(ClauseProvenance const& provenance)
{
    Json json { { "agreement", provenance.agreement.str() }, { "clause", provenance.clause.str() } };
    set_unless_empty(json, "cantons", provenance.cantons);
    set_unless_empty(json, "date", provenance.date);
    return json;
}

Json write(Clause const& clause)
{
    Json json { { "id", clause.id.str() }, { "kind", name_of(clause.kind) }, { "state", name_of(clause.state) },
        { "heading", write(clause.heading) }, { "body", write(clause.body) } };
    if (clause.origin) {
        json["origin"] = { { "clause", clause.origin->clause } };
        set_unless_empty(json["origin"], "alternative", clause.origin->alternative);
    }
    set_unless_empty(json, "guidelines", clause.guidelines);
    set_unless_empty(json, "law", clause.law);
    if (clause.generated != Generated::None)
        json["generated"] = name_of(clause.generated);
    set_unless_empty(json, "omissionReason", clause.omission_reason);
    for (auto const& [language, provenance] : clause.taken_from)
        json["takenFrom"][std::string(language_code(language))] = write(provenance);
    return json;
}

Json write(Waiver const& waiver)
{
    Json json { { "rule", waiver.rule }, { "reason", waiver.reason } };
    set_unless_empty(json, "subject", waiver.subject);
    set_unless_empty(json, "author", waiver.author);
    set_unless_empty(json, "date", waiver.date);
    return json;
}

Json write(LifecycleEvent const& event)
{
    Json json { { "state", name_of(event.state) } };
    set_unless_empty(json, "date", event.date);
    set_unless_empty(json, "authority", event.authority);
    set_unless_empty(json, "reference", event.reference);
    set_unless_empty(json, "note", event.note);
    return json;
}

Json write_root(Agreement const& agreement)
{
    Json json { { "$schema", agreement_schema_id }, { "id", agreement.id.str() }, { "title", write(agreement.title) },
        { "form", name_of(agreement.form) }, { "scope", name_of(agreement.scope) }, { "cantons", agreement.cantons },
        { "state", name_of(agreement.state) }, { "createdAt", agreement.created_at.to_string() },
        { "modifiedAt", agreement.modified_at.to_string() } };
    auto& languages = json["languages"] = Json::array();
    for (auto language : agreement.languages)
        languages.push_back(language_code(language));
    if (auto mandate = write(agreement.mandate); !mandate.empty())
        json["mandate"] = std::move(mandate);
    if (!agreement.template_reference.id.empty())
        json["template"] = { { "id", agreement.template_reference.id }, { "version", agreement.template_reference.version } };
    auto& variables = json["variables"] = Json::object();
    for (auto const& [id, value] : agreement.variables)
        variables[id] = write(value);
    json["organisations"] = write_list(agreement.organisations);
    json["memberships"] = write_list(agreement.memberships);
    json["contacts"] = write_list(agreement.contacts);
    json["procedure"] = write_list(agreement.procedure);
    json["clauses"] = write_list(agreement.clauses);
    if (!agreement.waivers.empty())
        json["waivers"] = write_list(agreement.waivers);
    if (!agreement.lifecycle.empty())
        json["lifecycle"] = write_list(agreement.lifecycle);
    if (auto appearance = write_appearance(agreement.appearance); !appearance.empty())
        json["appearance"] = std::move(appearance);
    return json;
}

} // namespace

Json agreement_value(Agreement const& agreement) { return write_root(agreement); }

std::string write_agreement(Agreement const& agreement)
{
    // nlohmann's compact output escapes as RFC 8785 3.2.2.2 asks; there are no numbers but integers up to 2^53 - 1.
    return write_root(agreement).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace konkordat
