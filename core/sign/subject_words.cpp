#include "core/sign/subject_words.h"

#include "core/base/phrase.h"

#include <array>
#include <optional>
#include <span>

namespace konkordat::sign {

namespace {

constexpr std::string_view gap = "{}";

/// How the text goes on in the place of the phrase's gap.
enum class Rest { Verbatim, Object, Subject };

/// The English words of the record, and what is said instead.
struct Pattern {
    Phrase phrase; ///< the record has its English; at most one gap
    Rest rest = Rest::Verbatim;
};

constexpr std::array objects {
    Phrase { "die Angaben zum Dokument", "les informations du document", "le informazioni del documento", "document information" },
    Phrase { "der Katalog der Datei", "le catalogue du fichier", "il catalogo del file", "catalog" },
    Phrase { "eine Seite", "une page", "una pagina", "Page" },
    Phrase { "der Seitenbaum", "l'arborescence des pages", "l'albero delle pagine", "Pages" },
    Phrase { "eine Schrift", "une police", "un carattere", "Font Type0" },
    Phrase { "eine Schrift", "une police", "un carattere", "Font Type1" },
    Phrase { "eine Schrift", "une police", "un carattere", "Font TrueType" },
    Phrase { "eine Schrift", "une police", "un carattere", "Font CIDFontType0" },
    Phrase { "eine Schrift", "une police", "un carattere", "Font CIDFontType2" },
    Phrase { "ein Bild", "une image", "un'immagine", "XObject Image" },
    Phrase { "eine gezeichnete Form", "une forme dessinée", "una forma disegnata", "XObject Form" },
    Phrase { "eine Anmerkung oder ein Feld", "une annotation ou un champ", "un'annotazione o un campo", "Annot" },
    Phrase { "ein Feld auf einer Seite", "un champ d'une page", "un campo di una pagina", "Annot Widget" },
    Phrase { "ein Verweis", "un lien", "un collegamento", "Annot Link" },
    Phrase { "die Metadaten", "les métadonnées", "i metadati", "Metadata XML" },
    Phrase { "der eingebettete Datensatz", "le fichier incorporé", "il file incorporato", "EmbeddedFile" },
    Phrase { "der Strukturbaum", "l'arborescence de structure", "l'albero della struttura", "StructTreeRoot" },
    Phrase { "ein Strukturelement", "un élément de structure", "un elemento di struttura", "StructElem" },
    Phrase { "eine Unterschrift", "une signature", "una firma", "Sig" },
    Phrase { "ein Datenstrom", "un flux de données", "un flusso di dati", "stream" },
    Phrase { "ein Objekt", "un objet", "un oggetto", "object" },
};

constexpr std::array subjects {
    Pattern { { "eine neue Anmerkung", "une nouvelle annotation", "una nuova annotazione", "new annotation" } },
    Pattern { { "die Anmerkungen einer Seite", "les annotations d'une page", "le annotazioni di una pagina", "annotations of a page" } },
    Pattern { { "ein neues Feld auf einer anderen Seite, als es angibt", "un nouveau champ sur une autre page que celle qu'il indique",
        "un nuovo campo su una pagina diversa da quella che indica", "new field on another page than it says" } },
    Pattern { { "ein Objekt, auf das etwas Älteres schon verwies", "un objet auquel un élément plus ancien renvoyait déjà",
        "un oggetto al quale un elemento precedente già rinviava", "object that something older was waiting for" } },
    Pattern { { "Daten zur späteren Prüfung", "données pour la vérification ultérieure", "dati per la verifica successiva", "validation data" } },
    Pattern { { "das Formular wurde entfernt", "le formulaire a été supprimé", "il modulo è stato rimosso", "form removed" } },
    Pattern { { "eine Unterschrift, die schon vorher in der Datei stand: {}", "une signature qui était déjà dans le fichier : {}",
        "una firma che era già nel file: {}", "signature that was in the file before: {}" } },
    Pattern { { "neues Feld: {}", "nouveau champ : {}", "nuovo campo: {}", "new field: {}" } },
    Pattern { { "umbenanntes Feld: {}", "champ renommé : {}", "campo rinominato: {}", "field renamed: {}" } },
    Pattern { { "Feldname doppelt verwendet: {}", "nom de champ utilisé deux fois : {}", "nome di campo usato due volte: {}",
        "field name used twice: {}" } },
    Pattern { { "entferntes Feld: {}", "champ supprimé : {}", "campo rimosso: {}", "field removed: {}" } },
    Pattern { { "Feld {}", "champ {}", "campo {}", "field {}" } },
    Pattern { { "Ende der Datei (Trailer), {}", "fin du fichier (trailer), {}", "fine del file (trailer), {}", "trailer {}" } },
    Pattern { { "Katalog der Datei, {}", "catalogue du fichier, {}", "catalogo del file, {}", "catalog /{}" } },
    Pattern { { "Formular, {}", "formulaire, {}", "modulo, {}", "form /{}" } },
    Pattern { { "hinzugefügt: {}", "ajouté : {}", "aggiunto: {}", "{} added" }, Rest::Object },
    Pattern { { "entfernt: {}", "supprimé : {}", "rimosso: {}", "{} removed" }, Rest::Object },
    Pattern { { "mehrfach verwendet: {}", "utilisé plusieurs fois : {}", "usato più volte: {}", "{} with several uses" }, Rest::Object },
};

constexpr std::array differences {
    Pattern { { "die Seiten sind andere", "les pages diffèrent", "le pagine sono diverse", "pages differ" } },
    Pattern { { "Verweise oder Felder von Seiten sind andere", "les liens ou champs de pages diffèrent",
        "i collegamenti o i campi di pagine sono diversi", "links or fields of pages differ" } },
    Pattern { { "die Datei hat eine andere Zahl von Seiten: {}", "le fichier a un autre nombre de pages : {}",
        "il file ha un altro numero di pagine: {}", "another number of pages: {}" } },
    Pattern { { "ein Teil des Katalogs ist anders: {}", "une partie du catalogue diffère : {}", "una parte del catalogo è diversa: {}",
        "the catalog differs: {}" } },
    Pattern { { "eine spätere Änderung: {}", "une modification ultérieure : {}", "una modifica successiva: {}",
                  "a later revision changed it: {}" },
        Rest::Subject },
};

/// What stands in the gap of the English, if the text is of this pattern.
std::optional<std::string_view> match(Phrase const& phrase, std::string_view text)
{
    auto const english = say(phrase, Language::English);
    auto const place = english.find(gap);
    if (place == std::string_view::npos)
        return text == english ? std::optional<std::string_view>("") : std::nullopt;
    auto const before = english.substr(0, place);
    auto const after = english.substr(place + gap.size());
    if (text.size() <= before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after))
        return {};
    // The slash of a key belongs to what is kept.
    auto const kept = before.ends_with('/') ? before.size() - 1 : before.size();
    return text.substr(kept, text.size() - kept - after.size());
}

std::string object_text(std::string_view object, Language language)
{
    for (auto const& phrase : objects) {
        if (say(phrase, Language::English) == object)
            return std::string(say(phrase, language));
    }
    return std::string(object);
}

std::string rest_text(std::string_view text, Rest rest, Language language)
{
    switch (rest) {
    case Rest::Object: return object_text(text, language);
    case Rest::Subject: return subject_text(text, language);
    case Rest::Verbatim: break;
    }
    return std::string(text);
}

std::string translated(std::span<Pattern const> patterns, std::string_view text, Language language)
{
    if (language == Language::English)
        return std::string(text);
    for (auto const& pattern : patterns) {
        if (auto const rest = match(pattern.phrase, text))
            return say(pattern.phrase, language, { rest_text(*rest, pattern.rest, language) });
    }
    return std::string(text);
}

} // namespace

std::string subject_text(std::string_view subject, Language language) { return translated(subjects, subject, language); }

std::string difference_text(std::string_view reason, Language language) { return translated(differences, reason, language); }

} // namespace konkordat::sign
