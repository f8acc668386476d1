#include "core/cli/twin_note.h"

#include "core/cli/phrases.h"

namespace konkordat::cli {

namespace {

constexpr Phrase same_bytes { "Die Seiten sind die der Vereinbarung in der Datei, Byte für Byte",
    "Les pages sont celles de la convention contenue dans le fichier, octet par octet",
    "Le pagine sono quelle della convenzione contenuta nel file, byte per byte",
    "The pages are those of the agreement in the file, byte for byte" };
constexpr Phrase same_pages { "Die Seiten sind die der Vereinbarung in der Datei",
    "Les pages sont celles de la convention contenue dans le fichier", "Le pagine sono quelle della convenzione contenuta nel file",
    "The pages are those of the agreement in the file" };
constexpr Phrase different { "ACHTUNG: die Seiten sind NICHT die der Vereinbarung in der Datei ({})",
    "ATTENTION : les pages ne sont PAS celles de la convention contenue dans le fichier ({})",
    "ATTENZIONE: le pagine NON sono quelle della convenzione contenuta nel file ({})",
    "ATTENTION: the pages are NOT those of the agreement in the file ({})" };
constexpr Phrase no_agreement { "Die Datei trägt keine Vereinbarung als Daten", "Le fichier ne contient pas de convention comme données",
    "Il file non contiene alcuna convenzione come dati", "The file carries no agreement as data" };
constexpr Phrase not_compared { "Ob die Seiten die der Vereinbarung in der Datei sind, liess sich nicht prüfen ({})",
    "Il n'a pas pu être vérifié que les pages sont celles de la convention contenue dans le fichier ({})",
    "Non è stato possibile verificare se le pagine sono quelle della convenzione contenuta nel file ({})",
    "Whether the pages are those of the agreement in the file could not be checked ({})" };
constexpr Phrase pages { "Seiten", "pages", "pagine", "pages" };

/// "pages differ; pages 3, 7"
std::string what_differs(sign::TwinCheck const& twin, Language language)
{
    std::string text = twin.reason;
    for (auto const page : twin.pages)
        text += (&page == &twin.pages.front() ? "; " + std::string(say(pages, language)) + " " : ", ") + std::to_string(page);
    return text;
}

} // namespace

std::string twin_note(sign::TwinCheck const& twin, Language language)
{
    switch (twin.result) {
    case sign::Twin::SameBytes: return std::string(say(same_bytes, language));
    case sign::Twin::SamePages: return std::string(say(same_pages, language));
    case sign::Twin::Different: return say(different, language, { what_differs(twin, language) });
    case sign::Twin::NoAgreement: return std::string(say(no_agreement, language));
    case sign::Twin::NotCompared: return say(not_compared, language, { twin.reason });
    }
    return {};
}

} // namespace konkordat::cli
