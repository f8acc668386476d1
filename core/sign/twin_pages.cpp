#include "core/sign/twin_pages.h"

#include "core/sign/compare.h"
#include "core/sign/document.h"
#include "core/sign/object_changes.h"
#include "core/sign/resolved_equality.h"
#include "core/sign/revisions.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

TwinCheck different(std::string reason, std::vector<int> pages = {}) { return { Twin::Different, std::move(reason), std::move(pages) }; }

/// Languages of the document's parts, in order; that of the document if they do not differ.
std::vector<Language> languages_of_catalog(QPDFObjectHandle catalog)
{
    std::vector<Language> languages;
    auto add = [&](QPDFObjectHandle const& tag) {
        auto const language = parse_language(text_of(tag));
        if (language && std::find(languages.begin(), languages.end(), *language) == languages.end())
            languages.push_back(*language);
    };
    add(catalog.getKey("/Lang"));
    for (QPDFObjectHandle const& document : items_of(member(catalog.getKey("/StructTreeRoot"), "/K"))) {
        for (QPDFObjectHandle const& part : items_of(member(document, "/K")))
            add(member(part, "/Lang"));
    }
    return languages;
}

std::vector<QPDFObjectHandle> pages_of(QPDFObjectHandle node, int depth = 0)
{
    std::vector<QPDFObjectHandle> pages;
    for (QPDFObjectHandle const& kid : items_of(member(node, "/Kids"))) {
        if (member(kid, "/Kids").isNull()) {
            pages.push_back(kid);
        } else if (depth < 32) {
            auto const below = pages_of(kid, depth + 1);
            pages.insert(pages.end(), below.begin(), below.end());
        }
    }
    return pages;
}

/// What a page has of its own or takes over from the page tree (ISO 32000-2 7.7.3.4), null if neither.
QPDFObjectHandle attribute(QPDFObjectHandle page, std::string const& key)
{
    QPDFObjectHandle node = page;
    for (int depth = 0; depth < 32 && node.isDictionary(); ++depth) {
        if (node.hasKey(key))
            return node.getKey(key);
        node = member(node, "/Parent");
    }
    return QPDFObjectHandle::newNull();
}

bool inherit_the_same(ResolvedEquality& equality, QPDFObjectHandle const& ours, QPDFObjectHandle const& theirs)
{
    for (char const* const key : { "/Resources", "/MediaBox", "/CropBox", "/Rotate" }) {
        if (!equality.are_equal(attribute(ours, key), attribute(theirs, key)))
            return false;
    }
    return true;
}

/// Everything that is seen or read aloud, but for what a signature leaves in its field.
TwinCheck compare_pages(Document& file, Document& twin)
{
    auto const ours = pages_of(file.catalog().getKey("/Pages"));
    auto const theirs = pages_of(twin.catalog().getKey("/Pages"));
    if (ours.size() != theirs.size())
        return different("it has " + std::to_string(ours.size()) + " pages instead of " + std::to_string(theirs.size()));
    ResolvedEquality pages({ "/Parent", "/Annots", "/Length", "/Filter", "/DecodeParms" });
    std::vector<int> differing;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (!pages.are_equal(ours[i], theirs[i]) || !inherit_the_same(pages, ours[i], theirs[i]))
            differing.push_back(static_cast<int>(i) + 1);
    }
    if (!differing.empty())
        return different("pages differ", std::move(differing));
    ResolvedEquality structure({ "/V", "/AP", "/M", "/F", "/Lock", "/Length", "/Filter", "/DecodeParms" });
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (!structure.are_equal(member(ours[i], "/Annots"), member(theirs[i], "/Annots")))
            differing.push_back(static_cast<int>(i) + 1);
    }
    if (!differing.empty())
        return different("links or fields of pages differ", std::move(differing));
    for (char const* const key : { "/StructTreeRoot", "/Outlines", "/Lang", "/OCProperties", "/PageLabels" }) {
        if (!structure.are_equal(file.catalog().getKey(key), twin.catalog().getKey(key)))
            return different(std::string("the catalog's ") + (key + 1) + " differs");
    }
    return { .result = Twin::SamePages, .reason = "the pages are the same, the file's bytes are not", .pages = {} };
}

/// What every revision did beyond signing and preparing.
Result<std::vector<Change>> other_changes(std::string_view pdf, std::vector<Revision> const& revisions)
{
    std::vector<Change> others;
    KONKORDAT_TRY(std::unique_ptr<Document> before, Document::open(pdf.substr(0, revisions.front().end)));
    ObjectHistory history;
    for (std::size_t i = 1; i < revisions.size(); ++i) {
        KONKORDAT_TRY(std::unique_ptr<Document> after, Document::open(pdf.substr(0, revisions[i].end)));
        KONKORDAT_TRY(std::vector<Change> const changes, compare_revisions(*before, *after, revisions[i], i, history));
        std::copy_if(changes.begin(), changes.end(), std::back_inserter(others), [](Change const& change) {
            return change.kind == ChangeKind::Other || change.kind == ChangeKind::Annotation || change.kind == ChangeKind::FieldValue
                || change.covers_content;
        });
        before = std::move(after);
    }
    std::vector<Change> const awaited = awaited_objects(*before, history);
    others.insert(others.end(), awaited.begin(), awaited.end());
    return others;
}

Result<TwinCheck> compare(std::string_view pdf, std::string_view twin)
{
    KONKORDAT_TRY(std::vector<Revision> const revisions, read_revisions(pdf));
    KONKORDAT_TRY(std::unique_ptr<Document> const file, Document::open(pdf));
    KONKORDAT_TRY(std::vector<Change> const others, other_changes(pdf, revisions));
    if (!others.empty())
        return different("a later revision changed it: " + others.front().subject);
    if (pdf.substr(0, revisions.front().end) == twin)
        return TwinCheck { .result = Twin::SameBytes, .reason = {}, .pages = {} };
    KONKORDAT_TRY(std::unique_ptr<Document> const other, Document::open(twin));
    return compare_pages(*file, *other);
}

} // namespace

std::string_view twin_name(Twin twin)
{
    switch (twin) {
    case Twin::SameBytes: return "same-bytes";
    case Twin::SamePages: return "same-pages";
    case Twin::Different: return "different";
    case Twin::NoAgreement: return "no-agreement";
    case Twin::NotCompared: return "not-compared";
    }
    return "";
}

Result<std::vector<Language>> document_languages(std::string_view pdf)
{
    return guarded([&]() -> Result<std::vector<Language>> {
        KONKORDAT_TRY(std::unique_ptr<Document> const file, Document::open(pdf));
        return languages_of_catalog(file->catalog());
    });
}

TwinCheck compare_with_twin(std::string_view pdf, std::string_view twin)
{
    auto result = guarded([&] { return compare(pdf, twin); });
    if (result)
        return std::move(*result);
    return twin_not_compared(result.error());
}

TwinCheck twin_not_compared(Error const& reason)
{
    if (reason.key == "pdf-no-agreement")
        return { .result = Twin::NoAgreement, .reason = reason.message, .pages = {} };
    return { .result = Twin::NotCompared, .reason = reason.to_string(), .pages = {} };
}

} // namespace konkordat::sign
