#include "core/conformity/fixes.h"
#include "tests/core/conformity/conforming_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

/// What breaks a rule, and nothing else unless it cannot be helped.
struct Case {
    std::string rule;
    std::function<void(Agreement&)> break_it;
    Form form = Form::Declaration;
    std::set<std::string> companions = {}; ///< rules that are inevitably broken too
};

void say(Agreement& agreement, std::string const& german, std::string const& french)
{
    append_to_body(agreement, "aims", Language::German, german);
    append_to_body(agreement, "aims", Language::French, french);
}

std::vector<Case> removed_clauses()
{
    std::vector<Case> cases;
    auto const add = [&](std::string const& rule, std::vector<std::string> const& origins, Form form = Form::Declaration,
                         std::set<std::string> companions = {}) {
        cases.push_back({ rule,
            [origins](Agreement& agreement) {
                for (auto const& origin : origins)
                    remove_clause(agreement, origin);
            },
            form, std::move(companions) });
    };
    for (auto const& [rule, origin] : std::vector<std::pair<std::string, std::string>> { { "mandate-clause", "political-mandate" },
             { "moderation-clause", "moderation" }, { "practitioners-and-management", "preparation" }, { "scope-clause", "scope-canton" },
             { "objective", "aims" }, { "common-understanding", "common-understanding" }, { "definition-of-victim", "definition-victim" },
             { "respect-for-roles", "roles-and-limits" }, { "no-promises", "no-promises" }, { "victims-will", "victims-will" },
             { "conflicts", "escalation" }, { "financing", "financing" }, { "members-list", "members" },
             { "contacts-list", "annex-contacts" }, { "responsibilities-overview", "annex-responsibilities" },
             { "procedure-overview", "annex-procedure" }, { "signature-block", "signatures" },
             { "appointed-experts-clause", "appointed-experts" }, { "start-and-end", "start-and-end" },
             { "information-exchange", "information-exchange" }, { "confidentiality", "confidentiality" },
             { "data-protection", "data-protection" }, { "annual-meeting", "annual-meeting" }, { "evaluation", "evaluation" },
             { "federal-liaison", "federal-liaison" }, { "entry-into-effect", "entry-into-effect" }, { "minors-clause", "minors" },
             { "best-interests", "best-interests-of-the-child" }, { "minors-proceedings", "minors-proceedings" },
             { "training-clause", "training" }, { "public-awareness", "public-awareness" }, { "relation-to-law", "relation-to-law" },
             { "publication", "publication" }, { "nature-of-declaration", "legal-nature" }, { "duty-to-report", "duty-to-report" },
             { "risk-assessment", "risk-assessment" }, { "associate-oversight", "associate-oversight" } })
        add(rule, { origin });
    // The heading that explained the word goes with it.
    add("definition-of-trafficking", { "definition-trafficking" }, Form::Declaration, { "undefined-term" });
    for (auto const& [rule, origin] : std::vector<std::pair<std::string, std::string>> { { "contract-term", "duration" },
             { "contract-termination", "termination" }, { "contract-law", "applicable-law" }, { "contract-disputes", "dispute-settlement" },
             { "contract-liability", "liability" }, { "contract-amendment", "revision" }, { "contract-obligations", "mutual-obligations" },
             { "nature-of-contract", "contract-nature" } })
        add(rule, { origin }, Form::Contract);
    for (auto const& [rule, origin] : std::vector<std::pair<std::string, std::string>> { { "publication-announcement", "publication" },
             { "directive", "annex-directive" }, { "nature-of-announcement", "announcement-nature" } })
        add(rule, { origin }, Form::Announcement);
    return cases;
}

