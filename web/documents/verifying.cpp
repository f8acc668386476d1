#include "web/documents/operations.h"

#include "core/sign/json_document.h"
#include "core/sign/report_json.h"
#include "core/sign/revisions.h"
#include "core/sign/twin_pages.h"
#include "core/sign/verification.h"
#include "web/documents/facts.h"

#include <algorithm>

namespace konkordat::documents {

namespace {

sign::TwinCheck twin_of(Work const& work, VerifyParameters const& parameters)
{
    if (parameters.has_twin)
        return sign::compare_with_twin(work.files[0], work.files[1]);
    Error why { .code = ErrorCode::Inconsistent, .message = parameters.no_twin_reason, .key = parameters.no_twin.value_or("") };
    return sign::twin_not_compared(why);
}

/// Every certificate of every file after the first two.
Result<std::vector<crypto::Certificate>> anchors_of(Work const& work)
{
    std::vector<crypto::Certificate> anchors;
    for (std::size_t i = 2; i < work.files.size(); ++i) {
        KONKORDAT_TRY(auto certificates, crypto::read_certificates(work.files[i]));
        std::ranges::move(certificates, std::back_inserter(anchors));
    }
    return anchors;
}

SignatureFacts facts_of(sign::SignatureReport const& signature, sign::VerificationReport const& report)
{
    SignatureFacts facts { .field = signature.field, .name = {}, .fingerprint = {}, .verdict = signature.verdict, .time = {} };
    if (signature.cms && signature.cms->signer) {
        facts.name = signature.cms->signer->common_name;
        facts.fingerprint = signature.cms->signer->fingerprint;
    }
    if (signature.revision && *signature.revision < report.revisions.size())
        facts.revision_end = report.revisions[*signature.revision].end;
    auto const& stamp = signature.cms ? signature.cms->time_stamp : signature.time_stamp;
    facts.time = stamp && stamp->is_intact ? std::optional(stamp->time) : signature.claimed_time;
    return facts;
}

template <typename Describe> std::vector<sign::ReportText> in_all_languages(Describe const& describe)
{
    std::vector<sign::ReportText> texts;
    for (auto const language : all_languages)
        texts.push_back(describe(sign::ReportWording {
            .language = language, .trust_anchors = sign::trust_anchors_name(language), .names_fields = false }));
    return texts;
}

Result<VerifyFacts> verify_pdf(World& world, Work const& work, VerifyParameters const& parameters)
{
    KONKORDAT_TRY(auto const anchors, anchors_of(work));
    KONKORDAT_TRY(auto const report, sign::verify_pdf(work.files[0], { .trust_anchors = anchors, .now = world.now() }));
    auto const twin = twin_of(work, parameters);
    VerifyFacts facts;
    facts.is_pdf = true;
    facts.verdict = report.verdict;
    facts.verdict_name = sign::verdict_name(report.verdict);
    facts.is_other_than_data = twin.result == sign::Twin::Different;
    facts.texts
        = in_all_languages([&](sign::ReportWording const& wording) { return sign::describe(report, twin, wording); });
    for (auto const& signature : report.signatures)
        facts.signatures.push_back(facts_of(signature, report));
    // What cannot be signed can still be reported on.
    if (auto fields = sign::list_fields(work.files[0]))
        facts.fields = std::move(*fields);
    facts.json = sign::report_json(report, twin);
    return facts;
}

Result<VerifyFacts> verify_json(World& world, Work const& work)
{
    KONKORDAT_TRY(auto const anchors, anchors_of(work));
    KONKORDAT_TRY(auto const report,
        sign::verify_agreement_json(work.files[0], std::nullopt, { .trust_anchors = anchors, .claimed_time = {}, .now = world.now() }));
    VerifyFacts facts;
    facts.verdict = report.signatures.verdict;
    facts.verdict_name = sign::verdict_name(report.signatures.verdict);
    facts.texts = in_all_languages([&](sign::ReportWording const& wording) {
        return sign::describe(report.signatures, sign::document_notes(report, wording.language), wording);
    });
    for (auto const& signature : report.signatures.signatures) {
        auto const& signer = signature.details.signer;
        facts.signatures.push_back({ .field = {},
            .name = signer ? signer->common_name : std::string(),
            .fingerprint = signer ? signer->fingerprint : std::string(),
            .verdict = signature.verdict,
            .time = signature.details.signing_time });
    }
    facts.json = sign::report_json(report);
    return facts;
}

} // namespace

Result<Product> verify(World& world, Work const& work)
{
    KONKORDAT_TRY(auto const parameters, unpack<VerifyParameters>(work.parameters));
    if (work.files.size() < 2)
        return wrong_files();
    auto const facts = sign::is_json(work.files[0]) ? verify_json(world, work) : verify_pdf(world, work, parameters);
    if (!facts)
        return facts.error();
    return Product { .facts = pack(*facts), .files = {} };
}

} // namespace konkordat::documents
