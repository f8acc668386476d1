#include "core/sign/form_changes.h"

#include "core/sign/field_changes.h"
#include "core/sign/form.h"

#include <map>

namespace konkordat::sign {

namespace {

void compare_signature_flags(RevisionDifference& found, QPDFObjectHandle const& before, QPDFObjectHandle const& after)
{
    long long const old_flags = before.isInteger() ? before.getIntValue() : 0;
    if (!after.isInteger() || after.getIntValue() < 0 || after.getIntValue() > 3 || (after.getIntValue() & old_flags) != old_flags)
        found.other("form /SigFlags");
}

/// More resources are no change of those that were there.
void compare_resources(RevisionDifference& found, QPDFObjectHandle const& before, QPDFObjectHandle const& after)
{
    for (std::string const& kind : keys_of(before)) {
        QPDFObjectHandle const old_kind = before.getKey(kind);
        QPDFObjectHandle const new_kind = member(after, kind);
        bool kept = old_kind.isDictionary() ? new_kind.isDictionary() : is_same_value(old_kind, new_kind);
        for (std::string const& name : keys_of(old_kind))
            kept = kept && is_same_value(old_kind.getKey(name), member(new_kind, name));
        if (!kept)
            found.other("form /DR");
        if (found.is_changed(new_kind) && old_kind.getObjGen() == new_kind.getObjGen())
            found.explain_container(new_kind);
    }
    found.explain_new(after);
}

void compare_indirect_resources(RevisionDifference& found, QPDFObjectHandle const& before, QPDFObjectHandle const& after)
{
    bool inner = found.is_changed(after);
    for (std::string const& kind : keys_of(after))
        inner = inner || found.is_changed(after.getKey(kind));
    if (!inner)
        return;
    compare_resources(found, before, after);
    found.explain_container(after);
    for (std::string const& kind : keys_of(after))
        found.explain_new(after.getKey(kind));
}

Result<void> compare_fields(RevisionDifference& found, QPDFObjectHandle const& form_before, QPDFObjectHandle const& form_after)
{
    QPDFObjectHandle const list = member(form_after, "/Fields");
    auto const old_list = items_of(member(form_before, "/Fields"));
    auto const new_list = items_of(list);
    bool kept = old_list.size() <= new_list.size();
    for (std::size_t i = 0; kept && i < old_list.size(); ++i)
        kept = is_same_value(old_list[i], new_list[i]);
    if (!kept)
        found.other("form /Fields");
    if (found.is_changed(list) || found.is_added(list))
        found.explain_container(list);

    KONKORDAT_TRY(std::vector<FormField> const before, form_fields(found.before().catalog()));
    KONKORDAT_TRY(std::vector<FormField> const after, form_fields(found.after().catalog()));
    std::map<QPDFObjGen, FormField const*> old_fields;
    for (FormField const& field : before)
        old_fields[field.object.getObjGen()] = &field;
    std::set<std::string> names;
    for (FormField const& field : after) {
        auto const old = old_fields.find(field.object.getObjGen());
        bool const is_old = old != old_fields.end();
        if (!is_old)
            judge_new_field(found, field);
        else
            judge_field(found, *old->second, field);
        // A second field of a name speaks for the first (ISO 32000-2 12.7.4.2).
        if (!names.insert(field.name).second && !is_old)
            found.other("field name used twice: " + field.name);
        if (is_old)
            old_fields.erase(old);
    }
    for (auto const& [id, field] : old_fields)
        found.other("field removed: " + field->name, id.getObj());
    return {};
}

} // namespace

Result<void> compare_forms(RevisionDifference& found)
{
    QPDFObjectHandle const before = found.before().catalog().getKey("/AcroForm");
    QPDFObjectHandle const after = found.after().catalog().getKey("/AcroForm");
    if (before.isDictionary() && !after.isDictionary()) {
        found.other("form removed");
        return {};
    }
    found.explain(after);
    for (std::string const& key : changed_keys(before, after)) {
        if (key == "/SigFlags")
            compare_signature_flags(found, member(before, key), after.getKey(key));
        else if (key == "/DR")
            compare_resources(found, member(before, key), after.getKey(key));
        else if (key == "/DA" && member(before, key).isNull())
            continue;
        else if (key != "/Fields")
            found.other("form " + key);
    }
    compare_indirect_resources(found, member(before, "/DR"), member(after, "/DR"));
    return compare_fields(found, before, after);
}

} // namespace konkordat::sign
