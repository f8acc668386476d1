#include "core/pdf/conformance/check.h"

#include "core/examples/examples.h"
#include "core/layout/layout.h"
#include "core/pdf/conformance/text.h"
#include "core/pdf/export.h"

#include "tests/core/layout/fictitious_agreement.h"
#include "tests/core/layout/random_agreement.h"
#include "tests/core/pdf/broken_files.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

using namespace konkordat;
namespace conformance = konkordat::pdf::conformance;

namespace {

SystemWorld world;

std::string export_bytes(Agreement const& agreement, std::vector<Language> const& languages = {})
{
    auto bytes = pdf::export_agreement(world, agreement, languages);
    REQUIRE(bytes);
    return std::move(bytes).value();
}

std::string findings_of(std::string const& bytes)
{
    auto const findings = conformance::check(bytes);
    REQUIRE(findings);
    std::string text;
    for (conformance::Finding const& finding : *findings)
        text += finding.to_string() + "\n";
    return text;
}

std::set<std::string> rules_of(std::string const& bytes)
{
    auto const findings = conformance::check(bytes);
    REQUIRE(findings);
    std::set<std::string> ids;
    for (conformance::Finding const& finding : *findings)
        ids.emplace(conformance::text_of(finding.rule).id);
    return ids;
}

/// An agreement that has everything a file can have.
Agreement full_agreement()
{
    Agreement agreement = tests::fictitious_agreement();
    agreement.clauses[2].law = { "stgb-182" };
    agreement.clauses[3].law = { "stgb-48", "stgb-182" };
    return agreement;
}

/// Texts in which something is unusual: foreign scripts, private use, marks of byte order, long words, markup of PDF and XML.
std::string bad_text(tests::Random& random)
{
    static std::array<std::string, 12> const texts { "", " ", "\U0001F600 \U0001F468\u200D\U0001F469", "\uE000\uF8FF \U000F0001",
        "\uFEFF\uFFFE\uFFFF a", "\u0627\u0644\u0639 \u05D0", ") >> endobj \\ ( <b> & ]]>", std::string(2'000, 'W'),
        "a\u0301\u0302\u0303 e\u0301", "\u202E x \u200B\u00AD y", "x\ty\x01\x1F\x7F z",
        "[l](https://example.org/a)b) [](https://example.org) [ ](mailto:a@b.ch)" };
    return texts[random.below(texts.size())];
}

Agreement spoilt(Agreement agreement, std::uint64_t seed)
{
    tests::Random random(seed);
    if (random.chance(50))
        agreement.title[Language::German] = bad_text(random);
    for (Clause& clause : agreement.clauses) {
        if (random.chance(20))
            clause.heading[Language::German] = bad_text(random);
        if (random.chance(20))
            clause.body[Language::German] += "\n\n" + bad_text(random);
        if (random.chance(20))
            clause.law = { "stgb-182" };
    }
    for (Organisation& organisation : agreement.organisations) {
        if (random.chance(20))
            organisation.name[Language::German] = bad_text(random);
    }
    return agreement;
}

} // namespace

TEST_CASE("The fictitious agreement conforms to PDF/A-3a and PDF/UA-1", "[pdf][conformance]")
{
    CHECK(findings_of(export_bytes(full_agreement())) == "");
}

TEST_CASE("The example agreements conform in all their languages", "[pdf][conformance]")
{
    auto const words = richtext::Words::load(world);
    REQUIRE(words);
    auto const examples = load_examples(world);
    REQUIRE(examples);
    REQUIRE(examples->size() >= 3);
    for (Example const& example : *examples) {
        CAPTURE(example.id);
        auto const agreement = build_example(world, *words, example.id);
        REQUIRE(agreement);
        CHECK(findings_of(export_bytes(*agreement)) == "");
        for (Language const language : example.languages)
            CHECK(findings_of(export_bytes(*agreement, { language })) == "");
        auto const report = pdf::export_agreement(world, *agreement, {}, pdf::ConformityReport::With);
        REQUIRE(report);
        CHECK(findings_of(*report) == "");
    }
}

TEST_CASE("Random agreements with bad texts conform", "[pdf][conformance]")
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        REQUIRE(findings_of(export_bytes(spoilt(tests::random_agreement(seed), seed))) == "");
    }
}

