#pragma once

#include "core/sign/change.h"
#include "core/sign/document.h"
#include "core/sign/object_changes.h"

#include <set>
#include <string>
#include <vector>

/// For use inside this folder.
namespace konkordat::sign {

using Keys = std::set<std::string>;

/// Two revisions, how their objects differ, and what of that has been explained by changes of a known kind. What is not explained in the end
/// is no permitted change.
class RevisionDifference {
public:
    /// `revision`: number of the later one, from 0.
    RevisionDifference(Document& before, Document& after, std::size_t revision);

    [[nodiscard]] Document& before() { return m_before; }
    [[nodiscard]] Document& after() { return m_after; }
    [[nodiscard]] std::size_t revision() const { return m_revision; }
    [[nodiscard]] ObjectChanges const& objects() const { return m_objects; }
    [[nodiscard]] bool is_added(QPDFObjectHandle const&) const;
    [[nodiscard]] bool is_changed(QPDFObjectHandle const&) const;

    /// The reference holds until the next change is added.
    Change& add(ChangeKind, std::string subject, int object = 0);
    void other(std::string subject, int object = 0) { add(ChangeKind::Other, std::move(subject), object); }
    [[nodiscard]] std::vector<Change> take_changes() { return std::move(m_changes); }

    void explain(QPDFObjGen id) { m_explained.insert(id); }
    void explain(QPDFObjectHandle const&);
    /// A list or dictionary that changed as it may in the one place where it was found; in any other it would be another change.
    void explain_container(QPDFObjectHandle const&);
    /// Containers that the earlier revision refers to from more than one place.
    [[nodiscard]] ObjectSet shared_containers();
    /// What is new and reached from here over what is new. Nothing old refers to any of it, or it would dangle.
    void explain_new(QPDFObjectHandle const&);
    [[nodiscard]] bool is_explained(QPDFObjGen id) const { return m_explained.contains(id); }

    /// Fields that are new and have been judged as such are not judged again as annotations.
    void enter_new_widget(QPDFObjectHandle const& widget) { m_new_widgets.insert(widget.getObjGen()); }
    [[nodiscard]] bool is_new_widget(QPDFObjectHandle const&) const;

private:
    Document& m_before;
    Document& m_after;
    std::size_t m_revision;
    ObjectChanges m_objects;
    ObjectSet m_explained;
    ObjectSet m_containers;
    ObjectSet m_new_widgets;
    std::vector<Change> m_changes;
};

[[nodiscard]] Keys keys_of(QPDFObjectHandle dictionary);
[[nodiscard]] bool is_within(Keys const&, Keys const& allowed);

} // namespace konkordat::sign
