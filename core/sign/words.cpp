#include "core/sign/words.h"

namespace konkordat::sign {

namespace {

constexpr Phrase broken_entry { "der Eintrag der Unterschrift ist beschädigt oder gefälscht",
    "l'entrée de la signature est endommagée ou falsifiée", "la voce della firma è danneggiata o falsificata",
    "the signature's entry is damaged or forged" };
constexpr Phrase wrong_range { "die Unterschrift gilt nicht für die Datei von ihrem Anfang an",
    "la signature ne porte pas sur le fichier dès son début", "la firma non copre il file dal suo inizio",
    "the signature is not over the file from its beginning" };
constexpr Phrase shared { "zwei Unterschriften beanspruchen dasselbe", "deux signatures revendiquent la même chose",
    "due firme rivendicano la stessa cosa", "two signatures claim the same" };
constexpr Phrase wrong_revision { "was unterschrieben ist, ist kein gespeicherter Stand der Datei",
    "ce qui est signé n'est pas un état enregistré du fichier", "ciò che è firmato non è uno stato salvato del file",
    "what is signed is no saved state of the file" };
constexpr Phrase unknown_format { "die Art der Unterschrift ist diesem Programm nicht bekannt",
    "le type de signature n'est pas connu de ce programme", "il tipo di firma non è noto a questo programma",
    "the kind of signature is not known to this program" };
constexpr Phrase broken_signature { "die Unterschrift ist beschädigt oder gefälscht", "la signature est endommagée ou falsifiée",
    "la firma è danneggiata o falsificata", "the signature is damaged or forged" };
constexpr Phrase content_changed { "der Inhalt ist nicht mehr der, der unterschrieben wurde", "le contenu n'est plus celui qui a été signé",
    "il contenuto non è più quello firmato", "the content is no longer what was signed" };
constexpr Phrase wrong_key { "die Unterschrift ist nicht mit dem Schlüssel des Zertifikats über diesen Inhalt gemacht",
    "la signature n'a pas été faite avec la clé du certificat sur ce contenu",
    "la firma non è stata fatta con la chiave del certificato su questo contenuto",
    "the signature was not made with the certificate's key over this content" };
constexpr Phrase no_certificate { "es fehlt das Zertifikat", "le certificat manque", "manca il certificato", "the certificate is missing" };
constexpr Phrase not_bound { "die Unterschrift sagt nicht, zu welchem Zertifikat sie gehört",
    "la signature ne dit pas à quel certificat elle appartient", "la firma non indica a quale certificato appartiene",
    "the signature does not say to which certificate it belongs" };
constexpr Phrase swapped_certificate { "das Zertifikat ist nicht das, mit dem unterschrieben wurde",
    "le certificat n'est pas celui qui a servi à signer", "il certificato non è quello con cui si è firmato",
    "the certificate is not the one that was signed with" };
constexpr Phrase unknown_algorithm { "das Verfahren ist diesem Programm nicht bekannt oder nicht zulässig",
    "le procédé est inconnu de ce programme ou inadmissible", "il procedimento non è noto a questo programma o non è ammesso",
    "the algorithm is not known to this program or not allowed" };

} // namespace

Phrase verdict_phrase(sign::Verdict verdict)
{
    switch (verdict) {
    case sign::Verdict::Invalid:
        return { "UNGÜLTIG: nicht alles ist so, wie es unterschrieben wurde, oder eine Unterschrift ist falsch",
            "NON VALABLE : tout n'est pas tel qu'il a été signé, ou une signature est fausse",
            "NON VALIDO: non tutto è come è stato firmato, o una firma è falsa",
            "INVALID: not everything is as it was signed, or a signature is wrong" };
    case sign::Verdict::Unsigned:
        return { "NICHT UNTERSCHRIEBEN: die Datei trägt keine Unterschrift", "NON SIGNÉ : le fichier ne porte aucune signature",
            "NON FIRMATO: il file non reca alcuna firma", "NOT SIGNED: the file carries no signature" };
    case sign::Verdict::Untrusted:
        return { "NICHT VERTRAUENSWÜRDIG: unversehrt, aber ein Zertifikat führt zu keinem der genannten oder war damals nicht gültig",
            "PAS DIGNE DE CONFIANCE : intact, mais un certificat ne mène à aucun de ceux indiqués ou n'était pas valable alors",
            "NON AFFIDABILE: intatto, ma un certificato non conduce a nessuno di quelli indicati o allora non era valido",
            "NOT TRUSTED: intact, but a certificate leads to none of those that were named, or was not valid then" };
    case sign::Verdict::IntegrityOnly:
        return { "UNVERSEHRT: geprüft wurde nur, ob etwas geändert wurde; ob die Unterschriften von den Genannten sind, wurde ohne {} nicht "
                 "geprüft",
            "INTACT : seules les modifications ont été vérifiées ; sans {}, il n'a pas été vérifié que les signatures sont bien des "
            "personnes nommées",
            "INTATTO: sono state verificate solo le modifiche; senza {} non è stato verificato che le firme siano delle persone "
            "nominate",
            "INTACT: only integrity and changes were checked; whether the signatures are those of the persons named was not, without "
            "{}" };
    case sign::Verdict::ValidButWeak:
        return { "SCHWACH: unversehrt und vertrauenswürdig, aber mit einem Verfahren, das nicht mehr sicher ist",
            "FAIBLE : intact et digne de confiance, mais avec un procédé qui n'est plus sûr",
            "DEBOLE: intatto e affidabile, ma con un procedimento che non è più sicuro",
            "WEAK: intact and trusted, but with an algorithm or key that is no longer safe" };
    case sign::Verdict::ValidWithChanges:
        return { "GÜLTIG, MIT ERLAUBTEN ÄNDERUNGEN: danach wurden Felder ausgefüllt oder Kommentare angebracht, wie es erlaubt war",
            "VALABLE, AVEC DES MODIFICATIONS PERMISES : ensuite, des champs ont été remplis ou des commentaires ajoutés, comme permis",
            "VALIDO, CON MODIFICHE PERMESSE: in seguito sono stati compilati campi o aggiunti commenti, come permesso",
            "VALID, WITH PERMITTED CHANGES: afterwards fields were filled in or comments added, as was permitted" };
    case sign::Verdict::Valid:
        return { "GÜLTIG: alles ist so, wie es unterschrieben wurde, und die Zertifikate sind vertrauenswürdig",
            "VALABLE : tout est tel qu'il a été signé, et les certificats sont dignes de confiance",
            "VALIDO: tutto è come è stato firmato, e i certificati sono affidabili",
            "VALID: everything is as it was signed, and the certificates are trusted" };
    }
    return {};
}

Phrase fault_phrase(sign::SignatureFault fault)
{
    switch (fault) {
    case sign::SignatureFault::NoByteRange:
    case sign::SignatureFault::NotFromStart:
    case sign::SignatureFault::OutsideFile:
    case sign::SignatureFault::NotTheContents: return wrong_range;
    case sign::SignatureFault::SharedRange:
    case sign::SignatureFault::SharedDictionary: return shared;
    case sign::SignatureFault::NoRevisionEnd:
    case sign::SignatureFault::NotInItsRevision: return wrong_revision;
    case sign::SignatureFault::UnsupportedFormat: return unknown_format;
    default: return broken_entry;
    }
}

Phrase fault_phrase(crypto::CmsFault fault)
{
    switch (fault) {
    case crypto::CmsFault::DigestMismatch: return content_changed;
    case crypto::CmsFault::SignatureMismatch: return wrong_key;
    case crypto::CmsFault::NoCertificate: return no_certificate;
    case crypto::CmsFault::NoSigningCertificate: return not_bound;
    case crypto::CmsFault::SigningCertificateMismatch: return swapped_certificate;
    case crypto::CmsFault::UnsupportedAlgorithm: return unknown_algorithm;
    default: return broken_signature;
    }
}

Phrase fault_phrase(crypto::JsonSignatureFault fault)
{
    switch (fault) {
    case crypto::JsonSignatureFault::SignatureMismatch: return wrong_key;
    case crypto::JsonSignatureFault::NoCertificate: return no_certificate;
    case crypto::JsonSignatureFault::NoSigningCertificate: return not_bound;
    case crypto::JsonSignatureFault::SigningCertificateMismatch: return swapped_certificate;
    case crypto::JsonSignatureFault::UnsupportedAlgorithm:
    case crypto::JsonSignatureFault::KeyMismatch: return unknown_algorithm;
    default: return broken_signature;
    }
}

std::string_view json_fault_name(crypto::JsonSignatureFault fault)
{
    switch (fault) {
    case crypto::JsonSignatureFault::Malformed: return "malformed";
    case crypto::JsonSignatureFault::UnprotectedHeader: return "unprotected-header";
    case crypto::JsonSignatureFault::ForeignKey: return "foreign-key";
    case crypto::JsonSignatureFault::UnsupportedCritical: return "unsupported-critical";
    case crypto::JsonSignatureFault::UnsupportedAlgorithm: return "unsupported-algorithm";
    case crypto::JsonSignatureFault::KeyMismatch: return "key-mismatch";
    case crypto::JsonSignatureFault::NoCertificate: return "no-certificate";
    case crypto::JsonSignatureFault::NoSigningCertificate: return "no-signing-certificate";
    case crypto::JsonSignatureFault::SigningCertificateMismatch: return "signing-certificate-mismatch";
    case crypto::JsonSignatureFault::SignatureMismatch: return "signature-mismatch";
    }
    return "";
}

Phrase trust_phrase(crypto::Trust trust)
{
    switch (trust) {
    case crypto::Trust::NotAsked: return { "nicht geprüft", "pas vérifiée", "non verificata", "not checked" };
    case crypto::Trust::Trusted: return { "vertrauenswürdig", "digne de confiance", "affidabile", "trusted" };
    case crypto::Trust::Untrusted:
        return { "führt zu keinem der Zertifikate, denen vertraut wird", "ne mène à aucun des certificats de confiance",
            "non conduce a nessuno dei certificati di fiducia", "leads to none of the trusted certificates" };
    case crypto::Trust::Expired:
        return { "war abgelaufen, als unterschrieben wurde", "avait expiré au moment de la signature", "era scaduto al momento della firma",
            "had expired when it was signed" };
    case crypto::Trust::NotYetValid:
        return { "war noch nicht gültig, als unterschrieben wurde", "n'était pas encore valable au moment de la signature",
            "non era ancora valido al momento della firma", "was not valid yet when it was signed" };
    case crypto::Trust::WrongUse:
        return { "ist nicht zum Unterschreiben von Dokumenten ausgestellt", "n'a pas été délivré pour signer des documents",
            "non è stato rilasciato per firmare documenti", "was not issued to sign documents" };
    }
    return {};
}

Phrase weakness_phrase(crypto::WeaknessKind kind)
{
    switch (kind) {
    case crypto::WeaknessKind::Hash:
        return { "{} ist gebrochen: es lassen sich andere Dokumente mit demselben Prüfwert herstellen",
            "{} est cassé : on peut fabriquer d'autres documents ayant la même empreinte",
            "{} è compromesso: si possono creare altri documenti con la stessa impronta",
            "{} is broken: other documents with the same hash can be made" };
    case crypto::WeaknessKind::Key:
        return { "der Schlüssel {} ist zu kurz", "la clé {} est trop courte", "la chiave {} è troppo corta", "the key {} is too short" };
    case crypto::WeaknessKind::Binding:
        return { "das Zertifikat ist nur durch ein gebrochenes Verfahren an die Unterschrift gebunden ({})",
            "le certificat n'est lié à la signature que par un procédé cassé ({})",
            "il certificato è legato alla firma solo da un procedimento compromesso ({})", "the certificate is bound by a weak hash ({})" };
    case crypto::WeaknessKind::Path:
        return { "ein Zertifikat der Kette hat einen kurzen Schlüssel oder ist mit einem gebrochenen Verfahren unterschrieben",
            "un certificat de la chaîne a une clé courte ou est signé avec un procédé cassé",
            "un certificato della catena ha una chiave corta o è firmato con un procedimento compromesso",
            "a certificate of the path has a short key or is signed with a weak hash" };
    }
    return {};
}

Phrase fault_phrase(crypto::TimeStampFault fault)
{
    switch (fault) {
    case crypto::TimeStampFault::None: break;
    case crypto::TimeStampFault::Malformed:
        return { "es ist kein Zeitstempel", "ce n'est pas un horodatage", "non è una marca temporale", "it is not a time stamp" };
    case crypto::TimeStampFault::NotIntact:
        return { "seine eigene Unterschrift ist nicht unversehrt", "sa propre signature n'est pas intacte",
            "la sua stessa firma non è intatta", "its own signature is not intact" };
    case crypto::TimeStampFault::OtherContent:
        return { "es ist der Zeitstempel von etwas anderem", "c'est l'horodatage d'autre chose", "è la marca temporale di qualcos'altro",
            "it is the time stamp of something else" };
    case crypto::TimeStampFault::Weak: return { "er beweist nichts", "il ne prouve rien", "non prova nulla", "it proves nothing" };
    }
    return {};
}

std::optional<Phrase> file_fault_phrase(std::string_view key)
{
    if (key == "pdf-damaged")
        return Phrase { "sie ist beschädigt ({})", "il est endommagé ({})", "è danneggiato ({})", "it is damaged ({})" };
    if (key == "pdf-content-after-end")
        return Phrase { "hinter ihrem Ende steht etwas, oder das Ende fehlt", "quelque chose suit sa fin, ou la fin manque",
            "qualcosa segue la sua fine, o la fine manca", "there is something behind its end, or the end is missing" };
    if (key == "verify-signature-removed")
        return Phrase { "eine Unterschrift wurde daraus entfernt", "une signature en a été retirée", "ne è stata rimossa una firma",
            "a signature has been removed from it" };
    if (key == "verify-no-certification")
        return Phrase { "sie gibt sich als zertifiziert aus, und keine Unterschrift zertifiziert sie",
            "il se dit certifié, et aucune signature ne le certifie", "si dichiara certificato, e nessuna firma lo certifica",
            "it says that it is certified, and no signature certifies it" };
    return std::nullopt;
}

Phrase change_phrase(sign::ChangeKind kind)
{
    switch (kind) {
    case sign::ChangeKind::Signature: return { "unterschrieben", "signé", "firmato", "signed" };
    case sign::ChangeKind::DocumentTimeStamp:
        return { "Zeitstempel über die Datei", "horodatage du fichier", "marca temporale del file", "time stamp over the file" };
    case sign::ChangeKind::SignatureField:
        return { "neues Unterschriftsfeld, unsichtbar", "nouveau champ de signature, invisible", "nuovo campo di firma, invisibile",
            "new signature field, out of sight" };
    case sign::ChangeKind::VisibleSignatureField:
        return { "neues sichtbares Unterschriftsfeld", "nouveau champ de signature visible", "nuovo campo di firma visibile",
            "new visible signature field" };
    case sign::ChangeKind::FieldValue: return { "Feld ausgefüllt", "champ rempli", "campo compilato", "field filled in" };
    case sign::ChangeKind::Annotation: return { "Kommentar", "commentaire", "commento", "comment" };
    case sign::ChangeKind::ValidationData:
        return { "Angaben zur späteren Prüfung", "données pour une vérification ultérieure", "dati per una verifica successiva",
            "data for later verification" };
    case sign::ChangeKind::Extensions: return { "Formatversion", "version du format", "versione del formato", "version of the format" };
    case sign::ChangeKind::Certification: return { "Zertifizierung", "certification", "certificazione", "certification" };
    case sign::ChangeKind::FieldLock: return { "Feldsperre", "verrou d'un champ", "blocco di un campo", "lock of a field" };
    default: return { "geändert", "modifié", "modificato", "changed" };
    }
}

Phrase modification_phrase(sign::Modification modification)
{
    switch (modification) {
    case sign::Modification::None: return { "nichts", "rien", "nulla", "nothing" };
    case sign::Modification::Signatures:
        return { "nur weitere Unterschriften, erlaubt", "seulement d'autres signatures, permis", "solo altre firme, permesso",
            "further signatures only, permitted" };
    case sign::Modification::Permitted:
        return { "Felder oder Kommentare, erlaubt", "champs ou commentaires, permis", "campi o commenti, permesso",
            "fields or comments, permitted" };
    case sign::Modification::Forbidden:
        return { "NICHT ERLAUBTE ÄNDERUNGEN", "MODIFICATIONS NON PERMISES", "MODIFICHE NON PERMESSE", "CHANGES THAT WERE NOT PERMITTED" };
    }
    return {};
}

Phrase level_phrase(sign::Level level)
{
    switch (level) {
    case sign::Level::None: return { "keine", "aucun", "nessuno", "none" };
    case sign::Level::Cms:
        return { "einfache CMS-Unterschrift, nicht PAdES", "signature CMS simple, pas PAdES", "firma CMS semplice, non PAdES",
            "plain CMS signature, not PAdES" };
    case sign::Level::BaselineB: return { "PAdES B-B", "PAdES B-B", "PAdES B-B", "PAdES B-B" };
    case sign::Level::BaselineT:
        return { "PAdES B-T (mit Zeitstempel)", "PAdES B-T (horodatée)", "PAdES B-T (con marca temporale)", "PAdES B-T (time-stamped)" };
    }
    return {};
}

} // namespace konkordat::sign
