#include "core/sign/catalog_changes.h"

namespace konkordat::sign {

namespace {

/// Nothing but the entry of the certification is new, and it is a new signature.
bool is_certification(RevisionDifference const& found, QPDFObjectHandle const& before, QPDFObjectHandle const& after)
{
    return after.isDictionary() && changed_keys(before, after) == Keys { "/DocMDP" } && found.is_added(after.getKey("/DocMDP"));
}

} // namespace

void compare_trailers(RevisionDifference& found)
{
    QPDFObjectHandle const before = found.before().pdf().getTrailer();
    QPDFObjectHandle const after = found.after().pdf().getTrailer();
    static Keys const technical { "/Prev", "/Size", "/XRefStm", "/W", "/Index", "/Type", "/Filter", "/DecodeParms", "/Length", "/ID" };
    for (std::string const& key : changed_keys(before, after)) {
        if (!technical.contains(key))
            found.other("trailer " + key);
    }
    // The first half of the identifier stays (ISO 32000-2 14.4).
    auto const old_id = items_of(before.getKey("/ID"));
    auto const new_id = items_of(after.getKey("/ID"));
    if (!old_id.empty() && (new_id.empty() || !is_same_value(old_id.front(), new_id.front())))
        found.other("trailer /ID");
}

void compare_catalogs(RevisionDifference& found)
{
    QPDFObjectHandle const before = found.before().catalog();
    QPDFObjectHandle const after = found.after().catalog();
    if (before.getObjGen() != after.getObjGen())
        return;
    found.explain(after);
    static Keys const judged_elsewhere { "/AcroForm", "/DSS" };
    for (std::string const& key : changed_keys(before, after)) {
        if (judged_elsewhere.contains(key))
            continue;
        if (key == "/Perms" && is_certification(found, before.getKey(key), after.getKey(key))) {
            found.add(ChangeKind::Certification, key);
            found.explain_new(after.getKey(key));
        } else if (key == "/Extensions" || (key == "/Version" && after.getKey(key).isName())) {
            found.add(ChangeKind::Extensions, key);
            found.explain_new(after.getKey(key));
        } else {
            found.other("catalog " + key, after.getObjectID());
        }
    }
    if (QPDFObjectHandle const extensions = after.getKey("/Extensions");
        found.is_changed(extensions) && is_same_value(before.getKey("/Extensions"), extensions)) {
        found.add(ChangeKind::Extensions, "/Extensions");
        found.explain_container(extensions);
    }
}

} // namespace konkordat::sign
