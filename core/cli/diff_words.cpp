#include "core/cli/diff_words.h"

#include <algorithm>
#include <array>

namespace konkordat::cli {

namespace {

using review::RecordKind;

struct MemberWords {
    std::string_view member;
    Phrase words;
};

constexpr auto member_words = std::to_array<MemberWords>({
    { "id", { "Kennung", "Identifiant", "Identificativo", "Identifier" } },
    { "title", { "Titel", "Titre", "Titolo", "Title" } },
    { "form", { "Form", "Forme", "Forma", "Form" } },
    { "scope", { "Geltungsbereich", "Champ d’application", "Campo d’applicazione", "Scope" } },
    { "cantons", { "Kantone", "Cantons", "Cantoni", "Cantons" } },
    { "languages", { "Sprachen", "Langues", "Lingue", "Languages" } },
    { "mandate/authority", { "Mandat: Behörde", "Mandat : autorité", "Mandato: autorità", "Mandate: authority" } },
    { "mandate/reference", { "Mandat: Nummer", "Mandat : numéro", "Mandato: numero", "Mandate: reference" } },
    { "mandate/date", { "Mandat: Datum", "Mandat : date", "Mandato: data", "Mandate: date" } },
    { "lifecycle", { "Stand", "État", "Stato", "State" } },
    { "template", { "Vorlage", "Modèle", "Modello", "Template" } },
    { "appearance/style", { "Darstellung: Stil", "Présentation : style", "Aspetto: stile", "Appearance: style" } },
    { "appearance/setting", { "Darstellung: Satz", "Présentation : alignement", "Aspetto: allineamento", "Appearance: setting" } },
    { "appearance/arrangement",
        { "Darstellung: Anordnung der Sprachen", "Présentation : disposition des langues", "Aspetto: disposizione delle lingue",
            "Appearance: arrangement of languages" } },
    { "appearance/references",
        { "Darstellung: Rechtsgrundlagen", "Présentation : bases légales", "Aspetto: basi legali", "Appearance: legal references" } },
    { "appearance/colour", { "Darstellung: Farbe", "Présentation : couleur", "Aspetto: colore", "Appearance: colour" } },
    { "appearance/letterhead/authority",
        { "Briefkopf: Behörde", "En-tête : autorité", "Intestazione: autorità", "Letterhead: authority" } },
    { "appearance/letterhead/emblem", { "Briefkopf: Bild", "En-tête : image", "Intestazione: immagine", "Letterhead: picture" } },
    { "createdAt", { "Erstellt am", "Créé le", "Creato il", "Created at" } },
    { "modifiedAt", { "Geändert am", "Modifié le", "Modificato il", "Modified at" } },
    { "value", { "Wert", "Valeur", "Valore", "Value" } },
    { "name", { "Name", "Nom", "Nome", "Name" } },
    { "abbreviation", { "Abkürzung", "Abréviation", "Abbreviazione", "Abbreviation" } },
    { "kind", { "Art", "Genre", "Tipo", "Kind" } },
    { "address", { "Adresse", "Adresse", "Indirizzo", "Address" } },
    { "email", { "E-Mail", "Courriel", "E-mail", "Email" } },
    { "phone", { "Telefon", "Téléphone", "Telefono", "Phone" } },
    { "website", { "Website", "Site web", "Sito web", "Website" } },
    { "organisation", { "Stelle", "Organisme", "Organizzazione", "Organisation" } },
    { "group", { "Gruppe", "Groupe", "Gruppo", "Group" } },
    { "role", { "Rolle", "Rôle", "Ruolo", "Role" } },
    { "participation", { "Mitwirkung", "Participation", "Partecipazione", "Participation" } },
    { "function", { "Funktion", "Fonction", "Funzione", "Function" } },
    { "signs", { "Unterzeichnet", "Signe", "Firma", "Signs" } },
    { "from", { "Von", "Dès le", "Dal", "From" } },
    { "until", { "Bis", "Jusqu’au", "Fino al", "Until" } },
    { "substituteFor", { "Stellvertretung von", "Suppléance de", "Sostituisce", "Substitute for" } },
    { "trigger", { "Auslöser", "Déclencheur", "Evento scatenante", "Trigger" } },
    { "deadlineDays", { "Frist in Tagen", "Délai en jours", "Termine in giorni", "Deadline in days" } },
    { "clause", { "Klausel", "Clause", "Clausola", "Clause" } },
    { "state", { "Herkunft des Wortlauts", "Origine du libellé", "Origine del testo", "Origin of the wording" } },
    { "origin", { "Klausel der Vorlage", "Clause du modèle", "Clausola del modello", "Clause of the template" } },
    { "heading", { "Überschrift", "Titre", "Titolo", "Heading" } },
    { "body", { "Text", "Texte", "Testo", "Text" } },
    { "omissionReason", { "Grund der Auslassung", "Motif de l’omission", "Motivo dell’omissione", "Reason for omission" } },
    { "generated", { "Erzeugter Inhalt", "Contenu généré", "Contenuto generato", "Generated content" } },
    { "guidelines", { "Leitfaden", "Guide", "Guida", "Guidelines" } },
    { "takenFrom", { "Übernommen aus", "Repris de", "Ripreso da", "Taken over from" } },
    { "law", { "Rechtsgrundlagen", "Bases légales", "Basi legali", "Legal references" } },
    { "rule", { "Regel", "Règle", "Regola", "Rule" } },
    { "subject", { "Gegenstand", "Objet", "Oggetto", "Subject" } },
    { "reason", { "Begründung", "Motif", "Motivazione", "Reason" } },
    { "author", { "Verfasst von", "Auteur", "Autore", "Author" } },
    { "date", { "Datum", "Date", "Data", "Date" } },
});

/// Values of enumerations for which documents have no words.
constexpr auto value_words = std::to_array<MemberWords>({
    { "preamble", { "Präambel", "préambule", "preambolo", "preamble" } },
    { "section", { "Abschnitt", "section", "sezione", "section" } },
    { "clause", { "Klausel", "clause", "clausola", "clause" } },
    { "annex", { "Anhang", "annexe", "allegato", "annex" } },
    { "template", { "wie Vorlage", "comme le modèle", "come il modello", "as in the template" } },
    { "adapted", { "angepasst", "adapté", "adattato", "adapted" } },
    { "own", { "eigen", "propre", "proprio", "own" } },
    { "omitted", { "ausgelassen", "omis", "omesso", "omitted" } },
    { "none", { "nichts", "rien", "nulla", "none" } },
    { "members", { "Mitglieder", "membres", "membri", "members" } },
    { "contacts", { "Kontakte", "contacts", "contatti", "contacts" } },
    { "responsibilities", { "Zuständigkeiten", "responsabilités", "responsabilità", "responsibilities" } },
    { "procedure", { "Verfahren", "procédure", "procedura", "procedure" } },
    { "signatures", { "Unterschriften", "signatures", "firme", "signatures" } },
    { "ragged", { "Flattersatz", "au fer", "a bandiera", "ragged" } },
    { "justified", { "Blocksatz", "justifié", "giustificato", "justified" } },
    { "in-sequence", { "nacheinander", "à la suite", "in sequenza", "in sequence" } },
    { "side-by-side", { "nebeneinander", "côte à côte", "affiancate", "side by side" } },
    { "footnotes", { "Fussnoten", "notes de bas de page", "note a piè di pagina", "footnotes" } },
    { "without", { "ohne", "sans", "senza", "without" } },
});

constexpr Phrase yes { "ja", "oui", "sì", "yes" };
constexpr Phrase no { "nein", "non", "no", "no" };
constexpr Phrase picture { "ein Bild", "une image", "un’immagine", "a picture" };

Phrase const* find_words(std::span<MemberWords const> table, std::string_view name)
{
    auto const entry = std::ranges::find(table, name, &MemberWords::member);
    return entry == table.end() ? nullptr : &entry->words;
}

/// Where core/richtext has names for the values of an enumeration; nothing for other members.
std::string_view catalogue_of(RecordKind kind, std::string_view member)
{
    if (kind == RecordKind::Responsibility && member == "kind")
        return "responsibility";
    for (auto const name : { "form", "scope", "group", "role", "participation" }) {
        if (member == name)
            return name;
    }
    return {};
}

bool is_enumeration(RecordKind kind, std::string_view member)
{
    return (kind == RecordKind::Clause && (member == "kind" || member == "state" || member == "generated"))
        || member == "appearance/setting" || member == "appearance/arrangement" || member == "appearance/references";
}

std::string joined(std::vector<std::string> const& items)
{
    std::string text;
    for (auto const& item : items) {
        if (!item.empty())
            text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

struct ValueText {
    RecordKind kind;
    std::string_view member;
    richtext::Words const& words;
    Language language;

    std::string operator()(std::string const& text) const
    {
        if (auto const catalogue = catalogue_of(kind, member); !catalogue.empty())
            return std::string(words.text(language, std::string(catalogue) + "." + text));
        auto const* phrase = is_enumeration(kind, member) ? find_words(value_words, text) : nullptr;
        return phrase ? std::string(say(*phrase, language)) : text;
    }
    std::string operator()(bool value) const { return std::string(say(value ? yes : no, language)); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(Date const& date) const { return date.to_short_text(language); }
    std::string operator()(Timestamp const& time) const { return time.to_string(); }
    std::string operator()(std::vector<std::string> const& list) const { return joined(list); }
    std::string operator()(LanguageMap const& map) const
    {
        std::vector<std::string> texts;
        for (auto const& [code, text] : map)
            texts.push_back(std::string(language_code(code)) + ": " + text);
        return joined(texts);
    }
    std::string operator()(review::Lifecycle const& lifecycle) const
    {
        auto const name = [&](LifecycleState state) {
            return std::string(words.text(language, "state." + std::string(konkordat::name_of(state))));
        };
        auto text = name(lifecycle.state);
        for (auto const& event : lifecycle.events)
            text += "; "
                + joined({ name(event.state), event.date ? event.date->to_short_text(language) : std::string(), event.authority,
                    event.reference, event.note });
        return text;
    }
    std::string operator()(Emblem const& emblem) const
    {
        return std::string(say(picture, language)) + " (" + std::to_string(emblem.bytes.size())
            + " B): " + std::string(text_in(emblem.alternative, language));
    }
};

} // namespace

Phrase kind_phrase(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Agreement: return { "Vereinbarung", "Convention", "Accordo", "Agreement" };
    case RecordKind::Variable: return { "Angabe", "Indication", "Indicazione", "Variable" };
    case RecordKind::Organisation: return { "Stelle", "Organisme", "Organizzazione", "Organisation" };
    case RecordKind::Membership: return { "Mitglied", "Membre", "Membro", "Member" };
    case RecordKind::Contact: return { "Kontakt", "Contact", "Contatto", "Contact" };
    case RecordKind::Step: return { "Verfahrensschritt", "Étape de la procédure", "Fase della procedura", "Step of the procedure" };
    case RecordKind::Responsibility: return { "Zuständigkeit", "Responsabilité", "Responsabilità", "Responsibility" };
    case RecordKind::Clause: return { "Klausel", "Clause", "Clausola", "Clause" };
    case RecordKind::Waiver: return { "Begründete Abweichung", "Dérogation motivée", "Deroga motivata", "Waiver" };
    }
    return {};
}

Phrase conflict_phrase(review::ConflictKind kind)
{
    switch (kind) {
    case review::ConflictKind::BothChanged:
        return { "beide haben dasselbe verschieden geändert", "les deux ont modifié la même chose différemment",
            "entrambi hanno modificato la stessa cosa in modo diverso", "both changed the same thing differently" };
    case review::ConflictKind::RemovedAndChanged:
        return { "eine Seite hat entfernt, was die andere geändert hat", "une partie a supprimé ce que l’autre a modifié",
            "una parte ha rimosso ciò che l’altra ha modificato", "one side removed what the other changed" };
    case review::ConflictKind::RemovedAndUsed:
        return { "eine Seite hat entfernt, was die andere braucht", "une partie a supprimé ce dont l’autre a besoin",
            "una parte ha rimosso ciò di cui l’altra ha bisogno", "one side removed what the other needs" };
    case review::ConflictKind::BothMoved:
        return { "beide haben es an verschiedene Orte gesetzt", "les deux l’ont placé à des endroits différents",
            "entrambi l’hanno messo in posti diversi", "both put it in different places" };
    }
    return {};
}

std::string member_label(std::string_view member, Language language)
{
    auto const* phrase = find_words(member_words, member);
    return std::string(phrase ? say(*phrase, language) : member);
}

std::string value_text(
    RecordKind kind, std::string_view member, review::Value const& value, richtext::Words const& words, Language language)
{
    return one_line(std::visit(ValueText { kind, member, words, language }, value));
}

} // namespace konkordat::cli
