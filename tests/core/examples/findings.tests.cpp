#include "core/codec/agreement_json.h"
#include "core/conformity/check.h"
#include "core/examples/examples.h"
#include "core/pdf/export.h"
#include "core/templates/interview.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;

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
    templates::TemplatePack pack = require(templates::load_pack(world, "ch-thb-cooperation"));
    conformity::RuleSet rules = require(conformity::load_rules(world));
    LegalRegister law = require(load_legal_register(world));

    std::vector<conformity::Finding> findings(Agreement const& agreement)
    {
        return conformity::check(rules, agreement, &pack, *Date::create(2026, 11, 22));
    }
    std::string list(std::vector<conformity::Finding> const& findings)
    {
        std::string text;
        for (auto const& finding : findings)
            text += std::string(conformity::name_of(finding.severity())) + " " + finding.rule->id + " " + finding.subject.to_string() + ": "
                + conformity::messages(finding, Language::German, law).message + "\n";
        return text;
    }
};

/// What only people know: a value for every variable, the mandate, and an expert with a substitute for every party.
void fill(templates::TemplatePack const& pack, Agreement& agreement)
{
    auto in_all = [&](std::string const& text) {
        LanguageMap map;
        for (auto const language : agreement.languages)
            map[language] = text;
        return map;
    };
    for (auto const& variable : pack.variables) {
        VariableValue value = true;
        switch (variable.type) {
        case templates::VariableType::Text:
            value = variable.localised ? VariableValue(in_all("Wert")) : VariableValue(std::string("Wert"));
            break;
        case templates::VariableType::Integer: value = variable.minimum.value_or(1); break;
        case templates::VariableType::Date: value = *Date::create(2027, 1, 1); break;
        case templates::VariableType::Choice: value = variable.choices.front().value; break;
        case templates::VariableType::Boolean: continue;
        }
        agreement.variables.try_emplace(variable.id, value);
    }
    agreement.mandate = { .authority = in_all("Regierung"), .reference = "RRB 1", .date = Date::create(2026, 1, 5).value() };
    for (auto& organisation : agreement.organisations) {
        organisation.address = "Gasse 1\n3000 Bern";
        organisation.email = "stelle@bern.example";
        auto const& id = organisation.id.str();
        Contact expert { .id = ContactId("e-" + id.substr(13)),
            .organisation = organisation.id,
            .name = "Vera Beispiel",
            .function = in_all("F"),
            .phone = "+41 00 000 00 00",
            .email = "vera@bern.example",
            .substitute_for = {},
            .from = {},
            .until = {} };
        auto substitute = expert;
        substitute.id = ContactId("s-" + id.substr(13));
        substitute.substitute_for = expert.id;
        agreement.contacts.push_back(expert);
        agreement.contacts.push_back(substitute);
    }
}

} // namespace

TEST_CASE(
    "Every form, scope and language of the shipped pack, once filled in, has no error, and comes back from its file", "[examples][shipped]")
{
    Bench bench;
    for (auto const form : bench.pack.forms) {
        for (auto const scope : { Scope::Canton, Scope::Communes, Scope::Intercantonal }) {
            for (auto const language : bench.pack.languages) {
                auto answers = templates::first_answers(bench.pack, bench.words.organisation_kinds());
                answers.form = form;
                answers.scope = scope;
                answers.cantons = { "CH-GR" };
                if (scope == Scope::Intercantonal)
                    answers.cantons.emplace_back("CH-TI");
                answers.languages = { language };
                answers.kinds.emplace_back("child-protection");
                answers.variables["services-paid"] = form == Form::Contract;
                auto agreement = require(templates::start_draft(bench.world, bench.pack, bench.words, answers));
                fill(bench.pack, agreement);
                // Form C: the announcing authority is the one that signs.
                if (form == Form::Announcement) {
                    for (auto& membership : agreement.memberships)
                        membership.signs = membership.role == Role::Lead;
                }
                auto findings = bench.findings(agreement);
                std::erase_if(findings, [](auto const& finding) { return finding.severity() != conformity::Severity::Error; });
                INFO(name_of(form) << " " << name_of(scope) << " " << language_code(language) << "\n" << bench.list(findings));
                CHECK(findings.empty());
                CHECK(require(read_agreement(write_agreement(agreement))) == agreement);
            }
        }
    }
}

TEST_CASE("Each example has a few honest findings", "[examples]")
{
    Bench bench;
    for (auto const& example : require(load_examples(bench.world))) {
        auto const findings = bench.findings(require(build_example(bench.world, bench.words, example.id)));
        INFO(example.id << "\n" << bench.list(findings));
        CHECK(findings.size() >= 2);
        CHECK(findings.size() <= 15);
    }
}

TEST_CASE("The report of the check stands behind the agreement on request", "[examples][pdf]")
{
    Bench bench;
    auto const agreement = require(build_example(bench.world, bench.words, "zweiwasser-declaration"));
    auto const plain = require(pdf::layout_for_export(bench.world, agreement, {}));
    auto const with = require(pdf::layout_for_export(bench.world, agreement, {}, pdf::ConformityReport::With));
    CHECK(with.pages.size() > plain.pages.size());
    CHECK(with.anchors.size() > plain.anchors.size());
    CHECK(require(pdf::export_agreement(bench.world, agreement, {})) == require(pdf::export_agreement(bench.world, agreement, {})));
}
