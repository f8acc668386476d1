#include "web/documents/operations.h"

#include "core/base/base64.h"
#include "core/sign/deferred.h"
#include "core/sign/json_document.h"
#include "core/sign/signature.h"
#include "core/sign/signature_check.h"
#include "web/documents/facts.h"

namespace konkordat::documents {

namespace {

IdentityFacts facts_of(crypto::Certificate const& certificate, std::vector<crypto::Certificate> const& chain, Timestamp now)
{
    IdentityFacts facts { .certificate = certificate, .chain = chain, .problem = {} };
    if (auto const valid = sign::check_is_valid(certificate, now); !valid)
        facts.problem = valid.error().key;
    return facts;
}

/// What was laid out beforehand, for the place that was told then.
sign::MakeAppearance ready_made(sign::Appearance const& appearance)
{
    if (appearance.objects.empty())
        return {};
    return [&appearance](sign::SignatureRequest const&, sign::AppearanceSize, int first_number) -> Result<sign::Appearance> {
        if (appearance.objects.front().first != first_number)
            return Error { .code = ErrorCode::InvalidArgument, .message = "the appearance was made for another file" };
        return appearance;
    };
}

Result<crypto::Identity> identity_of(World& world, Key const& key)
{
    KONKORDAT_TRY(auto identity, crypto::Identity::from_pkcs12(key.pkcs12, key.password));
    KONKORDAT_CHECK(sign::check_is_valid(identity.certificate(), world.now()));
    return identity;
}

Result<Product> signed_file(World& world, Result<std::string> file, std::string const& field)
{
    if (!file)
        return file.error();
    KONKORDAT_CHECK(sign::check_signed(*file, field, world.now()));
    return Product { .facts = {}, .files = { std::move(*file) } };
}

} // namespace

Result<Product> read_identity(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 0));
    KONKORDAT_TRY(auto const key, unpack<Key>(work.parameters));
    KONKORDAT_TRY(auto const identity, crypto::Identity::from_pkcs12(key.pkcs12, key.password));
    return Product { .facts = pack(facts_of(identity.certificate(), identity.chain(), world.now())), .files = {} };
}

Result<Product> read_certificates(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 1));
    KONKORDAT_TRY(auto certificates, crypto::read_certificates(work.files[0]));
    auto const first = certificates.front();
    certificates.erase(certificates.begin());
    return Product { .facts = pack(facts_of(first, certificates, world.now())), .files = {} };
}

Result<Product> create_identity(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 0));
    KONKORDAT_TRY(auto const wanted, unpack<TrialParameters>(work.parameters));
    KONKORDAT_TRY(auto const identity, crypto::Identity::create_for_trial(world, wanted.person, wanted.organisation, wanted.kind));
    TrialFacts facts { .identity = facts_of(identity.certificate(), {}, world.now()), .pkcs12 = {} };
    KONKORDAT_TRY(facts.pkcs12, identity.to_pkcs12(wanted.password));
    return Product { .facts = pack(facts), .files = { crypto::to_pem(identity.certificate()) } };
}

Result<Product> place_appearance(World&, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 1));
    KONKORDAT_TRY(auto const parameters, unpack<SignParameters>(work.parameters));
    PlaceFacts facts;
    auto const reserved = sign::reserve_signature(
        work.files[0], parameters.request, 1, [&](sign::SignatureRequest const&, sign::AppearanceSize size, int first_number) {
            facts = { .is_visible = true, .size = size, .first_number = first_number };
            return Result<sign::Appearance>(Error { .message = "only the place was asked for" });
        });
    if (!facts.is_visible && !reserved)
        return reserved.error();
    return Product { .facts = pack(facts), .files = {} };
}

Result<Product> sign_pdf(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 1));
    KONKORDAT_TRY(auto const parameters, unpack<SignParameters>(work.parameters));
    KONKORDAT_TRY(auto const identity, identity_of(world, parameters.key));
    auto const room = sign::signature_room(identity.certificate(), identity.chain(),
        parameters.with_time_stamp ? sign::TimeStampRoom::With : sign::TimeStampRoom::Without);
    KONKORDAT_TRY(auto reserved, sign::reserve_signature(work.files[0], parameters.request, room, ready_made(parameters.appearance)));
    auto const content = reserved.content();
    KONKORDAT_TRY(auto cms, crypto::sign_detached(identity, content));
    if (!parameters.with_time_stamp)
        return signed_file(world, sign::fill_signature(std::move(reserved), cms), parameters.request.field);
    KONKORDAT_TRY(auto request, crypto::time_stamp_request(world, cms));
    StampFacts const facts { .field = parameters.request.field, .range = reserved.range };
    return Product { .facts = pack(facts), .files = { std::move(reserved.file), std::move(cms), std::move(request) } };
}

Result<Product> finish_time_stamp(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 4));
    KONKORDAT_TRY(auto const facts, unpack<StampFacts>(work.parameters));
    KONKORDAT_TRY(auto const cms, crypto::add_time_stamp(work.files[1], work.files[2], work.files[3]));
    sign::ReservedSignature reserved { .file = work.files[0], .field = facts.field, .range = facts.range };
    return signed_file(world, sign::fill_signature(std::move(reserved), cms), facts.field);
}

Result<Product> defer_pdf(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 2));
    KONKORDAT_TRY(auto const parameters, unpack<SignParameters>(work.parameters));
    KONKORDAT_TRY(auto certificates, crypto::read_certificates(work.files[1]));
    auto const certificate = certificates.front();
    certificates.erase(certificates.begin());
    KONKORDAT_CHECK(sign::check_is_valid(certificate, world.now()));
    // What comes back may have a time stamp.
    KONKORDAT_TRY(auto deferred,
        sign::prepare_deferred(work.files[0], parameters.request, certificate, certificates, sign::TimeStampRoom::With,
            ready_made(parameters.appearance)));
    auto record = sign::write_deferred_record(deferred.record);
    return Product { .facts = {}, .files = { std::move(deferred.file), std::move(record) } };
}

Result<Product> complete_deferred(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 3));
    KONKORDAT_TRY(auto const answer, unpack<DeferredAnswer>(work.parameters));
    KONKORDAT_TRY(auto const record, sign::read_deferred_record(work.files[1]));
    auto file = answer == DeferredAnswer::Cms ? sign::complete_deferred_with_cms(work.files[0], record, work.files[2])
                                              : sign::complete_deferred_with_value(work.files[0], record, work.files[2]);
    return signed_file(world, std::move(file), record.field);
}

Result<Product> sign_json(World& world, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 1));
    KONKORDAT_TRY(auto const key, unpack<Key>(work.parameters));
    KONKORDAT_TRY(auto const identity, identity_of(world, key));
    if (sign::is_json_signature(work.files[0])) {
        KONKORDAT_TRY(auto jws, sign::sign_agreement_further(work.files[0], identity, std::nullopt, world.now()));
        return Product { .facts = {}, .files = { std::move(jws) } };
    }
    KONKORDAT_TRY(auto const document, sign::canonical_agreement(work.files[0]));
    KONKORDAT_TRY(auto jws, crypto::sign_json(identity, document.bytes, crypto::PayloadPlace::Embedded, world.now()));
    return Product { .facts = {}, .files = { std::move(jws) } };
}

} // namespace konkordat::documents
