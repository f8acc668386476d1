#include "core/sign/validation_data_changes.h"

namespace konkordat::sign {

namespace {

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

/// Whether something else than the catalog's /DSS refers to them: what is added there would be added to that as well.
bool are_used_elsewhere(Document& document, ObjectSet const& containers)
{
    ObjectSet owners = containers;
    owners.insert(document.catalog().getObjGen());
    bool is_used = !references_to(document, containers, owners).empty();
    auto visit = [&](QPDFObjectHandle const& reference) { is_used = is_used || containers.contains(reference.getObjGen()); };
    for (auto const& [key, value] : document.catalog().getDictAsMap()) {
        if (key == "/DSS")
            continue;
        if (value.isIndirect())
            visit(value);
        else
            for_each_reference(value, visit);
    }
    return is_used;
}

} // namespace

void compare_validation_data(RevisionDifference& found)
{
    QPDFObjectHandle const after = found.after().catalog().getKey("/DSS");
    QPDFObjectHandle const before = found.before().catalog().getKey("/DSS");
    ObjectSet old_containers, new_containers, streams, old_streams;
    bool understood = true;
    bool ignored = true;
    collect_validation_data(before, old_containers, old_streams, ignored);
    collect_validation_data(after, new_containers, streams, understood);
    bool touched = !is_same_value(before, after);
    bool grows = false;
    for (QPDFObjGen const& id : new_containers) {
        bool const is_new = found.objects().added.contains(id);
        bool const is_changed = found.objects().changed.contains(id) && old_containers.contains(id);
        grows = grows || is_changed;
        if (is_new || is_changed) {
            found.explain(id);
            touched = true;
        }
    }
    for (QPDFObjGen const& id : streams) {
        if (found.objects().added.contains(id))
            found.explain(id);
    }
    if (!touched)
        return;
    if (!after.isDictionary() || !understood || (grows && are_used_elsewhere(found.before(), old_containers)))
        found.other("validation data");
    else
        found.add(ChangeKind::ValidationData, "/DSS");
}

} // namespace konkordat::sign
