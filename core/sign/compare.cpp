#include "core/sign/compare.h"

#include "core/sign/content_cover.h"
#include "core/sign/form.h"
#include "core/sign/object_changes.h"

#include <algorithm>
#include <map>

namespace konkordat::sign {

namespace {

using Keys = std::set<std::string>;

constexpr int flag_hidden = 2;    ///< ISO 32000-2 table 167
constexpr int flag_no_view = 32;

/// What a new signature field may have. No actions, no kids, no parent, no optional content.
Keys const field_keys { "/Type", "/Subtype", "/FT", "/T", "/TU", "/TM", "/V", "/Rect", "/P", "/F", "/Ff", "/AP", "/Lock", "/SV", "/DA",
    "/DR", "/MK", "/M", "/NM", "/Border", "/BS", "/Q" };
/// What signing changes of a field that was there.
Keys const signing_keys { "/V", "/AP", "/M", "/F" };
Keys const filling_keys { "/V", "/AP", "/AS", "/M", "/I" };
Keys const widget_keys { "/AP", "/AS", "/M" };

std::string join(std::set<std::string> const& keys)
{
    std::string text;
    for (std::string const& key : keys)
        text += (text.empty() ? "" : " ") + key;
    return text;
}

bool is_within(Keys const& keys, Keys const& allowed) { return std::includes(allowed.begin(), allowed.end(), keys.begin(), keys.end()); }

Keys keys_of(QPDFObjectHandle dictionary) { return dictionary.isDictionary() ? dictionary.getKeys() : Keys(); }

long long flags_of(QPDFObjectHandle widget)
{
    QPDFObjectHandle const flags = member(widget, "/F");
    return flags.isInteger() ? flags.getIntValue() : 0;
}

Change awaited(int number, ObjectHistory const& history)
{
    return { .kind = ChangeKind::Other,
        .revision = history.added.at(number),
        .subject = "object that something older was waiting for",
        .object = number };
}

/// Numbers that an object refers to and that were added after it was written.
std::set<int> awaited_by(QPDFObjectHandle const& object, ObjectHistory const& history)
{
    std::set<int> numbers;
    std::size_t const revision = history.changed.contains(object.getObjectID()) ? history.changed.at(object.getObjectID())
        : history.added.contains(object.getObjectID())                          ? history.added.at(object.getObjectID())
                                                                                : 0;
    for_each_reference(object, [&](QPDFObjectHandle const& reference) {
        auto const added = history.added.find(reference.getObjectID());
        if (added != history.added.end() && added->second > revision)
            numbers.insert(added->first);
    });
    return numbers;
}

class Comparison {
public:
    Comparison(Document& before, Document& after, std::size_t index, ObjectHistory& history)
        : m_before(before)
        , m_after(after)
        , m_index(index)
        , m_history(history)
        , m_objects(object_changes(before, after))
    {
    }

    Result<std::vector<Change>> run(Revision const& revision)
    {
        if (revision.is_hybrid)
            other("hybrid cross-reference table");
        if (revision.has_duplicates)
            other("object listed twice in the cross-references");
        compare_trailers();
        compare_catalogs();
        KONKORDAT_CHECK(compare_forms());
        compare_pages();
        compare_validation_data();
        explain_containers();
        report_the_rest();
        return std::move(m_changes);
    }

private:
    void add(ChangeKind kind, std::string subject, int object = 0)
    {
        m_changes.push_back(Change { .kind = kind, .revision = m_index, .subject = std::move(subject), .object = object });
    }
    void other(std::string subject, int object = 0) { add(ChangeKind::Other, std::move(subject), object); }

    [[nodiscard]] bool is_added(QPDFObjectHandle const& object) const
    {
        return object.isIndirect() && m_objects.added.contains(object.getObjGen());
    }
    [[nodiscard]] bool is_changed(QPDFObjectHandle const& object) const
    {
        return object.isIndirect() && m_objects.changed.contains(object.getObjGen());
    }
    void explain(QPDFObjectHandle const& object)
    {
        if (object.isIndirect())
            m_explained.insert(object.getObjGen());
    }

