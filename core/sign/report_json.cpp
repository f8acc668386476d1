#include "core/sign/report_json.h"

#include "core/sign/report_text.h"
#include "core/sign/words.h"

#include <nlohmann/json.hpp>

namespace konkordat::sign {

namespace {

using Json = nlohmann::ordered_json;

std::string_view cms_fault_name(crypto::CmsFault fault)
{
    switch (fault) {
    case crypto::CmsFault::Malformed: return "malformed";
    case crypto::CmsFault::NoSigner: return "no-signer";
    case crypto::CmsFault::SeveralSigners: return "several-signers";
    case crypto::CmsFault::EncapsulatedContent: return "encapsulated-content";
    case crypto::CmsFault::NoSignedAttributes: return "no-signed-attributes";
    case crypto::CmsFault::WrongContentType: return "wrong-content-type";
    case crypto::CmsFault::NoMessageDigest: return "no-message-digest";
    case crypto::CmsFault::DigestMismatch: return "digest-mismatch";
    case crypto::CmsFault::NoCertificate: return "no-certificate";
    case crypto::CmsFault::NoSigningCertificate: return "no-signing-certificate";
    case crypto::CmsFault::SigningCertificateMismatch: return "signing-certificate-mismatch";
    case crypto::CmsFault::SignatureMismatch: return "signature-mismatch";
    case crypto::CmsFault::UnsupportedAlgorithm: return "unsupported-algorithm";
    case crypto::CmsFault::DuplicateAttribute: return "duplicate-attribute";
    }
    return "";
}

std::string_view permission_name(Permission permission)
{
    switch (permission) {
    case Permission::Unstated: return "unstated";
    case Permission::Nothing: return "nothing";
    case Permission::Signing: return "signing";
    case Permission::Annotating: return "annotating";
    }
    return "";
}

Json time_json(std::optional<Timestamp> const& time) { return time ? Json(time->to_string()) : Json(); }

Json certificate_json(crypto::Certificate const& certificate)
{
    return { { "commonName", certificate.common_name }, { "organisation", certificate.organisation }, { "subject", certificate.subject },
        { "issuer", certificate.issuer }, { "serial", certificate.serial }, { "fingerprint", certificate.fingerprint },
        { "key", certificate.key }, { "notBefore", certificate.not_before.to_string() }, { "notAfter", certificate.not_after.to_string() },
        { "selfSigned", certificate.is_self_signed }, { "forTrial", certificate.is_for_trial } };
}

Json time_stamp_json(std::optional<crypto::TimeStampVerdict> const& stamp)
{
    if (!stamp)
        return {};
    return { { "time", stamp->time.to_string() }, { "intact", stamp->is_intact }, { "trust", crypto::trust_name(stamp->trust) },
        { "authority", stamp->authority ? certificate_json(*stamp->authority) : Json() }, { "fault", stamp->fault } };
}

Json changes_json(SignatureReport const& signature)
{
    Json changes = Json::array();
    for (JudgedChange const& judged : signature.changes) {
        changes.push_back({ { "kind", change_kind_name(judged.change.kind) }, { "revision", judged.change.revision + 1 },
            { "subject", judged.change.subject }, { "object", judged.change.object }, { "coversContent", judged.change.covers_content },
            { "permitted", judged.is_permitted } });
    }
    return changes;
}

Json range_json(std::optional<ByteRange> const& range)
{
    if (!range)
        return {};
    return Json::array({ 0, range->hole_begin, range->hole_end, range->end - range->hole_end });
}

void enter_cms(Json& json, crypto::CmsVerdict const& cms)
{
    json["signer"] = cms.signer ? certificate_json(*cms.signer) : Json();
    json["algorithm"] = cms.algorithm;
    json["weak"] = cms.is_weak;
    json["weakness"] = cms.weakness;
    json["trust"] = crypto::trust_name(cms.trust);
    json["path"] = Json::array();
    for (crypto::Certificate const& certificate : cms.path)
        json["path"].push_back(certificate.subject);
    json["cmsFaults"] = Json::array();
    for (crypto::CmsFault const fault : cms.faults)
        json["cmsFaults"].push_back(cms_fault_name(fault));
    json["timeStamp"] = time_stamp_json(cms.time_stamp);
}

Json signature_json(SignatureReport const& signature)
{
    Json json { { "field", signature.field }, { "label", signature.label }, { "verdict", verdict_name(signature.verdict) },
        { "intact", signature.is_intact }, { "kind", signature.is_document_time_stamp ? "document-time-stamp" : "signature" },
        { "level", level_name(signature.level) }, { "format", signature.format }, { "name", signature.name },
        { "reason", signature.reason }, { "place", signature.place }, { "claimedTime", time_json(signature.claimed_time) },
        { "byteRange", range_json(signature.range) } };
    json["revision"] = signature.revision ? Json(*signature.revision + 1) : Json();
    json["coversWholeFile"] = signature.covers_whole_file;
    json["certification"] = signature.certification ? Json(permission_name(*signature.certification)) : Json();
    json["faults"] = Json::array();
    for (SignatureFault const fault : signature.faults)
        json["faults"].push_back(signature_fault_name(fault));
    json["modification"] = modification_name(signature.modification);
    json["changes"] = changes_json(signature);
    if (signature.cms)
        enter_cms(json, *signature.cms);
    if (signature.time_stamp)
        json["timeStamp"] = time_stamp_json(signature.time_stamp);
    return json;
}

/// Names in a PDF need not be UTF-8 that is well-formed.
std::string written(Json const& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json json_of(VerificationReport const& report)
{
    Json json { { "verdict", verdict_name(report.verdict) }, { "trustAnchorsGiven", report.has_trust_anchors }, { "size", report.size } };
    json["certification"] = report.certification ? Json(permission_name(*report.certification)) : Json();
    json["revisions"] = Json::array();
    for (Revision const& revision : report.revisions)
        json["revisions"].push_back({ { "end", revision.end } });
    json["signatures"] = Json::array();
    for (SignatureReport const& signature : report.signatures)
        json["signatures"].push_back(signature_json(signature));
    json["unsignedFields"] = report.unsigned_fields;
    json["faults"] = Json::array();
    for (Error const& fault : report.faults)
        json["faults"].push_back({ { "key", fault.key }, { "message", fault.message } });
    return json;
}

} // namespace

std::string report_json(VerificationReport const& report) { return written(json_of(report)); }

std::string report_json(VerificationReport const& report, TwinCheck const& twin)
{
    auto json = json_of(report);
    json["inOrder"] = describe(report, twin, {}).is_in_order;
    json["revocation"] = "not-checked";
    json["twin"] = { { "result", twin_name(twin.result) }, { "reason", twin.reason }, { "pages", twin.pages } };
    return written(json);
}

std::string progress_json(Progress const& progress)
{
    Json json { { "complete", progress.is_complete } };
    json["current"] = progress.current ? Json(progress.files[*progress.current].name) : Json();
    json["signatories"] = Json::array();
    for (SignatoryProgress const& signatory : progress.signatories)
        json["signatories"].push_back({ { "field", signatory.field }, { "label", signatory.label }, { "signed", signatory.has_signed },
            { "signedElsewhere", signatory.signed_elsewhere }, { "name", signatory.name }, { "time", time_json(signatory.time) } });
    json["files"] = Json::array();
    for (FileProgress const& file : progress.files)
        json["files"].push_back({ { "name", file.name }, { "refusal", file.refusal ? Json(refusal_name(*file.refusal)) : Json() },
            { "reason", file.reason }, { "signedFields", file.signed_fields } });
    json["parallel"] = Json::array();
    for (ParallelSignatures const& parallel : progress.parallel)
        json["parallel"].push_back(
            { { "goOnWith", progress.files[parallel.first_file].name }, { "other", progress.files[parallel.second_file].name },
                { "onlyInFirst", parallel.only_in_first }, { "signAgain", parallel.only_in_second } });
    return written(json);
}

} // namespace konkordat::sign
