#include "core/sign/subject_words.h"


#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::sign;

TEST_CASE("What changed is said in the reader's language, with names and keys as they are", "[sign][report]")
{
    CHECK(subject_text("Page added", Language::German) == "hinzugefügt: eine Seite");
    CHECK(subject_text("Font Type0 removed", Language::French) == "supprimé : une police");
    CHECK(subject_text("document information with several uses", Language::Italian) == "usato più volte: le informazioni del documento");
    CHECK(subject_text("catalog /OpenAction", Language::German) == "Katalog der Datei, /OpenAction");
    CHECK(subject_text("field Signatur 1: /V /Rect", Language::French) == "champ Signatur 1: /V /Rect");
    CHECK(subject_text("field removed: a {} b", Language::German) == "entferntes Feld: a {} b");
    CHECK(subject_text("form removed", Language::Italian) == "il modulo è stato rimosso");
    CHECK(difference_text("a later revision changed it: new annotation", Language::German) == "eine spätere Änderung: eine neue Anmerkung");
    CHECK(difference_text("another number of pages: 3 ≠ 4", Language::French) == "le fichier a un autre nombre de pages : 3 ≠ 4");
}

TEST_CASE("What is not known is said as it is recorded, and English stays", "[sign][report]")
{
    CHECK(subject_text("Sound added", Language::German) == "hinzugefügt: Sound");
    CHECK(subject_text("something of a later version", Language::French) == "something of a later version");
    CHECK(subject_text("", Language::Italian).empty());
    CHECK(subject_text("Page added", Language::English) == "Page added");
}
