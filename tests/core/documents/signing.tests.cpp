#include "core/codec/agreement_json.h"
#include "core/examples/examples.h"
#include "core/pdf/export.h"
#include "core/sign/appearance.h"
#include "web/documents/documents.h"
#include "web/documents/facts.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::documents;

namespace {

SystemWorld the_world;

Product done(Work const& work)
{
    // As it goes to the worker and back.
    auto const sent = decode_work(encode(work));
    REQUIRE(sent);
    auto const result = decode_product(encode(carry_out(the_world, *sent)));
    INFO((result ? std::string() : result.error().to_string()));
    REQUIRE(result);
    return *result;
}

template <typename Facts> Facts facts_of(Product const& product)
{
    auto facts = unpack<Facts>(product.facts);
    REQUIRE(facts);
    return std::move(*facts);
}

Agreement contract()
{
    auto const words = richtext::Words::load(the_world);
    REQUIRE(words);
    auto agreement = build_example(the_world, *words, "grossenfels-contract");
    REQUIRE(agreement);
    return std::move(*agreement);
}

std::string exported()
{
    auto pdf = pdf::export_agreement(the_world, contract(), {});
    REQUIRE(pdf);
    return *pdf;
}

struct Identity {
    Secret pkcs12;
    std::string pem;
};

Identity identity(std::string const& person)
{
    auto product = done({ .operation = Operation::CreateIdentity,
        .parameters = pack(TrialParameters { .person = person, .organisation = "Fachstelle", .password = "geheim" }) });
    REQUIRE(product.files.size() == 1);
    auto facts = facts_of<TrialFacts>(product);
    CHECK(facts.identity.certificate.is_for_trial);
    return { std::move(facts.pkcs12), product.files[0] };
}

SignParameters parameters_for(std::string const& pdf, std::string const& field, Secret const& pkcs12)
{
    SignParameters parameters { .request = {}, .appearance = {}, .key = { .pkcs12 = pkcs12, .password = "geheim" } };
    parameters.request.field = field;
    parameters.request.name = "Anna Muster";
    parameters.request.organisation = "Fachstelle";
    parameters.request.time = the_world.now();
    auto const place = facts_of<PlaceFacts>(done({ .operation = Operation::PlaceAppearance, .parameters = pack(parameters), .files = { pdf } }));
    REQUIRE(place.is_visible);
    CHECK(place.size.width > 50);
    auto appearance = sign::typeset_appearance(the_world)(parameters.request, place.size, place.first_number);
    REQUIRE(appearance);
    parameters.appearance = std::move(*appearance);
    return parameters;
}

VerifyFacts verified(std::string const& file, std::string const& twin, std::vector<std::string> const& anchors = {})
{
    Work work { .operation = Operation::Verify, .parameters = pack(VerifyParameters { .has_twin = !twin.empty() }), .files = { file, twin } };
    work.files.insert(work.files.end(), anchors.begin(), anchors.end());
    return facts_of<VerifyFacts>(done(work));
}

} // namespace

TEST_CASE("an agreement is prepared, signed by two, verified and followed, by messages alone", "[documents][sign]")
{
    auto const pdf = exported();
    auto const prepared = done({ .operation = Operation::Prepare, .files = { pdf } });
    auto const fields = facts_of<PreparedFacts>(prepared).fields;
    REQUIRE(fields.size() >= 2);
    auto const anna = identity("Anna Muster");
    auto const beat = identity("Beat Beispiel");

    auto const& first_file = prepared.files[0];
    auto const first = done(
        { .operation = Operation::SignPdf, .parameters = pack(parameters_for(first_file, fields[0], anna.pkcs12)), .files = { first_file } });
    auto const second = done({ .operation = Operation::SignPdf,
        .parameters = pack(parameters_for(first.files[0], fields[1], beat.pkcs12)),
        .files = { first.files[0] } });
    auto const& file = second.files[0];
    CHECK(file.starts_with(pdf));

    auto const facts = verified(file, pdf);
    CHECK(facts.is_pdf);
    CHECK(facts.verdict == sign::Verdict::IntegrityOnly);
    REQUIRE(facts.texts.size() == all_languages.size());
    CHECK(facts.texts[0].headline.starts_with("UNVERSEHRT"));
    CHECK(facts.texts[0].headline.find("Vertrauensanker") != std::string::npos);
    CHECK(facts.texts[1].headline.starts_with("INTACT"));
    CHECK(facts.texts[0].is_in_order);
    REQUIRE(facts.signatures.size() == 2);
    CHECK(facts.signatures[0].name.starts_with("Anna Muster"));
    CHECK(facts.signatures[0].revision_end == first.files[0].size());
    CHECK(facts.fields.size() == fields.size());
    CHECK(verified(file, pdf, { anna.pem, beat.pem }).verdict == sign::Verdict::Valid);
    CHECK(verified(file, pdf, { anna.pem }).verdict == sign::Verdict::Untrusted);
    auto other = contract();
    other.clauses.front().heading[other.languages.front()] = "Anders";
    auto const twin = pdf::export_agreement(the_world, other, {});
    REQUIRE(twin);
    CHECK(verified(file, *twin).texts[0].headline.starts_with("WIDERSPRUCH"));
    CHECK_FALSE(verified(file, *twin).texts[0].is_in_order);

    auto const progress = facts_of<sign::Progress>(done({ .operation = Operation::Progress,
        .parameters = pack(ProgressParameters { .names = { "eins.pdf", "zwei.pdf", "fremd.pdf" } }),
        .files = { first_file, first.files[0], file, pdf } }));
    REQUIRE(progress.files.size() == 3);
    CHECK_FALSE(progress.files[1].refusal);
    CHECK(progress.files[2].refusal == sign::Refusal::NotADescendant);
    CHECK(progress.current == 1U);
    CHECK(progress.signatories[0].has_signed);
    CHECK(progress.is_complete == (fields.size() == 2));
}

