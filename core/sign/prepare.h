#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::sign {

/// A file that goes round to be signed. It begins with the bytes of the export.
struct PreparedAgreement {
    std::string file;
    std::vector<std::string> fields; ///< one for each party that signs, in the order of the agreement
};

/// Prepares what pdf::export_agreement() wrote: every party that signs, as the agreement's form has it, gets its field locked as soon as
/// it has signed (/Lock), and whoever signs is asked to permit nothing but further signatures from then on.
/// Errors: those of extract_agreement_json() and read_agreement(); Inconsistent: sign-no-signatory, sign-fields-differ (fields and parties
/// are not the same), sign-already-signed, sign-already-prepared.
[[nodiscard]] Result<PreparedAgreement> prepare_for_signature(std::string_view exported_pdf);

/// Name of the field of a party.
[[nodiscard]] std::string signature_field_name(std::string_view organisation_id);

} // namespace konkordat::sign
