#include "core/templates/instantiate.h"
#include "tests/core/base/test_world.h"

#include "core/base/json.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace konkordat;
using namespace konkordat::templates;

namespace {

struct Shipped {
    TestWorld world;
    richtext::Words words = *richtext::Words::load(world);
    std::vector<TemplatePack> packs;

    Shipped()
    {
        for (auto const& id : pack_ids(world)) {
            auto pack = load_pack(world, id);
            if (!pack)
                FAIL(pack.error().to_string());
            packs.push_back(*std::move(pack));
        }
        REQUIRE_FALSE(packs.empty());
    }
};

void visit_runs(std::vector<richtext::Block> const& blocks, auto const& visit)
{
    for (auto const& block : blocks) {
        for (auto const& run : block.runs)
            visit(run);
        visit_runs(block.children, visit);
    }
}

/// A value for every variable, so that nothing may stay open.
void fill_variables(TemplatePack const& pack, Agreement& agreement)
{
    for (auto const& variable : pack.variables) {
        VariableValue value = true;
        if (variable.type == VariableType::Text && variable.localised)
            value = LanguageMap { { Language::German, "Wert" }, { Language::French, "valeur" }, { Language::Italian, "valore" },
                { Language::English, "value" } };
        else if (variable.type == VariableType::Text)
            value = std::string("Wert");
        else if (variable.type == VariableType::Integer)
            value = variable.minimum.value_or(1);
        else if (variable.type == VariableType::Date)
            value = *Date::create(2027, 1, 1);
        else if (variable.type == VariableType::Choice)
            value = variable.choices.front().value;
        REQUIRE(check_value(variable, value).has_value());
        agreement.variables.try_emplace(variable.id, value);
    }
    agreement.mandate = { { { Language::German, "Regierungsrat" }, { Language::French, "Conseil d’Etat" },
                              { Language::Italian, "Consiglio di Stato" }, { Language::English, "Government" } },
        "1/2026", *Date::create(2026, 5, 4) };
}

void check_nothing_is_open(TemplatePack const& pack, richtext::Words const& words, Agreement const& agreement)
{
    for (auto language : agreement.languages) {
        richtext::Resolver const resolver(agreement, language, words, variable_texts(pack));
        for (auto const& clause : agreement.clauses) {
            CAPTURE(language_code(language), clause.id.str());
            CHECK_FALSE(resolver.heading(clause).empty());
            visit_runs(resolver.body(clause).blocks, [&](richtext::Run const& run) {
                CAPTURE(run.text);
                CHECK_FALSE(run.open);
                CHECK(run.kind != richtext::RunKind::Variable);
                CHECK(run.kind != richtext::RunKind::Reference);
            });
        }
    }
}

} // namespace

TEST_CASE("Every shipped pack makes an agreement for every canton, form, scope and language", "[templates][shipped]")
{
    Shipped shipped;
    for (auto const& pack : shipped.packs) {
        for (auto form : pack.forms) {
            for (auto scope : { Scope::Canton, Scope::Communes, Scope::Intercantonal }) {
                for (auto const& canton : shipped.words.cantons()) {
                    CAPTURE(pack.id, name_of(form), name_of(scope), canton.code);
                    auto const agreement = instantiate(shipped.world, pack, shipped.words,
                        { .form = form, .scope = scope, .cantons = { canton.code }, .languages = pack.languages });
                    if (!agreement)
                        FAIL(agreement.error().to_string());
                    CHECK(agreement->clauses.size() > 20);
                    CHECK(agreement->title.size() == pack.languages.size());
                }
            }
        }
    }
}

TEST_CASE("In a shipped pack every variable and reference resolves, in every alternative", "[templates][shipped]")
{
    Shipped shipped;
    for (auto const& pack : shipped.packs) {
        for (auto form : pack.forms) {
            for (auto scope : { Scope::Canton, Scope::Communes, Scope::Intercantonal }) {
                auto agreement = *instantiate(shipped.world, pack, shipped.words,
                    { .form = form, .scope = scope, .cantons = { "CH-BE" }, .languages = pack.languages });
                fill_variables(pack, agreement);
                check_nothing_is_open(pack, shipped.words, agreement);
                for (auto& clause : agreement.clauses) {
                    auto const& origin = *find_clause(pack, clause.origin->clause);
                    for (auto const& alternative : origin.alternatives) {
                        clause.body = alternative.wording(form).body;
                        clause.heading = alternative.wording(form).heading;
                    }
                }
                check_nothing_is_open(pack, shipped.words, agreement);
            }
        }
    }
}

TEST_CASE("Shipped packs cite laws and kinds of organisation that exist, and guide every clause", "[templates][shipped]")
{
    Shipped shipped;
    auto const register_bytes = shipped.world.resource("assets/legal-references.json");
    REQUIRE(register_bytes);
    auto const register_json = json::parse(*register_bytes);
    REQUIRE(register_json);
    json::Reading reading;
    json::Object object(json::Cursor(reading, *register_json, ""));
    auto const ids = object.required("references").items(1000, [](json::Cursor const& item) {
        return json::Object(item).required("id").id();
    });
    REQUIRE_FALSE(reading.error());
    std::set<std::string> const laws(ids.begin(), ids.end());
    for (auto const& pack : shipped.packs) {
        for (auto const& clause : pack.clauses) {
            CAPTURE(clause.id);
            for (auto const& law : clause.law) {
                CAPTURE(law);
                CHECK(laws.contains(law));
            }
            if (clause.condition && clause.condition->kind == Condition::Kind::HasKind)
                CHECK(find_organisation_kind(shipped.words.organisation_kinds(), clause.condition->name));
            for (auto const& alternative : clause.alternatives) {
                for (auto const form : clause.forms) {
                    for (auto language : pack.languages)
                        CHECK((alternative.wording(form).guidance.contains(language) || clause.generated != Generated::None));
                }
            }
        }
    }
}

TEST_CASE("German texts of shipped packs and words are spelt the Swiss way", "[templates][shipped]")
{
    Shipped shipped;
    for (auto const& path : { "templates/", "assets/" }) {
        for (auto const& file : shipped.world.resources_under(path))
            CHECK(shipped.world.resource(file)->find("ß") == std::string_view::npos);
    }
}
