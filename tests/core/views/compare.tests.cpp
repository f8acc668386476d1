#include "core/codec/agreement_json.h"
#include "core/compare/table.h"
#include "core/examples/examples.h"
#include "tests/core/views/site.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

using namespace konkordat;
using tests::Site;

namespace {

Agreement example(SystemWorld& world, std::string_view id)
{
    static auto const words = richtext::Words::load(world).value();
    auto agreement = build_example(world, words, id);
    REQUIRE(agreement);
    return std::move(*agreement);
}

struct Files {
    Agreement bern;
    Agreement geneva;
    std::vector<app::File> all;

    explicit Files(SystemWorld& world)
        : bern(example(world, "grossenfels-contract"))
        , geneva(example(world, "musterstein-announcement"))
    {
        bern.id = AgreementId("agreement-bern");
        bern.cantons = { "CH-BE" };
        geneva.id = AgreementId("agreement-geneva");
        geneva.cantons = { "CH-GE" };
        auto const clause = std::ranges::find_if(geneva.clauses, [](Clause const& entry) {
            return entry.kind == ClauseKind::Clause && entry.origin && entry.body.contains(Language::German)
                && entry.generated == Generated::None;
        });
        REQUIRE(clause != geneva.clauses.end());
        clause->body[Language::German] += "\n\nDie Prüfstelle in Zürich überwacht das.";
        auto earlier = bern;
        earlier.modified_at = { bern.modified_at.seconds - 100'000 };
        earlier.title[Language::German] = "Früherer Titel";
        auto const bytes = write_agreement(geneva);
        all = { { "bern.json", write_agreement(bern) }, { "kopie.json", write_agreement(bern) },
            { "frueher.json", write_agreement(earlier) }, { "genf.json", bytes }, { "kaputt.json", bytes.substr(0, 2000) },
            { "fremd.json", "{\"hello\": 1}" }, { "kein.pdf", "%PDF-1.7 nothing" } };
    }
};

} // namespace

TEST_CASE("The register shows the 26 cantons before anything is imported", "[views][compare]")
{
    Site site;
    CHECK(site.platform.activate("button", "Vergleich öffnen"));
    CHECK(site.platform.hash() == "#/compare");
    CHECK(site.shows("Mit Vereinbarung oder Notizen: 0 von 26 Zeilen"));
    CHECK(site.inside("/cantons/", "rowheader").size() >= 8);
    CHECK(site.shows("? unbekannt"));
    site.check("register-empty");
}

TEST_CASE("What is good of many files is taken, the rest listed with reasons, and it is there after a restart", "[views][compare]")
{
    Site site;
    Files const files(site.world);
    site.go("#/compare");
    site.bring(files.all);
    CHECK(site.shows("3 von 7 Dateien übernommen"));
    CHECK(site.shows("kaputt.json: nicht lesbar."));
    CHECK(site.shows("fremd.json: keine Vereinbarung"));
    CHECK(site.shows("kein.pdf: nicht lesbar."));
    CHECK(site.shows("kopie.json: dieselbe Vereinbarung wie «bern.json»"));
    CHECK(site.shows("frueher.json: ein früherer Stand als «bern.json»"));
    CHECK(site.shows("Mit Vereinbarung oder Notizen: 2 von 26 Zeilen"));
    site.check("register");

    SECTION("the user's own agreements are none of these")
    {
        site.go("#/");
        CHECK(site.platform.find_all("grid").empty());
    }
    SECTION("the same once more changes nothing")
    {
        site.bring({ files.all.front() });
        CHECK(site.shows("0 von 1 Dateien übernommen"));
        CHECK(site.shows("Mit Vereinbarung oder Notizen: 2 von 26 Zeilen"));
    }
    SECTION("another window on the same storage shows it, with the earlier state")
    {
        auto const application = app::create_application(site.platform, site.world, site.storage);
        site.platform.set_application(*application);
        application->storage_listener().on_storage_loaded({ .access = app::WriteAccess::Writer, .pages = app::LoadedPages::Intact });
        application->on_hash("#/compare/profile/agreement-bern");
        site.platform.settle();
        CHECK(site.shows("Frühere Stände"));
        CHECK(site.shows("frueher.json"));
        site.check("profile");
    }
    SECTION("an agreement is removed after a question")
    {
        site.go("#/compare/profile/agreement-bern");
        CHECK(site.platform.activate("button", "Aus dem Register entfernen"));
        CHECK(site.platform.activate("button", "Entfernen"));
        CHECK(site.shows("Mit Vereinbarung oder Notizen: 1 von 26 Zeilen"));
    }
}

TEST_CASE("The matrix is filtered, a cell leads to the clause behind it, and both exports say what the core says", "[views][compare]")
{
    Site site;
    Files const files(site.world);
    site.go("#/compare");
    site.bring(files.all);
    site.go("#/compare/matrix");
    CHECK(site.shows("Zeilen: 26; mit Vereinbarung oder Notizen: 2"));
    CHECK(site.shows("Zählung über 26 Kantone"));
    site.check("matrix");
    CHECK(site.platform.check("Nur Kantone mit Vereinbarung"));
    CHECK(site.shows("Zeilen: 2; mit Vereinbarung oder Notizen: 2"));
    CHECK(site.shows("Zählung über 26 Kantone"));
    CHECK(site.platform.check("Nur Kantone mit Vereinbarung", false));

    CHECK(site.platform.activate("button", "Filtern"));
    CHECK(site.platform.choose("Merkmal", "Form"));
    CHECK(site.platform.choose("Angabe", "bekannt"));
    CHECK(site.platform.activate("button", "Filter setzen"));
    CHECK(site.shows("Zeilen: 2; mit Vereinbarung oder Notizen: 2"));
    site.check("matrix-filtered");

    CHECK(site.platform.activate("button", "Auswahl als CSV speichern"));
    CHECK(site.platform.activate("button", "Alles als CSV speichern"));
    CHECK(site.platform.activate("button", "Alles als JSON speichern"));
    REQUIRE(site.platform.saved_files.size() == 3);
    auto const& selection = site.platform.saved_files[0].bytes;
    CHECK(std::ranges::count(selection, '\n') == 3);
    CHECK(std::ranges::count(site.platform.saved_files[1].bytes, '\n') >= 27);
    auto const json = nlohmann::json::parse(site.platform.saved_files[2].bytes);
    CHECK(json["format"] == "konkordat-comparison/1");
    CHECK(json["rows"].size() == 26);

    site.go("#/compare/cell/agreement-geneva/information/confidentiality");
    REQUIRE(site.platform.find_all("dialog").size() == 1);
    CHECK(site.shows("Quelle: "));
    site.check("cell");
    CHECK(site.platform.press(ui::Key::Escape));
    CHECK(site.platform.find_all("dialog").empty());
    CHECK(site.platform.hash() == "#/compare/matrix");

    CHECK(site.platform.check("Vergleichsbeispiele anderer Länder zeigen"));
    CHECK(site.shows("Vergleichsbeispiele, nicht mitgezählt"));
    CHECK(site.shows("Zählung über 26 Kantone"));
    CHECK(site.platform.choose("Gruppieren nach", "Form"));
    site.check("matrix-grouped");
}

TEST_CASE("Every cell of a mechanism opens on its sources", "[views][compare]")
{
    Site site;
    Files const files(site.world);
    site.go("#/compare");
    site.bring(files.all);
    site.go("#/compare/profile/agreement-geneva");
    std::vector<std::string> targets;
    for (auto const* node : site.platform.find_all("link")) {
        if (std::string_view(node->value).starts_with("#/compare/cell/"))
            targets.emplace_back(node->value);
    }
    CHECK(targets.size() > 20);
    for (auto const& target : targets) {
        CAPTURE(target);
        site.go(target);
        CHECK((site.shows("Quelle: ") || site.shows("Dazu sagt keine Quelle etwas.")));
        CHECK(site.platform.context().faults() == std::vector<std::string> {});
    }
}

TEST_CASE("What is known from elsewhere is entered by hand, with its source, changed and taken away", "[views][compare]")
{
    Site site;
    site.go("#/compare/profile/register-CH-UR");
    site.check("profile-empty");
    site.go("#/compare/cell/register-CH-UR/form");
    CHECK(site.platform.activate("button", "Angabe von Hand eintragen"));
    // Nothing without a value, nothing without a source.
    CHECK(site.platform.activate("button", "Eintragen"));
    CHECK(site.platform.find("textbox", "Quelle"));
    auto const type = [&](std::string_view field, std::string text) {
        auto const* node = site.platform.find("textbox", field);
        REQUIRE(node);
        site.platform.post({ .kind = ui::EventKind::Input, .node = node->id, .text = std::move(text) });
        site.platform.settle();
    };
    type("Quelle", "Schreiben der Staatskanzlei vom 3.2.2026");
    CHECK(site.platform.activate("button", "Eintragen"));
    CHECK(site.shows("Bitte einen Wert angeben"));
    site.check("note");
    auto const* states = site.platform.find("combobox", "Was gilt");
    REQUIRE(states);
    site.platform.post({ .kind = ui::EventKind::Choose, .node = states->id, .number = 2 });
    site.platform.settle();
    CHECK(site.platform.activate("button", "Eintragen"));
    CHECK(site.platform.hash() == "#/compare/profile/notes-ch-ur");
    site.go("#/compare");
    CHECK(site.shows("Mit Vereinbarung oder Notizen: 1 von 26 Zeilen"));
    site.go("#/compare/cell/notes-ch-ur/form");
    CHECK(site.shows("von Hand erfasst, Schreiben der Staatskanzlei vom 3.2.2026"));
    site.check("note-entered");
    // What was typed comes back to be changed, in the language of the interface.
    site.go("#/");
    REQUIRE(site.platform.find("combobox", "Sprache der Oberfläche"));
    site.platform.post({ .kind = ui::EventKind::Choose, .node = site.platform.find("combobox", "Sprache der Oberfläche")->id, .number = 1 });
    site.platform.settle();
    site.go("#/compare/profile/notes-ch-ur");
    site.go("#/compare/cell/notes-ch-ur/mandate/authority");
    CHECK(site.platform.activate("button", "Saisir une indication à la main"));
    type("Valeur", "Conseil d’État");
    type("Source", "Lettre du 3.2.2026");
    CHECK(site.platform.activate("button", "Saisir"));
    site.go("#/compare/cell/notes-ch-ur/mandate/authority");
    CHECK(site.platform.activate("button", "Modifier l’indication saisie"));
    REQUIRE(site.platform.find("textbox", "Valeur"));
    CHECK(site.platform.find("textbox", "Valeur")->value == "Conseil d’État");
    site.check("note-change-french");
    CHECK(site.platform.activate("button", "Retirer l’indication saisie"));
    site.platform.post({ .kind = ui::EventKind::Choose, .node = site.platform.find("combobox", "Langue de l’interface")->id, .number = 0 });
    site.platform.settle();
    // Still the listing's word on the canton.
    site.go("#/compare/cell/notes-ch-ur/listed-2016");
    CHECK(site.shows("2016"));
    site.go("#/compare/profile/notes-ch-ur");
    site.go("#/compare/cell/notes-ch-ur/form");
    CHECK(site.platform.activate("button", "Angabe von Hand ändern"));
    CHECK(site.platform.activate("button", "Angabe von Hand entfernen"));
    CHECK(site.platform.hash() == "#/compare");
    CHECK(site.shows("Mit Vereinbarung oder Notizen: 0 von 26 Zeilen"));
}

TEST_CASE("Search folds umlauts, and a wording is adopted with where it is from", "[views][compare]")
{
    Site site;
    Files const files(site.world);
    site.go("#/compare");
    site.bring(files.all);
    site.go("#/compare/search");
    auto const* field = site.platform.find("textbox", "Wörter");
    REQUIRE(field);
    site.platform.post({ .kind = ui::EventKind::Input, .node = field->id, .text = "prufstelle zurich" });
    site.platform.settle();
    CHECK(site.platform.activate("button", "Suchen"));
    CHECK(site.shows("Fundstellen für «prufstelle zurich»: 1"));
    site.check("search");

    // A draft of the user's own.
    site.go("#/");
    auto examples = site.platform.find_all("button");
    std::erase_if(examples, [](ui::Node const* node) { return !std::string_view(node->name).starts_with("Beispiel öffnen"); });
    REQUIRE_FALSE(examples.empty());
    CHECK(site.platform.activate("button", examples.front()->name));
    auto const draft = site.platform.hash();
    REQUIRE(draft.starts_with("#/agreement/"));

    site.go("#/compare/wording");
    site.check("wording");
    auto buttons = site.platform.find_all("button");
    std::erase_if(buttons, [](ui::Node const* node) { return !std::string_view(node->name).starts_with("Wortlaut übernehmen: "); });
    REQUIRE_FALSE(buttons.empty());
    CHECK(site.platform.activate("button", buttons.front()->name));
    CHECK(site.shows("In einen Entwurf übernehmen"));
    site.check("adopt");
    CHECK(site.platform.activate("button", "Übernehmen"));
    CHECK(site.shows("Wortlaut übernommen in"));
    site.go(draft + "/export");
    site.platform.saved_files.clear();
    auto exports = site.platform.find_all("button");
    std::erase_if(exports, [](ui::Node const* node) { return std::string_view(node->name).find("JSON") == std::string_view::npos; });
    REQUIRE(exports.size() == 1);
    CHECK(site.platform.activate("button", exports.front()->name));
    REQUIRE(site.platform.saved_files.size() == 1);
    auto const saved = read_agreement(site.platform.saved_files.front().bytes);
    REQUIRE(saved);
    auto const adopted = std::ranges::count_if(saved->clauses, [](Clause const& clause) { return !clause.taken_from.empty(); });
    CHECK(adopted == 1);
}

TEST_CASE("The screens of the comparison fit a telephone and speak four languages", "[views][compare]")
{
    Site site({ .width = 390, .height = 844 });
    Files const files(site.world);
    site.go("#/compare");
    site.bring(files.all);
    for (auto const language : { "Français", "Italiano", "English", "Deutsch" }) {
        auto const* choice = site.inside("banner", "combobox").empty() ? nullptr : site.inside("banner", "combobox").front();
        REQUIRE(choice);
        CHECK(site.platform.choose(choice->name, language));
        for (auto const* page : { "", "/matrix", "/wording", "/search", "/profile/agreement-bern" }) {
            site.go("#/compare" + std::string(page));
            auto name = "narrow-" + std::string(language) + page;
            std::ranges::replace(name, '/', '-');
            site.check(name);
        }
    }
}