std::vector<Case> members_and_experts()
{
    std::vector<Case> cases {
        { "mandate-authority", [](Agreement& a) { a.mandate.authority.clear(); } },
        { "mandate-reference", [](Agreement& a) { a.mandate.reference.clear(); } },
        { "mandate-date", [](Agreement& a) { a.mandate.date.reset(); } },
        { "moderator",
            [](Agreement& a) {
                membership_of(a, "other").role = Role::Observer;
                a.variables.erase("moderator");
                set_in_both(clause_of(a, "moderation").body, "Eine neutrale Stelle moderiert.", "Un service neutre assure la modération.");
            } },
        { "moderator-neutral", [](Agreement& a) { organisation_of(a, "other").kind = "city-police"; } },
        { "secretariat",
            [](Agreement& a) {
                a.variables.erase("secretariat");
                set_in_both(clause_of(a, "secretariat").body, "Es gibt ein Sekretariat.", "Il y a un secrétariat.");
            } },
        { "intercantonal-cantons", [](Agreement& a) { a.scope = Scope::Intercantonal; } },
        { "one-canton", [](Agreement& a) { a.cantons = { "CH-BE", "CH-FR" }; } },
        { "city-police",
            [](Agreement& a) {
                a.scope = Scope::Communes;
                add_member(a, "city-migration-authority", Group::Core);
            } },
        { "city-migration-authority",
            [](Agreement& a) {
                a.scope = Scope::Communes;
                add_member(a, "city-police", Group::Core);
            } },
        { "core-prosecution", [](Agreement& a) { organisation_of(a, "prosecution").kind = "court"; } },
        { "core-cantonal-police", [](Agreement& a) { organisation_of(a, "cantonal-police").kind = "health"; } },
        { "core-migration-authority", [](Agreement& a) { organisation_of(a, "migration-authority").kind = "city-migration-authority"; } },
        { "core-victim-aid", [](Agreement& a) { organisation_of(a, "victim-aid").kind = "health"; }, Form::Declaration,
            { "advance-notification-victim-aid", "welfare-victim-aid" } },
        { "prosecution-in-lead", [](Agreement& a) { membership_of(a, "prosecution").role = Role::Member; } },
        { "associate-group",
            [](Agreement& a) {
                for (auto& membership : a.memberships)
                    membership.group = Group::Core;
                for (auto const& membership : a.memberships)
                    a.procedure.front().responsibilities.push_back({ membership.organisation, ResponsibilityKind::Informed });
            } },
        { "several-leads", [](Agreement& a) { membership_of(a, "victim-aid").role = Role::Lead; } },
        { "core-body-in-core",
            [](Agreement& a) {
                auto copy = organisation_of(a, "cantonal-police");
                copy.id = OrganisationId("second-police");
                auto membership = membership_of(a, "cantonal-police");
                membership.id = MembershipId("second-police");
                membership.organisation = copy.id;
                membership.group = Group::Associate;
                a.organisations.push_back(copy);
                a.memberships.push_back(membership);
            } },
        { "core-takes-part", [](Agreement& a) { membership_of(a, "victim-aid").participation = Participation::OnCall; } },
        { "core-duties", [](Agreement& a) { membership_of(a, "victim-aid").function.clear(); } },
        { "membership-ended", [](Agreement& a) { membership_of(a, "child-protection").until = *Date::create(2020, 1, 1); } },
        { "organisation-without-membership",
            [](Agreement& a) {
                auto copy = organisation_of(a, "other");
                copy.id = OrganisationId("nobody");
                a.organisations.push_back(copy);
            } },
        { "member-address", [](Agreement& a) { organisation_of(a, "ksmm").address.clear(); } },
        { "expert-for-core-member",
            [](Agreement& a) {
                auto const id = organisation_of(a, "victim-aid").id;
                std::erase_if(a.contacts, [&](Contact const& contact) { return contact.organisation == id; });
            } },
        { "expert-mandate-ended", [](Agreement& a) { a.contacts.front().until = *Date::create(2020, 1, 1); } },
        { "expert-substitute", [](Agreement& a) { a.contacts.erase(a.contacts.begin() + 1); } },
        { "contact-phone", [](Agreement& a) { a.contacts.front().phone.clear(); } },
        { "contact-email", [](Agreement& a) { a.contacts.front().email.clear(); } },
        { "contact-function", [](Agreement& a) { a.contacts.front().function.clear(); } },
        { "announcing-authority", [](Agreement& a) { membership_of(a, "prosecution").role = Role::Member; }, Form::Announcement },
        { "signatories",
            [](Agreement& a) {
                for (auto& membership : a.memberships)
                    membership.signs = false;
            } },
    };
    for (auto const* kind : { "victim-support-authority", "social-welfare", "repatriation-advice", "legal-counsel", "church-or-social-body",
             "equality-office", "ksmm", "iom" })
        cases.push_back({ std::string("associate-") + kind, [kind](Agreement& a) { remove_member(a, kind); } });
    return cases;
}

