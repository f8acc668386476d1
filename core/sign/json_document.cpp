#include "core/sign/json_document.h"

#include "core/base/json.h"
#include "core/base/phrase.h"
#include "core/codec/agreement_json.h"
#include "core/sign/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace konkordat::sign {

namespace {

constexpr Phrase an_agreement { "Unterschrieben ist eine Vereinbarung in kanonischer Form (RFC 8785)",
    "Une convention en forme canonique (RFC 8785) est signée", "È firmato un accordo in forma canonica (RFC 8785)",
    "An agreement in canonical form (RFC 8785) is signed" };
constexpr Phrase not_canonical { "Unterschrieben ist eine Vereinbarung, aber nicht in kanonischer Form",
    "Une convention est signée, mais pas en forme canonique", "È firmato un accordo, ma non in forma canonica",
    "An agreement is signed, but not in canonical form" };
constexpr Phrase no_agreement { "Was unterschrieben ist, ist keine Vereinbarung: {}", "Ce qui est signé n'est pas une convention : {}",
    "Ciò che è firmato non è un accordo: {}", "What is signed is no agreement: {}" };

std::string_view kind_name(SignedJson kind)
{
    switch (kind) {
    case SignedJson::Agreement: return "agreement";
    case SignedJson::NotCanonicalAgreement: return "agreement-not-canonical";
    case SignedJson::Other: break;
    }
    return "other";
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
    Json json { { "verdict", verdict_name(signature.verdict) }, { "intact", details.faults.empty() },
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

} // namespace

bool is_json(std::string_view bytes)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(byte_order_mark))
        bytes.remove_prefix(byte_order_mark.size());
    auto const first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '{';
}

bool is_json_signature(std::string_view bytes)
{
    auto const value = json::parse(bytes, { .max_bytes = max_signed_json_bytes });
    return value && value->type == json::Value::Type::Object && std::ranges::any_of(value->members, [](auto const& member) {
        return member.first == "signatures" || member.first == "signature";
    });
}

Result<CanonicalAgreement> canonical_agreement(std::string_view bytes)
{
    KONKORDAT_TRY(auto agreement, read_agreement(bytes));
    auto canonical = write_agreement(agreement);
    bool const was_canonical = canonical == bytes;
    return CanonicalAgreement { .agreement = std::move(agreement), .bytes = std::move(canonical), .was_canonical = was_canonical };
}

Result<std::string> sign_agreement_further(
    std::string_view jws, crypto::Identity const& identity, std::optional<std::string_view> document, Timestamp signing_time)
{
    KONKORDAT_TRY(
        auto const verdict, crypto::verify_json(jws, document, { .trust_anchors = {}, .claimed_time = {}, .now = signing_time }));
    for (std::size_t i = 0; i < verdict.signatures.size(); ++i) {
        if (!verdict.signatures[i].faults.empty())
            return Error { .code = ErrorCode::Inconsistent,
                .message = "it carries a signature that is not valid (see konkordat verify)",
                .pointer = "/signatures/" + std::to_string(i),
                .key = "sign-over-invalid" };
    }
    return crypto::add_json_signature(jws, identity, document, signing_time);
}

Result<JsonDocumentReport> verify_agreement_json(
    std::string_view json, std::optional<std::string_view> document, crypto::VerificationOptions const& options)
{
    JsonDocumentReport report;
    report.has_trust_anchors = !options.trust_anchors.empty();
    if (is_json_signature(json)) {
        KONKORDAT_TRY(auto verdict, crypto::verify_json(json, document, options));
        report.document = std::move(verdict.document);
        report.place = verdict.place;
        report.signatures = judge(verdict.signatures);
        auto const agreement = canonical_agreement(report.document);
        if (agreement)
            report.kind = agreement->was_canonical ? SignedJson::Agreement : SignedJson::NotCanonicalAgreement;
        else
            report.why_other = agreement.error();
        return report;
    }
    KONKORDAT_TRY(auto const agreement, canonical_agreement(json));
    report.document = json;
    report.kind = agreement.was_canonical ? SignedJson::Agreement : SignedJson::NotCanonicalAgreement;
    report.signatures = judge({});
    return report;
}

std::vector<std::string> document_notes(JsonDocumentReport const& report, Language language)
{
    if (!report.place)
        return {};
    if (report.why_other)
        return { say(no_agreement, language, { report.why_other->to_string() }) };
    return { std::string(say(report.kind == SignedJson::Agreement ? an_agreement : not_canonical, language)) };
}

std::string report_json(JsonDocumentReport const& found)
{
    using Json = nlohmann::ordered_json;
    Json json { { "verdict", verdict_name(found.signatures.verdict) }, { "trustAnchorsGiven", found.has_trust_anchors },
        { "inOrder", is_in_order(found.signatures.verdict, found.signatures.is_weak) }, { "revocation", "not-checked" },
        { "document", kind_name(found.kind) },
        { "payload", !found.place || *found.place == crypto::PayloadPlace::Embedded ? "embedded" : "detached" } };
    json["signatures"] = Json::array();
    for (auto const& signature : found.signatures.signatures)
        json["signatures"].push_back(signature_json(signature));
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace konkordat::sign
