#include "core/base/phrase.h"
#include "core/cli/files.h"
#include "core/cli/report_lines.h"
#include "core/cli/signed_json.h"
#include "core/cli/signer.h"
#include "core/cli/verify_task.h"

namespace konkordat::cli {

namespace {

constexpr Phrase rewritten { "{} ist anders geschrieben, dem Inhalt nach gleich", "{} est écrit autrement, avec le même contenu",
    "{} è scritto diversamente, con lo stesso contenuto", "{} is written otherwise, with the same content" };

struct LookedAt {
    sign::JsonDocumentReport report;
    std::vector<std::string> notes; ///< on the document, besides the report's
    Language language = Language::German;
};

Result<void> show(LookedAt const& found, Arguments const& arguments)
{
    if (arguments.has("--json"))
        return print(sign::report_json(found.report) + "\n");
    sign::ReportWording const wording { .language = found.language, .trust_anchors = "--trust" };
    auto notes = sign::document_notes(found.report, found.language);
    notes.insert(notes.end(), found.notes.begin(), found.notes.end());
    return print(report_lines(sign::describe(found.report.signatures, notes, wording), found.language));
}

Result<void> look(VerifyTask const& task, LookedAt& found)
{
    KONKORDAT_TRY(auto const document_file, task.arguments.optional("--document"));
    SignedDocument document;
    if (document_file) {
        KONKORDAT_TRY(document, read_signed_document(*document_file));
    }
    auto report = sign::verify_agreement_json(task.bytes, document_file ? std::optional<std::string_view>(document.bytes) : std::nullopt,
        { .trust_anchors = task.trust_anchors, .claimed_time = {}, .now = task.world.now() });
    if (!report)
        return std::move(report).error().in_file(task.input);
    found.report = std::move(*report);
    KONKORDAT_TRY(found.language, language_from(task.arguments, found.report.document));
    if (!document.was_canonical)
        found.notes.push_back(say(rewritten, found.language, { *document_file }));
    return {};
}

} // namespace

Result<Outcome> verify_json_file(VerifyTask const& task)
{
    LookedAt found;
    KONKORDAT_CHECK(look(task, found));
    KONKORDAT_CHECK(show(found, task.arguments));
    return sign::is_in_order(found.report.signatures.verdict, found.report.signatures.is_weak) ? Outcome::Done : Outcome::FoundSomething;
}

} // namespace konkordat::cli
