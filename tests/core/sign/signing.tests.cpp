#include "tests/core/sign/fixture.h"

#include "core/pdf/conformance/check.h"
#include "core/pdf/export.h"
#include "core/sign/appearance.h"
#include "core/sign/prepare.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <qpdf/QPDF.hh>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace konkordat;
using namespace konkordat::tests;

namespace {

void check_conformance(std::string const& pdf)
{
    auto const findings = pdf::conformance::check(pdf);
    REQUIRE(findings);
    for (auto const& finding : *findings)
        UNSCOPED_INFO(finding.to_string());
    CHECK(findings->empty());
}

} // namespace

TEST_CASE("Preparing gives every party that signs its field, and changes no byte of the export", "[sign]")
{
    std::string const before = exported(4);
    auto const result = sign::prepare_for_signature(before);
    REQUIRE(result);
    CHECK(result->file.starts_with(before));
    CHECK(result->fields.size() == 4);
    auto const fields = sign::list_fields(result->file);
    REQUIRE(fields);
    REQUIRE(fields->size() == 4);
    for (auto const& field : *fields) {
        CHECK_FALSE(field.is_signed);
        CHECK(field.is_visible);
        CHECK(field.page > 0);
        CHECK(field.label.starts_with("Unterschrift"));
    }
    check_conformance(result->file);
    CHECK(verify(result->file).verdict == sign::Verdict::Unsigned);
    auto const again = sign::prepare_for_signature(result->file);
    REQUIRE_FALSE(again);
    CHECK(again.error().key == "sign-already-prepared");
}

TEST_CASE("Of an announcement the announcing authority signs alone", "[sign]")
{
    Agreement agreement = agreement_of(3);
    agreement.form = Form::Announcement;
    agreement.memberships[0].role = Role::Member;
    agreement.memberships[1].role = Role::Lead;
    auto const bytes = pdf::export_agreement(world(), agreement, {});
    REQUIRE(bytes);
    auto const result = sign::prepare_for_signature(*bytes);
    REQUIRE(result);
    CHECK(result->fields == std::vector { sign::signature_field_name(agreement.memberships[1].organisation.str()) });
}

TEST_CASE("A document that one, two and eight parties signed is valid, and still PDF/A-3a and PDF/UA-1", "[sign]")
{
    std::size_t const count = GENERATE(1U, 2U, 8U);
    std::string const pdf = sign_first(prepared(8), count);
    INFO(explain(pdf));
    auto const report = verify(pdf);
    CHECK(report.verdict == sign::Verdict::Valid);
    CHECK(report.faults.empty());
    REQUIRE(report.signatures.size() == count);
    CHECK(report.unsigned_fields.size() == 8 - count);
    CHECK(report.certification == sign::Permission::Signing);
    for (std::size_t i = 0; i < count; ++i) {
        auto const& signature = report.signatures[i];
        CHECK(signature.verdict == sign::Verdict::Valid);
        CHECK(signature.level == sign::Level::BaselineB);
        CHECK(signature.revision == i + 2);
        CHECK(signature.covers_whole_file == (i + 1 == count));
        CHECK(signature.modification == (i + 1 == count ? sign::Modification::None : sign::Modification::Signatures));
        CHECK(signature.changes.size() == count - 1 - i);
        CHECK(signature.name == "Anna Muster");
        CHECK(signature.claimed_time == world().now());
        CHECK(signature.locks.size() == 1);
    }
    check_conformance(pdf);
}

TEST_CASE("Every kind of key signs", "[sign]")
{
    auto const kind = GENERATE(crypto::KeyKind::Rsa3072, crypto::KeyKind::EcdsaP256, crypto::KeyKind::EcdsaP384, crypto::KeyKind::Ed25519);
    std::string const before = prepared(2);
    auto const fields = sign::list_fields(before);
    REQUIRE(fields);
    std::string const pdf = sign_as(before, fields->front().name, Look::Plain, kind);
    CHECK(verify(pdf).verdict == sign::Verdict::Valid);
}

TEST_CASE("A field that is not there, is signed, or may not be signed any more is refused", "[sign]")
{
    std::string const before = prepared(2);
    auto const fields = sign::list_fields(before);
    REQUIRE(fields);
    auto refuses = [](std::string_view pdf, std::string const& field) {
        auto const result = sign::sign_pdf(pdf, identity(), request_for(field));
        REQUIRE_FALSE(result);
        return result.error().key;
    };
    CHECK(refuses(before, "nobody") == "sign-no-field");
    std::string const once = sign_as(before, fields->front().name);
    CHECK(refuses(once, fields->front().name) == "sign-already-signed");
    CHECK(refuses(once.substr(0, once.size() - 10), fields->back().name) == "pdf-content-after-end");
}

TEST_CASE("Signing needs no typeface", "[sign]")
{
    std::string const pdf = sign_first(prepared(2), 2, Look::Plain);
    INFO(explain(pdf));
    CHECK(verify(pdf).verdict == sign::Verdict::Valid);
    check_conformance(pdf);
}

TEST_CASE("A revision is the file as it was when a party signed", "[sign]")
{
    std::string const before = prepared(3);
    std::string const once = sign_first(before, 1);
    std::string const twice = sign_first(before, 1);
    auto const fields = sign::list_fields(once);
    REQUIRE(fields);
    std::string const all = sign_as(once, (*fields)[1].name);
    CHECK(sign::open_revision(all, 2).value() == once);
    CHECK(sign::open_revision(all, 1).value() == before);
    CHECK(sign::open_revision(all, 3).value() == all);
    CHECK(sign::open_revision(all, 4).error().key == "pdf-no-revision");
}

// For looking at with other programs: KONKORDAT_SIGNED_FOLDER=/tmp/x konkordat_sign_tests "[.write]"
TEST_CASE("Write signed files", "[.write]")
{
    char const* const folder = std::getenv("KONKORDAT_SIGNED_FOLDER");
    REQUIRE(folder != nullptr);
    std::string const before = prepared(8);
    auto write = [&](std::string const& name, std::string const& bytes) {
        std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
    };
    write("prepared.pdf", before);
    for (std::size_t const count : { 1U, 2U, 8U })
        write("signed-" + std::to_string(count) + ".pdf", sign_first(before, count));
}

// KONKORDAT_SIGNED_FILE=x.pdf konkordat_sign_tests "[.time]"
TEST_CASE("Time what verifying a file takes", "[.time]")
{
    char const* const name = std::getenv("KONKORDAT_SIGNED_FILE");
    REQUIRE(name != nullptr);
    std::ifstream stream(name, std::ios::binary);
    std::string const pdf { std::istreambuf_iterator<char>(stream), {} };
    (void)verdict_of(pdf);
    auto const begin = std::chrono::steady_clock::now();
    auto const verdict = verdict_of(pdf);
    auto const end = std::chrono::steady_clock::now();
    WARN(sign::verdict_name(verdict) << " in " << std::chrono::duration_cast<std::chrono::microseconds>(end - begin).count() << " us");
}
