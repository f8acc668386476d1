#include "tests/core/layout/random_agreement.h"

#include "tests/core/layout/fictitious_agreement.h"

#include <array>
#include <string>
#include <string_view>

namespace konkordat::tests {

namespace {

constexpr std::array<std::string_view, 24> vocabulary { "die", "Behörde", "arbeitet", "mit", "Opferhilfeberatungsstelle", "zusammen", "und",
    "victime", "l’autorité", "Staatsanwaltschaft", "où", "Menschenhandelsbekämpfungskoordinationssitzung", "àéîöü", "§ 12", "Art. 182 StGB",
    "30 Tage", "https://example.org/a/very/long/path/that/goes/on/and/on", "[[c1]]", "{{canton-of}}", "{{unknown-variable}}", "**fett**",
    "*kursiv*", "office", "[Link](https://example.org/)" };

std::string words(Random& random, std::size_t most)
{
    std::string text;
    std::size_t const count = 1 + random.below(most);
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : " ") + std::string(vocabulary[random.below(vocabulary.size())]);
    return text;
}

std::string heading(Random& random)
{
    std::string text = "Titel";
    for (std::size_t i = random.below(12); i > 0; --i)
        text += " " + std::string(vocabulary[random.below(12)]);
    return text;
}

std::string list(Random& random, std::size_t depth)
{
    std::string text;
    for (std::size_t i = 1 + random.below(4); i > 0; --i) {
        // One call a statement: compilers differ in the order in which they evaluate the parts of a sum.
        text += std::string(depth * 3, ' ');
        text += random.chance(50) ? "1. " : "-  ";
        text += words(random, 30);
        text += '\n';
        if (depth < 2 && random.chance(30))
            text += list(random, depth + 1);
    }
    return text;
}

std::string body(Random& random)
{
    if (random.chance(10))
        return "";
    std::string text;
    for (std::size_t i = 1 + random.below(4); i > 0; --i)
        text += (random.chance(25) ? list(random, 0) : words(random, 140)) + "\n\n";
    return text;
}

void add_clauses(Random& random, Agreement& agreement)
{
    bool has_section = false;
    std::size_t const count = 1 + random.below(40);
    for (std::size_t i = 0; i < count; ++i) {
        ClauseKind kind = has_section && random.chance(65) ? ClauseKind::Clause : ClauseKind::Section;
        if (i + 3 >= count)
            kind = ClauseKind::Annex;
        has_section = has_section || kind == ClauseKind::Section;
        Generated const generated = random.chance(15) ? static_cast<Generated>(random.below(6)) : Generated::None;
        LanguageMap headings { { Language::German, heading(random) } };
        // Before an annex begins its page, and at the end, a heading has something to stand over.
        bool const needs_body = i + 8 >= count;
        auto text = [&] {
            std::string words_of_body = body(random);
            return needs_body && words_of_body.empty() ? std::string("Schlusssatz.") : words_of_body;
        };
        LanguageMap bodies { { Language::German, text() } };
        if (random.chance(80)) {
            headings[Language::French] = heading(random);
            bodies[Language::French] = text();
        }
        agreement.clauses.push_back(make_clause("c" + std::to_string(i), kind, headings, bodies, generated));
        if (random.chance(5))
            agreement.clauses.back().state = ClauseState::Omitted;
    }
}

void add_organisations(Random& random, Agreement& agreement)
{
    for (std::size_t i = random.below(25); i > 0; --i) {
        Organisation organisation;
        organisation.id = OrganisationId("o" + std::to_string(i));
        organisation.name = { { Language::German, heading(random) } };
        if (random.chance(50))
            organisation.abbreviation = { { Language::German, "ABK" + std::to_string(i) } };
        agreement.organisations.push_back(organisation);
        Membership membership;
        membership.id = MembershipId("m" + std::to_string(i));
        membership.organisation = organisation.id;
        membership.group = random.chance(50) ? Group::Core : Group::Associate;
        membership.function = { { Language::German, words(random, 60) } };
        agreement.memberships.push_back(membership);
        ProcedureStep step;
        step.id = StepId("s" + std::to_string(i));
        step.kind = "own";
        step.title = { { Language::German, heading(random) } };
        step.trigger = { { Language::German, words(random, 20) } };
        step.responsibilities = { { organisation.id, static_cast<ResponsibilityKind>(random.below(4)) } };
        agreement.procedure.push_back(step);
    }
}

} // namespace

std::uint64_t Random::next()
{
    m_state += 0x9E3779B97F4A7C15U;
    std::uint64_t value = m_state;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

Agreement random_agreement(std::uint64_t seed)
{
    Random random(seed);
    Agreement agreement;
    agreement.id = AgreementId("agreement-random");
    agreement.title = in_all_languages(heading(random));
    agreement.cantons = { "CH-BE" };
    agreement.languages = { Language::German, Language::French };
    agreement.template_reference = { "ch-thb-cooperation", "1.0.0" };
    agreement.created_at = Timestamp { 1'780'000'000 };
    agreement.modified_at = Timestamp { 1'790'000'000 };
    add_organisations(random, agreement);
    add_clauses(random, agreement);
    return agreement;
}

} // namespace konkordat::tests
