#pragma once

#include "core/base/language.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/crypto/identity.h"
#include "core/sign/progress.h"
#include "core/sign/report_text.h"
#include "core/sign/signature.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What goes with a piece of work (Work::parameters) and what comes back of it (Product::facts), by operation.
namespace konkordat::documents {

/// Of ExtractAgreement.
struct ExtractedFacts {
    std::vector<Language> languages; ///< in which the document is laid out
};

/// For Verify.
struct VerifyParameters {
    bool has_twin = false;             ///< the second file is the agreement of the first, laid out again
    std::optional<std::string> no_twin = {}; ///< why there is none: Error::key
    std::string no_twin_reason = {};         ///< English
};
struct SignatureFacts {
    std::string field;
    std::string name;              ///< of the signer's certificate
    std::string fingerprint;       ///< SHA-256 of the certificate
    std::uint64_t revision_end = 0; ///< bytes of the file that it covers; 0: none that could be opened
    sign::Verdict verdict = sign::Verdict::Invalid;
    std::optional<Timestamp> time; ///< of an intact time stamp, else as claimed
};
struct VerifyFacts {
    std::vector<sign::ReportText> texts;       ///< by Language
    std::vector<SignatureFacts> signatures;
    std::vector<sign::SignatureField> fields;  ///< of a PDF
    sign::Verdict verdict = sign::Verdict::Invalid;
    std::string verdict_name;                  ///< as files spell it
    bool is_other_than_data = false;           ///< a PDF whose pages are not those of the agreement in it
    bool is_pdf = false;
    std::string json;                          ///< the report for scripts
};

/// A PKCS#12 file and what opens it; for ReadIdentity, SignPdf and SignJson. Never stored, never shown.
struct Key {
    Secret pkcs12 = {};
    Secret password = {};
};
struct IdentityFacts {
    crypto::Certificate certificate;
    std::vector<crypto::Certificate> chain; ///< nearest issuer first
    std::string problem;                    ///< Error::key if it cannot sign today, e.g. "certificate-expired"
};
struct TrialParameters {
    std::string person;
    std::string organisation;
    crypto::KeyKind kind = crypto::KeyKind::EcdsaP256;
    Secret password;
};
/// Of CreateIdentity.
struct TrialFacts {
    IdentityFacts identity;
    Secret pkcs12;
};

/// Of Prepare.
struct PreparedFacts {
    std::vector<std::string> fields;
};

/// Of PlaceAppearance; the parameters are those of a signature.
struct PlaceFacts {
    bool is_visible = false;
    sign::AppearanceSize size;
    int first_number = 0;
};
/// For PlaceAppearance, SignPdf, DeferPdf. The appearance fits what PlaceAppearance said of the same file.
struct SignParameters {
    sign::SignatureRequest request;
    sign::Appearance appearance;
    bool with_time_stamp = false; ///< SignPdf stops before the time stamp
    Key key = {};                 ///< of SignPdf
};
/// Of SignPdf with a time stamp to come, and for FinishTimeStamp.
struct StampFacts {
    std::string field;
    sign::ByteRange range;
};

/// For CompleteDeferred: what the third file is.
enum class DeferredAnswer : std::uint8_t { Cms, SignatureValue };

/// For Progress, of which sign::Progress comes back.
struct ProgressParameters {
    std::vector<std::string> names; ///< of the files behind the prepared one
};

template <typename Facts> [[nodiscard]] Secret pack(Facts const&);
/// Errors: Malformed.
template <typename Facts> [[nodiscard]] Result<Facts> unpack(std::string_view);

} // namespace konkordat::documents
