#include "core/sign/judgement.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

/// What holds when a revision is made: all that the signatures before it say.
struct Rules {
    Permission permission = Permission::Unstated;
    std::vector<FieldLock const*> locks;

    [[nodiscard]] bool is_locked(std::string const& field) const
    {
        return std::any_of(locks.begin(), locks.end(), [&](FieldLock const* lock) { return lock->covers(field); });
    }
};

Rules rules_before(std::vector<SignatureReport> const& reports, std::size_t revision)
{
    Rules rules;
    for (SignatureReport const& report : reports) {
        // A signature that does not say what it covers restricts whatever came after it wherever it stands.
        if (report.revision && *report.revision >= revision)
            continue;
        if (report.certification && (rules.permission == Permission::Unstated || *report.certification < rules.permission))
            rules.permission = *report.certification;
        for (FieldLock const& lock : report.locks)
            rules.locks.push_back(&lock);
    }
    return rules;
}

bool is_permitted(Change const& change, Rules const& rules)
{
    bool const is_certified = rules.permission != Permission::Unstated;
    switch (change.kind) {
    case ChangeKind::Signature: return rules.permission != Permission::Nothing && !rules.is_locked(change.subject);
    case ChangeKind::SignatureField: return rules.permission != Permission::Nothing;
    // A certified page stays as it is seen.
    case ChangeKind::VisibleSignatureField: return !is_certified && !change.covers_content;
    case ChangeKind::FieldValue:
        return (rules.permission == Permission::Signing || rules.permission == Permission::Annotating) && !rules.is_locked(change.subject);
    case ChangeKind::Annotation: return rules.permission == Permission::Annotating && !change.covers_content;
    case ChangeKind::DocumentTimeStamp:
    case ChangeKind::ValidationData:
    case ChangeKind::Extensions: return true;
    case ChangeKind::FieldLock:
    case ChangeKind::Certification:
    case ChangeKind::Other: return false;
    }
    return false;
}

bool is_of_signatures(ChangeKind kind)
{
    return kind != ChangeKind::FieldValue && kind != ChangeKind::Annotation && kind != ChangeKind::Other;
}

bool is_trusted(crypto::Trust trust) { return trust == crypto::Trust::Trusted; }

crypto::Trust trust_of(SignatureReport const& report)
{
    if (report.is_document_time_stamp)
        return report.time_stamp ? report.time_stamp->trust : crypto::Trust::Untrusted;
    return report.cms ? report.cms->trust : crypto::Trust::Untrusted;
}

Level level_of(SignatureReport const& report)
{
    if (!report.is_intact)
        return Level::None;
    if (report.is_document_time_stamp || report.format != "/ETSI.CAdES.detached" || !report.claimed_time || report.cms->signing_time)
        return Level::Cms;
    return report.cms->time_stamp && report.cms->time_stamp->is_intact ? Level::BaselineT : Level::BaselineB;
}

/// What a plain CMS signature may leave out, and a PAdES signature may not.
bool is_forgiven(crypto::CmsFault fault, std::string const& format)
{
    return fault == crypto::CmsFault::NoSigningCertificate && format == "/adbe.pkcs7.detached";
}

bool has_sound_signature(SignatureReport const& report)
{
    if (report.is_document_time_stamp)
        return report.time_stamp && report.time_stamp->is_intact;
    return report.cms && std::all_of(report.cms->faults.begin(), report.cms->faults.end(), [&](crypto::CmsFault fault) {
        return is_forgiven(fault, report.format);
    });
}

} // namespace

void judge_changes(std::vector<SignatureReport>& reports, std::vector<Change> const& changes)
{
    std::vector<bool> permitted;
    for (Change const& change : changes)
        permitted.push_back(is_permitted(change, rules_before(reports, change.revision)));
    for (SignatureReport& report : reports) {
        for (std::size_t i = 0; i < changes.size(); ++i) {
            if (report.revision && changes[i].revision <= *report.revision)
                continue;
            report.changes.push_back({ changes[i], permitted[i] });
            Modification const now = !permitted[i]  ? Modification::Forbidden
                : is_of_signatures(changes[i].kind) ? Modification::Signatures
                                                    : Modification::Permitted;
            report.modification = std::max(report.modification, now);
        }
    }
}

void conclude(SignatureReport& report)
{
    report.is_intact = report.faults.empty() && report.revision && has_sound_signature(report);
    report.is_weak = report.cms && report.cms->is_weak;
    report.level = level_of(report);
    crypto::Trust const trust = trust_of(report);
    if (!report.is_intact || report.modification == Modification::Forbidden)
        report.verdict = Verdict::Invalid;
    else if (trust == crypto::Trust::NotAsked)
        report.verdict = Verdict::IntegrityOnly;
    else if (!is_trusted(trust))
        report.verdict = Verdict::Untrusted;
    else if (report.is_weak)
        report.verdict = Verdict::ValidButWeak;
    else if (report.modification == Modification::Permitted)
        report.verdict = Verdict::ValidWithChanges;
    else
        report.verdict = Verdict::Valid;
}

void conclude(VerificationReport& report)
{
    report.verdict = Verdict::Valid;
    for (SignatureReport& signature : report.signatures) {
        conclude(signature);
        report.verdict = std::min(report.verdict, signature.verdict);
        if (signature.certification && (!report.certification || *signature.certification < *report.certification))
            report.certification = signature.certification;
    }
    // A time stamp alone says when, and that nobody has signed.
    if (std::all_of(
            report.signatures.begin(), report.signatures.end(), [](auto const& signature) { return signature.is_document_time_stamp; }))
        report.verdict = std::min(report.verdict, Verdict::Unsigned);
    if (!report.faults.empty())
        report.verdict = Verdict::Invalid;
}

} // namespace konkordat::sign
