#include "core/sign/report_text.h"

#include "core/sign/report_phrases.h"
#include "core/sign/words.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

Gravity gravity_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Invalid: return Gravity::Bad;
    case Verdict::Unsigned:
    case Verdict::Untrusted:
    case Verdict::ValidButWeak: return Gravity::Warning;
    case Verdict::IntegrityOnly: return Gravity::Note;
    case Verdict::ValidWithChanges:
    case Verdict::Valid: return Gravity::Good;
    }
    return Gravity::Bad;
}

Phrase short_verdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Invalid: return { "UNGÜLTIG", "NON VALABLE", "NON VALIDA", "INVALID" };
    case Verdict::Unsigned: return { "nicht unterschrieben", "non signé", "non firmato", "not signed" };
    case Verdict::Untrusted: return { "nicht vertrauenswürdig", "pas digne de confiance", "non affidabile", "not trusted" };
    case Verdict::IntegrityOnly: return { "unversehrt", "intacte", "intatta", "intact" };
    case Verdict::ValidButWeak: return { "schwach", "faible", "debole", "weak" };
    case Verdict::ValidWithChanges:
        return { "gültig, mit erlaubten Änderungen", "valable, avec des modifications permises", "valida, con modifiche permesse",
            "valid, with permitted changes" };
    case Verdict::Valid: return { "gültig", "valable", "valida", "valid" };
    }
    return {};
}

/// "26.11.2026, 03:32:55 UTC"
std::string time_text(Timestamp time, Language language)
{
    constexpr std::size_t clock_begin = 11; // of 2026-11-26T03:32:55Z
    return time.utc_date().to_short_text(language) + ", " + time.to_string().substr(clock_begin, 8) + " UTC";
}

std::string person(crypto::Certificate const& signer)
{
    auto const name = signer.common_name.empty() ? signer.subject : signer.common_name;
    return signer.organisation.empty() ? name : name + ", " + signer.organisation;
}

/// "pages differ; pages 3, 7"
std::string what_differs(TwinCheck const& twin, Language language)
{
    std::string text = twin.reason;
    for (auto const page : twin.pages)
        text += (&page == &twin.pages.front() ? "; " + std::string(say(report::pages, language)) + " " : ", ") + std::to_string(page);
    return text;
}

std::string twin_note(TwinCheck const& twin, Language language)
{
    switch (twin.result) {
    case Twin::SameBytes: return std::string(say(report::same_bytes, language));
    case Twin::SamePages: return std::string(say(report::same_pages, language));
    case Twin::Different: return say(report::different, language, { what_differs(twin, language) });
    case Twin::NoAgreement: return std::string(say(report::no_agreement, language));
    case Twin::NotCompared: return say(report::not_compared, language, { twin.reason });
    }
    return {};
}

/// What is said of one signature.
class Writer {
public:
    explicit Writer(Language language)
        : m_language(language)
    {
    }
    [[nodiscard]] std::string word(Phrase const& phrase) const { return std::string(say(phrase, m_language)); }
    [[nodiscard]] std::string word(Phrase const& phrase, std::initializer_list<std::string_view> values) const
    {
        return say(phrase, m_language, values);
    }
    void line(Phrase const& label, std::string text, Gravity gravity = Gravity::Note)
    {
        if (!text.empty())
            m_lines.push_back({ .label = word(label), .text = std::move(text), .items = {}, .gravity = gravity });
    }
    /// Below the line before.
    void item(std::string text) { m_lines.back().items.push_back(std::move(text)); }

    void faults(SignatureReport const&);
    void certificate(std::optional<crypto::Certificate> const& signer, crypto::Trust, std::vector<crypto::Certificate> const& path);
    void times(SignatureReport const&);
    void changes(SignatureReport const&);
    void algorithm(std::string const& name, std::vector<crypto::Weakness> const&);
    [[nodiscard]] std::string coverage(SignatureReport const&, std::size_t revisions) const;
    [[nodiscard]] std::string certification(Permission) const;
    [[nodiscard]] std::vector<ReportLine> take() { return std::move(m_lines); }

private:
    [[nodiscard]] std::string stamp(crypto::TimeStampVerdict const&) const;
    [[nodiscard]] std::string weaknesses_text(std::vector<crypto::Weakness> const&) const;
    [[nodiscard]] std::string stamp_fault(crypto::TimeStampVerdict const&) const;

