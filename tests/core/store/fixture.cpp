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

namespace {

int below(std::mt19937& generator, std::size_t limit) { return static_cast<int>(generator() % std::max<std::size_t>(limit, 1)); }

template <typename Items>
auto any_id(std::mt19937& generator, Items const& items)
{
    using Id = decltype(items.front().id);
    if (items.empty() || below(generator, 20) == 0)
        return Id("no-such-thing");
    return items[static_cast<std::size_t>(below(generator, items.size()))].id;
}

template <typename Items>
auto maybe_id(std::mt19937& generator, Items const& items)
{
    auto id = any_id(generator, items);
    return below(generator, 4) == 0 ? std::optional<decltype(id)> {} : std::optional(id);
}

std::string any_text(std::mt19937& generator)
{
    static std::string const words[] { "", "Text", "ein längerer Text mit Umlauten äöü und éèà", "{{title}} [[aim]]", "日本", "\U0001F600",
        std::string(5000, 'x') };
    return words[below(generator, std::size(words))] + (below(generator, 2) ? std::to_string(generator()) : "");
}

std::string fresh(std::mt19937& generator) { return "new-" + std::to_string(generator()); }

LanguageMap any_map(std::mt19937& generator)
{
    LanguageMap map;
    for (auto const language : all_languages) {
        if (below(generator, 2))
            map[language] = any_text(generator);
    }
    return map;
}

Language any_language(std::mt19937& generator) { return all_languages[static_cast<std::size_t>(below(generator, all_languages.size()))]; }

VariableValue any_value(std::mt19937& generator)
{
    switch (below(generator, 5)) {
    case 0: return any_map(generator);
    case 1: return any_text(generator);
    case 2: return static_cast<std::int64_t>(generator()) - 5;
    case 3: return day(2020 + below(generator, 20), 1 + below(generator, 12), 1 + below(generator, 28));
    default: return below(generator, 2) == 1;
    }
}

Organisation any_organisation(std::mt19937& generator, std::string id)
{
    return { .id = OrganisationId(std::move(id)),
        .name = any_map(generator),
        .abbreviation = any_map(generator),
        .kind = "ngo",
        .address = any_text(generator),
        .email = "",
        .phone = "",
        .website = "" };
}

Membership any_membership(std::mt19937& generator, Agreement const& agreement, std::string id)
{
    return { .id = MembershipId(std::move(id)),
        .organisation = any_id(generator, agreement.organisations),
        .group = static_cast<Group>(below(generator, 2)),
        .role = static_cast<Role>(below(generator, 5)),
        .participation = static_cast<Participation>(below(generator, 5)),
        .function = any_map(generator),
        .signs = below(generator, 2) == 1,
        .from = {},
        .until = day(2030, 1, 1) };
}

Contact any_contact(std::mt19937& generator, Agreement const& agreement, std::string id)
{
    return { .id = ContactId(std::move(id)),
        .organisation = any_id(generator, agreement.organisations),
        .name = any_text(generator),
        .function = any_map(generator),
        .phone = "",
        .email = any_text(generator),
        .substitute_for = maybe_id(generator, agreement.contacts),
        .from = {},
        .until = {} };
}

ProcedureStep any_step(std::mt19937& generator, Agreement const& agreement, std::string id)
{
    return { .id = StepId(std::move(id)),
        .kind = "own",
        .title = any_map(generator),
        .trigger = any_map(generator),
        .deadline_days = below(generator, 100),
        .clause = maybe_id(generator, agreement.clauses),
        .responsibilities = {} };
}

Clause any_clause(std::mt19937& generator)
{
    return { .id = ClauseId(fresh(generator)),
        .kind = static_cast<ClauseKind>(below(generator, 4)),
        .origin = {},
        .heading = any_map(generator),
        .body = any_map(generator),
        .guidelines = {},
        .law = {},
        .omission_reason = {} };
}

Command random_clause_command(std::mt19937& generator, Agreement const& agreement)
{
    auto const& id = agreement.id;
    auto const clause = any_id(generator, agreement.clauses);
    switch (below(generator, 10)) {
    case 0: return SetClauseHeading { id, clause, any_language(generator), any_text(generator) };
    case 1: return ResetClause { id, clause, any_map(generator), any_map(generator) };
    case 2: return ChooseAlternative { id, clause, "b", any_map(generator), any_map(generator) };
    case 3: return AddClause { id, any_clause(generator), maybe_id(generator, agreement.clauses) };
    case 4: return RemoveClause { id, clause };
    case 5: return OmitClause { id, clause, any_map(generator) };
    case 6: return RestoreClause { id, clause, ClauseState::AsTemplate };
    case 7: return MoveClause { id, clause, maybe_id(generator, agreement.clauses) };
    case 8: return AdoptWording { id, clause, Language::French, any_text(generator), "Fremd", { AgreementId("other"), clause, {}, {} } };
    default: return SetClauseBody { id, clause, any_language(generator), any_text(generator) };
    }
}

Command random_party_command(std::mt19937& generator, Agreement const& agreement)
{
    auto const& id = agreement.id;
    auto const organisation = any_id(generator, agreement.organisations);
    auto const membership = any_id(generator, agreement.memberships);
    auto const contact = any_id(generator, agreement.contacts);
    switch (below(generator, 12)) {
    case 0: return AddOrganisation { id, any_organisation(generator, fresh(generator)), maybe_id(generator, agreement.organisations) };
    case 1: return SetOrganisation { id, any_organisation(generator, organisation.str()) };
    case 2: return RemoveOrganisation { id, organisation };
    case 3: return MoveOrganisation { id, organisation, maybe_id(generator, agreement.organisations) };
    case 4: return AddMembership { id, any_membership(generator, agreement, fresh(generator)), maybe_id(generator, agreement.memberships) };
    case 5: return SetMembership { id, any_membership(generator, agreement, membership.str()) };
    case 6: return RemoveMembership { id, membership };
    case 7: return MoveMembership { id, membership, maybe_id(generator, agreement.memberships) };
    case 8: return AddContact { id, any_contact(generator, agreement, fresh(generator)), maybe_id(generator, agreement.contacts) };
    case 9: return SetContact { id, any_contact(generator, agreement, contact.str()) };
    case 10: return RemoveContact { id, contact };
    default: return MoveContact { id, contact, maybe_id(generator, agreement.contacts) };
    }
}

Appearance any_appearance(std::mt19937& generator)
{
    if (below(generator, 4) == 0)
        return {};
    Appearance appearance { .style = below(generator, 2) ? "sober" : "letterhead",
        .setting = static_cast<TextSetting>(below(generator, 2)),
        .arrangement = static_cast<LanguageArrangement>(below(generator, 2)),
        .references = static_cast<LegalReferences>(below(generator, 2)),
        .colour = below(generator, 2) ? "" : "#7a0010",
        .letterhead = { .authority = any_map(generator), .emblem = {} } };
    if (below(generator, 2))
        appearance.letterhead.emblem = Emblem { sample::small_png(static_cast<unsigned>(below(generator, 5))),
            { { any_language(generator), "Wappen" } } };
    return appearance;
}

Command random_other_command(std::mt19937& generator, Agreement const& agreement)
{
    auto const& id = agreement.id;
    auto const step = any_id(generator, agreement.procedure);
    switch (below(generator, 18)) {
    case 16:
    case 17: return SetAppearance { id, any_appearance(generator) };
    case 13:
        return SetWaiver { id,
            { .rule = "rule-" + std::to_string(below(generator, 4)),
                .subject = "clause:aim",
                .reason = "r" + any_text(generator),
                .author = {},
                .date = {} } };
    case 14: return RemoveWaiver { id, "rule-" + std::to_string(below(generator, 4)), "clause:aim" };
    case 0: return SetTitle { id, any_language(generator), any_text(generator) };
    case 1: return SetScope { id, static_cast<Scope>(below(generator, 3)) };
    case 2: return SetCantons { id, { "CH-ZH", "CH-FR" } };
    case 3: return SetLanguages { id, { any_language(generator) } };
    case 4: return SetMandate { id, { any_map(generator), any_text(generator), day(2026, 1, 1 + below(generator, 28)) } };
    case 5:
        return ChangeLifecycle { id,
            { .state = static_cast<LifecycleState>(below(generator, 8)),
                .date = day(2026, 2, 1),
                .authority = any_text(generator),
                .reference = {},
                .note = {} } };
    case 6: return SetVariable { id, "variable-" + std::to_string(below(generator, 5)), any_value(generator) };
    case 7: return ClearVariable { id, "variable-" + std::to_string(below(generator, 5)) };
    case 8: return AddStep { id, any_step(generator, agreement, fresh(generator)), maybe_id(generator, agreement.procedure) };
    case 9: return SetStep { id, any_step(generator, agreement, step.str()) };
    case 10: return RemoveStep { id, step };
    case 11: return MoveStep { id, step, maybe_id(generator, agreement.procedure) };
    default: {
        auto const kind = below(generator, 3) ? std::optional(static_cast<ResponsibilityKind>(below(generator, 4))) : std::nullopt;
        return SetResponsibility { id, step, any_id(generator, agreement.organisations), kind };
    }
    }
}

} // namespace

Command random_command(std::mt19937& generator, Agreement const& agreement)
{
    switch (below(generator, 3)) {
    case 0: return random_clause_command(generator, agreement);
    case 1: return random_party_command(generator, agreement);
    default: return random_other_command(generator, agreement);
    }
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
