#include "core/cli/files.h"
#include "core/cli/signature_text.h"
#include "core/cli/signature_words.h"
#include "core/cli/signed_json.h"
#include "core/cli/signer.h"
#include "core/cli/verify_task.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace konkordat::cli {

namespace {

constexpr Phrase an_agreement { "Unterschrieben ist eine Vereinbarung in kanonischer Form (RFC 8785)",
    "Une convention en forme canonique (RFC 8785) est signée", "È firmata una convenzione in forma canonica (RFC 8785)",
    "An agreement in canonical form (RFC 8785) is signed" };
constexpr Phrase not_canonical { "Unterschrieben ist eine Vereinbarung, aber nicht in kanonischer Form",
    "Une convention est signée, mais pas en forme canonique", "È firmata una convenzione, ma non in forma canonica",
    "An agreement is signed, but not in canonical form" };
constexpr Phrase no_agreement { "Was unterschrieben ist, ist keine Vereinbarung: {}", "Ce qui est signé n'est pas une convention : {}",
    "Ciò che è firmato non è una convenzione: {}", "What is signed is no agreement: {}" };
constexpr Phrase rewritten { "{} ist anders geschrieben, dem Inhalt nach gleich", "{} est écrit autrement, avec le même contenu",
    "{} è scritto diversamente, con lo stesso contenuto", "{} is written otherwise, with the same content" };

struct JsonReport {
    crypto::JsonVerdict verdict;
    std::vector<JudgedJsonSignature> signatures;
    Summary summary;
    Language language = Language::German;
    std::string document_kind = "other"; ///< "agreement", "agreement-not-canonical"
    bool has_trust_anchors = false;
};

sign::Verdict judge(crypto::JsonSignatureVerdict const& signature)
{
    if (!signature.faults.empty())
        return sign::Verdict::Invalid;
    if (signature.trust == crypto::Trust::NotAsked)
        return sign::Verdict::IntegrityOnly;
    if (signature.trust != crypto::Trust::Trusted)
        return sign::Verdict::Untrusted;
    return signature.is_weak ? sign::Verdict::ValidButWeak : sign::Verdict::Valid;
}

void conclude(JsonReport& report)
{
    report.summary.verdict = report.verdict.signatures.empty() ? sign::Verdict::Unsigned : sign::Verdict::Valid;
    report.summary.signatures = report.verdict.signatures.size();
    for (auto const& signature : report.verdict.signatures) {
        auto const verdict = judge(signature);
        report.summary.verdict = std::min(report.summary.verdict, verdict);
        report.summary.is_weak = report.summary.is_weak || signature.is_weak;
        report.summary.has_trial = report.summary.has_trial || (signature.signer && signature.signer->is_for_trial);
        report.signatures.push_back({ signature, verdict });
    }
}

void describe_document(JsonReport& report)
{
    auto const agreement = canonical_agreement(report.verdict.document);
    if (agreement)
        report.document_kind = (*agreement).was_canonical ? "agreement" : "agreement-not-canonical";
    report.summary.notes.push_back(agreement ? std::string(say((*agreement).was_canonical ? an_agreement : not_canonical, report.language))
                                             : say(no_agreement, report.language, { agreement.error().to_string() }));
}

nlohmann::ordered_json certificate_json(crypto::Certificate const& certificate)
{
    return { { "commonName", certificate.common_name }, { "organisation", certificate.organisation }, { "subject", certificate.subject },
        { "issuer", certificate.issuer }, { "serial", certificate.serial }, { "fingerprint", certificate.fingerprint },
        { "key", certificate.key }, { "notBefore", certificate.not_before.to_string() }, { "notAfter", certificate.not_after.to_string() },
        { "selfSigned", certificate.is_self_signed }, { "forTrial", certificate.is_for_trial } };
}

nlohmann::ordered_json signature_json(JudgedJsonSignature const& signature)
{
    using Json = nlohmann::ordered_json;
    auto const& details = signature.details;
    Json json { { "verdict", sign::verdict_name(signature.verdict) }, { "intact", details.faults.empty() },
        { "claimedTime", details.signing_time ? Json(details.signing_time->to_string()) : Json() },
        { "signer", details.signer ? certificate_json(*details.signer) : Json() }, { "algorithm", details.algorithm },
        { "weak", details.is_weak }, { "weakness", details.weakness }, { "trust", crypto::trust_name(details.trust) } };
    json["path"] = Json::array();
    for (auto const& certificate : details.path)
        json["path"].push_back(certificate.subject);
    json["faults"] = Json::array();
    for (auto const fault : details.faults)
        json["faults"].push_back(json_fault_name(fault));
    return json;
}

std::string report_json(JsonReport const& report)
{
    using Json = nlohmann::ordered_json;
    Json json { { "verdict", sign::verdict_name(report.summary.verdict) }, { "trustAnchorsGiven", report.has_trust_anchors },
        { "inOrder", outcome_of(report.summary.verdict, report.summary.is_weak) == Outcome::Done }, { "revocation", "not-checked" },
        { "document", report.document_kind },
        { "payload", report.verdict.place == crypto::PayloadPlace::Embedded ? "embedded" : "detached" } };
    json["signatures"] = Json::array();
    for (auto const& signature : report.signatures)
        json["signatures"].push_back(signature_json(signature));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<void> show(JsonReport const& report, Arguments const& arguments)
{
    if (arguments.has("--json"))
        return print(report_json(report));
    return print(summary_text(report.summary, report.language) + signatures_text(report.signatures, report.language));
}

Result<void> look(VerifyTask const& task, JsonReport& report)
{
    KONKORDAT_TRY(auto const document_file, task.arguments.optional("--document"));
    SignedDocument document;
    if (document_file) {
        KONKORDAT_TRY(document, read_signed_document(*document_file));
    }
    auto verdict = crypto::verify_json(task.bytes, document_file ? std::optional<std::string_view>(document.bytes) : std::nullopt,
        { .trust_anchors = task.trust_anchors, .claimed_time = {}, .now = task.world.now() });
    if (!verdict)
        return std::move(verdict).error().in_file(task.input);
    report.verdict = std::move(*verdict);
    KONKORDAT_TRY(report.language, language_from(task.arguments, report.verdict.document));
    describe_document(report);
    if (!document.was_canonical)
        report.summary.notes.push_back(say(rewritten, report.language, { *document_file }));
    conclude(report);
    return {};
}

} // namespace

Result<Outcome> verify_json_file(VerifyTask const& task)
{
    JsonReport report;
    report.has_trust_anchors = !task.trust_anchors.empty();
    if (is_json_signature(task.bytes)) {
        KONKORDAT_CHECK(look(task, report));
    } else {
        auto const agreement = canonical_agreement(task.bytes);
        if (!agreement)
            return Error(agreement.error()).in_file(task.input);
        report.summary.verdict = sign::Verdict::Unsigned;
        report.document_kind = (*agreement).was_canonical ? "agreement" : "agreement-not-canonical";
        KONKORDAT_TRY(report.language, language_from(task.arguments, task.bytes));
    }
    KONKORDAT_CHECK(show(report, task.arguments));
    return outcome_of(report.summary.verdict, report.summary.is_weak);
}

} // namespace konkordat::cli
