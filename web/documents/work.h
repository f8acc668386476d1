#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Work on files that others have made (PDF, signatures) is done beside the application: in the browser by a program of its own in a
/// worker (web/platform/documents_worker), fetched when it is first needed. A file that is large, slow or fatal to its parser stops neither typing nor
/// saving, and who never opens one never loads the parsers.
namespace konkordat::documents {

/// Files go in and out in the order given; parameters and facts are those of web/documents/facts.h. Keys and passwords are among these, never among
/// the files.
enum class Operation : std::uint8_t {
    ExtractAgreement, ///< a PDF -> the agreement's JSON; ExtractedFacts
    Verify,           ///< VerifyParameters; a file (PDF or JSON), its twin or nothing, certificates to trust... -> VerifyFacts
    ReadIdentity,     ///< Key -> IdentityFacts
    ReadCertificates, ///< PEM or DER -> IdentityFacts: the first with the others as chain
    CreateIdentity,   ///< TrialParameters -> certificate (PEM); TrialFacts
    Prepare,          ///< an exported PDF -> the file that goes round; PreparedFacts
    PlaceAppearance,  ///< SignParameters; PDF -> PlaceFacts
    SignPdf,          ///< SignParameters; PDF -> the signed file; with a time stamp to come: the file, CMS, request; StampFacts
    FinishTimeStamp,  ///< StampFacts; the file, CMS, request, the authority's response -> the signed file
    DeferPdf,         ///< SignParameters; PDF, certificates -> the file with an empty hole, the record
    CompleteDeferred, ///< DeferredAnswer; the file, the record, the answer -> the signed file
    Progress,         ///< ProgressParameters; the prepared file, returned ones... -> sign::Progress
    SignJson,         ///< Key; an agreement's JSON or a JWS over one -> JWS
};
inline constexpr auto last_operation = Operation::SignJson;

struct Work {
    Operation operation = Operation::ExtractAgreement;
    Secret parameters = {};              ///< packed, or empty
    std::vector<std::string> files = {}; ///< bytes
};

/// What became of it.
struct Product {
    Secret facts = {};                   ///< packed, or empty
    std::vector<std::string> files = {}; ///< bytes
};

/// One message each, as it goes to the worker and back.
[[nodiscard]] Secret encode(Work const&);
[[nodiscard]] Secret encode(Result<Product> const&);
/// Errors: Malformed.
[[nodiscard]] Result<Work> decode_work(std::string_view message);
/// The product, or the error that was encoded; Malformed for a message that is neither.
[[nodiscard]] Result<Product> decode_product(std::string_view message);

} // namespace konkordat::documents