    Language m_language;
    std::vector<ReportLine> m_lines;
};

void Writer::faults(SignatureReport const& signature)
{
    for (auto const found : signature.faults)
        line(report::fault, word(fault_phrase(found)) + " (" + std::string(signature_fault_name(found)) + ")", Gravity::Bad);
    if (signature.cms) {
        for (auto const found : signature.cms->faults)
            line(report::fault, word(fault_phrase(found)), Gravity::Bad);
    }
}

void Writer::certificate(
    std::optional<crypto::Certificate> const& signer, crypto::Trust trusted, std::vector<crypto::Certificate> const& path)
{
    if (signer) {
        line(report::certificate,
            word(report::certificate_details,
                { signer->subject, signer->issuer, time_text(signer->not_before, m_language), time_text(signer->not_after, m_language), signer->key,
                    signer->fingerprint }));
        if (signer->is_for_trial) {
            item(word(report::trial_certificate));
            m_lines.back().gravity = Gravity::Warning;
        }
    }
    std::string chain;
    for (auto const& step : path)
        chain += (chain.empty() ? " (" : " < ") + person(step);
    auto const gravity = trusted == crypto::Trust::Trusted ? Gravity::Good
        : trusted == crypto::Trust::NotAsked               ? Gravity::Note
                                                           : Gravity::Warning;
    line(report::trust, word(trust_phrase(trusted)) + (chain.empty() ? "" : chain + ")"), gravity);
}

std::string Writer::weaknesses_text(std::vector<crypto::Weakness> const& weaknesses) const
{
    std::string text;
    for (auto const& [kind, subject] : weaknesses)
        text += (text.empty() ? "" : "; ") + word(weakness_phrase(kind), { subject });
    return text;
}

std::string Writer::stamp_fault(crypto::TimeStampVerdict const& found) const
{
    auto const weaknesses = weaknesses_text(found.weaknesses);
    return word(fault_phrase(found.fault_kind)) + (weaknesses.empty() ? "" : ": " + weaknesses);
}

std::string Writer::stamp(crypto::TimeStampVerdict const& found) const
{
    if (!found.is_intact)
        return word(report::broken_stamp, { stamp_fault(found) });
    return word(report::as_stamped,
        { time_text(found.time, m_language), found.authority ? person(*found.authority) : word(report::nobody), word(trust_phrase(found.trust)) });
}

void Writer::times(SignatureReport const& signature)
{
    auto const& stamped = signature.cms ? signature.cms->time_stamp : signature.time_stamp;
    if (stamped)
        line(report::time, stamp(*stamped), stamped->is_intact ? Gravity::Note : Gravity::Bad);
    auto const claimed = signature.claimed_time        ? signature.claimed_time
        : signature.cms && signature.cms->signing_time ? signature.cms->signing_time
                                                       : std::nullopt;
    if (claimed)
        line(report::time, word(report::as_claimed, { time_text(*claimed, m_language) }));
    else if (!stamped)
        line(report::time, word(report::no_time));
}

std::string Writer::coverage(SignatureReport const& signature, std::size_t revisions) const
{
    if (!signature.faults.empty() || !signature.range || !signature.revision)
        return word(report::covers_nothing);
    if (signature.covers_whole_file)
        return word(report::whole_file);
    return word(report::up_to_revision,
        { std::to_string(*signature.revision + 1), std::to_string(revisions), std::to_string(signature.range->end) });
}

std::string Writer::certification(Permission permission) const
{
    switch (permission) {
    case Permission::Nothing: return word(report::allows_nothing);
    case Permission::Signing: return word(report::allows_signing);
    case Permission::Annotating: return word(report::allows_comments);
    case Permission::Unstated: break;
    }
    return {};
}

void Writer::changes(SignatureReport const& signature)
{
    line(report::afterwards, word(modification_phrase(signature.modification)),
        signature.modification == Modification::Forbidden ? Gravity::Bad : Gravity::Note);
    for (auto const& judged : signature.changes) {
        item(word(judged.is_permitted ? report::permitted : report::forbidden) + ": " + word(change_phrase(judged.change.kind))
            + (judged.change.subject.empty() ? "" : ", " + judged.change.subject) + " ("
            + word(report::in_revision, { std::to_string(judged.change.revision + 1) })
            + (judged.change.covers_content ? "; " + word(report::covering) : "") + ")");
    }
}