TEST_CASE("a signature is deferred and completed by messages alone", "[documents][sign]")
{
    auto const prepared = done({ .operation = Operation::Prepare, .files = { exported() } });
    auto const field = facts_of<PreparedFacts>(prepared).fields.front();
    auto const anna = identity("Anna Muster");
    auto const certificate = facts_of<IdentityFacts>(done({ .operation = Operation::ReadCertificates, .files = { anna.pem } }));
    CHECK(certificate.certificate.common_name.starts_with("Anna Muster"));
    auto const deferred = done({ .operation = Operation::DeferPdf,
        .parameters = pack(parameters_for(prepared.files[0], field, {})),
        .files = { prepared.files[0], anna.pem } });
    REQUIRE(deferred.files.size() == 2);
    auto const answer = carry_out(the_world,
        { .operation = Operation::CompleteDeferred,
            .parameters = pack(DeferredAnswer::SignatureValue),
            .files = { deferred.files[0], deferred.files[1], std::string(70, 'x') } });
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code != ErrorCode::InvalidArgument);
}

TEST_CASE("what speaks against signing is an error with a name", "[documents][sign]")
{
    auto const prepared = done({ .operation = Operation::Prepare, .files = { exported() } });
    auto const field = facts_of<PreparedFacts>(prepared).fields.front();
    auto const anna = identity("Anna Muster");
    auto const key_of = [](Work const& work) {
        auto const result = carry_out(the_world, work);
        return result ? std::string("done") : result.error().key;
    };
    CHECK(key_of({ .operation = Operation::ReadIdentity, .parameters = pack(Key { anna.pkcs12, "falsch" }) })
        == "crypto-wrong-password");
    auto parameters = parameters_for(prepared.files[0], field, anna.pkcs12);
    parameters.request.field = "nothing";
    CHECK(key_of({ .operation = Operation::SignPdf, .parameters = pack(parameters), .files = { prepared.files[0] } })
        == "sign-no-field");
    CHECK(key_of({ .operation = Operation::PlaceAppearance, .parameters = pack(parameters), .files = { prepared.files[0] } }) == "sign-no-field");
    CHECK(key_of({ .operation = Operation::Prepare, .files = { prepared.files[0] } }) == "sign-already-prepared");
    CHECK(key_of({ .operation = Operation::Verify, .parameters = pack(VerifyParameters {}), .files = { "GIF89a", "" } }) == "not-a-pdf");
    CHECK_FALSE(carry_out(the_world, { .operation = Operation::SignPdf, .parameters = "x", .files = { "" } }));
    CHECK_FALSE(carry_out(the_world, { .operation = Operation::SignPdf, .files = {} }));
}

TEST_CASE("an agreement is signed as JSON by two, by messages alone", "[documents][sign]")
{
    auto const anna = identity("Anna Muster");
    auto const beat = identity("Beat Beispiel");
    auto const json = write_agreement(contract());
    auto const first = done({ .operation = Operation::SignJson, .parameters = pack(Key { anna.pkcs12, "geheim" }), .files = { json } });
    auto const second = done({ .operation = Operation::SignJson, .parameters = pack(Key { beat.pkcs12, "geheim" }), .files = { first.files[0] } });
    auto const facts = verified(second.files[0], {}, { anna.pem, beat.pem });
    CHECK_FALSE(facts.is_pdf);
    CHECK(facts.verdict == sign::Verdict::Valid);
    CHECK(facts.signatures.size() == 2);
    CHECK(verified(json, {}).verdict == sign::Verdict::Unsigned);
}
