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

enum class Operation : std::uint8_t {
    ExtractAgreement, ///< files: a PDF -> files: the agreement's JSON (pdf::extract_agreement_json)
};
inline constexpr auto last_operation = Operation::ExtractAgreement;

struct Work {
    Operation operation = Operation::ExtractAgreement;
    std::string parameters = {};         ///< JSON, or empty
    std::vector<std::string> files = {}; ///< bytes
};

/// What became of it.
struct Product {
    std::string facts = {};              ///< JSON, or empty
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
