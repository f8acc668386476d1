#include "tests/core/store/fixture.h"
#include "tests/core/image/sample_png.h"

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace konkordat::testing {

void TestWorld::fill_random(std::span<std::uint8_t> bytes)
{
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(m_generator());
}

Result<std::string_view> TestWorld::resource(std::string_view path)
{
    return Error { .code = ErrorCode::NotFound, .message = "no such resource: " + std::string(path) };
}

std::vector<std::string_view> TestWorld::resources_under(std::string_view) { return {}; }

void fail_test(std::string const& message)
{
    FAIL(message);
    std::abort();
}

void require(Result<void> const& result)
{
    if (!result)
        fail_test(result.error().to_string());
}

namespace {

LanguageMap both(std::string const& german, std::string const& french)
{
    return { { Language::German, german }, { Language::French, french } };
}

Date day(int year, int month, int date) { return Date::create(year, month, date).value(); }

Clause clause(std::string const& id, ClauseKind kind, std::string const& text)
{
    return { .id = ClauseId(id),
        .kind = kind,
        .origin = ClauseOrigin { id, "" },
        .heading = both("Titel " + id, "Titre " + id),
        .body = both(text, "FR: " + text),
        .guidelines = { "2.2", "4.3" },
        .law = { "stgb-182" },
        .omission_reason = {} };
}

void add_clauses(Agreement& agreement)
{
    agreement.clauses.push_back(clause("preamble", ClauseKind::Preamble, "In Kenntnis der **Leitlinien** ..."));
    agreement.clauses.push_back(clause("purpose", ClauseKind::Section, ""));
    agreement.clauses.push_back(clause("aim", ClauseKind::Clause, "Der Runde Tisch bezweckt ..."));
    agreement.clauses.back().origin->alternative = "a";
    agreement.clauses.push_back(clause("limits", ClauseKind::Clause, "Nicht Gegenstand ist ..."));
    agreement.clauses.back().state = ClauseState::Omitted;
    agreement.clauses.back().omission_reason = both("Anderswo geregelt", "Réglé ailleurs");
    agreement.clauses.push_back(clause("procedure", ClauseKind::Section, "Siehe [[aim]] und {{title}}."));
    agreement.clauses.back().generated = Generated::Procedure;
    Clause own { .id = ClauseId("own-one"),
        .kind = ClauseKind::Clause,
        .state = ClauseState::Own,
        .origin = {},
        .heading = { { Language::German, "Eigenes" } },
        .body = { { Language::German, "Eigener Text\nmit zwei Zeilen \U0001F600" } },
        .guidelines = { "", "a\nb", "c\\n" },
        .law = {},
        .omission_reason = {},
        .taken_from = { { Language::German, { AgreementId("other"), ClauseId("aims"), { "CH-GE", "CH-ZH" }, day(2026, 5, 1) } },
            { Language::French, { AgreementId("third"), ClauseId("limits"), {}, std::nullopt } } } };
    agreement.clauses.push_back(std::move(own));
    agreement.clauses.push_back(clause("annex-contacts", ClauseKind::Annex, "Kontakte"));
}

void add_parties(Agreement& agreement)
{
    agreement.organisations = {
        { .id = OrganisationId("police"),
            .name = both("Kantonspolizei", "Police cantonale"),
            .abbreviation = both("KAPO", "POCA"),
            .kind = "cantonal-police",
            .address = "Platz 1\n3000 Bern",
            .email = "info@example.ch",
            .phone = "+41 31 000 00 00",
            .website = "https://example.ch" },
        { .id = OrganisationId("ngo"),
            .name = both("Fachstelle", "Service spécialisé"),
            .abbreviation = {},
            .kind = "ngo",
            .address = "",
            .email = "",
            .phone = "",
            .website = "" },
        { .id = OrganisationId("court"),
            .name = both("Gericht", "Tribunal"),
            .abbreviation = {},
            .kind = "court",
            .address = "",
            .email = "",
            .phone = "",
            .website = "" },
    };
    agreement.memberships = {
        { .id = MembershipId("m-police"),
            .organisation = OrganisationId("police"),
            .group = Group::Core,
            .role = Role::Lead,
            .participation = Participation::Decides,
            .function = both("Leitung", "Direction"),
            .signs = true,
            .from = day(2026, 1, 1),
            .until = std::nullopt },
        { .id = MembershipId("m-ngo"),
            .organisation = OrganisationId("ngo"),
            .group = Group::Core,
            .role = Role::Moderator,
            .participation = Participation::Expert,
            .function = {},
            .signs = false,
            .from = std::nullopt,
            .until = day(2027, 12, 31) },
        { .id = MembershipId("m-court"),
            .organisation = OrganisationId("court"),
            .group = Group::Associate,
            .role = Role::Observer,
            .participation = Participation::ByTopic,
            .function = {},
            .signs = true,
            .from = std::nullopt,
            .until = std::nullopt },
    };
    agreement.contacts = {
        { .id = ContactId("c-one"),
            .organisation = OrganisationId("police"),
            .name = "Anna Muster",
            .function = both("Ermittlerin", "Enquêtrice"),
            .phone = "1",
            .email = "a@example.ch",
            .substitute_for = std::nullopt,
            .from = day(2026, 2, 1),
            .until = std::nullopt },
        { .id = ContactId("c-two"),
            .organisation = OrganisationId("police"),
            .name = "Beat Beispiel",
            .function = {},
            .phone = "",
            .email = "",
            .substitute_for = ContactId("c-one"),
            .from = std::nullopt,
            .until = std::nullopt },
        { .id = ContactId("c-three"),
            .organisation = OrganisationId("ngo"),
            .name = "Chiara Esempio",
            .function = {},
            .phone = "",
            .email = "",
            .substitute_for = ContactId("c-two"),
            .from = std::nullopt,
            .until = std::nullopt },
    };
}

void add_steps(Agreement& agreement)
{
    agreement.procedure = {
        { .id = StepId("s-one"),
            .kind = "identification",
            .title = both("Identifizierung", "Identification"),
            .trigger = both("Verdacht", "Soupçon"),
            .deadline_days = 30,
            .clause = ClauseId("own-one"),
            .responsibilities = { { OrganisationId("ngo"), ResponsibilityKind::Participates },
                { OrganisationId("police"), ResponsibilityKind::Responsible } } },
        { .id = StepId("s-two"),
            .kind = "own",
            .title = both("Eigener Schritt", "Etape"),
            .trigger = {},
            .deadline_days = std::nullopt,
            .clause = std::nullopt,
            .responsibilities = {} },
    };
}

} // namespace

Agreement full_agreement(std::string const& id)
{
    Agreement agreement;
    agreement.id = AgreementId(id);
    agreement.title = both("Zusammenarbeit gegen Menschenhandel", "Coopération contre la traite");
    agreement.form = Form::Declaration;
    agreement.scope = Scope::Intercantonal;
    agreement.cantons = { "CH-BE", "CH-SO" };
    agreement.languages = { Language::French, Language::German };
    agreement.mandate = { .authority = both("Regierungsrat", "Conseil d'Etat"), .reference = "RRB 12/2026", .date = day(2026, 3, 4) };
    agreement.state = LifecycleState::Consultation;
    agreement.template_reference = { "ch-thb-cooperation", "1.0.0" };
    agreement.variables = { { "place", both("Bern", "Berne") }, { "empty-map", LanguageMap {} }, { "name", std::string("Tisch") },
        { "period", std::int64_t { 30 } }, { "start", day(2026, 5, 6) }, { "minors", true }, { "empty", std::string() } };
    agreement.waivers = { { .rule = "rule-kept", .subject = {}, .reason = "Ist so gewollt", .author = "Anna", .date = day(2026, 4, 1) },
        { .rule = "another-rule", .subject = "clause:aim/de", .reason = "Auch", .author = {}, .date = {} } };
    agreement.lifecycle = {
        { .state = LifecycleState::Drafting, .date = day(2026, 3, 5), .authority = "Runder Tisch", .reference = {}, .note = "Beginn" },
        { .state = LifecycleState::Consultation, .date = {}, .authority = {}, .reference = "V 7", .note = {} }
    };
    agreement.appearance = { .style = "letterhead",
        .setting = TextSetting::Justified,
        .arrangement = LanguageArrangement::SideBySide,
        .references = LegalReferences::Without,
        .colour = "#143f8a",
        .letterhead = { .authority = both("Regierungsrat\nPostgasse 68", "Conseil-exécutif"),
            .emblem = Emblem { sample::small_png(), both("Bär", "Ours") } } };
    agreement.created_at = { 1'790'000'000 };
    agreement.modified_at = { 1'790'000'001 };
    add_clauses(agreement);
    add_parties(agreement);
    add_steps(agreement);
    return agreement;
}

Agreement typical_agreement(int number, int clauses, int own_texts)
{
    auto const name = std::to_string(number);
    Agreement agreement;
    agreement.id = AgreementId("agreement-" + name);
    agreement.title = both("Vereinbarung " + name, "Convention " + name);
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German, Language::French };
    agreement.template_reference = { "ch-thb-cooperation", "1.0.0" };
    agreement.created_at = agreement.modified_at = { 1'790'000'000 + number };
    std::string const words
        = "Die beteiligten Stellen arbeiten zusammen, tauschen die nötigen Informationen aus und achten die Rechte der Betroffenen. ";
    for (int i = 0; i < clauses; ++i) {
        auto text = "Nummer " + std::to_string(i) + ". ";
        for (int j = 0; j < 3 + i % 6; ++j)
            text += words;
        if (i % 17 == 0 && i / 17 < own_texts)
            text += "Eigenheit von " + name + ".";
        agreement.clauses.push_back(clause("clause-" + std::to_string(i), i % 8 == 0 ? ClauseKind::Section : ClauseKind::Clause, text));
    }
    for (int i = 0; i < 8; ++i) {
        OrganisationId const id("organisation-" + std::to_string(i));
        agreement.organisations.push_back({ .id = id,
            .name = both("Stelle " + std::to_string(i), "Service " + std::to_string(i)),
            .abbreviation = {},
            .kind = "ngo",
            .address = "",
            .email = "",
            .phone = "",
            .website = "" });
        agreement.memberships.push_back(
            { .id = MembershipId("membership-" + std::to_string(i)), .organisation = id, .function = {}, .from = {}, .until = {} });
    }
    return agreement;
}

std::string dump(Workspace const& workspace)
{
    auto const bytes = require(workspace.save_to_bytes());
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    std::ranges::copy(bytes, copy);
    auto const size = static_cast<sqlite3_int64>(bytes.size());
    sqlite3_deserialize(database, "main", copy, size, size, SQLITE_DESERIALIZE_FREEONCLOSE);
    std::string text;
    for (auto const* table : { "agreement", "wording", "variable", "organisation", "membership", "contact", "step", "responsibility",
             "clause", "clause_text", "waiver", "lifecycle_event", "appearance", "provenance", "setting" }) {
        sqlite3_exec(
            database, ("SELECT * FROM " + std::string(table) + " ORDER BY 1, 2").c_str(),
            [](void* target, int count, char** values, char** names) {
                for (int i = 0; i < count; ++i)
                    *static_cast<std::string*>(target) += std::string(names[i]) + "=" + (values[i] ? values[i] : "NULL") + ";";
                *static_cast<std::string*>(target) += "\n";
                return 0;
            },
            &text, nullptr);
    }
    sqlite3_close(database);
    return text;
}

} // namespace konkordat::testing
