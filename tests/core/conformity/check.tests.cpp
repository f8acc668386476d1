#include "core/conformity/fixes.h"
#include "core/conformity/report.h"
#include "tests/core/conformity/conforming_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

/// An agreement in one language whose only clause says this.
Agreement saying(Language language, std::string const& text)
{
    Agreement agreement;
    agreement.languages = { language };
    agreement.cantons = { "CH-BE" };
    Clause clause;
    clause.id = ClauseId("clause");
    clause.kind = ClauseKind::Preamble;
    clause.state = ClauseState::Own;
    clause.heading[language] = "X";
    clause.body[language] = text;
    agreement.clauses.push_back(std::move(clause));
    return agreement;
}

std::vector<std::string> findings_in_text(ConformityFixture const& fixture, Language language, std::string const& text)
{
    std::vector<std::string> found;
    for (auto const& finding : conformity::check(fixture.rules, saying(language, text), nullptr, fixture.world.today())) {
        if (finding.subject.to_string() == "clause:clause/" + std::string(language_code(language)))
            found.push_back(finding.rule->id);
    }
    return found;
}

} // namespace

TEST_CASE("A draft of any form, scope and language has no error once its variables are filled", "[conformity]")
{
    ConformityFixture const fixture;
    for (auto const form : fixture.pack.forms) {
        for (auto const scope : { Scope::Canton, Scope::Communes, Scope::Intercantonal }) {
            auto agreement = fixture.filled_draft(form, scope, fixture.pack.languages);
            for (auto const& finding : fixture.check(agreement)) {
                CAPTURE(name_of(form), name_of(scope), finding.rule->id, finding.subject.to_string());
                CHECK(finding.severity() != conformity::Severity::Error);
                CHECK_FALSE(finding.subject.language.has_value()); // nothing is wrong with any text
            }
        }
    }
}

TEST_CASE("Outdated law is found in every language", "[conformity]")
{
    ConformityFixture const fixture;
    struct Case {
        char const* rule;
        char const* german;
        char const* french;
        char const* italian;
        char const* english;
    };
    for (auto const& entry : {
             Case { "stale-article-196", "strafbar nach Art. 196 StGB", "punissable selon l’art. 196 CP", "punibile secondo l’art. 196 CP",
                 "punishable under Art. 196 SCC" },
             Case { "stale-article-196", "Artikel 196 des Strafgesetzbuchs (StGB, SR 311.0)", "l’article 196 du code pénal",
                 "l’articolo 196 del Codice penale", "Article 196 of the Swiss Criminal Code" },
             Case { "stale-article-196", "Art. 195 und 196 StGB", "art. 195 et 196 CP", "art. 195 e 196 CP", "Art. 195 and 196 SCC" },
             Case { "stale-article-64", "Art. 64 StGB", "art. 64 CP", "art. 64 CP", "Art. 64 SCC" },
             Case { "stale-article-66bis", "Art. 66bis StGB", "art. 66bis CP", "art. 66bis CP", "Art. 66bis SCC" },
             Case { "stale-article-66bis", "Art. 66 bis StGB", "art. 66 bis CP", "art. 66 bis CP", "Art. 66 bis SCC" },
             Case { "stale-anag", "Art. 23 ANAG", "art. 23 LSEE", "art. 23 LDDS", "Art. 23 ANAG" },
             Case { "stale-aug", "nach dem AuG", "selon la LEtr", "secondo la LStr", "under the Foreign Nationals Act" },
             Case { "stale-bfm", "das Bundesamt für Migration", "l’Office fédéral des migrations", "l’Ufficio federale della migrazione",
                 "the Federal Office for Migration" },
             Case { "stale-bfm", "das BFM", "l’ODM", "l’UFM", "the FOM" },
             Case { "stale-victim-aid-act", "Opferhilfegesetz vom 4. Oktober 1991", "loi du 4 octobre 1991", "legge del 4 ottobre 1991",
                 "Act of 4 October 1991" },
             Case { "stale-circular", "Rundschreiben vom 25.8.2004", "circulaire du 25 août 2004", "circolare del 25 agosto 2004",
                 "circular of 25 August 2004" },
             Case { "stale-data-protection-act", "Gesetz vom 19. Juni 1992", "loi du 19 juin 1992", "legge del 19 giugno 1992",
                 "Act of 19 June 1992" },
             Case { "stale-criminal-procedure", "die kantonale Strafprozessordnung", "le code cantonal de procédure pénale",
                 "il codice cantonale di procedura penale", "the cantonal code of criminal procedure" },
             Case { "stale-witness-protection", "es gibt kein Zeugenschutzprogramm", "aucun programme de protection des témoins",
                 "nessun programma di protezione dei testimoni", "there is no witness protection programme" },
         }) {
        auto const check = [&](Language language, std::string const& text) {
            CAPTURE(entry.rule, text);
            CHECK(findings_in_text(fixture, language, text) == std::vector<std::string> { entry.rule });
        };
        check(Language::German, entry.german);
        check(Language::French, entry.french);
        check(Language::Italian, entry.italian);
        check(Language::English, entry.english);
    }
}

