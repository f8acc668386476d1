#include "tests/core/sign/fixture.h"

#include "core/pdf/export.h"
#include "core/sign/appearance.h"
#include "core/sign/prepare.h"
#include "core/sign/report_json.h"

#include "tests/core/layout/fictitious_agreement.h"

#include <catch2/catch_test_macros.hpp>

#include <map>

namespace konkordat::tests {

TestWorld& world()
{
    static TestWorld world;
    return world;
}

crypto::Identity const& identity(crypto::KeyKind kind)
{
    static std::map<crypto::KeyKind, crypto::Identity> identities;
    auto const found = identities.find(kind);
    if (found != identities.end())
        return found->second;
    auto made = crypto::Identity::create_for_trial(world(), "Anna Muster", "Kantonspolizei Musterstein", kind);
    REQUIRE(made);
    return identities.emplace(kind, std::move(*made)).first->second;
}

Agreement agreement_of(std::size_t parties)
{
    Agreement agreement = fictitious_agreement();
    for (std::size_t i = 0; agreement.memberships.size() < parties; ++i) {
        Organisation organisation = agreement.organisations.front();
        organisation.id = OrganisationId("party-" + std::to_string(i));
        organisation.name = in_all_languages("Amt Nummer " + std::to_string(i));
        Membership membership = agreement.memberships.front();
        membership.id = MembershipId("membership-of-" + std::to_string(i));
        membership.organisation = organisation.id;
        membership.role = Role::Member;
        agreement.organisations.push_back(std::move(organisation));
        agreement.memberships.push_back(std::move(membership));
    }
    for (std::size_t i = 0; i < agreement.memberships.size(); ++i)
        agreement.memberships[i].signs = i < parties;
    return agreement;
}

std::string exported(std::size_t parties)
{
    auto bytes = pdf::export_agreement(world(), agreement_of(parties), {});
    REQUIRE(bytes);
    return std::move(*bytes);
}

std::string prepared(std::size_t parties)
{
    auto result = sign::prepare_for_signature(exported(parties));
    if (!result)
        FAIL(result.error().to_string());
    REQUIRE(result->fields.size() == parties);
    return std::move(result->file);
}

sign::SignatureRequest request_for(std::string field)
{
    return { .field = std::move(field),
        .name = "Anna Muster",
        .function = "Kommandantin",
        .organisation = "Kantonspolizei Musterstein",
        .place = "Musterstein",
        .reason = "Zustimmung zur Vereinbarung",
        .time = world().now(),
        .utc_offset_seconds = 3600 };
}

std::string sign_as(std::string_view pdf, std::string const& field, Look look, crypto::KeyKind kind)
{
    auto const appearance = look == Look::Typeset ? sign::typeset_appearance(world()) : sign::MakeAppearance();
    auto result = sign::sign_pdf(pdf, identity(kind), request_for(field), appearance);
    if (!result)
        FAIL(result.error().to_string());
    REQUIRE(result->starts_with(pdf));
    return std::move(*result);
}

std::string sign_first(std::string pdf, std::size_t count, Look look)
{
    auto const fields = sign::list_fields(pdf);
    REQUIRE(fields);
    REQUIRE(fields->size() >= count);
    for (std::size_t i = 0; i < count; ++i)
        pdf = sign_as(pdf, (*fields)[i].name, look);
    return pdf;
}

namespace {

sign::VerifyOptions verify_options()
{
    sign::VerifyOptions options { .trust_anchors = {}, .now = world().now() };
    for (auto const kind : { crypto::KeyKind::EcdsaP256, crypto::KeyKind::Rsa3072, crypto::KeyKind::EcdsaP384, crypto::KeyKind::Ed25519 })
        options.trust_anchors.push_back(identity(kind).certificate());
    return options;
}

} // namespace

sign::VerificationReport verify(std::string_view pdf)
{
    auto report = sign::verify_pdf(pdf, verify_options());
    if (!report)
        FAIL(report.error().to_string());
    return std::move(*report);
}

sign::Verdict verdict_of(std::string_view pdf)
{
    auto const report = sign::verify_pdf(pdf, verify_options());
    return report ? report->verdict : sign::Verdict::Invalid;
}

std::string explain(std::string_view pdf)
{
    auto const report = sign::verify_pdf(pdf, verify_options());
    return report ? sign::report_json(*report) : report.error().to_string();
}

} // namespace konkordat::tests
