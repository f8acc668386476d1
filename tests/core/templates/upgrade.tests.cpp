#include "core/templates/upgrade.h"
#include "tests/core/base/test_world.h"
#include "tests/core/templates/tiny_pack.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::templates;

namespace {

template <typename T>
T require(Result<T> result)
{
    if (!result)
        FAIL(result.error().to_string());
    return *std::move(result);
}

struct Bench {
    TestWorld world;
    richtext::Words words = require(richtext::Words::load(world));
    TemplatePack former = require(TinyPack::read().parse());
    TemplatePack current = require(TinyPack::read()
            .replace("\"version\": \"0.1.0\"", "\"version\": \"0.2.0\"")
            .replace("Gemeinsam innert {{days}}", "Zusammen innert {{days}}")
            .replace("Kontakte stehen", "Alle Kontakte stehen")
            .parse());

    Agreement create()
    {
        return require(instantiate(world, former, words,
            { .form = Form::Declaration, .scope = Scope::Intercantonal, .cantons = { "CH-BE" }, .languages = { Language::German } }));
    }
    Agreement apply(Agreement const& agreement, Upgrade const& upgrade, std::map<std::string, UpgradeChoice> const& choices = {})
    {
        return require(apply_upgrade(current, words, agreement, upgrade, choices));
    }
};

Clause& clause_of(Agreement& agreement, std::string const& id)
{
    for (auto& clause : agreement.clauses) {
        if (clause.id.str() == id)
            return clause;
    }
    FAIL("no clause " << id);
    std::abort();
}

std::vector<std::string> ids(Upgrade const& upgrade)
{
    std::vector<std::string> list;
    for (auto const& entry : upgrade.clauses)
        list.push_back(entry.template_clause);
    return list;
}

} // namespace

TEST_CASE("An upgrade names exactly the clauses that changed upstream", "[templates][upgrade]")
{
    Bench bench;
    auto const agreement = bench.create();
    auto const upgrade = plan_upgrade(&bench.former, bench.current, agreement);
    CHECK(upgrade.needed());
    CHECK(ids(upgrade) == std::vector<std::string> { "identification", "outside" });
    for (auto const& entry : upgrade.clauses)
        CHECK(recommended_choice(entry) == UpgradeChoice::Take);
    auto upgraded = bench.apply(agreement, upgrade);
    CHECK(clause_of(upgraded, "outside").body.at(Language::German).starts_with("Alle Kontakte"));
    CHECK(clause_of(upgraded, "outside").state == ClauseState::AsTemplate);
    CHECK(upgraded.template_reference.version == "0.2.0");
    auto const again = plan_upgrade(&bench.current, bench.current, upgraded);
    CHECK_FALSE(again.needed());
    CHECK(again.clauses.empty());
}

TEST_CASE(
    "Changes of people and of the template come together where they can, and nothing is chosen silently where not", "[templates][upgrade]")
{
    Bench bench;
    auto agreement = bench.create();
    auto& identification = clause_of(agreement, "identification");
    identification.state = ClauseState::Adapted;
    identification.body[Language::German] += "\n- drei";
    auto& outside = clause_of(agreement, "outside");
    outside.state = ClauseState::Adapted;
    outside.body[Language::German] = "Die Kontakte finden sich in [[contacts]].";
    auto const upgrade = plan_upgrade(&bench.former, bench.current, agreement);
    REQUIRE(upgrade.clauses.size() == 2);
    CHECK(recommended_choice(upgrade.clauses[0]) == UpgradeChoice::Merge);
    CHECK(upgrade.clauses[1].conflict);
    CHECK(recommended_choice(upgrade.clauses[1]) == UpgradeChoice::Keep);

    auto upgraded = bench.apply(agreement, upgrade);
    auto const& merged = clause_of(upgraded, "identification").body.at(Language::German);
    CHECK(merged.starts_with("Zusammen innert"));
    CHECK(merged.ends_with("- drei"));
    CHECK(clause_of(upgraded, "identification").state == ClauseState::Adapted);
    CHECK(clause_of(upgraded, "outside").body == outside.body);

    auto taken = bench.apply(agreement, upgrade, { { "outside", UpgradeChoice::Take } });
    CHECK(clause_of(taken, "outside").state == ClauseState::AsTemplate);
    auto const refused = apply_upgrade(bench.current, bench.words, agreement, upgrade, { { "outside", UpgradeChoice::Merge } });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "upgrade-conflict");
}