TEST_CASE("What only resembles outdated law or personal data is left alone", "[conformity]")
{
    ConformityFixture const fixture;
    for (auto const* text : { "Art. 182 StGB", "Art. 64 StPO", "Art. 196 StPO", "Art. 196 StGB (sexuelle Handlungen gegen Entgelt)",
             "Der Leitfaden nennt «Art. 196 StGB».", "das AIG (früher AuG)", "Ausländer- und Integrationsgesetz", "Art. 64 und 66 AIG",
             "seit dem 1. Januar 2008", "SR 0.311.542 und SR 312.5", "30 bis 31 Tage", "Frauen und Männer", "in jedem Fall nach Ziffer 2",
             "Ausweis N", "die Jahre 2012 bis 2014 und 2023 bis 2027", "Opfer zahlen nichts; keine Zahlung pro Fall.", "a@b" }) {
        CAPTURE(text);
        CHECK(findings_in_text(fixture, Language::German, text).empty());
    }
    for (auto const* text : { "art. 182 CP", "art. 64 CPP", "loi fédérale sur les étrangers et l’intégration", "dans ce cas no",
             "l’ancienne LSEE", "M. et Mme", "article 35 OASA" }) {
        CAPTURE(text);
        CHECK(findings_in_text(fixture, Language::French, text).empty());
    }
}

TEST_CASE("A waiver travels with the finding and takes it out of the count", "[conformity]")
{
    ConformityFixture const fixture;
    auto agreement = fixture.conforming();
    agreement.mandate.reference.clear();
    agreement.contacts.front().phone.clear();
    agreement.waivers.push_back({ "mandate-reference", "", "Der Beschluss folgt", "Anna", *Date::create(2026, 5, 5) });
    agreement.waivers.push_back({ "contact-phone", "contact:expert-prosecution", "Pikettnummer im Anhang", "Anna", {} });
    auto const findings = fixture.check(agreement);
    REQUIRE(findings.size() == 2);
    CHECK(std::ranges::all_of(findings, &conformity::Finding::is_waived));
    CHECK(std::ranges::none_of(findings, conformity::counts));
    CHECK(findings.front().waiver->reason == "Der Beschluss folgt");
}

TEST_CASE("A report groups by severity and puts waived findings last", "[conformity]")
{
    ConformityFixture const fixture;
    auto agreement = fixture.conforming();
    agreement.mandate = {};
    remove_member(agreement, "iom");
    agreement.waivers.push_back({ "mandate-date", "", "Noch offen", "Anna", {} });
    auto const report = conformity::conformity_report(fixture.check(agreement), Language::German, fixture.laws);
    REQUIRE(report.size() == 4);
    CHECK(report[0].severity == conformity::Severity::Error);
    CHECK(report[0].entries.front().rule == "mandate-authority");
    CHECK(report[0].entries.front().source == "Leitfaden 3.2");
    CHECK(report[1].severity == conformity::Severity::Warning);
    CHECK(report[2].severity == conformity::Severity::Note);
    CHECK(report[3].status == conformity::ReportSection::Status::Waived);
    CHECK(report[3].entries.front().waiver_reason == "Noch offen");
}

TEST_CASE("A fix replaces the words at their place", "[conformity]")
{
    ConformityFixture const fixture;
    auto const mended = [&](Language language, std::string const& text) {
        auto agreement = saying(language, text);
        for (auto const& finding : conformity::check(fixture.rules, agreement, nullptr, fixture.world.today())) {
            if (auto const fix = conformity::fix_for(finding, agreement, nullptr)) {
                conformity::apply(*fix, agreement);
                return agreement.clauses.front().body.at(language);
            }
        }
        return std::string("no fix");
    };
    CHECK(mended(Language::German, "Nach Art. 196 StGB gilt 196.") == "Nach Art. 182 StGB gilt 196.");
    CHECK(mended(Language::French, "Selon l’art. 66bis CP.") == "Selon l’art. 52 à 54 CP.");
    CHECK(mended(Language::Italian, "Art. 64 CP") == "Art. 48 CP");
    CHECK(mended(Language::French, "selon la LEtr") == "selon la LEI");
    CHECK(mended(Language::French, "selon l’ODM") == "no fix");
    CHECK(mended(Language::German, "Sie schließen") == "Sie schliessen");
    CHECK(mended(Language::German, "Nach Art. 64 Abs. 2 StGB") == "no fix");
}
