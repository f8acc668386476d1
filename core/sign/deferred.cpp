#include "core/sign/deferred.h"

#include <algorithm>

namespace konkordat::sign {

namespace {

Error other_file()
{
    return Error { .code = ErrorCode::Inconsistent,
        .message = "this record belongs to another file, or the file has been changed since",
        .key = "deferred-other-file" };
}

Error does_not_fit(std::string_view reason)
{
    return Error { .code = ErrorCode::Inconsistent,
        .message = "the answer is no signature of this file: " + std::string(reason),
        .key = "deferred-does-not-fit",
        .argument = std::string(reason) };
}

/// The hole is where the record says, reaches to the file's end with what is signed, and is empty.
Result<ReservedSignature> reserved(std::string_view file, DeferredRecord const& record)
{
    ByteRange const& range = record.range;
    if (range.end != file.size() || range.hole_begin >= range.hole_end || range.hole_end >= range.end)
        return other_file();
    std::string_view const hole = file.substr(range.hole_begin, range.hole_end - range.hole_begin);
    if (hole.size() < 4 || hole.front() != '<' || hole.back() != '>'
        || hole.substr(1, hole.size() - 2).find_first_not_of('0') != std::string_view::npos)
        return other_file();
    ReservedSignature result { .file = std::string(file), .field = record.field, .range = range };
    auto const content = result.content();
    KONKORDAT_TRY(crypto::Certificate const certificate, crypto::read_certificate(record.certificate));
    KONKORDAT_TRY(crypto::SignedAttributes const attributes, crypto::signed_attributes(certificate, content));
    if (attributes.der != record.to_be_signed.der)
        return other_file();
    return result;
}

Result<std::string> insert(ReservedSignature signature, DeferredRecord const& record, std::string_view cms)
{
    auto const content = signature.content();
    crypto::CmsVerdict const verdict = crypto::verify_detached(cms, content, {});
    if (!verdict.faults.empty())
        return does_not_fit("its CMS is not intact");
    if (!verdict.signer || verdict.signer->der != record.certificate)
        return does_not_fit("it was made with another certificate");
    return fill_signature(std::move(signature), cms);
}

} // namespace

Result<DeferredSignature> prepare_deferred(std::string_view pdf, SignatureRequest const& request, crypto::Certificate const& certificate,
    std::vector<crypto::Certificate> const& chain, TimeStampRoom time_stamp, MakeAppearance const& make_appearance)
{
    std::size_t const room = signature_room(certificate, chain, time_stamp);
    KONKORDAT_TRY(ReservedSignature signature, reserve_signature(pdf, request, room, make_appearance));
    auto const content = signature.content();
    DeferredRecord record {
        .field = request.field, .range = signature.range, .certificate = certificate.der, .chain = {}, .to_be_signed = {}
    };
    KONKORDAT_TRY(record.to_be_signed, crypto::signed_attributes(certificate, content));
    std::transform(
        chain.begin(), chain.end(), std::back_inserter(record.chain), [](crypto::Certificate const& issuer) { return issuer.der; });
    return DeferredSignature { .file = std::move(signature.file), .record = std::move(record) };
}

Result<std::string> complete_deferred_with_cms(std::string_view file, DeferredRecord const& record, std::string_view cms)
{
    KONKORDAT_TRY(ReservedSignature signature, reserved(file, record));
    return insert(std::move(signature), record, cms);
}

Result<std::string> complete_deferred_with_value(std::string_view file, DeferredRecord const& record, std::string_view signature_value)
{
    KONKORDAT_TRY(ReservedSignature signature, reserved(file, record));
    KONKORDAT_TRY(crypto::Certificate const certificate, crypto::read_certificate(record.certificate));
    std::vector<crypto::Certificate> chain;
    for (std::string const& der : record.chain) {
        KONKORDAT_TRY(crypto::Certificate issuer, crypto::read_certificate(der));
        chain.push_back(std::move(issuer));
    }
    auto const content = signature.content();
    KONKORDAT_TRY(std::string const cms, crypto::assemble_detached(certificate, chain, content, signature_value));
    return insert(std::move(signature), record, cms);
}

} // namespace konkordat::sign
