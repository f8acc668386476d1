#include "core/sign/object_changes.h"

#include <qpdf/Buffer.hh>

#include <cstring>

namespace konkordat::sign {

namespace {

constexpr int max_depth = 100;

/// The object's own text. References are not followed, which qpdf's unparse() does to leave out null values.
void append_text(QPDFObjectHandle value, bool is_top, int depth, std::string& out)
{
    if (value.isIndirect() && !is_top) {
        out += value.getObjGen().unparse(' ') + " R ";
    } else if (depth > max_depth) {
        out += value.unparse();
    } else if (value.isDictionary()) {
        out += "<<";
        for (auto const& [key, part] : value.getDictAsMap()) {
            out += QPDFObjectHandle::newName(key).unparse() + " ";
            append_text(part, false, depth + 1, out);
        }
        out += ">>";
    } else if (value.isArray()) {
        out += "[";
        for (QPDFObjectHandle const& part : value.getArrayAsVector())
            append_text(part, false, depth + 1, out);
        out += "]";
    } else {
        out += (is_top ? value.unparseResolved() : value.unparse()) + " ";
    }
}

std::string own_text(QPDFObjectHandle value)
{
    std::string text;
    append_text(value.isStream() ? value.getDict() : value, true, 0, text);
    return text;
}

void visit_references(QPDFObjectHandle value, int depth, std::function<void(QPDFObjectHandle const&)> const& visit)
{
    // qpdf itself refuses to read what is nested deeper.
    if (depth > max_depth)
        return;
    auto below = [&](QPDFObjectHandle const& part) {
        if (part.isIndirect())
            visit(part);
        else
            visit_references(part, depth + 1, visit);
    };
    if (value.isStream())
        value = value.getDict();
    if (value.isDictionary()) {
        for (auto const& [key, part] : value.getDictAsMap())
            below(part);
    } else if (value.isArray()) {
        for (QPDFObjectHandle const& part : value.getArrayAsVector())
            below(part);
    }
}

} // namespace

ObjectChanges object_changes(Document& before, Document& after)
{
    ObjectChanges changes;
    auto const& old_places = before.places();
    // Both are in order: one walk along them.
    auto old = old_places.begin();
    for (ObjectPlace const& place : after.places()) {
        for (; old != old_places.end() && old->id < place.id; ++old)
            changes.removed.insert(old->id);
        if (old == old_places.end() || place.id < old->id) {
            changes.added.insert(place.id);
            continue;
        }
        if (!is_same_place(*old, place) && !is_same_object(before.pdf().getObject(place.id), after.pdf().getObject(place.id)))
            changes.changed.insert(place.id);
        ++old;
    }
    for (; old != old_places.end(); ++old)
        changes.removed.insert(old->id);
    return changes;
}

bool is_same_object(QPDFObjectHandle before, QPDFObjectHandle after)
{
    if (before.isStream() != after.isStream() || own_text(before) != own_text(after))
        return false;
    if (!before.isStream())
        return true;
    auto const old_data = before.getRawStreamData();
    auto const new_data = after.getRawStreamData();
    return old_data->getSize() == new_data->getSize()
        && (old_data->getSize() == 0 || std::memcmp(old_data->getBuffer(), new_data->getBuffer(), old_data->getSize()) == 0);
}

bool is_same_value(QPDFObjectHandle before, QPDFObjectHandle after) { return before.unparse() == after.unparse(); }

std::set<std::string> changed_keys(QPDFObjectHandle before, QPDFObjectHandle after)
{
    auto const entries_of = [](QPDFObjectHandle object) {
        return object.isDictionary() ? object.getDictAsMap() : std::map<std::string, QPDFObjectHandle>();
    };
    auto const old_entries = entries_of(before);
    auto const new_entries = entries_of(after);
    std::set<std::string> keys;
    for (auto const& [key, value] : old_entries) {
        auto const other = new_entries.find(key);
        if (other == new_entries.end() || !is_same_value(value, other->second))
            keys.insert(key);
    }
    for (auto const& [key, value] : new_entries) {
        if (!old_entries.contains(key))
            keys.insert(key);
    }
    return keys;
}

std::vector<QPDFObjectHandle> items_of(QPDFObjectHandle array)
{
    return array.isArray() ? array.getArrayAsVector() : std::vector<QPDFObjectHandle>();
}

std::map<QPDFObjGen, std::size_t> references_to(Document& document, ObjectSet const& wanted, ObjectSet const& owners)
{
    std::map<QPDFObjGen, std::size_t> counts;
    auto count = [&](QPDFObjectHandle const& reference) {
        if (wanted.contains(reference.getObjGen()))
            ++counts[reference.getObjGen()];
    };
    for_each_reference(document.pdf().getTrailer(), count);
    for (ObjectPlace const& place : document.places()) {
        if (!owners.contains(place.id))
            for_each_reference(document.pdf().getObject(place.id), count);
    }
    return counts;
}

void for_each_reference(QPDFObjectHandle object, std::function<void(QPDFObjectHandle const&)> const& visit)
{
    visit_references(object, 0, visit);
}

} // namespace konkordat::sign