    /// What is new and reached from here over what is new. Nothing old refers to any of it, or it would dangle.
    void explain_new(QPDFObjectHandle const& value)
    {
        std::vector<QPDFObjectHandle> open { value };
        while (!open.empty()) {
            QPDFObjectHandle const object = open.back();
            open.pop_back();
            if (object.isIndirect() && (!is_added(object) || !m_explained.insert(object.getObjGen()).second))
                continue;
            for_each_reference(object, [&](QPDFObjectHandle const& reference) { open.push_back(reference); });
        }
    }

    void compare_trailers()
    {
        QPDFObjectHandle const before = m_before.pdf().getTrailer();
        QPDFObjectHandle const after = m_after.pdf().getTrailer();
        static Keys const technical { "/Prev", "/Size", "/XRefStm", "/W", "/Index", "/Type", "/Filter", "/DecodeParms", "/Length", "/ID" };
        for (std::string const& key : changed_keys(before, after)) {
            if (!technical.contains(key))
                other("trailer " + key);
        }
        // The first half of the identifier stays (ISO 32000-2 14.4).
        auto const old_id = items_of(before.getKey("/ID"));
        auto const new_id = items_of(after.getKey("/ID"));
        if (!old_id.empty() && (new_id.empty() || !is_same_value(old_id.front(), new_id.front())))
            other("trailer /ID");
    }

    void compare_catalogs()
    {
        QPDFObjectHandle const before = m_before.catalog();
        QPDFObjectHandle const after = m_after.catalog();
        if (before.getObjGen() != after.getObjGen())
            return;
        explain(after);
        static Keys const judged_elsewhere { "/AcroForm", "/DSS" };
        for (std::string const& key : changed_keys(before, after)) {
            if (judged_elsewhere.contains(key))
                continue;
            if (key == "/Perms" && is_certification(before.getKey(key), after.getKey(key))) {
                add(ChangeKind::Certification, key);
                explain_new(after.getKey(key));
            } else if (key == "/Extensions" || (key == "/Version" && after.getKey(key).isName())) {
                add(ChangeKind::Extensions, key);
                explain_new(after.getKey(key));
            } else {
                other("catalog " + key, after.getObjectID());
            }
        }
        if (QPDFObjectHandle const extensions = after.getKey("/Extensions");
            is_changed(extensions) && is_same_value(before.getKey("/Extensions"), extensions)) {
            add(ChangeKind::Extensions, "/Extensions");
            explain(extensions);
        }
    }

    /// Nothing but the entry of the certification is new, and it is a new signature.
    [[nodiscard]] bool is_certification(QPDFObjectHandle const& before, QPDFObjectHandle const& after) const
    {
        return after.isDictionary() && changed_keys(before, after) == Keys { "/DocMDP" } && is_added(after.getKey("/DocMDP"));
    }

    Result<void> compare_forms()
    {
        QPDFObjectHandle const before = m_before.catalog().getKey("/AcroForm");
        QPDFObjectHandle const after = m_after.catalog().getKey("/AcroForm");
        if (before.isDictionary() && !after.isDictionary()) {
            other("form removed");
            return {};
        }
        explain(after);
        for (std::string const& key : changed_keys(before, after)) {
            if (key == "/SigFlags")
                compare_signature_flags(member(before, key), after.getKey(key));
            else if (key == "/DR")
                compare_resources(member(before, key), after.getKey(key));
            else if (key == "/DA" && member(before, key).isNull())
                continue;
            else if (key != "/Fields")
                other("form " + key);
        }
        compare_indirect_resources(member(before, "/DR"), member(after, "/DR"));
        return compare_fields(before, after);
    }

    void compare_signature_flags(QPDFObjectHandle const& before, QPDFObjectHandle const& after)
    {
        long long const old_flags = before.isInteger() ? before.getIntValue() : 0;
        if (!after.isInteger() || after.getIntValue() < 0 || after.getIntValue() > 3 || (after.getIntValue() & old_flags) != old_flags)
            other("form /SigFlags");
    }

