#include "core/sign/progress.h"

#include "core/sign/signature.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

using Fields = std::vector<std::string>;

bool contains(Fields const& fields, std::string const& field) { return std::find(fields.begin(), fields.end(), field) != fields.end(); }

Fields difference(Fields const& fields, Fields const& others)
{
    Fields rest;
    std::copy_if(
        fields.begin(), fields.end(), std::back_inserter(rest), [&](std::string const& field) { return !contains(others, field); });
    return rest;
}

/// A file and, if it can be read, what verifying it found.
struct Judged {
    FileProgress progress;
    std::optional<VerificationReport> report;
};

Judged judge(std::string_view prepared, ReturnedFile const& file, VerifyOptions const& options)
{
    Judged judged { .progress = { .name = file.name, .refusal = {}, .reason = {}, .signed_fields = {} }, .report = {} };
    auto refuse = [&](Refusal refusal, std::string reason) {
        judged.progress.refusal = refusal;
        judged.progress.reason = std::move(reason);
        return judged;
    };
    auto report = verify_pdf(file.bytes, options);
    if (!report)
        return refuse(Refusal::Unreadable, report.error().message);
    if (!file.bytes.starts_with(prepared))
        return refuse(Refusal::NotADescendant, "the file does not begin with the document that was sent round");
    if (report->verdict == Verdict::Invalid)
        return refuse(Refusal::Invalid, "a signature in the file is not valid, or what was signed has been changed");
    if (report->signatures.empty() && file.bytes.size() > prepared.size())
        return refuse(Refusal::Invalid, "the file has been changed and not been signed");
    for (SignatureReport const& signature : report->signatures) {
        if (!signature.is_document_time_stamp)
            judged.progress.signed_fields.push_back(signature.field);
    }
    judged.report = std::move(*report);
    return judged;
}

/// The file with the most signatures; of several the first.
std::optional<std::size_t> most_signed(std::vector<Judged> const& files)
{
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].progress.refusal && (!best || files[i].progress.signed_fields.size() > files[*best].progress.signed_fields.size()))
            best = i;
    }
    return best;
}

std::vector<ParallelSignatures> parallel_to(std::size_t current, std::vector<ReturnedFile> const& files, std::vector<Judged> const& judged)
{
    std::vector<ParallelSignatures> parallel;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (i == current || judged[i].progress.refusal || files[current].bytes.starts_with(files[i].bytes)
            || files[i].bytes.starts_with(files[current].bytes))
            continue;
        Fields const& first = judged[current].progress.signed_fields;
        Fields const& second = judged[i].progress.signed_fields;
        parallel.push_back({ current, i, difference(first, second), difference(second, first) });
    }
    return parallel;
}

void enter_signatures(SignatoryProgress& signatory, VerificationReport const& report)
{
    for (SignatureReport const& signature : report.signatures) {
        if (signature.field != signatory.field)
            continue;
        signatory.has_signed = true;
        signatory.time = signature.claimed_time;
        if (signature.cms && signature.cms->signer)
            signatory.name = signature.cms->signer->common_name;
    }
}

} // namespace

std::string_view refusal_name(Refusal refusal)
{
    switch (refusal) {
    case Refusal::Unreadable: return "unreadable";
    case Refusal::NotADescendant: return "not-a-descendant";
    case Refusal::Invalid: return "invalid";
    }
    return "";
}

Result<Progress> signing_progress(std::string_view prepared, std::vector<ReturnedFile> const& files, VerifyOptions const& options)
{
    KONKORDAT_TRY(std::vector<SignatureField> const fields, list_fields(prepared));
    std::vector<Judged> judged;
    for (ReturnedFile const& file : files)
        judged.push_back(judge(prepared, file, options));

    Progress progress;
    progress.current = most_signed(judged);
    if (progress.current)
        progress.parallel = parallel_to(*progress.current, files, judged);
    for (SignatureField const& field : fields) {
        SignatoryProgress signatory { .field = field.name, .label = field.label, .name = {}, .time = {} };
        if (progress.current)
            enter_signatures(signatory, *judged[*progress.current].report);
        signatory.signed_elsewhere = !signatory.has_signed && std::any_of(judged.begin(), judged.end(), [&](Judged const& file) {
            return contains(file.progress.signed_fields, field.name);
        });
        progress.signatories.push_back(std::move(signatory));
    }
    progress.is_complete = !progress.signatories.empty()
        && std::all_of(progress.signatories.begin(), progress.signatories.end(),
            [](SignatoryProgress const& signatory) { return signatory.has_signed; });
    for (Judged& file : judged)
        progress.files.push_back(std::move(file.progress));
    return progress;
}

} // namespace konkordat::sign
