#include "core/templates/instantiate.h"
#include "tests/core/base/test_world.h"
#include "tests/core/templates/tiny_pack.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::templates;

namespace {

struct Bench {
    TestWorld world;
    TemplatePack pack = *TinyPack::read().parse();
    richtext::Words words = *richtext::Words::load(world);

    Agreement create(InstantiateOptions options = { .form = Form::Declaration,
                         .scope = Scope::Canton,
                         .cantons = { "CH-BE" },
                         .languages = { Language::German, Language::French } })
    {
        auto agreement = instantiate(world, pack, words, options);
        if (!agreement)
            FAIL(agreement.error().to_string());
        return *std::move(agreement);
    }
    std::string refusal(InstantiateOptions const& options)
    {
        auto const agreement = instantiate(world, pack, words, options);
        REQUIRE_FALSE(agreement.has_value());
        return agreement.error().key;
    }
};

std::vector<std::string> ids(Agreement const& agreement)
{
    std::vector<std::string> list;
    for (auto const& clause : agreement.clauses)
        list.push_back(clause.id.str());
    return list;
}

void add_city_police(Agreement& agreement)
{
    agreement.organisations.push_back({ OrganisationId("city"), {}, {}, "city-police", "", "", "", "" });
    agreement.memberships.push_back(
        { MembershipId("m"), OrganisationId("city"), Group::Core, Role::Member, Participation::Decides, {}, true, {}, {} });
}

using Ids = std::vector<std::string>;

} // namespace

TEST_CASE("A new agreement has the clauses that apply, and nobody in it", "[templates]")
{
    Bench bench;
    auto const agreement = bench.create();
    CHECK(ids(agreement) == Ids { "preamble", "purpose", "identification", "signatures", "contacts" });
    CHECK(agreement.organisations.empty());
    CHECK(agreement.memberships.empty());
    CHECK(agreement.contacts.empty());
    CHECK(agreement.state == LifecycleState::Drafting);
    CHECK(agreement.template_reference == TemplateReference { "tiny", "0.1.0" });
    CHECK(agreement.title.at(Language::German) == "Vereinbarung des Kantons Bern");
    CHECK(agreement.title.at(Language::French) == "Convention du canton de Berne");
    CHECK(agreement.created_at == bench.world.time);
    CHECK(agreement.clauses[2].origin == ClauseOrigin { "identification", "joint" });
    CHECK(agreement.clauses[1].law == Ids { "stgb-182" });
    CHECK(agreement.variables.size() == 3);
    REQUIRE(agreement.procedure.size() == 2);
    CHECK(agreement.procedure[0].clause == ClauseId("identification"));
    CHECK(agreement.procedure[0].deadline_days == 3);
    CHECK_FALSE(agreement.procedure[1].clause);
}

TEST_CASE("Only the chosen languages are in a new agreement", "[templates]")
{
    Bench bench;
    auto const agreement = bench.create(
        { .form = Form::Declaration, .scope = Scope::Canton, .cantons = { "CH-GE" }, .languages = { Language::French } });
    CHECK(agreement.title.size() == 1);
    for (auto const& clause : agreement.clauses)
        CHECK((clause.heading.size() == 1 && clause.heading.contains(Language::French)));
}

TEST_CASE("Form, scope, members and variables decide which clauses apply", "[templates]")
{
    Bench bench;
    auto contract = bench.create(
        { .form = Form::Contract, .scope = Scope::Canton, .cantons = { "CH-BE" }, .languages = { Language::German } });
    CHECK(ids(contract) == Ids { "preamble", "purpose", "identification", "money", "payment", "signatures", "contacts" });
    auto private_contract = bench.create({ .form = Form::Contract,
        .scope = Scope::Canton,
        .cantons = { "CH-BE" },
        .languages = { Language::German },
        .title = {},
        .variables = { { "public", false } } });
    CHECK(
        ids(private_contract) == Ids { "preamble", "purpose", "identification", "money", "payment", "outside", "signatures", "contacts" });
    auto several = bench.create({ .form = Form::Declaration,
        .scope = Scope::Intercantonal,
        .cantons = { "CH-BE", "CH-FR", "CH-VS" },
        .languages = { Language::German } });
    CHECK(ids(several) == Ids { "preamble", "purpose", "identification", "outside", "signatures", "contacts" });
    CHECK(several.title.at(Language::German) == "Vereinbarung des Kantons Bern, des Kantons Freiburg und des Kantons Wallis");
}