    /// More resources are no change of those that were there.
    void compare_resources(QPDFObjectHandle const& before, QPDFObjectHandle const& after)
    {
        for (std::string const& kind : keys_of(before)) {
            QPDFObjectHandle const old_kind = before.getKey(kind);
            QPDFObjectHandle const new_kind = member(after, kind);
            bool kept = old_kind.isDictionary() ? new_kind.isDictionary() : is_same_value(old_kind, new_kind);
            for (std::string const& name : keys_of(old_kind))
                kept = kept && is_same_value(old_kind.getKey(name), member(new_kind, name));
            if (!kept)
                other("form /DR");
            if (is_changed(new_kind) && old_kind.getObjGen() == new_kind.getObjGen())
                explain(new_kind);
        }
        explain_new(after);
    }

    void compare_indirect_resources(QPDFObjectHandle const& before, QPDFObjectHandle const& after)
    {
        bool inner = is_changed(after);
        for (std::string const& kind : keys_of(after))
            inner = inner || is_changed(after.getKey(kind));
        if (!inner)
            return;
        compare_resources(before, after);
        explain(after);
        for (std::string const& kind : keys_of(after))
            explain_new(after.getKey(kind));
    }

    Result<void> compare_fields(QPDFObjectHandle const& form_before, QPDFObjectHandle const& form_after)
    {
        QPDFObjectHandle const list = member(form_after, "/Fields");
        auto const old_list = items_of(member(form_before, "/Fields"));
        auto const new_list = items_of(list);
        bool kept = old_list.size() <= new_list.size();
        for (std::size_t i = 0; kept && i < old_list.size(); ++i)
            kept = is_same_value(old_list[i], new_list[i]);
        if (!kept)
            other("form /Fields");
        if (is_changed(list) || is_added(list))
            explain(list);

        KONKORDAT_TRY(std::vector<FormField> const before, form_fields(m_before.catalog()));
        KONKORDAT_TRY(std::vector<FormField> const after, form_fields(m_after.catalog()));
        std::map<QPDFObjGen, FormField const*> old_fields;
        for (FormField const& field : before)
            old_fields[field.object.getObjGen()] = &field;
        std::set<std::string> names;
        for (FormField const& field : after) {
            auto const old = old_fields.find(field.object.getObjGen());
            bool const is_old = old != old_fields.end();
            if (!is_old)
                judge_new_field(field);
            else
                judge_field(*old->second, field);
            // A second field of a name speaks for the first (ISO 32000-2 12.7.4.2).
            if (!names.insert(field.name).second && !is_old)
                other("field name used twice: " + field.name);
            if (is_old)
                old_fields.erase(old);
        }
        for (auto const& [id, field] : old_fields)
            other("field removed: " + field->name, id.getObj());
        return {};
    }

    void judge_new_field(FormField const& field)
    {
        QPDFObjectHandle object = field.object;
        std::string const subject = "new field: " + field.name;
        if (!is_added(object) || !field.is_signature() || !is_within(object.getKeys(), field_keys) || !member(object, "/Parent").isNull())
            return other(subject, object.getObjectID());
        if (QPDFObjectHandle const kind = object.getKey("/Subtype"); !kind.isNull() && !is_name(kind, "/Widget"))
            return other(subject, object.getObjectID());
        for (std::string const& key : object.getKeys()) {
            if (key != "/P" && key != "/V")
                explain_new(object.getKey(key));
        }
        explain(object);
        m_new_widgets.insert(object.getObjGen());
        bool const is_time_stamp = !field.value.isNull() && is_time_stamp_value(field.value);
        auto const area = rectangle_of(object.getKey("/Rect"));
        if (area && !area->is_empty() && (flags_of(object) & (flag_hidden | flag_no_view)) == 0) {
            add(ChangeKind::VisibleSignatureField, field.name, object.getObjectID());
            m_changes.back().covers_content = covers_content(object.getKey("/P"), *area);
        } else if (!is_time_stamp) {
            add(ChangeKind::SignatureField, field.name, object.getObjectID());
        }
        if (!field.value.isNull())
            judge_signature(field);
    }

    static bool is_time_stamp_value(QPDFObjectHandle const& value)
    {
        return is_name(member(value, "/Type"), "/DocTimeStamp") || is_name(member(value, "/SubFilter"), "/ETSI.RFC3161");
    }

