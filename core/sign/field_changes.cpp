#include "core/sign/field_changes.h"

#include "core/sign/content_cover.h"

namespace konkordat::sign {

namespace {

constexpr int flag_hidden = 2;    ///< ISO 32000-2 table 167
constexpr int flag_no_view = 32;

/// What a new signature field may have. No actions, no kids, no parent, no optional content.
Keys const field_keys { "/Type", "/Subtype", "/FT", "/T", "/TU", "/TM", "/V", "/Rect", "/P", "/F", "/Ff", "/AP", "/Lock", "/SV", "/DA",
    "/DR", "/MK", "/M", "/NM", "/Border", "/BS", "/Q" };
/// What signing changes of a field that was there.
Keys const signing_keys { "/V", "/AP", "/M", "/F" };
Keys const filling_keys { "/V", "/AP", "/AS", "/M", "/I" };
Keys const widget_keys { "/AP", "/AS", "/M" };

std::string join(Keys const& keys)
{
    std::string text;
    for (std::string const& key : keys)
        text += (text.empty() ? "" : " ") + key;
    return text;
}

long long flags_of(QPDFObjectHandle widget)
{
    QPDFObjectHandle const flags = member(widget, "/F");
    return flags.isInteger() ? flags.getIntValue() : 0;
}

bool is_time_stamp_value(QPDFObjectHandle const& value)
{
    return is_name(member(value, "/Type"), "/DocTimeStamp") || is_name(member(value, "/SubFilter"), "/ETSI.RFC3161");
}

void judge_signature(RevisionDifference& found, FormField const& field)
{
    if (!found.is_added(field.value))
        return found.other("signature that was in the file before: " + field.name, field.value.getObjectID());
    found.explain_new(field.value);
    found.add(
        is_time_stamp_value(field.value) ? ChangeKind::DocumentTimeStamp : ChangeKind::Signature, field.name, field.object.getObjectID());
}

/// From empty to signed, and no more visible or less than it was.
bool is_being_signed(FormField const& before, FormField const& after, Keys const& keys)
{
    constexpr long long keep = flag_hidden | flag_no_view | 1;
    return keys.contains("/V") && before.value.isNull() && after.value.isDictionary()
        && (flags_of(before.object) & keep) == (flags_of(after.object) & keep);
}

} // namespace

void judge_new_field(RevisionDifference& found, FormField const& field)
{
    QPDFObjectHandle object = field.object;
    std::string const subject = "new field: " + field.name;
    if (!found.is_added(object) || !field.is_signature() || !is_within(object.getKeys(), field_keys) || !member(object, "/Parent").isNull())
        return found.other(subject, object.getObjectID());
    if (QPDFObjectHandle const kind = object.getKey("/Subtype"); !kind.isNull() && !is_name(kind, "/Widget"))
        return found.other(subject, object.getObjectID());
    for (std::string const& key : object.getKeys()) {
        if (key != "/P" && key != "/V")
            found.explain_new(object.getKey(key));
    }
    found.explain(object);
    found.enter_new_widget(object);
    bool const is_time_stamp = !field.value.isNull() && is_time_stamp_value(field.value);
    auto const area = rectangle_of(object.getKey("/Rect"));
    if (area && !area->is_empty() && (flags_of(object) & (flag_hidden | flag_no_view)) == 0) {
        found.add(ChangeKind::VisibleSignatureField, field.name, object.getObjectID()).covers_content = covers_content(
            object.getKey("/P"), *area);
    } else if (!is_time_stamp) {
        found.add(ChangeKind::SignatureField, field.name, object.getObjectID());
    }
    if (!field.value.isNull())
        judge_signature(found, field);
}

void judge_field(RevisionDifference& found, FormField const& before, FormField const& after)
{
    if (before.name != after.name || before.type != after.type)
        return found.other("field renamed: " + before.name, after.object.getObjectID());
    Keys keys;
    if (found.is_changed(after.object)) {
        keys = changed_keys(before.object, after.object);
        found.explain(after.object);
    }
    Keys of_widgets;
    bool const has_kids = !after.widgets.empty() && after.widgets.front().getObjGen() != after.object.getObjGen();
    for (std::size_t i = 0; has_kids && i < after.widgets.size() && i < before.widgets.size(); ++i) {
        if (!found.is_changed(after.widgets[i]) || before.widgets[i].getObjGen() != after.widgets[i].getObjGen())
            continue;
        Keys const more = changed_keys(before.widgets[i], after.widgets[i]);
        of_widgets.insert(more.begin(), more.end());
        found.explain(after.widgets[i]);
        found.explain_new(after.widgets[i].getKey("/AP"));
    }
    if (keys.empty() && of_widgets.empty())
        return;
    if (after.is_signature() && after.value.isNull() && before.value.isNull() && of_widgets.empty() && keys == Keys { "/Lock" }
        && member(before.object, "/Lock").isNull()) {
        found.explain_new(after.object.getKey("/Lock"));
        found.add(ChangeKind::FieldLock, after.name, after.object.getObjectID());
        return;
    }
    bool const allowed = is_within(keys, after.is_signature() ? signing_keys : filling_keys) && is_within(of_widgets, widget_keys);
    if (!allowed || after.type == "" || (after.is_signature() && !is_being_signed(before, after, keys))) {
        keys.merge(of_widgets);
        return found.other("field " + after.name + ": " + join(keys), after.object.getObjectID());
    }
    found.explain_new(after.object.getKey("/AP"));
    if (after.is_signature())
        return judge_signature(found, after);
    found.explain_new(after.object.getKey("/V"));
    found.add(ChangeKind::FieldValue, after.name, after.object.getObjectID());
}

} // namespace konkordat::sign