TEST_CASE("A clause whose condition comes true can be added at its place", "[templates]")
{
    Bench bench;
    auto agreement = bench.create();
    CHECK(missing_clauses(bench.pack, agreement).empty());
    add_city_police(agreement);
    auto const missing = missing_clauses(bench.pack, agreement);
    REQUIRE(missing.size() == 1);
    CHECK(missing[0]->id == "city");
    auto const position = position_for(bench.pack, agreement, *missing[0]);
    auto clause = create_clause(*missing[0], agreement.form, agreement.languages);
    REQUIRE(clause);
    agreement.clauses.insert(agreement.clauses.begin() + static_cast<std::ptrdiff_t>(position), *clause);
    CHECK(ids(agreement) == Ids { "preamble", "purpose", "city", "identification", "signatures", "contacts" });
    CHECK(check_consistency(agreement).has_value());
    CHECK(missing_clauses(bench.pack, agreement).empty());
    CHECK(no_longer_applicable(bench.pack, agreement).empty());
    agreement.memberships.clear();
    CHECK(no_longer_applicable(bench.pack, agreement) == std::vector { ClauseId("city") });
    agreement.clauses[2].state = ClauseState::Omitted;
    CHECK(no_longer_applicable(bench.pack, agreement).empty());
}

TEST_CASE("A section is added behind the clauses of the section before it", "[templates]")
{
    Bench bench;
    auto agreement = bench.create();
    Clause own;
    own.id = ClauseId("own");
    own.state = ClauseState::Own;
    agreement.clauses.insert(agreement.clauses.begin() + 3, own);
    CHECK(position_for(bench.pack, agreement, *find_clause(bench.pack, "outside")) == 4);
    agreement.clauses.clear();
    CHECK(position_for(bench.pack, agreement, *find_clause(bench.pack, "preamble")) == 0);
    CHECK(position_for(bench.pack, agreement, *find_clause(bench.pack, "contacts")) == 0);
}

TEST_CASE("An alternative is a wording of the same clause", "[templates]")
{
    Bench bench;
    auto const& clause = *find_clause(bench.pack, "identification");
    auto const alone = create_clause(clause, Form::Declaration, { Language::German }, "alone");
    REQUIRE(alone);
    CHECK(alone->id == ClauseId("identification"));
    CHECK(alone->body == LanguageMap { { Language::German, "Allein." } });
    CHECK(alone->origin == ClauseOrigin { "identification", "alone" });
    CHECK(create_clause(clause, Form::Declaration, { Language::German }, "none").error().key == "unknown-alternative");
}

TEST_CASE("What the pack does not have is refused", "[templates]")
{
    Bench bench;
    InstantiateOptions const good {
        .form = Form::Declaration, .scope = Scope::Canton, .cantons = { "CH-BE" }, .languages = { Language::German }
    };
    auto options = good;
    options.form = Form::Announcement;
    CHECK(bench.refusal(options) == "template-form");
    CHECK(instantiate(bench.world, bench.pack, bench.words, options).error().message.find("declaration, contract") != std::string::npos);
    options = good;
    options.cantons = { "CH-XX" };
    CHECK(bench.refusal(options) == "unknown-canton");
    options.cantons = {};
    CHECK(bench.refusal(options) == "no-canton");
    options.cantons = { "CH-BE", "CH-BE" };
    CHECK(bench.refusal(options) == "duplicate-id");
    options = good;
    options.languages = { Language::Italian };
    CHECK(bench.refusal(options) == "template-language");
    options.languages = {};
    CHECK(bench.refusal(options) == "no-language");
    options = good;
    options.variables = { { "days", std::int64_t { 5 } } };
    CHECK(bench.refusal(options) == "variable-minimum");
    options.variables = { { "weeks", std::int64_t { 5 } } };
    CHECK(bench.refusal(options) == "unknown-variable");
}

TEST_CASE("Variables without a value in every language are open", "[templates]")
{
    Bench bench;
    auto agreement = bench.create();
    auto open = [&] {
        Ids names;
        for (auto const* variable : open_variables(bench.pack, agreement))
            names.push_back(variable->id);
        return names;
    };
    CHECK(open() == Ids { "place", "lead" });
    agreement.variables["place"] = LanguageMap { { Language::German, "Bern" } };
    agreement.variables["lead"] = std::string("police");
    CHECK(open() == Ids { "place" });
    agreement.variables["place"] = LanguageMap { { Language::German, "Bern" }, { Language::French, "Berne" } };
    CHECK(open().empty());
}

TEST_CASE("A further language fills what is still as in the template", "[templates]")
{
    Bench bench;
    auto agreement = bench.create(
        { .form = Form::Declaration, .scope = Scope::Canton, .cantons = { "CH-BE" }, .languages = { Language::German } });
    agreement.clauses[0].state = ClauseState::Adapted;
    REQUIRE(add_language(bench.pack, agreement, Language::French).has_value());
    CHECK(agreement.languages == std::vector { Language::German, Language::French });
    CHECK_FALSE(agreement.clauses[0].body.contains(Language::French));
    CHECK(agreement.clauses[2].heading.at(Language::French) == "Identification");
    CHECK(agreement.procedure[0].title.at(Language::French) == "Identification");
    CHECK(check_consistency(agreement).has_value());
    CHECK(add_language(bench.pack, agreement, Language::English).error().key == "template-language");
}
