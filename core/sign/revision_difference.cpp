#include "core/sign/revision_difference.h"

#include <algorithm>

namespace konkordat::sign {

RevisionDifference::RevisionDifference(Document& before, Document& after, std::size_t revision)
    : m_before(before)
    , m_after(after)
    , m_revision(revision)
    , m_objects(object_changes(before, after))
{
}

bool RevisionDifference::is_added(QPDFObjectHandle const& object) const
{
    return object.isIndirect() && m_objects.added.contains(object.getObjGen());
}

bool RevisionDifference::is_changed(QPDFObjectHandle const& object) const
{
    return object.isIndirect() && m_objects.changed.contains(object.getObjGen());
}

Change& RevisionDifference::add(ChangeKind kind, std::string subject, int object)
{
    m_changes.push_back(Change { .kind = kind, .revision = m_revision, .subject = std::move(subject), .object = object });
    return m_changes.back();
}

void RevisionDifference::explain(QPDFObjectHandle const& object)
{
    if (object.isIndirect())
        explain(object.getObjGen());
}

void RevisionDifference::explain_container(QPDFObjectHandle const& container)
{
    if (is_changed(container))
        m_containers.insert(container.getObjGen());
    explain(container);
}

ObjectSet RevisionDifference::shared_containers()
{
    ObjectSet shared;
    if (m_containers.empty())
        return shared;
    for (auto const& [id, count] : references_to(m_before, m_containers)) {
        if (count > 1)
            shared.insert(id);
    }
    return shared;
}

void RevisionDifference::explain_new(QPDFObjectHandle const& value)
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

bool RevisionDifference::is_new_widget(QPDFObjectHandle const& annotation) const
{
    return annotation.isIndirect() && m_new_widgets.contains(annotation.getObjGen());
}

Keys keys_of(QPDFObjectHandle dictionary) { return dictionary.isDictionary() ? dictionary.getKeys() : Keys(); }

bool is_within(Keys const& keys, Keys const& allowed) { return std::includes(allowed.begin(), allowed.end(), keys.begin(), keys.end()); }

} // namespace konkordat::sign
