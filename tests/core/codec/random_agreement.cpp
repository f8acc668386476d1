#include "tests/core/codec/random_agreement.h"
#include "tests/core/image/sample_png.h"

#include <array>

namespace konkordat {

namespace {

class Generator {
public:
    explicit Generator(std::mt19937& random)
        : m_random(random)
    {
    }

    std::size_t below(std::size_t limit) { return m_random() % limit; }
    bool chance() { return below(2) == 0; }

    std::string text()
    {
        static constexpr std::array<std::string_view, 16> pieces { "Kanton", " ", "é", "ü", "“", "\n", "\"", "\\", "\t", "/", "🙂",
            "\u2028", "**", "{{a}}", "\x01", "\x7F" };
        std::string text;
        for (auto count = below(8); count > 0; --count)
            text += pieces[below(pieces.size())];
        return text;
    }
    LanguageMap texts()
    {
        LanguageMap map;
        for (auto language : all_languages) {
            if (chance())
                map[language] = text();
        }
        return map;
    }
    std::optional<Date> date()
    {
        if (chance())
            return {};
        return *Date::create(1990 + static_cast<int>(below(60)), 1 + static_cast<int>(below(12)), 1 + static_cast<int>(below(28)));
    }
    template <typename Enum>
    Enum one_of(std::size_t count)
    {
        return static_cast<Enum>(below(count));
    }
    VariableValue variable()
    {
        switch (below(5)) {
        case 0: return texts();
        case 1: return text();
        case 2: return static_cast<std::int64_t>(m_random()) * (chance() ? 1 : -1) * 4096 % limits::max_integer;
        case 3: return *Date::create(2026, 1, 1 + static_cast<int>(below(31)));
        default: return chance();
        }
    }
    Appearance appearance()
    {
        if (chance())
            return {};
        Appearance appearance { .style = chance() ? "sober" : "letterhead",
            .setting = one_of<TextSetting>(2),
            .arrangement = one_of<LanguageArrangement>(2),
            .references = one_of<LegalReferences>(2),
            .colour = chance() ? "" : "#143f8a",
            .letterhead = { .authority = texts(), .emblem = {} } };
        if (chance())
            appearance.letterhead.emblem = Emblem { sample::small_png(static_cast<unsigned>(below(1000))),
                { { Language::German, "Bär" + text() } } };
        return appearance;
    }
    OrganisationId organisation(Agreement const& agreement) { return agreement.organisations[below(agreement.organisations.size())].id; }

    void add_parties(Agreement& agreement)
    {
        for (auto count = 1 + below(5); count > 0; --count) {
            auto const number = std::to_string(count);
            agreement.organisations.push_back(
                { OrganisationId("org-" + number), texts(), texts(), chance() ? "city-police" : "", text(), text(), text(), text() });
        }
        for (auto count = below(6); count > 0; --count) {
            agreement.memberships.push_back({ MembershipId("member-" + std::to_string(count)), organisation(agreement), one_of<Group>(2),
                one_of<Role>(5), one_of<Participation>(5), texts(), chance(), date(), date() });
        }
        for (auto count = below(6); count > 0; --count) {
            Contact contact { ContactId("contact-" + std::to_string(count)), organisation(agreement), text(), texts(), text(), text(), {},
                date(), date() };
            if (!agreement.contacts.empty() && chance())
                contact.substitute_for = agreement.contacts.front().id;
            agreement.contacts.push_back(contact);
        }
    }

    void add_clauses(Agreement& agreement)
    {
        Clause section;
        section.id = ClauseId("section");
        section.kind = ClauseKind::Section;
        section.heading = texts();
        section.body = texts();
        agreement.clauses.push_back(section);
        for (auto count = below(6); count > 0; --count) {
            Clause clause;
            clause.id = ClauseId("clause-" + std::to_string(count));
            clause.kind = ClauseKind::Clause;
            clause.state = one_of<ClauseState>(4);
            if (chance())
                clause.origin = ClauseOrigin { "origin", chance() ? "other" : "" };
            clause.heading = texts();
            clause.body = texts();
            if (chance())
                clause.guidelines = { "4.3", text() };
            if (chance())
                clause.law = { "stgb-182", "aig-30" };
            clause.generated = one_of<Generated>(6);
            clause.omission_reason = texts();
            for (auto const language : all_languages) {
                if (below(4) == 0)
                    clause.taken_from[language] = { AgreementId("other"), ClauseId("aims"),
                        chance() ? std::vector<std::string> { "CH-GE", "CH-ZH" } : std::vector<std::string> {}, date() };
            }
            agreement.clauses.push_back(clause);
        }
    }