std::vector<Case> steps()
{
    std::vector<Case> cases {
        { "step-responsible", [](Agreement& a) { step_of(a, "safety").responsibilities.clear(); } },
        { "step-one-responsible",
            [](Agreement& a) {
                step_of(a, "safety")
                    .responsibilities.push_back({ organisation_of(a, "cantonal-police").id, ResponsibilityKind::Responsible });
            } },
        { "step-trigger", [](Agreement& a) { step_of(a, "safety").trigger.clear(); } },
        { "step-clause", [](Agreement& a) { step_of(a, "safety").clause.reset(); } },
        { "step-clause-omitted",
            [](Agreement& a) {
                auto& clause = add_own_clause(a, "more-safety", {}, {});
                clause.state = ClauseState::Omitted;
                set_in_both(clause.omission_reason, "Anders geregelt", "Réglé autrement");
                step_of(a, "safety").clause = clause.id;
            } },
        { "step-by-members",
            [](Agreement& a) {
                auto const id = organisation_of(a, "child-protection").id;
                std::erase_if(a.memberships, [&](Membership const& entry) { return entry.organisation == id; });
            },
            Form::Declaration, { "organisation-without-membership" } },
        { "core-member-without-step", [](Agreement& a) { membership_of(a, "equality-office").group = Group::Core; } },
        { "advance-notification-victim-aid",
            [](Agreement& a) {
                auto& parts = step_of(a, "advance-notification").responsibilities;
                std::erase_if(parts, [&](Responsibility const& part) { return part.organisation.str() == "victim-aid"; });
            } },
        { "reflection-period-authority",
            [](Agreement& a) { step_of(a, "reflection-period").responsibilities.front().organisation = OrganisationId("prosecution"); } },
        { "welfare-victim-aid",
            [](Agreement& a) {
                step_of(a, "accommodation-and-welfare").responsibilities.front().organisation = OrganisationId("prosecution");
            } },
        { "minors-child-protection", [](Agreement& a) { step_of(a, "minors").responsibilities.resize(1); } },
        { "reflection-step-deadline", [](Agreement& a) { step_of(a, "reflection-period").deadline_days = 20; } },
        { "reflection-period-minimum", [](Agreement& a) { a.variables["recovery-period-days"] = std::int64_t { 29 }; } },
        { "annual-meeting-frequency", [](Agreement& a) { a.variables["associate-group-meetings"] = std::int64_t { 0 }; } },
    };
    for (auto const* kind : { "advance-notification", "identification", "information-on-assistance", "reflection-period",
             "presence-during-proceedings", "accommodation-and-welfare", "interviews-and-investigation", "procedural-rights", "safety",
             "exemption-from-punishment", "repatriation-and-reintegration", "prolonged-stay", "minors", "training" })
        cases.push_back({ std::string("step-") + kind, [kind](Agreement& a) {
                             // Whoever had a part only here gets one elsewhere.
                             auto const parts = step_of(a, kind).responsibilities;
                             std::erase_if(a.procedure, [&](ProcedureStep const& step) { return step.kind == kind; });
                             auto& other = step_of(a, std::string_view(kind) == "safety" ? "identification" : "safety").responsibilities;
                             for (auto part : parts) {
                                 if (part.organisation.str() == "prosecution")
                                     continue;
                                 part.kind = ResponsibilityKind::Informed;
                                 other.push_back(part);
                             }
                         } });
    return cases;
}

std::vector<Case> forms_and_values()
{
    return {
        { "payment-needs-contract", [](Agreement& a) { a.variables["services-paid"] = true; } },
        { "contract-payment", [](Agreement& a) { a.variables["services-paid"] = true; }, Form::Contract },
        { "amounts-need-contract", [](Agreement& a) { say(a, "Sie zahlen 500 Franken.", "Ils paient 500 francs."); } },
        { "contract-words",
            [](Agreement& a) { say(a, "Die Vertragsparteien arbeiten zusammen.", "Les parties contractantes coopèrent."); } },
        { "payment-per-victim", [](Agreement& a) { say(a, "Die Abgeltung erfolgt pro Fall.", "Une prime par victime est versée."); } },
        { "open-variable", [](Agreement& a) { a.variables.erase("publication-place"); } },
        { "open-optional-variable",
            [](Agreement& a) {
                say(a, "Es gilt {{communes}}.", "Valable pour {{communes}}.");
                a.variables.erase("communes");
            } },
        { "undeclared-variable", [](Agreement& a) { say(a, "Es gilt {{nothing-known}}.", "Valable: {{nothing-known}}."); } },
    };
}

