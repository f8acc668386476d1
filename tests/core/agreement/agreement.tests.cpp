#include "core/agreement/agreement.h"
#include "core/agreement/catalogues.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace konkordat;

namespace {

Clause clause(std::string id, ClauseKind kind, ClauseState state = ClauseState::Own)
{
    Clause made;
    made.id = ClauseId(std::move(id));
    made.kind = kind;
    made.state = state;
    return made;
}

Agreement agreement_with(std::vector<Clause> clauses)
{
    Agreement agreement;
    agreement.id = AgreementId("a");
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German };
    agreement.clauses = std::move(clauses);
    return agreement;
}

void add_party(Agreement& agreement, std::string const& id, Role role, bool signs)
{
    agreement.organisations.push_back({ OrganisationId(id), {}, {}, "", "", "", "", "" });
    agreement.memberships.push_back(
        { MembershipId("m-" + id), OrganisationId(id), Group::Core, role, Participation::Decides, {}, signs, {}, {} });
}

template <typename Enum>
void check_names(std::initializer_list<Enum> values)
{
    std::set<std::string_view> names;
    for (auto value : values) {
        CHECK(names.insert(name_of(value)).second);
        REQUIRE(parse_name<Enum>(name_of(value)));
        CHECK(*parse_name<Enum>(name_of(value)) == value);
    }
    CHECK_FALSE(parse_name<Enum>("no such name"));
    CHECK_FALSE(parse_name<Enum>(""));
}

} // namespace

TEST_CASE("Names of enumerations and their inverses agree", "[agreement]")
{
    check_names({ Form::Contract, Form::Declaration, Form::Announcement });
    check_names({ Scope::Canton, Scope::Communes, Scope::Intercantonal });
    check_names({ LifecycleState::Mandate, LifecycleState::Drafting, LifecycleState::Consultation, LifecycleState::Approval,
        LifecycleState::Signature, LifecycleState::InForce, LifecycleState::Evaluation, LifecycleState::Ended });
    check_names({ Group::Core, Group::Associate });
    check_names({ Role::Member, Role::Lead, Role::Moderator, Role::Secretariat, Role::Observer });
    check_names({ Participation::Decides, Participation::Expert, Participation::Observes, Participation::OnCall, Participation::ByTopic });
    check_names(
        { ResponsibilityKind::Responsible, ResponsibilityKind::Participates, ResponsibilityKind::Consulted, ResponsibilityKind::Informed });
    check_names({ ClauseKind::Preamble, ClauseKind::Section, ClauseKind::Clause, ClauseKind::Annex });
    check_names({ ClauseState::AsTemplate, ClauseState::Adapted, ClauseState::Own, ClauseState::Omitted });
    check_names({ Generated::None, Generated::Members, Generated::Contacts, Generated::Responsibilities, Generated::Procedure,
        Generated::Signatures });
    CHECK(parse_name<Form>("treaty").error().message.find("contract") != std::string::npos);
}

TEST_CASE("Clauses are numbered as printed", "[agreement]")
{
    using enum ClauseKind;
    auto const omitted = ClauseState::Omitted;
    auto const agreement = agreement_with(
        { clause("p", Preamble), clause("s1", Section), clause("c1", ClauseKind::Clause), clause("c2", ClauseKind::Clause, omitted),
            clause("c3", ClauseKind::Clause), clause("s2", Section, omitted), clause("c4", ClauseKind::Clause), clause("s3", Section),
            clause("c5", ClauseKind::Clause), clause("a1", Annex), clause("a2", Annex, omitted), clause("a3", Annex) });
    CHECK(number_clauses(agreement) == std::vector<std::string> { "", "1", "1.1", "", "1.2", "", "", "2", "2.1", "A", "", "B" });
}

TEST_CASE("The twenty-seventh annex is AA", "[agreement]")
{
    std::vector<Clause> annexes;
    for (int i = 0; i < 28; ++i)
        annexes.push_back(clause("a" + std::to_string(i), ClauseKind::Annex));
    auto const numbers = number_clauses(agreement_with(annexes));
    CHECK(numbers[25] == "Z");
    CHECK(numbers[26] == "AA");
    CHECK(numbers[27] == "AB");
}

TEST_CASE("Who signs depends on the form", "[agreement]")
{
    auto agreement = agreement_with({});
    add_party(agreement, "police", Role::Member, true);
    add_party(agreement, "prosecution", Role::Lead, true);
    add_party(agreement, "ngo", Role::Observer, false);
    agreement.memberships.push_back(agreement.memberships.front());
    agreement.memberships.back().id = MembershipId("second");
    agreement.form = Form::Declaration;
    CHECK(signatories(agreement) == std::vector { OrganisationId("police"), OrganisationId("prosecution") });
    agreement.form = Form::Announcement;
    CHECK(signatories(agreement) == std::vector { OrganisationId("prosecution") });
}

TEST_CASE("A consistent agreement passes", "[agreement]")
{
    auto agreement = agreement_with({ clause("s", ClauseKind::Section), clause("c", ClauseKind::Clause) });
    add_party(agreement, "police", Role::Lead, true);
    CHECK(check_consistency(agreement).has_value());
}

