#include "core/conformity/text_facts.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::conformity;

namespace {

using Texts = std::vector<std::string>;

TextFacts read(Language language, std::string_view text)
{
    static RuleSet const rules;
    return TextReader(rules).read(language, text);
}

Texts personal_data_in(std::string_view text)
{
    Texts found;
    auto const scanned = scan_text(text);
    for (auto const& hit : find_personal_data(scanned))
        found.push_back(std::string(name_of(hit.kind)) + " " + std::string(scanned.written(hit.span)));
    return found;
}

} // namespace

TEST_CASE("Folding keeps the length and knows the letters of the four languages", "[conformity]")
{
    CHECK(fold("ÄÖÜ Éß Œuvre ABC") == "äöü éß œuvre abc");
    CHECK(words_of("L’Office, **fédéral** (2x)!") == " l office fédéral 2x ");
}

TEST_CASE("Citations say the same in all languages", "[conformity]")
{
    Texts const single { "35" };
    CHECK(read(Language::German, "nach Artikel 35 VZAE").citations == single);
    CHECK(read(Language::French, "selon l’article 35 OASA").citations == single);
    Texts const detailed { "30/1/e" };
    CHECK(read(Language::German, "Art. 30 Abs. 1 Bst. e des Ausländer- und Integrationsgesetzes").citations == detailed);
    CHECK(read(Language::French, "art. 30, al. 1, let. e, de la loi").citations == detailed);
    CHECK(read(Language::Italian, "art. 30 cpv. 1 lett. e della legge").citations == detailed);
    CHECK(read(Language::English, "Art. 30 para. 1 let. e of the Act").citations == detailed);
    Texts const several { "127", "136", "138" };
    CHECK(read(Language::German, "Art. 127 und 136 bis 138 StPO").citations == several);
    CHECK(read(Language::Italian, "art. 127 e 136–138 CPP").citations == several);
    CHECK(read(Language::French, "art. 127 et 136 à 138 CPP").citations == several);
    CHECK(read(Language::German, "Art. 14 Abs. 2bis OR").citations == Texts { "14/2bis" });
    CHECK(read(Language::German, "Art. 66 bis StGB").citations == Texts { "66bis" });
    CHECK(read(Language::German, "nach Art. 5 und 3 Tage").citations == Texts { "3", "5" });
    CHECK(read(Language::German, "dieser Artikel gilt 30 Tage").citations.empty());
}

TEST_CASE("Dates and numbers are told apart", "[conformity]")
{
    for (auto const& [language, text] : std::vector<std::pair<Language, std::string>> { { Language::German, "am 24. November 2026" },
             { Language::German, "am 24.11.2026" }, { Language::French, "le 24 novembre 2026" },
             { Language::Italian, "il 24 novembre 2026" }, { Language::English, "on 24 November 2026" },
             { Language::English, "on November 24, 2026" }, { Language::English, "2026-11-24" } }) {
        CAPTURE(text);
        auto const facts = read(language, text);
        CHECK(facts.dates == Texts { "2026-11-24" });
        CHECK(facts.numbers.empty());
    }
    CHECK(read(Language::French, "le 1er janvier 2027").dates == Texts { "2027-01-01" });
    CHECK(read(Language::Italian, "dal 1° gennaio 2027").dates == Texts { "2027-01-01" });
    CHECK(read(Language::German, "12’000 Franken und 12\u00A0000").numbers == Texts { "12000", "12000" });
    CHECK(read(Language::German, "1. eins\n2. zwei").numbers.empty());
    CHECK(read(Language::German, "SR 142.20").numbers == Texts { "142.20" });
}

TEST_CASE("Placeholders, bold words and links are read as the document reads them", "[conformity]")
{
    auto const facts = read(Language::German, "**Kern Gruppe**: {{canton-of}}, [[aims]], \\{{not-me}}, [Wort 5](https://example.ch/77)");
    CHECK(facts.variables == Texts { "canton-of" });
    CHECK(facts.references == Texts { "aims" });
    CHECK(facts.bold == Texts { " kern gruppe " });
    CHECK(facts.numbers == Texts { "5" });
}

TEST_CASE("How binding a sentence is", "[conformity]")
{
    using enum Obligation;
    CHECK(read(Language::German, "Sie muss warten. Sie kann gehen.").obligations == std::vector { Must, May });
    CHECK(read(Language::French, "Elle doit attendre. Elle peut partir.").obligations == std::vector { Must, May });
    CHECK(read(Language::English, "She must wait, but may leave.").obligations == std::vector { Both });
    CHECK(read(Language::German, "Sie darf nicht gehen (Art. 5 StPO).").obligations == std::vector { None });
}

TEST_CASE("Personal and case data are recognised, look-alikes are not", "[conformity]")
{
    CHECK(personal_data_in("Nr. 756.9217.0769.85") == Texts { "ahv-number 756.9217.0769.85" });
    CHECK(personal_data_in("Nr. 7569217076985") == Texts { "ahv-number 7569217076985" });
    CHECK(personal_data_in("Nr. 756.9217.0769.86").empty());
    CHECK(personal_data_in("Tel. +41 44 123 45 67") == Texts { "phone +41 44 123 45 67" });
    CHECK(personal_data_in("seit 2020 044 123 45 67") == Texts { "phone 044 123 45 67" });
    CHECK(personal_data_in("SR 0.311.542, 2012 2014").empty());
    CHECK(personal_data_in("an a.b@c.example.") == Texts { "email a.b@c.example" });
    CHECK(personal_data_in("geboren am 3. Mai 1999") == Texts { "birth-date geboren am 3. Mai 1999" });
    CHECK(personal_data_in("M. Dupont et Mme Blanc") == Texts { "named-person M. Dupont", "named-person Mme Blanc" });
    CHECK(personal_data_in("Frau und Mann, Herr Ärger") == Texts { "named-person Herr Ärger" });
    CHECK(personal_data_in("Verfahren Nr. 2026/12") == Texts { "case-number Verfahren Nr. 2026" });
    CHECK(personal_data_in("im Verfahren 2026").empty());
    CHECK(personal_data_in("ZEMIS-Nr. 12345678") == Texts { "permit-number ZEMIS-Nr. 12345678" });
}
