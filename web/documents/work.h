#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Work on files that others have made (PDF, signatures) is done beside the application: in the browser by a program of its own in a
/// worker (web/platform/documents_worker), fetched when it is first needed. A file that is large, slow or fatal to its parser stops neither typing nor
/// saving, and who never opens one never loads the parsers.
namespace konkordat::documents {

/// Files go in and out in the order given; parameters and facts are those of web/documents/facts.h.
enum class Operation : std::uint8_t {
    ExtractAgreement, ///< a PDF -> the agreement's JSON; ExtractedFacts
    Verify,           ///< VerifyParameters; a file (PDF or JSON), its twin or nothing, certificates to trust... -> VerifyFacts
    ReadIdentity,     ///< Password; PKCS#12 -> IdentityFacts
    ReadCertificates, ///< PEM or DER -> IdentityFacts: the first with the others as chain
    CreateIdentity,   ///< TrialParameters -> PKCS#12, certificate (PEM); IdentityFacts
    Prepare,          ///< an exported PDF -> the file that goes round; PreparedFacts
    PlaceAppearance,  ///< SignParameters; PDF -> PlaceFacts
    SignPdf,          ///< SignParameters; PDF, PKCS#12 -> the signed file; with a time stamp to come: the file, CMS, request; StampFacts
    FinishTimeStamp,  ///< StampFacts; the file, CMS, request, the authority's response -> the signed file
    DeferPdf,         ///< SignParameters; PDF, certificates -> the file with an empty hole, the record
    CompleteDeferred, ///< DeferredAnswer; the file, the record, the answer -> the signed file
    Progress,         ///< ProgressParameters; the prepared file, returned ones... -> sign::Progress
    SignJson,         ///< Password; an agreement's JSON or a JWS over one, PKCS#12 -> JWS
};
inline constexpr auto last_operation = Operation::SignJson;

struct Work {
    Operation operation = Operation::ExtractAgreement;
    std::string parameters = {};         ///< packed, or empty
    std::vector<std::string> files = {}; ///< bytes
};

/// What became of it.
struct Product {
    std::string facts = {};              ///< packed, or empty
    std::vector<std::string> files = {}; ///< bytes
};

/// One message each, as it goes to the worker and back.
[[nodiscard]] std::string encode(Work const&);
[[nodiscard]] std::string encode(Result<Product> const&);
/// Errors: Malformed.
[[nodiscard]] Result<Work> decode_work(std::string_view message);
/// The product, or the error that was encoded; Malformed for a message that is neither.
[[nodiscard]] Result<Product> decode_product(std::string_view message);

} // namespace konkordat::documents
