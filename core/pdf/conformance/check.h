#pragma once

#include "core/base/result.h"
#include "core/pdf/conformance/rules.h"

#include <string>
#include <string_view>
#include <vector>

/// Whether a file is what PDF/A-3a and PDF/UA-1 ask for. It knows nothing of how the file was made: only the bytes count.
namespace konkordat::pdf::conformance {

struct Finding {
    Rule rule = Rule::FileReadable;
    int object = 0;     ///< number of the indirect object, or 0
    int page = 0;       ///< from 1, or 0
    std::string detail; ///< what is there: a key, a value, a code

    /// One line: "S25 ISO 14289-1 7.2: The rows of a table ... (3 instead of 4; object 12, page 3)"
    [[nodiscard]] std::string to_string() const;
};

/// Of one rule, more findings than these are left out.
inline constexpr std::size_t max_findings_of_a_rule = 20;

/// Empty if nothing is wrong. Errors: Malformed (nothing can be read), TooLarge.
[[nodiscard]] Result<std::vector<Finding>> check(std::string_view pdf_bytes);

} // namespace konkordat::pdf::conformance