TEST_CASE("Texts longer than a string object may be conform", "[pdf][conformance]")
{
    Agreement agreement = full_agreement();
    agreement.title[Language::German] = std::string(40'000, 'T');
    agreement.clauses[2].heading[Language::German] = std::string(20'000, 'W') + std::string("\u00E4") + std::string(20'000, 'x');
    agreement.clauses[2].body[Language::German] = "[" + std::string(40'000, 'l') + "](https://example.org/" + std::string(40'000, 'u')
        + ")";
    agreement.organisations.front().name[Language::German] = std::string(40'000, 'N');
    CHECK(findings_of(export_bytes(agreement)) == "");
}

TEST_CASE("A file that another program has written again conforms as before", "[pdf][conformance]")
{
    CHECK(findings_of(tests::edited(export_bytes(full_agreement()), [](QPDF&) { })) == "");
}

TEST_CASE("Every break is reported under its rule and no other", "[pdf][conformance]")
{
    std::string const good = export_bytes(full_agreement());
    std::set<std::string> reported;
    std::size_t count = 0;
    for (auto const& breaks : { tests::object_breaks(), tests::structure_breaks(), tests::byte_breaks() }) {
        for (tests::Break const& item : breaks) {
            CAPTURE(item.name);
            std::set<std::string> const found = rules_of(item.make(good));
            CHECK(found == std::set<std::string>(item.rules.begin(), item.rules.end()));
            reported.insert(found.begin(), found.end());
            ++count;
        }
    }
    CHECK(count >= 60);
    for (conformance::RuleText const& rule : conformance::rules()) {
        CAPTURE(rule.id);
        CHECK(reported.contains(std::string(rule.id)));
    }
}

TEST_CASE("Rules have ids of their own and stand in docs/pdf.md", "[pdf][conformance]")
{
    std::ifstream file(KONKORDAT_SOURCE_DIR "/docs/pdf.md", std::ios::binary);
    REQUIRE(file);
    std::stringstream text;
    text << file.rdbuf();
    std::set<std::string_view> ids;
    std::size_t index = 0;
    for (conformance::RuleText const& rule : conformance::rules()) {
        CAPTURE(rule.id);
        CHECK(static_cast<std::size_t>(rule.rule) == index++);
        CHECK(ids.insert(rule.id).second);
        CHECK(text.str().find("| " + std::string(rule.id) + " | " + std::string(rule.clause) + " |") != std::string::npos);
    }
}

TEST_CASE("What is no PDF is an error, and damaged files end with findings or an error", "[pdf][conformance]")
{
    CHECK_FALSE(conformance::check("hello"));
    CHECK_FALSE(conformance::check(""));
    std::string const good = export_bytes(full_agreement());
    tests::Random random(7);
    for (int i = 0; i < 200; ++i) {
        std::string bytes = good;
        if (random.chance(30))
            bytes.resize(random.below(bytes.size()));
        for (std::size_t edits = 1 + random.below(8); edits > 0 && !bytes.empty(); --edits)
            bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        auto const findings = conformance::check(bytes);
        if (findings)
            CHECK(findings->size() < 138 * conformance::max_findings_of_a_rule);
    }
}

TEST_CASE("The tags of the file say the text of the pages", "[pdf][conformance]")
{
    Agreement const agreement = full_agreement();
    auto const document = layout::layout_agreement(world, agreement, {});
    REQUIRE(document);
    auto const bytes = pdf::write_document(*document, agreement);
    REQUIRE(bytes);
    auto const spoken = conformance::structure_text(*bytes);
    REQUIRE(spoken);
    CHECK(spoken->structure.find("Opfer werden erkannt und geschützt.") != std::string::npos);
    CHECK(spoken->artifacts.size() == document->pages.size());
    auto squeeze = [](std::string text) {
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
        return text;
    };
    // The layout's own text leaves out what figures and the table of contents show.
    std::string const all = squeeze(spoken->structure);
    std::istringstream lines(layout::plain_text(*document));
    std::size_t at = 0;
    for (std::string line; std::getline(lines, line);) {
        std::size_t const found = all.find(squeeze(line), at);
        CAPTURE(line);
        REQUIRE(found != std::string::npos);
        at = found + squeeze(line).size();
    }
}

TEST_CASE("Each party has one signature field, with its name and within its element", "[pdf][conformance]")
{
    Agreement const agreement = full_agreement();
    std::string const bytes = export_bytes(agreement);
    QPDF pdf;
    pdf.processMemoryFile("test", bytes.data(), bytes.size());
    QPDFObjectHandle const form = pdf.getRoot().getKey("/AcroForm");
    CHECK(form.getKey("/SigFlags").getIntValue() == 1);
    CHECK_FALSE(form.hasKey("/NeedAppearances"));
    std::set<std::string> names;
    for (QPDFObjectHandle const& field : form.getKey("/Fields").getArrayAsVector()) {
        std::string const name = field.getKey("/T").getUTF8Value();
        CHECK(names.insert(name).second);
        CHECK(name.starts_with("signature-"));
        CHECK(field.getKey("/TU").getUTF8Value().starts_with("Unterschrift: "));
        CHECK(field.getKey("/FT").isNameAndEquals("/Sig"));
        CHECK_FALSE(field.hasKey("/V"));
    }
    CHECK(names.size() >= 2);
    for (std::string const& name : names) {
        OrganisationId const id(name.substr(10));
        CHECK(
            std::any_of(agreement.organisations.begin(), agreement.organisations.end(), [&](auto const& party) { return party.id == id; }));
    }
}
