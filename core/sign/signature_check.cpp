#include "core/sign/signature_check.h"

#include "core/sign/verification.h"

#include <algorithm>

namespace konkordat::sign {

Result<void> check_is_valid(crypto::Certificate const& certificate, Timestamp now)
{
    if (now > certificate.not_after)
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "the certificate has expired on " + certificate.not_after.to_string(),
            .key = "certificate-expired",
            .argument = certificate.not_after.to_string() };
    if (now < certificate.not_before)
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "the certificate is not valid before " + certificate.not_before.to_string(),
            .key = "certificate-not-yet-valid",
            .argument = certificate.not_before.to_string() };
    return {};
}

Result<void> check_signed(std::string_view pdf, std::string const& field, Timestamp now)
{
    KONKORDAT_TRY(auto const report, verify_pdf(pdf, { .trust_anchors = {}, .now = now }));
    auto const refused = [](std::string message, std::string place) {
        return Error {
            .code = ErrorCode::Inconsistent, .message = std::move(message), .pointer = std::move(place), .key = "sign-over-invalid"
        };
    };
    if (!report.faults.empty())
        return refused("it cannot be signed so that the signature is valid: " + report.faults.front().to_string(), field);
    for (auto const& signature : report.signatures) {
        if (signature.verdict == Verdict::Invalid)
            return refused(signature.field == field ? "it cannot be signed so that the signature is valid"
                                                    : "it carries a signature that is not valid (see konkordat verify)",
                signature.field);
    }
    if (std::ranges::find(report.signatures, field, &SignatureReport::field) == report.signatures.end())
        return refused("it cannot be signed so that the signature is found again", field);
    return {};
}

} // namespace konkordat::sign
