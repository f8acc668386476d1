#include "core/crypto/cms_algorithms.h"
#include "core/crypto/cms_inspection.h"
#include "core/crypto/openssl_objects.h"
#include "core/crypto/time_stamp_token.h"
#include "core/crypto/trust.h"

#include <openssl/bn.h>
#include <openssl/ts.h>

#include <algorithm>
#include <array>
#include <utility>

namespace konkordat::crypto {

namespace {

using OwnedRequest = Owned<TS_REQ, TS_REQ_free>;
using OwnedResponse = Owned<TS_RESP, TS_RESP_free>;
using OwnedInfo = Owned<TS_TST_INFO, TS_TST_INFO_free>;
using OwnedImprint = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using OwnedNumber = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;

constexpr Hash request_hash = Hash::Sha256;
constexpr std::size_t max_response_bytes = 1024U * 1024U;

Error malformed(std::string message) { return { .code = ErrorCode::Malformed, .message = std::move(message), .key = "crypto-time-stamp" }; }
Error inconsistent(std::string message)
{
    return { .code = ErrorCode::Inconsistent, .message = std::move(message), .key = "crypto-time-stamp-mismatch" };
}

std::string_view signature_value_of(CMS_SignerInfo* signer) { return view_of(CMS_SignerInfo_get0_signature(signer)); }

bool set_imprint(TS_REQ* request, std::string_view content)
{
    OwnedImprint const imprint { TS_MSG_IMPRINT_new() };
    OwnedAlgorithm const algorithm { X509_ALGOR_new() };
    auto digest = digest_of(request_hash, content);
    return imprint && algorithm && !digest.empty() && X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1
        && TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1
        && TS_MSG_IMPRINT_set_msg(imprint.get(), data_of(digest), static_cast<int>(digest.size())) == 1
        && TS_REQ_set_msg_imprint(request, imprint.get()) == 1;
}

/// Without it an old answer could be played back.
bool set_nonce(World& world, TS_REQ* request)
{
    std::array<std::uint8_t, 16> random {};
    world.fill_random(random);
    random[0] = static_cast<std::uint8_t>((random[0] & 0x7fU) | 0x40U);
    Owned<BIGNUM, BN_free> const number { BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr) };
    OwnedNumber const nonce { number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr };
    return nonce && TS_REQ_set_nonce(request, nonce.get()) == 1;
}

OwnedInfo info_of(std::string_view content) { return object_of<OwnedInfo>(d2i_TS_TST_INFO, content); }

/// The hash of the token's imprint if the imprint is that of the content, else nothing.
std::optional<Hash> fitting_imprint(TS_TST_INFO* info, Content content)
{
    auto* const imprint = TS_TST_INFO_get_msg_imprint(info);
    auto const hash = hash_of(TS_MSG_IMPRINT_get_algo(imprint)->algorithm);
    auto const computed = digest_of(hash, content);
    if (hash == Hash::Other || computed.empty() || view_of(TS_MSG_IMPRINT_get_msg(imprint)) != computed)
        return std::nullopt;
    return hash;
}

std::string describe_status(TS_STATUS_INFO const* status)
{
    auto text = "the time-stamp authority refused, status " + std::to_string(ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status)));
    auto const* const texts = TS_STATUS_INFO_get0_text(status);
    for (int i = 0; texts && i < sk_ASN1_UTF8STRING_num(texts) && i < 3; ++i)
        text += ": " + std::string(view_of(sk_ASN1_UTF8STRING_value(texts, i)).substr(0, 200));
    return text;
}

bool is_granted(TS_STATUS_INFO const* status)
{
    auto const value = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status));
    return value == TS_STATUS_GRANTED || value == TS_STATUS_GRANTED_WITH_MODS;
}

/// The token of an answer that was granted.
Result<std::string> token_of(std::string_view response_der)
{
    if (response_der.size() > max_response_bytes)
        return malformed("the time-stamp authority's answer is larger than 1 MiB");
    auto const response = object_of<OwnedResponse>(d2i_TS_RESP, response_der);
    if (!response)
        return malformed("the time-stamp authority's answer is not a time-stamp response");
    if (!is_granted(TS_RESP_get_status_info(response.get())))
        return inconsistent(describe_status(TS_RESP_get_status_info(response.get())));
    auto* const token = TS_RESP_get_token(response.get());
    auto der = token ? der_of(i2d_PKCS7, token) : std::string {};
    if (der.empty())
        return malformed("the time-stamp authority's answer holds no time stamp");
    return der;
}

/// RFC 3161 2.4.2: imprint, nonce and, if one was asked for, policy are those of the request.
Result<void> check_answer(TS_REQ* request, TS_TST_INFO* info)
{
    auto* const asked = TS_REQ_get_msg_imprint(request);
    auto* const given = TS_TST_INFO_get_msg_imprint(info);
    if (OBJ_cmp(TS_MSG_IMPRINT_get_algo(asked)->algorithm, TS_MSG_IMPRINT_get_algo(given)->algorithm) != 0
        || view_of(TS_MSG_IMPRINT_get_msg(asked)) != view_of(TS_MSG_IMPRINT_get_msg(given)))
        return inconsistent("the time stamp is for something else");
    auto const* const asked_nonce = TS_REQ_get_nonce(request);
    auto const* const given_nonce = TS_TST_INFO_get_nonce(info);
    if (asked_nonce && (!given_nonce || ASN1_INTEGER_cmp(asked_nonce, given_nonce) != 0))
        return inconsistent("the time stamp answers another request");
    return {};
}

TimeStampFault fault_of(CmsVerdict const& verdict)
{
    for (auto const fault : verdict.faults) {
        if (fault == CmsFault::Malformed || fault == CmsFault::NoSigner || fault == CmsFault::WrongContentType)
            return TimeStampFault::Malformed;
    }
    return verdict.faults.empty() ? TimeStampFault::None : TimeStampFault::NotIntact;
}

