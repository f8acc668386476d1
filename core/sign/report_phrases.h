#pragma once

#include "core/base/phrase.h"

/// Within core/sign only: what reports on signatures say (report_text).
namespace konkordat::sign::report {

inline constexpr Phrase anchors { "Vertrauensanker", "ancres de confiance", "ancore di fiducia", "trust anchors" };

inline constexpr Phrase count_one { "1 Unterschrift", "1 signature", "1 firma", "1 signature" };
inline constexpr Phrase count_many { "{} Unterschriften", "{} signatures", "{} firme", "{} signatures" };
inline constexpr Phrase weak_note { "ACHTUNG, SCHWACH: ein Verfahren oder Schlüssel ist nicht mehr sicher",
    "ATTENTION, FAIBLE : un procédé ou une clé n'est plus sûr", "ATTENZIONE, DEBOLE: un procedimento o una chiave non è più sicuro",
    "ATTENTION, WEAK: an algorithm or key is no longer safe" };
inline constexpr Phrase trial_note { "ACHTUNG, NUR ZUM AUSPROBIEREN: eine Unterschrift ist von einer Probe-Identität und verpflichtet niemanden",
    "ATTENTION, POUR ESSAI SEULEMENT : une signature vient d'une identité d'essai et n'engage personne",
    "ATTENZIONE, SOLO PER PROVA: una firma proviene da un'identità di prova e non impegna nessuno",
    "ATTENTION, FOR TRIAL ONLY: a signature is from a trial identity and binds nobody" };
inline constexpr Phrase revocation { "Ob Zertifikate widerrufen wurden, wurde nicht geprüft", "La révocation des certificats n'a pas été vérifiée",
    "Non è stato verificato se i certificati sono stati revocati", "Whether certificates were revoked was not checked" };
inline constexpr Phrase unsigned_fields { "Noch nicht unterschrieben: {}", "Pas encore signé : {}", "Non ancora firmato: {}",
    "Not signed yet: {}" };
inline constexpr Phrase file_fault { "Die Datei: {}", "Le fichier : {}", "Il file: {}", "The file: {}" };
inline constexpr Phrase nobody { "unbekannt", "inconnu", "sconosciuto", "unknown" };
inline constexpr Phrase stamp_of_file { "Zeitstempel über die Datei", "Horodatage du fichier", "Marca temporale del file",
    "Time stamp over the file" };

inline constexpr Phrase field { "Feld", "Champ", "Campo", "Field" };
inline constexpr Phrase claimed_name { "Nach eigener Angabe", "Selon ses indications", "Secondo le sue indicazioni", "As the signer says" };
inline constexpr Phrase reason { "Grund", "Motif", "Motivo", "Reason" };
inline constexpr Phrase place { "Ort", "Lieu", "Luogo", "Place" };
inline constexpr Phrase time { "Zeit", "Date", "Data", "Time" };
inline constexpr Phrase as_claimed { "{} (Angabe des Unterzeichners, nicht belegt)", "{} (selon le signataire, non attesté)",
    "{} (secondo il firmatario, non attestato)", "{} (as the signer claims, not attested)" };
inline constexpr Phrase as_stamped { "{} (Zeitstempel von {}: {})", "{} (horodatage de {} : {})", "{} (marca temporale di {}: {})",
    "{} (time stamp of {}: {})" };
inline constexpr Phrase no_time { "nicht angegeben", "non indiquée", "non indicata", "not stated" };
inline constexpr Phrase broken_stamp { "der Zeitstempel ist falsch ({})", "l'horodatage est faux ({})", "la marca temporale è falsa ({})",
    "the time stamp is wrong ({})" };
inline constexpr Phrase coverage { "Umfang", "Portée", "Estensione", "Covers" };
inline constexpr Phrase whole_file { "die ganze Datei", "tout le fichier", "l'intero file", "the whole file" };
inline constexpr Phrase up_to_revision { "die Datei in ihrem Stand {} von {}, ihre ersten {} Bytes",
    "le fichier dans son état {} sur {}, ses {} premiers octets", "il file nel suo stato {} di {}, i suoi primi {} byte",
    "the file as it was in revision {} of {}, its first {} bytes" };
inline constexpr Phrase covers_nothing { "nichts, worauf Verlass ist", "rien de fiable", "nulla di affidabile", "nothing that can be relied on" };
inline constexpr Phrase certifies { "Zertifiziert", "Certifie", "Certifica", "Certifies" };
inline constexpr Phrase allows_nothing { "danach ist nichts mehr erlaubt", "plus rien n'est permis ensuite", "in seguito nulla è permesso",
    "nothing is permitted afterwards" };
inline constexpr Phrase allows_signing { "danach sind nur Unterschriften und Ausfüllen erlaubt",
    "seuls signatures et remplissage sont permis ensuite", "in seguito sono permessi solo firme e compilazione",
    "only signatures and filling in are permitted afterwards" };
inline constexpr Phrase allows_comments { "danach sind Unterschriften, Ausfüllen und Kommentare erlaubt",
    "signatures, remplissage et commentaires sont permis ensuite", "in seguito sono permessi firme, compilazione e commenti",
    "signatures, filling in and comments are permitted afterwards" };
inline constexpr Phrase afterwards { "Danach geändert", "Modifié ensuite", "Modificato in seguito", "Changed afterwards" };
inline constexpr Phrase permitted { "erlaubt", "permis", "permesso", "permitted" };
inline constexpr Phrase forbidden { "NICHT ERLAUBT", "NON PERMIS", "NON PERMESSO", "NOT PERMITTED" };
inline constexpr Phrase in_revision { "Stand {}", "état {}", "stato {}", "revision {}" };
inline constexpr Phrase covering { "verdeckt Inhalt der Seite", "couvre du contenu de la page", "copre contenuto della pagina",
    "covers content of the page" };
inline constexpr Phrase certificate { "Zertifikat", "Certificat", "Certificato", "Certificate" };
inline constexpr Phrase certificate_details { "{}; ausgestellt von {}, gültig {} bis {}, {}, SHA-256 {}",
    "{} ; délivré par {}, valable {} à {}, {}, SHA-256 {}", "{}; rilasciato da {}, valido {} a {}, {}, SHA-256 {}",
    "{}; issued by {}, valid {} to {}, {}, SHA-256 {}" };
inline constexpr Phrase trial_certificate { "NUR ZUM AUSPROBIEREN, verpflichtet niemanden", "POUR ESSAI SEULEMENT, n'engage personne",
    "SOLO PER PROVA, non impegna nessuno", "FOR TRIAL ONLY, binds nobody" };
inline constexpr Phrase trust { "Vertrauen", "Confiance", "Fiducia", "Trust" };
inline constexpr Phrase level { "Stufe", "Niveau", "Livello", "Level" };
inline constexpr Phrase algorithm { "Verfahren", "Procédé", "Procedimento", "Algorithm" };
inline constexpr Phrase weakness { "Schwäche", "Faiblesse", "Debolezza", "Weakness" };
inline constexpr Phrase fault { "Fehler", "Erreur", "Errore", "Fault" };

inline constexpr Phrase contradiction {
    "WIDERSPRUCH: die Unterschriften sind unversehrt, aber die Seiten sind nicht die der Vereinbarung in der Datei",
    "CONTRADICTION : les signatures sont intactes, mais les pages ne sont pas celles de la convention contenue dans le fichier",
    "CONTRADDIZIONE: le firme sono intatte, ma le pagine non sono quelle dell'accordo contenuto nel file",
    "CONTRADICTION: the signatures are intact, but the pages are not those of the agreement in the file"
};
inline constexpr Phrase intact_but_weak { "SCHWACH: unversehrt, aber mit einem Verfahren, das nicht mehr sicher ist; von wem die Unterschriften "
                                   "sind, wurde ohne {} nicht geprüft",
    "FAIBLE : intact, mais avec un procédé qui n'est plus sûr ; sans {}, l'origine des signatures n'a pas été vérifiée",
    "DEBOLE: intatto, ma con un procedimento che non è più sicuro; senza {} la provenienza delle firme non è stata verificata",
    "WEAK: intact, but with an algorithm or key that is no longer safe; whose the signatures are was not checked, without {}" };

inline constexpr Phrase same_bytes { "Die Seiten sind die der Vereinbarung in der Datei, Byte für Byte",
    "Les pages sont celles de la convention contenue dans le fichier, octet par octet",
    "Le pagine sono quelle dell'accordo contenuto nel file, byte per byte",
    "The pages are those of the agreement in the file, byte for byte" };
inline constexpr Phrase same_pages { "Die Seiten sind die der Vereinbarung in der Datei",
    "Les pages sont celles de la convention contenue dans le fichier", "Le pagine sono quelle dell'accordo contenuto nel file",
    "The pages are those of the agreement in the file" };
inline constexpr Phrase different { "ACHTUNG: die Seiten sind NICHT die der Vereinbarung in der Datei ({})",
    "ATTENTION : les pages ne sont PAS celles de la convention contenue dans le fichier ({})",
    "ATTENZIONE: le pagine NON sono quelle dell'accordo contenuto nel file ({})",
    "ATTENTION: the pages are NOT those of the agreement in the file ({})" };
inline constexpr Phrase no_agreement { "Die Datei trägt keine Vereinbarung als Daten", "Le fichier ne contient pas de convention comme données",
    "Il file non contiene alcun accordo come dati", "The file carries no agreement as data" };
inline constexpr Phrase not_compared { "Ob die Seiten die der Vereinbarung in der Datei sind, liess sich nicht prüfen ({})",
    "Il n'a pas pu être vérifié que les pages sont celles de la convention contenue dans le fichier ({})",
    "Non è stato possibile verificare se le pagine sono quelle dell'accordo contenuto nel file ({})",
    "Whether the pages are those of the agreement in the file could not be checked ({})" };
inline constexpr Phrase pages { "Seiten", "pages", "pagine", "pages" };

} // namespace konkordat::sign::report
