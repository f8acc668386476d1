#include "tests/core/layout/fictitious_agreement.h"

namespace konkordat::tests {

namespace {

LanguageMap texts(std::string german, std::string french)
{
    return { { Language::German, std::move(german) }, { Language::French, std::move(french) } };
}

void add_organisation(
    Agreement& agreement, std::string const& id, LanguageMap name, LanguageMap abbreviation, Group group, Role role, LanguageMap function)
{
    Organisation organisation;
    organisation.id = OrganisationId(id);
    organisation.name = std::move(name);
    organisation.abbreviation = std::move(abbreviation);
    organisation.kind = "other";
    agreement.organisations.push_back(organisation);
    Membership membership;
    membership.id = MembershipId("m-" + id);
    membership.organisation = organisation.id;
    membership.group = group;
    membership.role = role;
    membership.function = std::move(function);
    agreement.memberships.push_back(membership);
}

void add_organisations(Agreement& agreement)
{
    add_organisation(agreement, "police",
        texts("Kantonspolizei Musterland, Fachdienst Menschenhandel und Prostitution", "Police cantonale du Pays-Modèle"),
        texts("KAPO", "POLCA"), Group::Core, Role::Lead,
        texts("Erkennt mögliche Opfer, ermittelt und informiert über die Opferhilfe.",
            "Identifie les victimes potentielles, enquête et informe."));
    add_organisation(agreement, "prosecution", texts("Staatsanwaltschaft Musterland", "Ministère public du Pays-Modèle"), {}, Group::Core,
        Role::Member, texts("Führt die Strafverfahren; wahrt die Verfahrensrechte der Opfer.", "Conduit les procédures pénales."));
    add_organisation(agreement, "migration", texts("Migrationsamt Musterland", "Service des migrations du Pays-Modèle"),
        texts("MIKA", "SEM-PM"), Group::Core, Role::Member,
        texts("Gewährt die Erholungs- und Bedenkzeit und regelt die Anwesenheit während des Verfahrens.",
            "Accorde le délai de rétablissement."));
    add_organisation(agreement, "shelter", texts("Fachstelle Musterschutz", "Centre spécialisé Musterschutz"), {}, Group::Core,
        Role::Member, texts("Berät, begleitet und beherbergt Opfer.", "Conseille, accompagne et héberge les victimes."));
    add_organisation(agreement, "equality", texts("Gleichstellungsbüro Musterland", "Bureau de l’égalité du Pays-Modèle"), {},
        Group::Associate, Role::Observer, texts("Verfolgt die Entwicklung.", "Suit l’évolution."));
}

void add_contacts(Agreement& agreement)
{
    Contact main;
    main.id = ContactId("c1");
    main.organisation = OrganisationId("police");
    main.name = "Andrea Beispiel";
    main.function = texts("Fachspezialistin", "Spécialiste");
    main.phone = "+41 00 000 00 01";
    main.email = "andrea.beispiel@example.org";
    main.from = *Date::create(2026, 1, 1);
    Contact substitute = main;
    substitute.id = ContactId("c2");
    substitute.name = "Beat Muster";
    substitute.substitute_for = main.id;
    substitute.email = "beat.muster@example.org";
    agreement.contacts = { main, substitute };
}

void add_procedure(Agreement& agreement)
{
    ProcedureStep identification;
    identification.id = StepId("identification");
    identification.kind = "identification";
    identification.title = texts("Erkennung und Identifizierung", "Identification");
    identification.trigger = texts("Verdacht einer beteiligten Stelle", "Soupçon d’un organisme participant");
    identification.clause = ClauseId("identification");
    identification.responsibilities = { { OrganisationId("police"), ResponsibilityKind::Responsible },
        { OrganisationId("shelter"), ResponsibilityKind::Participates }, { OrganisationId("prosecution"), ResponsibilityKind::Informed } };
    ProcedureStep reflection = identification;
    reflection.id = StepId("reflection-period");
    reflection.title = texts("Erholungs- und Bedenkzeit", "Délai de rétablissement et de réflexion");
    reflection.deadline_days = 30;
    reflection.clause = ClauseId("reflection");
    reflection.responsibilities = { { OrganisationId("migration"), ResponsibilityKind::Responsible },
        { OrganisationId("police"), ResponsibilityKind::Consulted } };
    agreement.procedure = { identification, reflection };
}

void add_clauses(Agreement& agreement)
{
    auto add = [&](char const* id, ClauseKind kind, LanguageMap heading, LanguageMap body, Generated generated = Generated::None) {
        agreement.clauses.push_back(make_clause(id, kind, std::move(heading), std::move(body), generated));
    };
    add("preamble", ClauseKind::Preamble, texts("Präambel", "Préambule"),
        texts("Die beteiligten Stellen *erklären* ihre Absicht, bei der Bekämpfung des Menschenhandels **zusammenzuarbeiten** und die "
              "Rechte der Opfer zu wahren.",
            "Les organismes participants *déclarent* leur intention de **collaborer** dans la lutte contre la traite des êtres humains et "
            "de préserver les droits des victimes."));
    add("purpose", ClauseKind::Section, texts("Zweck und Grundsätze", "But et principes"), {});
    add("aim", ClauseKind::Clause, texts("Zweck", "But"),
        texts("Diese Erklärung legt fest, wie die Stellen im Einzelfall vorgehen (siehe [[identification]]). Sie gilt {{canton-of}}.\n\n- "
              "Opfer werden erkannt und geschützt.\n- Täterinnen und Täter werden verfolgt:\n  1. durch Ermittlungen,\n  2. durch "
              "gemeinsame Gefährdungsbeurteilungen.\n- Die Rollen bleiben getrennt.",
            "La présente déclaration règle la manière de procéder (voir [[identification]]).\n\n- Les victimes sont identifiées et "
            "protégées.\n- Les auteurs sont poursuivis."));
    add("law", ClauseKind::Clause, texts("Rechtliche Grundlagen", "Bases légales"),
        texts("Massgebend ist Art. 182 StGB ([Fedlex](https://www.fedlex.admin.ch/)). Die Veröffentlichung erfolgt {{publication-place}}.",
            "L’art. 182 CP fait foi ([Fedlex](https://www.fedlex.admin.ch/)). La publication se fait {{publication-place}}."));
    add("procedure", ClauseKind::Section, texts("Vorgehen", "Procédure"),
        texts("Die Schritte richten sich nach [[steps]].", "Les étapes suivent [[steps]]."));
    add("identification", ClauseKind::Clause, texts("Erkennung", "Identification"),
        texts("Wer einen Verdacht hat, meldet ihn der Kantonspolizei.", "Tout soupçon est signalé à la police cantonale."));
    add("reflection", ClauseKind::Clause, texts("Erholungs- und Bedenkzeit", "Délai de réflexion"),
        texts("Sie beträgt mindestens 30 Tage.", "Il est de trente jours au moins."));
    add("members", ClauseKind::Section, texts("Beteiligte Stellen", "Organismes participants"), {}, Generated::Members);
    add("signing", ClauseKind::Section, texts("Unterzeichnung", "Signatures"),
        texts("Die Stellen bestätigen diese Erklärung mit ihrer Unterschrift.",
            "Les organismes confirment la présente déclaration par leur signature."),
        Generated::Signatures);
    add("contacts", ClauseKind::Annex, texts("Bezeichnete Fachpersonen", "Spécialistes désignés"), {}, Generated::Contacts);
    add("responsibilities", ClauseKind::Annex, texts("Zuständigkeiten", "Compétences"), {}, Generated::Responsibilities);
    add("steps", ClauseKind::Annex, texts("Verfahrensschritte", "Étapes de la procédure"), {}, Generated::Procedure);
}

} // namespace

Agreement fictitious_agreement()
{
    Agreement agreement;
    agreement.id = AgreementId("agreement-fictitious");
    agreement.title = texts("Gemeinsame Erklärung über die Zusammenarbeit gegen Menschenhandel",
        "Déclaration commune sur la collaboration contre la traite des êtres humains");
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German, Language::French };
    agreement.mandate.authority = texts("Regierungsrat", "Conseil-exécutif");
    agreement.mandate.reference = "RRB 000/2026";
    agreement.mandate.date = *Date::create(2026, 3, 4);
    agreement.template_reference = { "ch-thb-cooperation", "1.0.0" };
    agreement.created_at = Timestamp { 1'780'000'000 };
    agreement.modified_at = Timestamp { 1'790'000'000 };
    add_organisations(agreement);
    add_contacts(agreement);
    add_procedure(agreement);
    add_clauses(agreement);
    return agreement;
}

} // namespace konkordat::tests
