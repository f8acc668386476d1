#include "core/crypto/cms_inspection.h"

#include "core/crypto/cms_algorithms.h"
#include "core/crypto/cms_attributes.h"
#include "core/crypto/prefix_digests.h"

#include <algorithm>
#include <utility>

namespace konkordat::crypto {

namespace {

/// Looks at one thing after another, each adding its faults.
class Inspector {
public:
    Inspector(CmsInspection& result, ContentPlace place, Content detached, PrefixDigests* digests)
        : m_result(result)
        , m_verdict(result.verdict)
        , m_place(place)
        , m_content(detached)
        , m_digests(digests)
    {
    }

    void run()
    {
        if (!find_signer_info() || !find_content() || !find_certificates() || !check_attributes())
            return;
        check_message_digest();
        if (!find_signer())
            return;
        check_binding();
        check_signature();
    }

private:
    void fault(CmsFault fault)
    {
        if (std::ranges::find(m_verdict.faults, fault) == m_verdict.faults.end())
            m_verdict.faults.push_back(fault);
    }
    bool stop(CmsFault reason)
    {
        fault(reason);
        return false;
    }

    bool find_signer_info()
    {
        if (OBJ_obj2nid(CMS_get0_type(cms())) != NID_pkcs7_signed)
            return stop(CmsFault::Malformed);
        m_result.signer_info = only_signer(cms());
        if (!m_result.signer_info)
            return stop(sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms())) > 1 ? CmsFault::SeveralSigners : CmsFault::NoSigner);
        return true;
    }

    bool find_content()
    {
        auto** const content = CMS_get0_content(cms());
        auto const expected = m_place == ContentPlace::Detached ? NID_pkcs7_data : NID_id_smime_ct_TSTInfo;
        if (OBJ_obj2nid(CMS_get0_eContentType(cms())) != expected)
            return stop(CmsFault::WrongContentType);
        auto const is_within = content && *content;
        if (m_place == ContentPlace::Detached)
            return !is_within || stop(CmsFault::EncapsulatedContent);
        if (!is_within)
            return stop(CmsFault::Malformed);
        m_result.content = view_of(*content);
        m_piece = m_result.content;
        m_content = Content { &m_piece, 1 };
        return true;
    }

    bool find_certificates()
    {
        m_result.certificates.reset(CMS_get1_certs(cms()));
        auto const certificates = certificates_in(m_result.certificates.get());
        if (certificates.size() > max_cms_certificates)
            return stop(CmsFault::Malformed);
        for (auto* const x509 : certificates) {
            auto certificate = describe(x509);
            if (!certificate)
                return stop(CmsFault::Malformed);
            m_verdict.certificates.push_back(std::move(*certificate));
        }
        return true;
    }

    bool check_attributes()
    {
        X509_ALGOR* digest = nullptr;
        CMS_SignerInfo_get0_algs(signer_info(), nullptr, nullptr, &digest, nullptr);
        m_verdict.hash = hash_of(digest->algorithm);
        if (CMS_signed_get_attr_count(signer_info()) <= 0)
            return stop(CmsFault::NoSignedAttributes);
        if (has_duplicate_attributes(signer_info()))
            fault(CmsFault::DuplicateAttribute);
        if (!is_content_type(signer_info(), CMS_get0_eContentType(cms())))
            fault(CmsFault::WrongContentType);
        m_verdict.signing_time = signing_time(signer_info());
        return true;
    }

    void check_message_digest()
    {
        auto const stated = message_digest(signer_info());
        if (!stated)
            return fault(CmsFault::NoMessageDigest);
        if (m_verdict.hash == Hash::Other)
            return fault(CmsFault::UnsupportedAlgorithm);
        auto const computed = m_digests != nullptr ? m_digests->digest(m_verdict.hash, m_content) : digest_of(m_verdict.hash, m_content);
        if (computed.empty())
            return fault(CmsFault::UnsupportedAlgorithm);
        if (*stated != computed)
            fault(CmsFault::DigestMismatch);
    }