std::string fault_text(TimeStampVerdict const& verdict)
{
    switch (verdict.fault_kind) {
    case TimeStampFault::None: break;
    case TimeStampFault::Malformed: return "it is not a time stamp";
    case TimeStampFault::NotIntact: return "its own signature is not intact";
    case TimeStampFault::OtherContent: return "it is the time stamp of something else";
    case TimeStampFault::Weak: return "it proves nothing: " + weakness_text(verdict.weaknesses);
    }
    return {};
}

/// What is wrong with the token, the time that it states aside.
void judge_token(TimeStampVerdict& result, CmsInspection const& inspection, TS_TST_INFO* info, Content content)
{
    auto const imprint = fitting_imprint(info, content);
    if (!imprint) {
        result.fault_kind = TimeStampFault::OtherContent;
        return;
    }
    // That many authorities still name their certificate by SHA-1 is no weakness of their signature.
    if (is_broken(*imprint))
        result.weaknesses.push_back({ WeaknessKind::Hash, std::string(hash_name(*imprint)) });
    for (auto const& weakness : inspection.algorithm_weaknesses) {
        if (std::ranges::find(result.weaknesses, weakness) == result.weaknesses.end())
            result.weaknesses.push_back(weakness);
    }
    if (result.fault_kind == TimeStampFault::None && !result.weaknesses.empty())
        result.fault_kind = TimeStampFault::Weak;
}

} // namespace

TimeStampVerdict verify_token(std::string_view token, Content content, VerificationOptions const& options)
{
    TimeStampVerdict result;
    auto inspection = inspect_cms(token, ContentPlace::TimeStampInfo, {});
    result.authority = inspection.verdict.signer;
    result.fault_kind = fault_of(inspection.verdict);
    auto const info = info_of(inspection.content);
    auto const time = info ? timestamp_of(TS_TST_INFO_get_time(info.get())) : std::nullopt;
    if (!time) {
        result.fault_kind = TimeStampFault::Malformed;
        result.fault = fault_text(result);
        return result;
    }
    result.time = *time;
    judge_token(result, inspection, info.get(), content);
    result.fault = fault_text(result);
    result.is_intact = result.fault_kind == TimeStampFault::None;
    if (inspection.signer)
        result.trust = judge_trust(
            inspection.signer.get(), inspection.certificates.get(), options.trust_anchors, options.now, CertificateUse::StampTime)
                           .trust;
    return result;
}

std::optional<TimeStampVerdict> signature_time_stamp(CMS_SignerInfo* signer, VerificationOptions const& options)
{
    std::optional<TimeStampVerdict> best;
    auto const value = signature_value_of(signer);
    auto const rank = [](TimeStampVerdict const& verdict) { return !verdict.is_intact ? 0 : verdict.trust != Trust::Trusted ? 1 : 2; };
    constexpr int max_tokens = 10;
    int tokens = 0;
    for (int index = -1; (index = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, index)) >= 0;) {
        auto* const attribute = CMS_unsigned_get_attr(signer, index);
        for (int i = 0; i < X509_ATTRIBUTE_count(attribute) && tokens < max_tokens; ++i, ++tokens) {
            auto verdict = verify_token(sequence_of(X509_ATTRIBUTE_get0_type(attribute, i)), Content { &value, 1 }, options);
            if (!best || rank(verdict) > rank(*best))
                best = std::move(verdict);
        }
    }
    return best;
}

TimeStampVerdict verify_time_stamp_token(std::string_view token, Content content, VerificationOptions const& options)
{
    ErrorQueue const errors;
    return verify_token(token, content, options);
}

Result<std::string> time_stamp_request(World& world, std::string_view cms_der)
{
    ErrorQueue const errors;
    auto const cms = parse_cms(cms_der);
    auto* const signer = only_signer(cms.get());
    if (!signer)
        return malformed("not a signature with one signer");
    OwnedRequest const request { TS_REQ_new() };
    auto const is_made = request && TS_REQ_set_version(request.get(), 1) == 1 && set_imprint(request.get(), signature_value_of(signer))
        && set_nonce(world, request.get()) && TS_REQ_set_cert_req(request.get(), 1) == 1;
    auto der = is_made ? der_of(i2d_TS_REQ, request.get()) : std::string {};
    if (der.empty())
        return library_error("ask for a time stamp");
    return der;
}

Result<std::string> add_time_stamp(std::string_view cms_der, std::string_view request_der, std::string_view response_der)
{
    ErrorQueue const errors;
    auto const cms = parse_cms(cms_der);
    auto* const signer = only_signer(cms.get());
    auto const request = object_of<OwnedRequest>(d2i_TS_REQ, request_der);
    if (!signer || !request)
        return malformed("not a signature with one signer, or not a request for a time stamp");
    KONKORDAT_TRY(auto const token, token_of(response_der));
    auto const info = info_of(inspect_cms(token, ContentPlace::TimeStampInfo, {}).content);
    if (!info)
        return malformed("the time-stamp authority's answer holds no time stamp");
    KONKORDAT_CHECK(check_answer(request.get(), info.get()));
    auto const value = signature_value_of(signer);
    auto const verdict = verify_token(token, Content { &value, 1 }, {});
    if (!verdict.is_intact)
        return inconsistent("the time stamp cannot be used: " + verdict.fault);
    if (CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(), static_cast<int>(token.size()))
        != 1)
        return library_error("add a time stamp");
    auto der = der_of(i2d_CMS_ContentInfo, cms.get());
    if (der.empty())
        return library_error("add a time stamp");
    return der;
}

} // namespace konkordat::crypto