    void judge_signature(FormField const& field)
    {
        if (!is_added(field.value))
            return other("signature that was in the file before: " + field.name, field.value.getObjectID());
        explain_new(field.value);
        add(is_time_stamp_value(field.value) ? ChangeKind::DocumentTimeStamp : ChangeKind::Signature, field.name,
            field.object.getObjectID());
    }

    void judge_field(FormField const& before, FormField const& after)
    {
        if (before.name != after.name || before.type != after.type)
            return other("field renamed: " + before.name, after.object.getObjectID());
        Keys keys;
        if (is_changed(after.object)) {
            keys = changed_keys(before.object, after.object);
            explain(after.object);
        }
        Keys of_widgets;
        bool const has_kids = !after.widgets.empty() && after.widgets.front().getObjGen() != after.object.getObjGen();
        for (std::size_t i = 0; has_kids && i < after.widgets.size() && i < before.widgets.size(); ++i) {
            if (!is_changed(after.widgets[i]) || before.widgets[i].getObjGen() != after.widgets[i].getObjGen())
                continue;
            Keys const more = changed_keys(before.widgets[i], after.widgets[i]);
            of_widgets.insert(more.begin(), more.end());
            explain(after.widgets[i]);
            explain_new(after.widgets[i].getKey("/AP"));
        }
        if (keys.empty() && of_widgets.empty())
            return;
        if (after.is_signature() && after.value.isNull() && before.value.isNull() && of_widgets.empty() && keys == Keys { "/Lock" }
            && member(before.object, "/Lock").isNull()) {
            explain_new(after.object.getKey("/Lock"));
            return add(ChangeKind::FieldLock, after.name, after.object.getObjectID());
        }
        bool const allowed = is_within(keys, after.is_signature() ? signing_keys : filling_keys) && is_within(of_widgets, widget_keys);
        if (!allowed || after.type == "" || (after.is_signature() && !is_being_signed(before, after, keys))) {
            keys.merge(of_widgets);
            return other("field " + after.name + ": " + join(keys), after.object.getObjectID());
        }
        explain_new(after.object.getKey("/AP"));
        if (after.is_signature())
            return judge_signature(after);
        explain_new(after.object.getKey("/V"));
        add(ChangeKind::FieldValue, after.name, after.object.getObjectID());
    }

    /// From empty to signed, and no more visible or less than it was.
    static bool is_being_signed(FormField const& before, FormField const& after, Keys const& keys)
    {
        constexpr long long keep = flag_hidden | flag_no_view | 1;
        return keys.contains("/V") && before.value.isNull() && after.value.isDictionary()
            && (flags_of(before.object) & keep) == (flags_of(after.object) & keep);
    }

    void compare_pages()
    {
        bool arrays = false;
        for (QPDFObjGen const& id : m_objects.changed) {
            QPDFObjectHandle const after = m_after.pdf().getObject(id);
            arrays = arrays || after.isArray();
            QPDFObjectHandle const before = m_before.pdf().getObject(id);
            if (!is_name(member(before, "/Type"), "/Page") || !is_name(member(after, "/Type"), "/Page"))
                continue;
            Keys const keys = changed_keys(before, after);
            if (!is_within(keys, { "/Annots" }))
                continue;
            m_explained.insert(id);
            QPDFObjectHandle const list = member(after, "/Annots");
            if (is_added(list))
                explain(list);
            compare_annotations(member(before, "/Annots"), list, after);
        }
        if (arrays)
            compare_annotation_arrays(m_before.catalog().getKey("/Pages"), 0);
    }

    /// Arrays of annotations that are objects of their own, on pages that are as they were.
    void compare_annotation_arrays(QPDFObjectHandle const& node, int depth)
    {
        for (QPDFObjectHandle const& kid : items_of(member(node, "/Kids"))) {
            if (depth < 32 && !member(kid, "/Kids").isNull()) {
                compare_annotation_arrays(kid, depth + 1);
                continue;
            }
            QPDFObjectHandle const list = member(kid, "/Annots");
            if (!is_changed(list) || m_explained.contains(list.getObjGen()))
                continue;
            explain(list);
            compare_annotations(list, m_after.pdf().getObject(list.getObjGen()), kid);
        }
    }