TEST_CASE("New clauses are offered, dropped ones are left out with a reason, omitted ones stay out", "[templates][upgrade]")
{
    Bench bench;
    auto current = bench.current;
    auto agreement = bench.create();
    auto added = current.clauses[1];
    added.id = "new-section";
    current.clauses.insert(current.clauses.begin() + 1, added);
    std::erase_if(current.clauses, [](ClauseTemplate const& clause) { return clause.id == "contacts"; });
    clause_of(agreement, "identification").state = ClauseState::Omitted;
    auto const upgrade = plan_upgrade(&bench.former, current, agreement);
    CHECK(ids(upgrade) == std::vector<std::string> { "new-section", "outside", "contacts" });
    CHECK(upgrade.clauses[0].kind == UpgradeKind::Added);
    CHECK(upgrade.clauses[2].kind == UpgradeKind::Dropped);
    auto upgraded = require(apply_upgrade(current, bench.words, agreement, upgrade, {}));
    CHECK(upgraded.clauses[1].id == ClauseId("new-section"));
    CHECK(clause_of(upgraded, "contacts").state == ClauseState::Omitted);
    CHECK_FALSE(clause_of(upgraded, "contacts").omission_reason.empty());
    CHECK(clause_of(upgraded, "identification").state == ClauseState::Omitted);
    auto const declined = require(apply_upgrade(
        current, bench.words, agreement, upgrade, { { "new-section", UpgradeChoice::Keep }, { "contacts", UpgradeChoice::Keep } }));
    CHECK(declined.clauses.size() == agreement.clauses.size());
}

TEST_CASE("Without the former version every difference in adapted words is for people to decide", "[templates][upgrade]")
{
    Bench bench;
    auto agreement = bench.create();
    clause_of(agreement, "purpose").state = ClauseState::Adapted;
    clause_of(agreement, "purpose").body[Language::German] = "Eigenes.";
    auto const upgrade = plan_upgrade(nullptr, bench.current, agreement);
    CHECK(ids(upgrade) == std::vector<std::string> { "purpose", "identification", "outside" });
    CHECK_FALSE(upgrade.clauses[0].base_known);
    CHECK(recommended_choice(upgrade.clauses[0]) == UpgradeChoice::Keep);
    CHECK(recommended_choice(upgrade.clauses[1]) == UpgradeChoice::Take);
}

TEST_CASE("Agreements of each archived version of the shipped pack can be brought to today's", "[templates][upgrade][shipped]")
{
    TestWorld world;
    auto const words = require(richtext::Words::load(world));
    auto const current = require(load_pack(world, "ch-thb-cooperation"));
    auto const former = require(load_archived_pack(world, "ch-thb-cooperation", "1.0.0"));
    CHECK(former.version == "1.0.0");
    for (auto const form : former.forms) {
        auto const agreement = require(instantiate(
            world, former, words, { .form = form, .scope = Scope::Canton, .cantons = { "CH-BE" }, .languages = former.languages }));
        auto const upgrade = plan_upgrade(&former, current, agreement);
        auto const upgraded = require(apply_upgrade(current, words, agreement, upgrade, {}));
        CHECK(missing_clauses(current, upgraded).empty());
        CHECK(plan_upgrade(&current, current, upgraded).clauses.empty());
    }
    CHECK(load_archived_pack(world, "ch-thb-cooperation", "0.0.1").error().code == ErrorCode::NotFound);
}