std::vector<Case> languages_and_terms()
{
    auto const french = [](std::string const& german, std::string const& other) {
        return [german, other](Agreement& a) { say(a, german, other); };
    };
    return {
        { "title-language", [](Agreement& a) { a.title.erase(Language::French); } },
        { "heading-language", [](Agreement& a) { clause_of(a, "aims").heading.erase(Language::French); } },
        { "body-language", [](Agreement& a) { clause_of(a, "no-promises").body.erase(Language::French); } },
        { "parity-numbers", french("Sie warten 30 Tage.", "Ils attendent 20 jours.") },
        { "parity-dates", french("Es gilt ab 1. Juli 2027.", "Valable dès le 1er août 2027.") },
        { "parity-citations", french("Es gilt Art. 35 VZAE.", "L’art. 36 OASA s’applique.") },
        { "parity-variables", french("Es gilt {{moderator}}.", "Valable: {{secretariat}}.") },
        { "parity-references", french("Siehe [[evaluation]].", "Voir [[revision]].") },
        { "parity-obligation", french("Die Polizei muss warten.", "La police peut attendre.") },
        { "official-language", [](Agreement& a) { a.cantons = { "CH-TI" }; } },
        { "swiss-spelling", french("Sie schließen niemanden aus.", "Ils n’excluent personne.") },
        { "empty-clause", [](Agreement& a) { clause_of(a, "no-promises").body.clear(); } },
        { "omission-reason",
            [](Agreement& a) { add_own_clause(a, "left-out", { { Language::German, "Mehr" } }, {}).state = ClauseState::Omitted; } },
        { "required-clause-omitted",
            [](Agreement& a) {
                // None that a rule of its own asks for.
                auto& clause = clause_of(a, "core-group-meetings");
                clause.state = ClauseState::Omitted;
                set_in_both(clause.omission_reason, "Anders geregelt", "Réglé autrement");
            } },
        { "unused-term",
            [](Agreement& a) {
                auto clause = clause_of(a, "definition-victim");
                clause.id = ClauseId("definition-x");
                clause.origin.reset();
                set_in_both(clause.heading, "Zwiebelfisch", "Coquille");
                set_in_both(clause.body, "Nirgends verwendet.", "Jamais utilisée.");
                auto const section = std::ranges::find(a.clauses, ClauseId("definitions"), &Clause::id);
                a.clauses.insert(section + 1, clause);
            } },
        { "undefined-term",
            [](Agreement& a) {
                set_in_both(clause_of(a, "associate-group").heading, "Weitere Stellen", "Autres services");
                for (auto& clause : a.clauses) {
                    if (clause.heading[Language::French].find("associé") != std::string::npos)
                        set_in_both(clause.heading, "Weitere Stellen", "Autres services");
                }
            } },
        { "dangling-reference", french("Siehe [[nowhere]].", "Voir [[nowhere]].") },
        { "omitted-reference",
            [](Agreement& a) {
                auto& clause = add_own_clause(a, "left-out", {}, {});
                clause.state = ClauseState::Omitted;
                set_in_both(clause.omission_reason, "Anders geregelt", "Réglé autrement");
                say(a, "Siehe [[left-out]].", "Voir [[left-out]].");
            } },
    };
}

std::vector<Case> words_that_should_not_be()
{
    auto const in_texts = [](std::string const& german, std::string const& french) {
        return [german, french](Agreement& a) { say(a, german, french); };
    };
    return {
        { "stale-article-196", in_texts("Strafbar nach Art. 196 StGB.", "Punissable selon l’art. 196 CP.") },
        { "stale-article-64",
            in_texts("Milderung nach Artikel 64 des Strafgesetzbuchs.", "Atténuation selon l’article 64 du code pénal.") },
        { "stale-article-66bis", in_texts("Verzicht nach Art. 66bis StGB.", "Renonciation selon l’art. 66bis CP.") },
        { "stale-anag", in_texts("Es gilt das ANAG.", "La LSEE s’applique.") },
        { "stale-aug", in_texts("Es gilt das AuG.", "La LEtr s’applique.") },
        { "stale-bfm", in_texts("Zuständig ist das BFM.", "L’Office fédéral des migrations est compétent.") },
        { "stale-victim-aid-act", in_texts("Gesetz vom 4. Oktober 1991.", "Loi du 4 octobre 1991.") },
        { "stale-circular", in_texts("Rundschreiben vom 25. August 2004.", "Circulaire du 25 août 2004.") },
        { "stale-data-protection-act", in_texts("Gesetz vom 19. Juni 1992.", "Loi du 19 juin 1992.") },
        { "stale-criminal-procedure",
            in_texts("Es gilt die kantonale Strafprozessordnung.", "Le code cantonal de procédure pénale s’applique.") },
        { "stale-witness-protection",
            in_texts("Es gibt kein Zeugenschutzprogramm.", "Il n’existe aucun programme de protection des témoins.") },
        { "personal-ahv-number", in_texts("Nummer 756.9217.0769.85.", "Numéro 756.9217.0769.85.") },
        { "personal-birth-date", in_texts("Geboren am 3. Mai 1999.", "Née le 3 mai 1999.") },
        { "personal-case-number", in_texts("Siehe Fall Nr. 12.", "Voir affaire no 12.") },
        { "personal-permit-number", in_texts("Ausweis N 123456789.", "Permis N 123456789.") },
        { "personal-named-person", in_texts("Zuständig ist Frau Muster.", "Madame Muster est compétente.") },
        { "personal-phone", in_texts("Telefon 031 123 45 67.", "Téléphone 031 123 45 67.") },
        { "personal-email", in_texts("Schreiben an rt@example.ch.", "Écrire à rt@example.ch.") },
    };
}