void Writer::algorithm(std::string const& name, std::vector<crypto::Weakness> const& weaknesses)
{
    line(report::algorithm, name);
    line(report::weakness, weaknesses_text(weaknesses), Gravity::Warning);
}

SignatureText describe(SignatureReport const& signature, std::size_t revisions, Language language)
{
    Writer writer(language);
    auto const* const cms = signature.cms ? &*signature.cms : nullptr;
    writer.faults(signature);
    writer.line(report::field, signature.field + (signature.label.empty() ? "" : " (" + signature.label + ")"));
    if (!cms || !cms->signer || signature.name != cms->signer->common_name)
        writer.line(report::claimed_name, signature.name);
    writer.line(report::reason, signature.reason);
    writer.line(report::place, signature.place);
    writer.times(signature);
    writer.line(report::coverage, writer.coverage(signature, revisions),
        signature.faults.empty() && signature.range && signature.revision ? Gravity::Note : Gravity::Bad);
    if (signature.certification)
        writer.line(report::certifies, writer.certification(*signature.certification));
    writer.changes(signature);
    if (cms) {
        writer.certificate(cms->signer, cms->trust, cms->path);
        writer.algorithm(cms->algorithm, cms->weaknesses);
    }
    writer.line(report::level, writer.word(level_phrase(signature.level)));
    return { .who = signature.is_document_time_stamp ? writer.word(report::stamp_of_file)
            : cms && cms->signer                     ? person(*cms->signer)
                                                     : writer.word(report::nobody),
        .verdict = writer.word(short_verdict(signature.verdict)),
        .gravity = gravity_of(signature.verdict),
        .lines = writer.take() };
}

SignatureText describe(JudgedJsonSignature const& signature, Language language)
{
    Writer writer(language);
    auto const& details = signature.details;
    for (auto const found : details.faults)
        writer.line(report::fault, writer.word(fault_phrase(found)) + " (" + std::string(json_fault_name(found)) + ")", Gravity::Bad);
    writer.line(report::time,
        details.signing_time ? writer.word(report::as_claimed, { time_text(*details.signing_time, language) }) : writer.word(report::no_time));
    writer.certificate(details.signer, details.trust, details.path);
    writer.algorithm(details.algorithm, details.weaknesses);
    return { .who = details.signer ? person(*details.signer) : writer.word(report::nobody),
        .verdict = writer.word(short_verdict(signature.verdict)),
        .gravity = gravity_of(signature.verdict),
        .lines = writer.take() };
}

/// What decides the first lines.
struct Summary {
    Verdict verdict = Verdict::Invalid;
    bool is_weak = false;
    bool pages_differ = false; ///< from the agreement in the file
    bool has_trial = false;
    std::size_t signatures = 0;
};

ReportLine sentence(std::string text, Gravity gravity) { return { .label = {}, .text = std::move(text), .items = {}, .gravity = gravity }; }

ReportText headed(Summary const& summary, ReportWording const& wording)
{
    bool const intact = summary.verdict >= Verdict::IntegrityOnly;
    bool const contradicts = summary.pages_differ && intact;
    bool const only_weak = summary.is_weak && summary.verdict == Verdict::IntegrityOnly;
    auto const language = wording.language;
    ReportText text;
    text.headline = say(contradicts ? report::contradiction : only_weak ? report::intact_but_weak : verdict_phrase(summary.verdict), language,
        { wording.trust_anchors });
    text.gravity = contradicts ? Gravity::Bad : only_weak ? Gravity::Warning : gravity_of(summary.verdict);
    text.is_in_order = !summary.pages_differ && is_in_order(summary.verdict, summary.is_weak);
    if (summary.has_trial) {
        text.notes.push_back(sentence(std::string(say(report::trial_note, language)), Gravity::Warning));
        if (text.gravity == Gravity::Good || text.gravity == Gravity::Note)
            text.gravity = Gravity::Warning;
    }
    if (summary.is_weak)
        text.notes.push_back(sentence(std::string(say(report::weak_note, language)), Gravity::Warning));
    if (summary.signatures == 1)
        text.notes.push_back(sentence(std::string(say(report::count_one, language)), Gravity::Note));
    else if (summary.signatures > 1)
        text.notes.push_back(sentence(say(report::count_many, language, { std::to_string(summary.signatures) }), Gravity::Note));
    return text;
}

