#include "core/sign/compare.h"

#include "core/sign/annotation_changes.h"
#include "core/sign/catalog_changes.h"
#include "core/sign/form_changes.h"
#include "core/sign/revision_difference.h"
#include "core/sign/validation_data_changes.h"

namespace konkordat::sign {

namespace {

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

/// Streams of objects and of cross-references say nothing of their own.
void explain_streams_of_objects(RevisionDifference& found)
{
    for (QPDFObjGen const& id : found.objects().added) {
        QPDFObjectHandle const object = found.after().pdf().getObject(id);
        QPDFObjectHandle const type = member(object, "/Type");
        if (object.isStream() && (is_name(type, "/XRef") || is_name(type, "/ObjStm")))
            found.explain(id);
    }
}

void report_the_rest(RevisionDifference& found)
{
    for (QPDFObjGen const& id : found.objects().added) {
        if (!found.is_explained(id))
            found.other(describe(id, found.after()) + " added", id.getObj());
    }
    for (QPDFObjGen const& id : found.objects().changed) {
        if (!found.is_explained(id))
            found.other(describe(id, found.before()), id.getObj());
    }
    for (QPDFObjGen const& id : found.objects().removed)
        found.other(describe(id, found.before()) + " removed", id.getObj());
}

/// What is overwritten may have waited for an object until now.
std::vector<Change> enter_history(RevisionDifference& found, ObjectHistory& history)
{
    std::vector<Change> awaited;
    for (QPDFObjGen const& id : found.objects().changed) {
        std::vector<Change> const more = awaited_by(found.before().pdf().getObject(id), history);
        awaited.insert(awaited.end(), more.begin(), more.end());
    }
    for (QPDFObjGen const& id : found.objects().added)
        history.added[id.getObj()] = found.revision();
    for (QPDFObjGen const& id : found.objects().changed)
        history.changed[id.getObj()] = found.revision();
    return awaited;
}

} // namespace

Result<std::vector<Change>> compare_revisions(
    Document& before, Document& after, Revision const& revision, std::size_t index, ObjectHistory& history)
{
    RevisionDifference found(before, after, index);
    if (revision.is_hybrid)
        found.other("hybrid cross-reference table");
    if (revision.has_duplicates)
        found.other("object listed twice in the cross-references");
    compare_trailers(found);
    compare_catalogs(found);
    KONKORDAT_CHECK(compare_forms(found));
    compare_pages(found);
    compare_validation_data(found);
    explain_streams_of_objects(found);
    for (QPDFObjGen const& id : found.shared_containers())
        found.other(describe(id, before) + " with several uses", id.getObj());
    report_the_rest(found);
    std::vector<Change> const awaited = enter_history(found, history);
    std::vector<Change> changes = found.take_changes();
    changes.insert(changes.end(), awaited.begin(), awaited.end());
    return changes;
}

} // namespace konkordat::sign