std::vector<Case> waivers()
{
    auto const waive = [](std::string rule, std::string subject, std::string reason) {
        return [=](Agreement& a) { a.waivers.push_back({ rule, subject, reason, "Anna", {} }); };
    };
    return {
        { "waiver-without-finding", waive("objective", "", "Das Ziel steht anderswo") },
        { "waiver-unknown-rule", waive("rule-of-thumb", "", "Kennt niemand") },
        { "waiver-without-reason",
            [](Agreement& a) {
                a.mandate.reference.clear();
                a.waivers.push_back({ "mandate-reference", "", " ", "Anna", {} });
            },
            Form::Declaration, { "mandate-reference" } },
    };
}

std::vector<Case> all_cases()
{
    std::vector<Case> all;
    for (auto& part : { removed_clauses(), members_and_experts(), steps(), forms_and_values(), languages_and_terms(),
             words_that_should_not_be(), waivers() })
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::string joined(std::set<std::string> const& names)
{
    std::string text;
    for (auto const& name : names)
        text += name + " ";
    return text;
}

} // namespace

TEST_CASE("The conforming agreements have no finding in any form", "[conformity]")
{
    ConformityFixture const fixture;
    for (auto const form : { Form::Contract, Form::Declaration, Form::Announcement }) {
        for (auto const& finding : fixture.check(fixture.conforming(form))) {
            CAPTURE(name_of(form), finding.rule->id, finding.subject.to_string());
            auto const words = conformity::messages(finding, Language::English, fixture.laws);
            FAIL_CHECK(words.message);
        }
    }
}

TEST_CASE("Every rule has an agreement that breaks exactly it", "[conformity]")
{
    ConformityFixture const fixture;
    REQUIRE(fixture.rules.rules.size() >= 60);
    auto const cases = all_cases();
    std::set<std::string> covered;
    for (auto const& entry : cases) {
        covered.insert(entry.rule);
        CAPTURE(entry.rule);
        REQUIRE(find_rule(fixture.rules, entry.rule));
        auto agreement = fixture.conforming(entry.form);
        REQUIRE(fixture.rules_found(agreement).empty());
        entry.break_it(agreement);
        auto expected = entry.companions;
        expected.insert(entry.rule);
        CHECK(joined(fixture.rules_found(agreement)) == joined(expected));
    }
    for (auto const& rule : fixture.rules.rules) {
        CAPTURE(rule.id);
        CHECK(covered.contains(rule.id));
    }
}

TEST_CASE("A finding's words are complete in all languages", "[conformity]")
{
    ConformityFixture const fixture;
    for (auto const& entry : all_cases()) {
        auto agreement = fixture.conforming(entry.form);
        entry.break_it(agreement);
        for (auto const& finding : fixture.check(agreement)) {
            for (auto const language : all_languages) {
                auto const words = conformity::messages(finding, language, fixture.laws);
                CAPTURE(finding.rule->id, language_code(language), words.message);
                CHECK(words.message.find('{') == std::string::npos);
                CHECK(words.message.find("««") == std::string::npos);
                CHECK(words.message.find("«»") == std::string::npos);
                CHECK(words.message.find("“”") == std::string::npos);
                CHECK_FALSE(words.source.empty());
                CHECK_FALSE(words.message.starts_with(" "));
            }
        }
    }
}

TEST_CASE("What a fix does takes the finding away", "[conformity]")
{
    ConformityFixture const fixture;
    std::set<conformity::FixKind> seen;
    for (auto const& entry : all_cases()) {
        auto agreement = fixture.conforming(entry.form);
        entry.break_it(agreement);
        for (auto const& finding : fixture.check(agreement)) {
            auto const fix = conformity::fix_for(finding, agreement, &fixture.pack);
            if (!fix)
                continue;
            CAPTURE(entry.rule, finding.rule->id, finding.subject.to_string());
            seen.insert(finding.rule->fix);
            auto mended = agreement;
            conformity::apply(*fix, mended);
            CHECK(mended != agreement);
            CHECK_FALSE(has_finding(fixture.check(mended), finding.rule->id, finding.subject.to_string()));
        }
    }
    CHECK(seen.size() == 5);
}