void add_revocation(ReportText& text, Summary const& summary, Language language)
{
    if (summary.signatures > 0)
        text.notes.push_back(sentence(std::string(say(report::revocation, language)), Gravity::Note));
}

Gravity gravity_of(Twin twin)
{
    switch (twin) {
    case Twin::SameBytes:
    case Twin::SamePages: return Gravity::Good;
    case Twin::Different: return Gravity::Bad;
    case Twin::NoAgreement: return Gravity::Note;
    case Twin::NotCompared: break;
    }
    return Gravity::Warning;
}

std::string listed(std::vector<std::string> const& list)
{
    std::string names;
    for (auto const& name : list)
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

} // namespace

std::string_view trust_anchors_name(Language language) { return say(report::anchors, language); }

bool is_in_order(Verdict verdict, bool is_weak)
{
    switch (verdict) {
    case Verdict::IntegrityOnly:
    case Verdict::ValidWithChanges:
    case Verdict::Valid: return !is_weak;
    case Verdict::Invalid:
    case Verdict::Unsigned:
    case Verdict::Untrusted:
    case Verdict::ValidButWeak: break;
    }
    return false;
}

ReportText describe(VerificationReport const& found, TwinCheck const& twin, ReportWording const& wording)
{
    auto const language = wording.language;
    Summary summary { .verdict = found.verdict, .pages_differ = twin.result == Twin::Different, .signatures = found.signatures.size() };
    for (auto const& signature : found.signatures) {
        summary.is_weak = summary.is_weak || signature.is_weak;
        summary.has_trial = summary.has_trial || (signature.cms && signature.cms->signer && signature.cms->signer->is_for_trial);
    }
    auto text = headed(summary, wording);
    text.notes.push_back(sentence(twin_note(twin, language), gravity_of(twin.result)));
    for (auto const& fault : found.faults) {
        auto const phrase = file_fault_phrase(fault.key);
        auto const words = phrase ? say(*phrase, language, { fault.argument }) : fault.to_string();
        text.notes.push_back(sentence(say(report::file_fault, language, { words }), Gravity::Bad));
    }
    if (!found.unsigned_fields.empty())
        text.notes.push_back(sentence(say(report::unsigned_fields, language, { listed(wording.names_fields ? found.unsigned_fields : found.unsigned_labels) }), Gravity::Note));
    add_revocation(text, summary, language);
    for (auto const& signature : found.signatures)
        text.signatures.push_back(describe(signature, found.revisions.size(), language));
    return text;
}

JsonReport judge(std::vector<crypto::JsonSignatureVerdict> const& signatures)
{
    JsonReport found { .verdict = signatures.empty() ? Verdict::Unsigned : Verdict::Valid, .signatures = {} };
    for (auto const& details : signatures) {
        auto const verdict = !details.faults.empty()           ? Verdict::Invalid
            : details.trust == crypto::Trust::NotAsked         ? Verdict::IntegrityOnly
            : details.trust != crypto::Trust::Trusted          ? Verdict::Untrusted
            : details.is_weak                                  ? Verdict::ValidButWeak
                                                               : Verdict::Valid;
        found.verdict = std::min(found.verdict, verdict);
        found.is_weak = found.is_weak || details.is_weak;
        found.has_trial = found.has_trial || (details.signer && details.signer->is_for_trial);
        found.signatures.push_back({ details, verdict });
    }
    return found;
}

ReportText describe(JsonReport const& found, std::vector<std::string> const& notes, ReportWording const& wording)
{
    Summary const summary {
        .verdict = found.verdict, .is_weak = found.is_weak, .has_trial = found.has_trial, .signatures = found.signatures.size()
    };
    auto text = headed(summary, wording);
    for (auto const& note : notes)
        text.notes.push_back(sentence(note, Gravity::Note));
    add_revocation(text, summary, wording.language);
    for (auto const& signature : found.signatures)
        text.signatures.push_back(describe(signature, wording.language));
    return text;
}

} // namespace konkordat::sign