    void add_steps(Agreement& agreement)
    {
        for (auto count = below(4); count > 0; --count) {
            ProcedureStep step;
            step.id = StepId("step-" + std::to_string(count));
            step.kind = chance() ? "identification" : "own";
            step.title = texts();
            step.trigger = texts();
            if (chance())
                step.deadline_days = static_cast<std::int64_t>(below(400));
            if (chance())
                step.clause = agreement.clauses[below(agreement.clauses.size())].id;
            for (auto const& party : agreement.organisations) {
                if (chance())
                    step.responsibilities.push_back({ party.id, one_of<ResponsibilityKind>(4) });
            }
            agreement.procedure.push_back(step);
        }
    }

private:
    std::mt19937& m_random;
};

} // namespace

Agreement random_agreement(std::mt19937& random)
{
    Generator generator(random);
    Agreement agreement;
    agreement.id = AgreementId("agreement-" + std::to_string(random()));
    agreement.title = generator.texts();
    agreement.form = generator.one_of<Form>(3);
    agreement.scope = generator.one_of<Scope>(3);
    agreement.cantons = generator.chance() ? std::vector<std::string> { "CH-BE" } : std::vector<std::string> { "CH-VS", "CH-FR" };
    agreement.languages = generator.chance() ? std::vector { Language::German }
                                             : std::vector { Language::French, Language::Italian, Language::English };
    agreement.mandate = { generator.texts(), generator.text(), generator.date() };
    for (std::size_t i = generator.below(4); i > 0; --i)
        agreement.lifecycle.push_back({ .state = generator.one_of<LifecycleState>(8),
            .date = generator.date(),
            .authority = generator.text(),
            .reference = generator.text(),
            .note = {} });
    agreement.state = agreement.lifecycle.empty() ? generator.one_of<LifecycleState>(8) : agreement.lifecycle.back().state;
    for (std::size_t i = generator.below(4); i > 0; --i)
        agreement.waivers.push_back({ .rule = "rule-" + std::to_string(i),
            .subject = i == 1 ? "" : "clause:x/de",
            .reason = "Grund" + generator.text(),
            .author = generator.text(),
            .date = generator.date() });
    if (generator.chance())
        agreement.template_reference = { "pack", "1.2.3" };
    for (auto count = generator.below(6); count > 0; --count)
        agreement.variables.emplace("variable-" + std::to_string(count), generator.variable());
    agreement.appearance = generator.appearance();
    generator.add_parties(agreement);
    generator.add_clauses(agreement);
    generator.add_steps(agreement);
    agreement.created_at = { static_cast<std::int64_t>(random()) };
    agreement.modified_at = { static_cast<std::int64_t>(random()) };
    return agreement;
}

Agreement small_agreement()
{
    Agreement agreement;
    agreement.id = AgreementId("agreement-small");
    agreement.title = { { Language::German, "Absichtserklärung" }, { Language::French, "Déclaration" } };
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German, Language::French };
    agreement.mandate = { { { Language::German, "Regierungsrat" } }, "RRB 1/2026", *Date::create(2026, 1, 7) };
    agreement.template_reference = { "ch-thb-cooperation", "1.0.0" };
    agreement.variables = { { "days", std::int64_t { 30 } }, { "entry", *Date::create(2027, 1, 1) },
        { "lead", LanguageMap { { Language::German, "Polizei \"A\"\n" } } }, { "place", std::string("Bern\t€\u2028") },
        { "published", true } };
    agreement.organisations.push_back({ OrganisationId("police"), { { Language::German, "Kantonspolizei" } },
        { { Language::German, "KaPo" } }, "cantonal-police", "Beispielweg 1", "info@example.org", "031 000 00 00", "https://example.org" });
    agreement.memberships.push_back({ MembershipId("m1"), OrganisationId("police"), Group::Core, Role::Lead, Participation::Decides,
        { { Language::German, "leitet" } }, true, *Date::create(2026, 2, 1), {} });
    agreement.contacts.push_back({ ContactId("c1"), OrganisationId("police"), "Alex Muster", { { Language::German, "Fachstelle" } }, "031",
        "a@example.org", {}, {}, {} });
    agreement.contacts.push_back({ ContactId("c2"), OrganisationId("police"), "Kim Muster", {}, "", "", ContactId("c1"), {}, {} });
    agreement.clauses.push_back({ .id = ClauseId("s"),
        .kind = ClauseKind::Section,
        .state = ClauseState::AsTemplate,
        .origin = ClauseOrigin { "s", "" },
        .heading = { { Language::German, "Zweck" } },
        .body = { { Language::German, "Text mit {{days}}." } },
        .guidelines = { "2.2" },
        .law = { "stgb-182" },
        .generated = Generated::None,
        .omission_reason = {} });
    agreement.clauses.push_back({ .id = ClauseId("a"),
        .kind = ClauseKind::Annex,
        .state = ClauseState::Omitted,
        .origin = {},
        .heading = { { Language::German, "Kontakte" } },
        .body = {},
        .guidelines = {},
        .law = {},
        .generated = Generated::Contacts,
        .omission_reason = { { Language::German, "liegt separat vor" } } });
    agreement.procedure.push_back({ StepId("identification"), "identification", { { Language::German, "Identifizierung" } },
        { { Language::German, "Verdacht" } }, 3, ClauseId("s"), { { OrganisationId("police"), ResponsibilityKind::Responsible } } });
    agreement.created_at = { 1'767'225'600 };
    agreement.modified_at = { 1'767'229'200 };
    return agreement;
}

} // namespace konkordat