    void compare_annotations(QPDFObjectHandle const& before, QPDFObjectHandle const& after, QPDFObjectHandle const& page)
    {
        auto const old_list = items_of(before);
        auto const new_list = items_of(after);
        bool kept = old_list.size() <= new_list.size();
        for (std::size_t i = 0; kept && i < old_list.size(); ++i)
            kept = is_same_value(old_list[i], new_list[i]);
        if (!kept)
            return other("annotations of a page", page.getObjectID());
        for (std::size_t i = old_list.size(); i < new_list.size(); ++i) {
            if (new_list[i].isIndirect() && m_new_widgets.contains(new_list[i].getObjGen()))
                continue;
            judge_annotation(new_list[i], page);
        }
    }

    void judge_annotation(QPDFObjectHandle const& annotation, QPDFObjectHandle const& page)
    {
        // Comments; no forms, links, films, and nothing that runs.
        static Keys const comments { "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
            "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink", "/Popup" };
        QPDFObjectHandle const kind = member(annotation, "/Subtype");
        auto const area = rectangle_of(member(annotation, "/Rect"));
        bool const runs = !member(annotation, "/A").isNull() || !member(annotation, "/AA").isNull() || !member(annotation, "/OC").isNull();
        if (!is_added(annotation) || !kind.isName() || !comments.contains(kind.getName()) || !area || runs)
            return other("new annotation", annotation.getObjectID());
        explain_new(annotation);
        add(ChangeKind::Annotation, kind.getName().substr(1), annotation.getObjectID());
        m_changes.back().covers_content = !area->is_empty() && covers_content(page, *area);
    }

    /// The dictionaries and arrays of /DSS (ISO 32000-2 12.8.4.3), in their places. Streams are leaves.
    void collect_validation_data(QPDFObjectHandle const& store, ObjectSet& containers, ObjectSet& streams, bool& is_understood)
    {
        auto enter = [&](QPDFObjectHandle const& object, ObjectSet& objects) {
            if (object.isIndirect())
                objects.insert(object.getObjGen());
        };
        auto enter_lists = [&](QPDFObjectHandle const& owner, Keys const& others) {
            static Keys const lists { "/Certs", "/Cert", "/OCSPs", "/OCSP", "/CRLs", "/CRL" };
            enter(owner, containers);
            for (std::string const& key : keys_of(owner)) {
                if (!lists.contains(key)) {
                    is_understood = is_understood && others.contains(key);
                    continue;
                }
                enter(owner.getKey(key), containers);
                for (QPDFObjectHandle const& item : items_of(owner.getKey(key))) {
                    is_understood = is_understood && item.isStream();
                    enter(item, streams);
                }
            }
        };
        enter_lists(store, { "/Type", "/VRI" });
        QPDFObjectHandle const related = member(store, "/VRI");
        enter(related, containers);
        for (std::string const& key : keys_of(related)) {
            if (key == "/Type")
                continue;
            enter_lists(related.getKey(key), { "/Type", "/TU", "/TS" });
            if (QPDFObjectHandle const stamp = member(related.getKey(key), "/TS"); stamp.isIndirect())
                streams.insert(stamp.getObjGen());
        }
    }

    void compare_validation_data()
    {
        QPDFObjectHandle const after = m_after.catalog().getKey("/DSS");
        QPDFObjectHandle const before = m_before.catalog().getKey("/DSS");
        ObjectSet old_containers, new_containers, streams, old_streams;
        bool understood = true;
        bool ignored = true;
        collect_validation_data(before, old_containers, old_streams, ignored);
        collect_validation_data(after, new_containers, streams, understood);
        bool touched = !is_same_value(before, after);
        for (QPDFObjGen const& id : new_containers) {
            bool const is_new = m_objects.added.contains(id);
            if (is_new || (m_objects.changed.contains(id) && old_containers.contains(id))) {
                m_explained.insert(id);
                touched = true;
            }
        }
        for (QPDFObjGen const& id : streams) {
            if (m_objects.added.contains(id))
                m_explained.insert(id);
        }
        if (!touched)
            return;
        if (!after.isDictionary() || !understood)
            other("validation data");
        else
            add(ChangeKind::ValidationData, "/DSS");
    }

