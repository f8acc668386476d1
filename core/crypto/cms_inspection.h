#pragma once

#include "core/crypto/openssl_objects.h"

/// Within core/crypto only: the integrity of a CMS SignedData with one signer, without regard to trust and time.
namespace konkordat::crypto {

inline constexpr std::size_t max_cms_bytes = 16U * 1024U * 1024U;
inline constexpr std::size_t max_cms_certificates = 100;

/// Where the content is: outside (a document's signature), or within as TSTInfo (RFC 3161 2.4.2).
enum class ContentPlace { Detached, TimeStampInfo };

struct CmsInspection {
    OwnedCms cms; ///< null if malformed
    CMS_SignerInfo* signer_info = nullptr;
    OwnedX509 signer;
    OwnedCertificates certificates;
    std::string content; ///< the one within
    std::vector<Weakness> algorithm_weaknesses; ///< those of verdict.weaknesses which concern the signature itself
    CmsVerdict verdict;  ///< all but time stamp, trust, path
};

/// Zero bytes may follow the CMS: PDF fills its place up with them.
[[nodiscard]] CmsInspection inspect_cms(std::string_view der_or_ber, ContentPlace, Content detached, PrefixDigests* = nullptr);
/// The SignerInfo of a CMS that has exactly one, else null.
[[nodiscard]] CMS_SignerInfo* only_signer(CMS_ContentInfo*);
/// Null unless it is a CMS, followed by nothing but zero bytes.
[[nodiscard]] OwnedCms parse_cms(std::string_view der_or_ber);

} // namespace konkordat::crypto