TEST_CASE("What contradicts itself is found with its place", "[agreement]")
{
    auto agreement = agreement_with({ clause("s", ClauseKind::Section), clause("c", ClauseKind::Clause) });
    add_party(agreement, "police", Role::Lead, true);
    std::string key;
    std::string pointer;
    SECTION("no id") { agreement.id = AgreementId(""), key = "invalid-id", pointer = "/id"; }
    SECTION("no canton") { agreement.cantons.clear(), key = "no-canton", pointer = "/cantons"; }
    SECTION("no language") { agreement.languages.clear(), key = "no-language", pointer = "/languages"; }
    SECTION("a clause twice") { agreement.clauses[1].id = ClauseId("s"), key = "duplicate-id", pointer = "/clauses/1/id"; }
    SECTION("a clause without section")
    {
        agreement.clauses[0].kind = ClauseKind::Preamble, key = "clause-without-section", pointer = "/clauses/1/kind";
    }
    SECTION("a member that is nobody")
    {
        agreement.memberships[0].organisation = OrganisationId("x"), key = "dangling-reference", pointer = "/memberships/0/organisation";
    }
    SECTION("a contact of nobody")
    {
        agreement.contacts.push_back({ ContactId("k"), OrganisationId("x"), "", {}, "", "", {}, {}, {} }),
            key = "dangling-reference", pointer = "/contacts/0/organisation";
    }
    SECTION("a step's clause")
    {
        agreement.procedure.push_back({ StepId("t"), "own", {}, {}, {}, ClauseId("x"), {} }), key = "dangling-reference",
                                                                                              pointer = "/procedure/0/clause";
    }
    SECTION("two parts in one step")
    {
        Responsibility const part { OrganisationId("police"), ResponsibilityKind::Informed };
        agreement.procedure.push_back({ StepId("t"), "own", {}, {}, {}, {}, { part, part } }),
            key = "duplicate-id", pointer = "/procedure/0/responsibilities/1/organisation";
    }
    SECTION("a step without kind")
    {
        agreement.procedure.push_back({ StepId("t"), "", {}, {}, {}, {}, {} }), key = "invalid-id", pointer = "/procedure/0/kind";
    }
    SECTION("text that is no UTF-8")
    {
        agreement.clauses[1].body[Language::German] = "a\xFF", key = "json-utf8", pointer = "/clauses/1/body/de";
    }
    SECTION("NUL in a text") { agreement.title[Language::German] = std::string("a\0b", 3), key = "json-nul", pointer = "/title/de"; }
    SECTION("a text too long")
    {
        agreement.organisations[0].address = std::string(limits::max_line_bytes + 1, 'x'), key = "text-too-long",
        pointer = "/organisations/0/address";
    }
    SECTION("a variable's id") { agreement.variables["A b"] = true, key = "invalid-id", pointer = "/variables/A b"; }
    SECTION("a template's version without its id")
    {
        agreement.template_reference.version = "1", key = "invalid-id", pointer = "/template/id";
    }
    SECTION("a time after the year 9999") { agreement.modified_at = { 253'402'300'800 }, key = "invalid-date", pointer = "/modifiedAt"; }
    SECTION("a time before the year 1") { agreement.created_at = { -62'135'596'801 }, key = "invalid-date", pointer = "/createdAt"; }
    SECTION("a number beyond 2^53") { agreement.variables["n"] = limits::max_integer + 1, key = "json-number", pointer = "/variables/n"; }
    auto const result = check_consistency(agreement);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().key == key);
    CHECK(result.error().pointer == pointer);
    CHECK_FALSE(result.error().message.empty());
}

TEST_CASE("The register of cantons has all twenty-six in four languages", "[agreement]")
{
    TestWorld world;
    auto const cantons = load_cantons(world);
    REQUIRE(cantons);
    CHECK(std::ranges::count(*cantons, false, &Canton::fictitious) == 26);
    std::set<std::string> codes;
    for (auto const& canton : *cantons) {
        CAPTURE(canton.code);
        CHECK(codes.insert(canton.code).second);
        CHECK(canton.name.size() == 4);
        CHECK(canton.of.size() == 4);
        CHECK(canton.government.size() == 4);
        CHECK_FALSE(canton.languages.empty());
    }
    CHECK(find_canton(*cantons, "CH-BE")->languages.size() == 2);
    CHECK(find_canton(*cantons, "CH-XX") == nullptr);
}

TEST_CASE("The register of kinds of organisation is complete and unique", "[agreement]")
{
    TestWorld world;
    auto const kinds = load_organisation_kinds(world);
    REQUIRE(kinds);
    std::set<std::string> ids;
    for (auto const& kind : *kinds) {
        CAPTURE(kind.id);
        CHECK(ids.insert(kind.id).second);
        CHECK(kind.name.size() == 4);
    }
    CHECK(find_organisation_kind(*kinds, "prosecution")->group == Group::Core);
    CHECK(find_organisation_kind(*kinds, "nothing") == nullptr);
}
