#include "tests/core/procedure/fixture.h"

#include "tests/core/layout/random_agreement.h"
#include "tests/core/layout/records.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

namespace konkordat::tests {

namespace {

SystemWorld world;

constexpr std::array words { "Vorinformation", "der", "Wiedereingliederungsmassnahmenkoordination", "und", "Opfer-Schutz", "an", "Behörde",
    "l’étape", "Äusserung", "30/60", "bei", "Identifizierung" };

std::string random_words(Random& random, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i <= random.below(most); ++i)
        text += (text.empty() ? "" : " ") + std::string(words[random.below(words.size())]);
    return text;
}

} // namespace

Agreement agreement_with(std::size_t organisations, std::size_t steps)
{
    Agreement agreement;
    agreement.id = AgreementId("agreement-a");
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German };
    for (std::size_t i = 0; i < organisations; ++i) {
        std::string const number = std::to_string(i);
        agreement.organisations.push_back(organisation("body-" + number, "Stelle " + number, "B" + number));
        agreement.memberships.push_back(member("member-" + number, "body-" + number));
    }
    for (std::size_t i = 0; i < steps; ++i)
        agreement.procedure.push_back(step("step-" + std::to_string(i), "Schritt " + std::to_string(i)));
    return agreement;
}

Agreement random_procedure(std::uint64_t seed)
{
    Random random(seed);
    Agreement agreement = agreement_with(1 + random.below(30), 1 + random.below(20));
    for (Organisation& body : agreement.organisations) {
        if (random.chance(30))
            body.abbreviation.clear();
        body.name[Language::German] = random_words(random, 6);
    }
    for (ProcedureStep& entry : agreement.procedure) {
        entry.title[Language::German] = random_words(random, 9);
        if (random.chance(80))
            entry.trigger[Language::German] = random_words(random, 30);
        if (random.chance(50))
            entry.deadline_days = static_cast<std::int64_t>(1 + random.below(90));
        for (Organisation const& body : agreement.organisations) {
            if (random.chance(25))
                entry.responsibilities.push_back({ body.id, static_cast<ResponsibilityKind>(random.below(4)) });
        }
    }
    return agreement;
}

richtext::Words const& document_words()
{
    static richtext::Words const loaded = [] {
        auto result = richtext::Words::load(world);
        REQUIRE(result);
        return std::move(result).value();
    }();
    return loaded;
}

procedure::MeasureText measure()
{
    static layout::Typesetter typesetter = [] {
        auto result = layout::Typesetter::load(world);
        REQUIRE(result);
        return std::move(result).value();
    }();
    return layout::measure_with(typesetter, Language::German);
}

std::vector<procedure::Drawing> chart_of(Agreement const& agreement, procedure::ChartOptions const& options)
{
    auto const content = procedure::chart_content(agreement, Language::German, document_words());
    return procedure::draw_chart(content, measure(), options);
}

} // namespace konkordat::tests
