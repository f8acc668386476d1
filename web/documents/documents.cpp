#include "web/documents/documents.h"

#include "core/pdf/extract.h"
#include "core/sign/prepare.h"
#include "core/sign/progress.h"
#include "core/sign/twin_pages.h"
#include "web/documents/facts.h"
#include "web/documents/operations.h"

namespace konkordat::documents {

Error wrong_files() { return { .code = ErrorCode::InvalidArgument, .message = "the work has not the files that it takes" }; }

Result<void> check_files(Work const& work, std::size_t count)
{
    return work.files.size() == count ? Result<void> {} : wrong_files();
}

namespace {

Result<Product> extract_agreement(World&, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 1));
    KONKORDAT_TRY(auto json, pdf::extract_agreement_json(work.files[0]));
    ExtractedFacts facts;
    // A file that only brings an agreement need not be one that could be signed.
    if (auto languages = sign::document_languages(work.files[0]))
        facts.languages = std::move(*languages);
    return Product { .facts = pack(facts), .files = { std::move(json) } };
}

Result<Product> prepare(World&, Work const& work)
{
    KONKORDAT_CHECK(check_files(work, 1));
    KONKORDAT_TRY(auto prepared, sign::prepare_for_signature(work.files[0]));
    return Product { .facts = pack(PreparedFacts { .fields = std::move(prepared.fields) }), .files = { std::move(prepared.file) } };
}

Result<Product> progress(World& world, Work const& work)
{
    KONKORDAT_TRY(auto const parameters, unpack<ProgressParameters>(work.parameters));
    if (work.files.size() != parameters.names.size() + 1)
        return wrong_files();
    std::vector<sign::ReturnedFile> returned;
    for (std::size_t i = 0; i < parameters.names.size(); ++i)
        returned.push_back({ .name = parameters.names[i], .bytes = work.files[i + 1] });
    KONKORDAT_TRY(auto const found, sign::signing_progress(work.files[0], returned, { .trust_anchors = {}, .now = world.now() }));
    return Product { .facts = pack(found), .files = {} };
}

Result<Product> dispatch(World& world, Work const& work)
{
    switch (work.operation) {
    case Operation::ExtractAgreement: return extract_agreement(world, work);
    case Operation::Verify: return verify(world, work);
    case Operation::ReadIdentity: return read_identity(world, work);
    case Operation::ReadCertificates: return read_certificates(world, work);
    case Operation::CreateIdentity: return create_identity(world, work);
    case Operation::Prepare: return prepare(world, work);
    case Operation::PlaceAppearance: return place_appearance(world, work);
    case Operation::SignPdf: return sign_pdf(world, work);
    case Operation::FinishTimeStamp: return finish_time_stamp(world, work);
    case Operation::DeferPdf: return defer_pdf(world, work);
    case Operation::CompleteDeferred: return complete_deferred(world, work);
    case Operation::Progress: return progress(world, work);
    case Operation::SignJson: return sign_json(world, work);
    }
    return Error { .code = ErrorCode::InvalidArgument, .message = "there is no such work" };
}

} // namespace

Result<Product> carry_out(World& world, Work const& work) { return dispatch(world, work); }

} // namespace konkordat::documents