    /// Streams of objects and of cross-references say nothing of their own.
    void explain_containers()
    {
        for (QPDFObjGen const& id : m_objects.added) {
            QPDFObjectHandle const object = m_after.pdf().getObject(id);
            QPDFObjectHandle const type = member(object, "/Type");
            if (object.isStream() && (is_name(type, "/XRef") || is_name(type, "/ObjStm")))
                m_explained.insert(id);
        }
    }

    void report_the_rest()
    {
        for (QPDFObjGen const& id : m_objects.added) {
            if (!m_explained.contains(id))
                other(describe(id, m_after) + " added", id.getObj());
        }
        for (QPDFObjGen const& id : m_objects.changed) {
            if (!m_explained.contains(id))
                other(describe(id, m_before), id.getObj());
        }
        for (QPDFObjGen const& id : m_objects.removed)
            other(describe(id, m_before) + " removed", id.getObj());
        enter_history();
    }

    /// What is overwritten may have waited for an object until now.
    void enter_history()
    {
        for (QPDFObjGen const& id : m_objects.changed) {
            for (int const number : awaited_by(m_before.pdf().getObject(id), m_history))
                m_changes.push_back(awaited(number, m_history));
        }
        for (QPDFObjGen const& id : m_objects.added)
            m_history.added[id.getObj()] = m_index;
        for (QPDFObjGen const& id : m_objects.changed)
            m_history.changed[id.getObj()] = m_index;
    }

    std::string describe(QPDFObjGen id, Document& document)
    {
        QPDFObjectHandle const trailer = document.pdf().getTrailer();
        if (trailer.getKey("/Info").getObjGen() == id)
            return "document information";
        if (document.catalog().getObjGen() == id)
            return "catalog";
        QPDFObjectHandle const object = document.pdf().getObject(id);
        QPDFObjectHandle const type = member(object, "/Type");
        QPDFObjectHandle const kind = member(object, "/Subtype");
        std::string text = type.isName() ? type.getName().substr(1) : object.isStream() ? "stream" : "object";
        if (kind.isName())
            text += " " + kind.getName().substr(1);
        return text;
    }

    Document& m_before;
    Document& m_after;
    std::size_t m_index;
    ObjectHistory& m_history;
    ObjectChanges m_objects;
    ObjectSet m_explained;
    ObjectSet m_new_widgets;
    std::vector<Change> m_changes;
};

} // namespace

std::string_view change_kind_name(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Signature: return "signature";
    case ChangeKind::DocumentTimeStamp: return "document-time-stamp";
    case ChangeKind::SignatureField: return "signature-field";
    case ChangeKind::VisibleSignatureField: return "visible-signature-field";
    case ChangeKind::FieldValue: return "field-value";
    case ChangeKind::Annotation: return "annotation";
    case ChangeKind::ValidationData: return "validation-data";
    case ChangeKind::Extensions: return "extensions";
    case ChangeKind::FieldLock: return "field-lock";
    case ChangeKind::Certification: return "certification";
    case ChangeKind::Other: return "other";
    }
    return "";
}

Result<std::vector<Change>> compare_revisions(
    Document& before, Document& after, Revision const& revision, std::size_t index, ObjectHistory& history)
{
    return Comparison(before, after, index, history).run(revision);
}

std::vector<Change> awaited_objects(Document& last, ObjectHistory const& history)
{
    std::vector<Change> changes;
    if (history.added.empty())
        return changes;
    std::set<int> numbers = awaited_by(last.pdf().getTrailer(), history);
    for (auto const& [id, place] : last.pdf().getXRefTable())
        numbers.merge(awaited_by(last.pdf().getObject(id), history));
    std::transform(numbers.begin(), numbers.end(), std::back_inserter(changes), [&](int number) { return awaited(number, history); });
    return changes;
}

std::set<int> awaited_numbers(Document& document, std::size_t size, int first)
{
    std::set<int> numbers;
    for (auto const& [id, place] : document.pdf().getXRefTable()) {
        if (place.getType() == 1 && static_cast<std::size_t>(place.getOffset()) >= size)
            continue;
        for_each_reference(document.pdf().getObject(id), [&](QPDFObjectHandle const& reference) {
            if (reference.getObjectID() >= first)
                numbers.insert(reference.getObjectID());
        });
    }
    return numbers;
}

} // namespace konkordat::sign
