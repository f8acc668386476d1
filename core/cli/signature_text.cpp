#include "core/cli/signature_text.h"

#include "core/cli/signature_words.h"

namespace konkordat::cli {

namespace {

constexpr Phrase count_one { "1 Unterschrift", "1 signature", "1 firma", "1 signature" };
constexpr Phrase count_many { "{} Unterschriften", "{} signatures", "{} firme", "{} signatures" };
constexpr Phrase weak_note { "ACHTUNG, SCHWACH: ein Verfahren oder Schlüssel ist nicht mehr sicher",
    "ATTENTION, FAIBLE : un procédé ou une clé n'est plus sûr", "ATTENZIONE, DEBOLE: un procedimento o una chiave non è più sicuro",
    "ATTENTION, WEAK: an algorithm or key is no longer safe" };
constexpr Phrase trial_note { "ACHTUNG, NUR ZUM AUSPROBIEREN: eine Unterschrift ist von einer Probe-Identität und verpflichtet niemanden",
    "ATTENTION, POUR ESSAI SEULEMENT : une signature vient d'une identité d'essai et n'engage personne",
    "ATTENZIONE, SOLO PER PROVA: una firma proviene da un'identità di prova e non impegna nessuno",
    "ATTENTION, FOR TRIAL ONLY: a signature is from a trial identity and binds nobody" };
constexpr Phrase revocation { "Ob Zertifikate widerrufen wurden, wurde nicht geprüft", "La révocation des certificats n'a pas été vérifiée",
    "Non è stato verificato se i certificati sono stati revocati", "Whether certificates were revoked was not checked" };
constexpr Phrase unsigned_fields { "Noch nicht unterschrieben: {}", "Pas encore signé : {}", "Non ancora firmato: {}",
    "Not signed yet: {}" };
constexpr Phrase file_fault { "Die Datei: {}", "Le fichier : {}", "Il file: {}", "The file: {}" };
constexpr Phrase nobody { "unbekannt", "inconnu", "sconosciuto", "unknown" };
constexpr Phrase stamp_of_file { "Zeitstempel über die Datei", "Horodatage du fichier", "Marca temporale del file",
    "Time stamp over the file" };

constexpr Phrase field { "Feld", "Champ", "Campo", "Field" };
constexpr Phrase claimed_name { "Nach eigener Angabe", "Selon ses indications", "Secondo le sue indicazioni", "As the signer says" };
constexpr Phrase reason { "Grund", "Motif", "Motivo", "Reason" };
constexpr Phrase place { "Ort", "Lieu", "Luogo", "Place" };
constexpr Phrase time { "Zeit", "Date", "Data", "Time" };
constexpr Phrase as_claimed { "{} (Angabe des Unterzeichners, nicht belegt)", "{} (selon le signataire, non attesté)",
    "{} (secondo il firmatario, non attestato)", "{} (as the signer claims, not attested)" };
constexpr Phrase as_stamped { "{} (Zeitstempel von {}: {})", "{} (horodatage de {} : {})", "{} (marca temporale di {}: {})",
    "{} (time stamp of {}: {})" };
constexpr Phrase no_time { "nicht angegeben", "non indiquée", "non indicata", "not stated" };
constexpr Phrase broken_stamp { "der Zeitstempel ist falsch ({})", "l'horodatage est faux ({})", "la marca temporale è falsa ({})",
    "the time stamp is wrong ({})" };
constexpr Phrase coverage { "Umfang", "Portée", "Estensione", "Covers" };
constexpr Phrase whole_file { "die ganze Datei", "tout le fichier", "l'intero file", "the whole file" };
constexpr Phrase up_to_revision { "die Datei in ihrem Stand {} von {}, ihre ersten {} Bytes",
    "le fichier dans son état {} sur {}, ses {} premiers octets", "il file nel suo stato {} di {}, i suoi primi {} byte",
    "the file as it was in revision {} of {}, its first {} bytes" };
constexpr Phrase covers_nothing { "nichts, worauf Verlass ist", "rien de fiable", "nulla di affidabile", "nothing that can be relied on" };
constexpr Phrase certifies { "Zertifiziert", "Certifie", "Certifica", "Certifies" };
constexpr Phrase allows_nothing { "danach ist nichts mehr erlaubt", "plus rien n'est permis ensuite", "in seguito nulla è permesso",
    "nothing is permitted afterwards" };
constexpr Phrase allows_signing { "danach sind nur Unterschriften und Ausfüllen erlaubt",
    "seuls signatures et remplissage sont permis ensuite", "in seguito sono permessi solo firme e compilazione",
    "only signatures and filling in are permitted afterwards" };
constexpr Phrase allows_comments { "danach sind Unterschriften, Ausfüllen und Kommentare erlaubt",
    "signatures, remplissage et commentaires sont permis ensuite", "in seguito sono permessi firme, compilazione e commenti",
    "signatures, filling in and comments are permitted afterwards" };
constexpr Phrase afterwards { "Danach geändert", "Modifié ensuite", "Modificato in seguito", "Changed afterwards" };
constexpr Phrase permitted { "erlaubt", "permis", "permesso", "permitted" };
constexpr Phrase forbidden { "NICHT ERLAUBT", "NON PERMIS", "NON PERMESSO", "NOT PERMITTED" };
constexpr Phrase in_revision { "Stand {}", "état {}", "stato {}", "revision {}" };
constexpr Phrase covering { "verdeckt Inhalt der Seite", "couvre du contenu de la page", "copre contenuto della pagina",
    "covers content of the page" };
constexpr Phrase certificate { "Zertifikat", "Certificat", "Certificato", "Certificate" };
constexpr Phrase certificate_details { "{}; ausgestellt von {}, gültig {} bis {}, {}, SHA-256 {}",
    "{} ; délivré par {}, valable {} à {}, {}, SHA-256 {}", "{}; rilasciato da {}, valido {} a {}, {}, SHA-256 {}",
    "{}; issued by {}, valid {} to {}, {}, SHA-256 {}" };
constexpr Phrase trial_certificate { "NUR ZUM AUSPROBIEREN, verpflichtet niemanden", "POUR ESSAI SEULEMENT, n'engage personne",
    "SOLO PER PROVA, non impegna nessuno", "FOR TRIAL ONLY, binds nobody" };
constexpr Phrase trust { "Vertrauen", "Confiance", "Fiducia", "Trust" };
constexpr Phrase level { "Stufe", "Niveau", "Livello", "Level" };
constexpr Phrase algorithm { "Verfahren", "Procédé", "Procedimento", "Algorithm" };
constexpr Phrase weakness { "Schwäche", "Faiblesse", "Debolezza", "Weakness" };
constexpr Phrase fault { "Fehler", "Erreur", "Errore", "Fault" };

constexpr Phrase contradiction {
    "WIDERSPRUCH: die Unterschriften sind unversehrt, aber die Seiten sind nicht die der Vereinbarung in der Datei",
    "CONTRADICTION : les signatures sont intactes, mais les pages ne sont pas celles de la convention contenue dans le fichier",
    "CONTRADDIZIONE: le firme sono intatte, ma le pagine non sono quelle della convenzione contenuta nel file",
    "CONTRADICTION: the signatures are intact, but the pages are not those of the agreement in the file"
};
constexpr Phrase intact_but_weak { "SCHWACH: unversehrt, aber mit einem Verfahren, das nicht mehr sicher ist; von wem die Unterschriften "
                                   "sind, wurde ohne --trust nicht geprüft",
    "FAIBLE : intact, mais avec un procédé qui n'est plus sûr ; sans --trust, l'origine des signatures n'a pas été vérifiée",
    "DEBOLE: intatto, ma con un procedimento che non è più sicuro; senza --trust la provenienza delle firme non è stata verificata",
    "WEAK: intact, but with an algorithm or key that is no longer safe; whose the signatures are was not checked, without --trust" };

/// The first line must not sound better than the exit status.
Phrase headline(Summary const& summary)
{
    if (summary.pages_differ && summary.verdict >= sign::Verdict::IntegrityOnly)
        return contradiction;
    if (summary.is_weak && summary.verdict == sign::Verdict::IntegrityOnly)
        return intact_but_weak;
    return verdict_phrase(summary.verdict);
}

Phrase short_verdict(sign::Verdict verdict)
{
    switch (verdict) {
    case sign::Verdict::Invalid: return { "UNGÜLTIG", "NON VALABLE", "NON VALIDA", "INVALID" };
    case sign::Verdict::Unsigned: return { "nicht unterschrieben", "non signé", "non firmato", "not signed" };
    case sign::Verdict::Untrusted: return { "nicht vertrauenswürdig", "pas digne de confiance", "non affidabile", "not trusted" };
    case sign::Verdict::IntegrityOnly: return { "unversehrt", "intacte", "intatta", "intact" };
    case sign::Verdict::ValidButWeak: return { "schwach", "faible", "debole", "weak" };
    case sign::Verdict::ValidWithChanges:
        return { "gültig, mit erlaubten Änderungen", "valable, avec des modifications permises", "valida, con modifiche permesse",
            "valid, with permitted changes" };
    case sign::Verdict::Valid: return { "gültig", "valable", "valida", "valid" };
    }
    return {};
}

/// Lines "   Label: text".
class Lines {
public:
    explicit Lines(Language language)
        : m_language(language)
    {
    }
    void heading(std::size_t number, std::string const& who, sign::Verdict verdict)
    {
        m_text += "\n" + std::to_string(number) + ". " + one_line(who) + ": " + word(short_verdict(verdict)) + "\n";
    }
    void line(Phrase const& label, std::string const& text)
    {
        if (!text.empty())
            m_text += "   " + word(label) + (m_language == Language::French ? " : " : ": ") + one_line(text) + "\n";
    }
    void item(std::string const& text) { m_text += "     - " + one_line(text) + "\n"; }
    [[nodiscard]] std::string word(Phrase const& phrase) const { return std::string(say(phrase, m_language)); }
    [[nodiscard]] std::string word(Phrase const& phrase, std::initializer_list<std::string_view> values) const
    {
        return say(phrase, m_language, values);
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    Language m_language;
    std::string m_text;
};

std::string person(crypto::Certificate const& signer)
{
    auto const name = signer.common_name.empty() ? signer.subject : signer.common_name;
    return signer.organisation.empty() ? name : name + ", " + signer.organisation;
}

void enter_certificate(
    Lines& lines, std::optional<crypto::Certificate> const& signer, crypto::Trust trusted, std::vector<crypto::Certificate> const& path)
{
    if (signer) {
        lines.line(certificate,
            lines.word(certificate_details,
                { signer->subject, signer->issuer, signer->not_before.to_string(), signer->not_after.to_string(), signer->key,
                    signer->fingerprint }));
        if (signer->is_for_trial)
            lines.item(lines.word(trial_certificate));
    }
    std::string chain;
    for (auto const& step : path)
        chain += (chain.empty() ? " (" : " < ") + person(step);
    lines.line(trust, lines.word(trust_phrase(trusted)) + (chain.empty() ? "" : chain + ")"));
}

std::string weaknesses_text(Lines const& lines, std::vector<crypto::Weakness> const& weaknesses)
{
    std::string text;
    for (auto const& [kind, subject] : weaknesses)
        text += (text.empty() ? "" : "; ") + lines.word(weakness_phrase(kind), { subject });
    return text;
}

std::string stamp_fault_text(Lines const& lines, crypto::TimeStampVerdict const& stamp)
{
    auto const weaknesses = weaknesses_text(lines, stamp.weaknesses);
    return lines.word(fault_phrase(stamp.fault_kind)) + (weaknesses.empty() ? "" : ": " + weaknesses);
}

std::string stamp_text(Lines const& lines, crypto::TimeStampVerdict const& stamp)
{
    if (!stamp.is_intact)
        return lines.word(broken_stamp, { stamp_fault_text(lines, stamp) });
    return lines.word(as_stamped,
        { stamp.time.to_string(), stamp.authority ? person(*stamp.authority) : lines.word(nobody), lines.word(trust_phrase(stamp.trust)) });
}

void enter_times(Lines& lines, sign::SignatureReport const& signature)
{
    auto const& stamp = signature.cms ? signature.cms->time_stamp : signature.time_stamp;
    if (stamp)
        lines.line(time, stamp_text(lines, *stamp));
    auto const claimed = signature.claimed_time        ? signature.claimed_time
        : signature.cms && signature.cms->signing_time ? signature.cms->signing_time
                                                       : std::nullopt;
    if (claimed)
        lines.line(time, lines.word(as_claimed, { claimed->to_string() }));
    else if (!stamp)
        lines.line(time, lines.word(no_time));
}

std::string coverage_text(Lines const& lines, sign::SignatureReport const& signature, std::size_t revisions)
{
    if (!signature.faults.empty() || !signature.range || !signature.revision)
        return lines.word(covers_nothing);
    if (signature.covers_whole_file)
        return lines.word(whole_file);
    return lines.word(
        up_to_revision, { std::to_string(*signature.revision + 1), std::to_string(revisions), std::to_string(signature.range->end) });
}

std::string certification_text(Lines const& lines, sign::Permission permission)
{
    switch (permission) {
    case sign::Permission::Nothing: return lines.word(allows_nothing);
    case sign::Permission::Signing: return lines.word(allows_signing);
    case sign::Permission::Annotating: return lines.word(allows_comments);
    case sign::Permission::Unstated: break;
    }
    return {};
}

void enter_changes(Lines& lines, sign::SignatureReport const& signature)
{
    lines.line(afterwards, lines.word(modification_phrase(signature.modification)));
    for (auto const& judged : signature.changes) {
        lines.item(lines.word(judged.is_permitted ? permitted : forbidden) + ": " + lines.word(change_phrase(judged.change.kind))
            + (judged.change.subject.empty() ? "" : ", " + judged.change.subject) + " ("
            + lines.word(in_revision, { std::to_string(judged.change.revision + 1) })
            + (judged.change.covers_content ? "; " + lines.word(covering) : "") + ")");
    }
}

void enter_faults(Lines& lines, sign::SignatureReport const& signature)
{
    for (auto const found : signature.faults)
        lines.line(fault, lines.word(fault_phrase(found)) + " (" + std::string(sign::signature_fault_name(found)) + ")");
    if (signature.cms) {
        for (auto const found : signature.cms->faults)
            lines.line(fault, lines.word(fault_phrase(found)));
    }
}

void enter(Lines& lines, sign::SignatureReport const& signature, std::size_t number, std::size_t revisions)
{
    auto const* const cms = signature.cms ? &*signature.cms : nullptr;
    auto const who = signature.is_document_time_stamp ? lines.word(stamp_of_file)
        : cms && cms->signer                          ? person(*cms->signer)
                                                      : lines.word(nobody);
    lines.heading(number, who, signature.verdict);
    enter_faults(lines, signature);
    lines.line(field, signature.field + (signature.label.empty() ? "" : " (" + signature.label + ")"));
    if (!cms || !cms->signer || signature.name != cms->signer->common_name)
        lines.line(claimed_name, signature.name);
    lines.line(reason, signature.reason);
    lines.line(place, signature.place);
    enter_times(lines, signature);
    lines.line(coverage, coverage_text(lines, signature, revisions));
    if (signature.certification)
        lines.line(certifies, certification_text(lines, *signature.certification));
    enter_changes(lines, signature);
    if (cms) {
        enter_certificate(lines, cms->signer, cms->trust, cms->path);
        lines.line(algorithm, cms->algorithm);
        lines.line(weakness, weaknesses_text(lines, cms->weaknesses));
    }
    lines.line(level, lines.word(level_phrase(signature.level)));
}

} // namespace

std::string summary_text(Summary const& summary, Language language)
{
    std::string text = std::string(say(headline(summary), language)) + "\n";
    auto const add = [&](std::string const& line) { text += "  " + one_line(line) + "\n"; };
    if (summary.has_trial)
        add(std::string(say(trial_note, language)));
    if (summary.is_weak)
        add(std::string(say(weak_note, language)));
    if (summary.signatures == 1)
        add(std::string(say(count_one, language)));
    else if (summary.signatures > 1)
        add(say(count_many, language, { std::to_string(summary.signatures) }));
    for (auto const& note : summary.notes)
        add(note);
    if (summary.signatures > 0)
        add(std::string(say(revocation, language)));
    return text;
}

std::vector<std::string> file_notes(sign::VerificationReport const& report, Language language)
{
    std::vector<std::string> notes;
    for (auto const& found : report.faults) {
        auto const phrase = file_fault_phrase(found.key);
        notes.push_back(say(file_fault, language, { phrase ? say(*phrase, language, { found.argument }) : found.to_string() }));
    }
    std::string names;
    for (auto const& name : report.unsigned_fields)
        names += (names.empty() ? "" : ", ") + name;
    if (!names.empty())
        notes.push_back(say(unsigned_fields, language, { names }));
    return notes;
}

std::string signatures_text(sign::VerificationReport const& report, Language language)
{
    Lines lines(language);
    for (std::size_t i = 0; i < report.signatures.size(); ++i)
        enter(lines, report.signatures[i], i + 1, report.revisions.size());
    return lines.take();
}

std::string signatures_text(std::vector<JudgedJsonSignature> const& signatures, Language language)
{
    Lines lines(language);
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        auto const& details = signatures[i].details;
        lines.heading(i + 1, details.signer ? person(*details.signer) : lines.word(nobody), signatures[i].verdict);
        for (auto const found : details.faults)
            lines.line(fault, lines.word(fault_phrase(found)) + " (" + std::string(json_fault_name(found)) + ")");
        lines.line(time, details.signing_time ? lines.word(as_claimed, { details.signing_time->to_string() }) : lines.word(no_time));
        enter_certificate(lines, details.signer, details.trust, details.path);
        lines.line(algorithm, details.algorithm);
        lines.line(weakness, weaknesses_text(lines, details.weaknesses));
    }
    return lines.take();
}

} // namespace konkordat::cli