    /// Of several certificates with the signer's name and number, the one that the signature binds.
    bool find_signer()
    {
        auto const certificates = certificates_in(m_result.certificates.get());
        for (std::size_t i = 0; i < certificates.size(); ++i) {
            auto* const certificate = certificates[i];
            if (CMS_SignerInfo_cert_cmp(signer_info(), certificate) != 0)
                continue;
            auto finding = check_signing_certificate(signer_info(), certificate, m_result.certificates.get());
            auto const is_better = !m_result.signer
                || (m_binding.match != SigningCertificateMatch::Matches && finding.match == SigningCertificateMatch::Matches);
            if (!is_better)
                continue;
            m_result.signer = share(certificate);
            m_verdict.signer = m_verdict.certificates[i];
            m_binding = std::move(finding);
        }
        return m_result.signer || stop(CmsFault::NoCertificate);
    }

    void check_binding()
    {
        if (m_binding.match == SigningCertificateMatch::Missing)
            fault(CmsFault::NoSigningCertificate);
        else if (m_binding.match == SigningCertificateMatch::Differs)
            fault(CmsFault::SigningCertificateMismatch);
    }

    void check_signature()
    {
        EVP_PKEY* key = nullptr;
        X509_ALGOR* digest = nullptr;
        X509_ALGOR* signature = nullptr;
        CMS_SignerInfo_set1_signer_cert(signer_info(), m_result.signer.get());
        CMS_SignerInfo_get0_algs(signer_info(), &key, nullptr, &digest, &signature);
        if (!key)
            return fault(CmsFault::UnsupportedAlgorithm);
        auto const algorithms = judge_algorithms(digest, signature, key);
        m_verdict.algorithm = algorithms.name;
        m_result.algorithm_weaknesses = algorithms.weaknesses;
        m_verdict.weaknesses = algorithms.weaknesses;
        append(m_verdict.weaknesses, m_binding.weakness);
        m_verdict.weakness = weakness_text(m_verdict.weaknesses);
        m_verdict.is_weak = !m_verdict.weaknesses.empty();
        if (!algorithms.is_supported)
            return fault(CmsFault::UnsupportedAlgorithm);
        if (CMS_SignerInfo_verify(signer_info()) != 1)
            fault(CmsFault::SignatureMismatch);
    }

    [[nodiscard]] CMS_ContentInfo* cms() const { return m_result.cms.get(); }
    [[nodiscard]] CMS_SignerInfo* signer_info() const { return m_result.signer_info; }

    CmsInspection& m_result;
    CmsVerdict& m_verdict;
    ContentPlace m_place;
    Content m_content;
    PrefixDigests* m_digests;
    std::string_view m_piece;
    SigningCertificateFinding m_binding;
};

} // namespace

CMS_SignerInfo* only_signer(CMS_ContentInfo* cms)
{
    auto* const signers = cms ? CMS_get0_SignerInfos(cms) : nullptr;
    return signers && sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0) : nullptr;
}

OwnedCms parse_cms(std::string_view der_or_ber)
{
    if (der_or_ber.empty() || der_or_ber.size() > max_cms_bytes)
        return nullptr;
    auto const* position = data_of(der_or_ber);
    OwnedCms cms { d2i_CMS_ContentInfo(nullptr, &position, static_cast<long>(der_or_ber.size())) };
    if (!cms)
        return nullptr;
    auto const rest = der_or_ber.substr(static_cast<std::size_t>(position - data_of(der_or_ber)));
    return rest.find_first_not_of('\0') == std::string_view::npos ? std::move(cms) : nullptr;
}

CmsInspection inspect_cms(std::string_view der_or_ber, ContentPlace place, Content detached, PrefixDigests* digests)
{
    CmsInspection result;
    result.cms = parse_cms(der_or_ber);
    if (result.cms)
        Inspector(result, place, detached, digests).run();
    else
        result.verdict.faults.push_back(CmsFault::Malformed);
    return result;
}

} // namespace konkordat::crypto
