#include "core/crypto/cms_algorithms.h"
#include "core/crypto/cms_inspection.h"
#include "core/crypto/openssl_objects.h"
#include "core/crypto/time_stamp_token.h"
#include "core/crypto/trust.h"

#include <algorithm>
#include <utility>

namespace konkordat::crypto {

namespace {

/// When it was signed, as well as that is known. A claim about the future is none.
Timestamp signing_time_of(CmsVerdict const& verdict, VerificationOptions const& options)
{
    if (verdict.time_stamp && verdict.time_stamp->is_intact && verdict.time_stamp->trust == Trust::Trusted)
        return verdict.time_stamp->time;
    return options.claimed_time ? std::min(*options.claimed_time, options.now) : options.now;
}

} // namespace

CmsVerdict verify_detached(std::string_view cms, Content content, VerificationOptions const& options)
{
    ErrorQueue const errors;
    auto inspection = inspect_cms(cms, ContentPlace::Detached, content, options.digests);
    auto& verdict = inspection.verdict;
    if (!inspection.signer)
        return std::move(verdict);
    verdict.time_stamp = signature_time_stamp(inspection.signer_info, options);
    auto trust = judge_trust(inspection.signer.get(), inspection.certificates.get(), options.trust_anchors,
        signing_time_of(verdict, options), CertificateUse::SignDocuments);
    verdict.trust = trust.trust;
    verdict.path = std::move(trust.path);
    append(verdict.weaknesses, trust.weakness);
    verdict.weakness = weakness_text(verdict.weaknesses);
    verdict.is_weak = !verdict.weaknesses.empty();
    return std::move(verdict);
}

} // namespace konkordat::crypto
