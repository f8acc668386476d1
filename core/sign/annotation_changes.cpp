#include "core/sign/annotation_changes.h"

#include "core/sign/content_cover.h"

namespace konkordat::sign {

namespace {

void judge_annotation(RevisionDifference& found, QPDFObjectHandle const& annotation, QPDFObjectHandle const& page)
{
    // Comments; no forms, links, films, and nothing that runs.
    static Keys const comments { "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
        "/Squiggly", "/StrikeOut", "/Caret", "/Ink", "/Popup" };
    QPDFObjectHandle const kind = member(annotation, "/Subtype");
    auto const area = rectangle_of(member(annotation, "/Rect"));
    bool const runs = !member(annotation, "/A").isNull() || !member(annotation, "/AA").isNull() || !member(annotation, "/OC").isNull();
    if (!found.is_added(annotation) || !kind.isName() || !comments.contains(kind.getName()) || !area || runs)
        return found.other("new annotation", annotation.getObjectID());
    found.explain_new(annotation);
    found.add(ChangeKind::Annotation, kind.getName().substr(1), annotation.getObjectID()).covers_content = !area->is_empty()
        && covers_content(page, *area);
}

/// What a new field covers was looked at on the page that it names.
bool is_on_its_page(QPDFObjectHandle const& widget, QPDFObjectHandle const& page)
{
    QPDFObjectHandle const named = member(widget, "/P");
    return named.isNull() || named.getObjGen() == page.getObjGen();
}

void compare_annotations(
    RevisionDifference& found, QPDFObjectHandle const& before, QPDFObjectHandle const& after, QPDFObjectHandle const& page)
{
    auto const old_list = items_of(before);
    auto const new_list = items_of(after);
    bool kept = old_list.size() <= new_list.size();
    for (std::size_t i = 0; kept && i < old_list.size(); ++i)
        kept = is_same_value(old_list[i], new_list[i]);
    if (!kept)
        return found.other("annotations of a page", page.getObjectID());
    for (std::size_t i = old_list.size(); i < new_list.size(); ++i) {
        if (!found.is_new_widget(new_list[i]))
            judge_annotation(found, new_list[i], page);
        else if (!is_on_its_page(new_list[i], page))
            found.other("new field on another page than it says", new_list[i].getObjectID());
    }
}

/// Arrays of annotations that are objects of their own, on pages that are as they were.
void compare_annotation_arrays(RevisionDifference& found, QPDFObjectHandle const& node, int depth)
{
    for (QPDFObjectHandle const& kid : items_of(member(node, "/Kids"))) {
        if (depth < 32 && !member(kid, "/Kids").isNull()) {
            compare_annotation_arrays(found, kid, depth + 1);
            continue;
        }
        QPDFObjectHandle const list = member(kid, "/Annots");
        if (!found.is_changed(list))
            continue;
        found.explain_container(list);
        compare_annotations(found, list, found.after().pdf().getObject(list.getObjGen()), kid);
    }
}

} // namespace

void compare_pages(RevisionDifference& found)
{
    bool arrays = false;
    for (QPDFObjGen const& id : found.objects().changed) {
        QPDFObjectHandle const after = found.after().pdf().getObject(id);
        arrays = arrays || after.isArray();
        QPDFObjectHandle const before = found.before().pdf().getObject(id);
        if (!is_name(member(before, "/Type"), "/Page") || !is_name(member(after, "/Type"), "/Page"))
            continue;
        Keys const keys = changed_keys(before, after);
        if (!is_within(keys, { "/Annots" }))
            continue;
        found.explain(id);
        QPDFObjectHandle const list = member(after, "/Annots");
        if (found.is_added(list))
            found.explain(list);
        compare_annotations(found, member(before, "/Annots"), list, after);
    }
    if (arrays)
        compare_annotation_arrays(found, found.before().catalog().getKey("/Pages"), 0);
}

} // namespace konkordat::sign
