#pragma once

#include "core/conformity/check.h"

#include <string>
#include <vector>

namespace konkordat::conformity {

/// A finding as a report prints it, in one language.
struct ReportEntry {
    std::string rule;
    std::string subject; ///< as Subject::to_string()
    std::string message;
    std::string explanation;
    std::string remedy;
    std::string source;
    std::string waiver_reason = {}; ///< empty: not waived
    std::string waiver_author = {};
    std::optional<Date> waiver_date = {};
};

struct ReportSection {
    Severity severity = Severity::Error;
    enum class Status { Open, Waived };
    Status status = Status::Open;
    std::vector<ReportEntry> entries;
};

/// Errors, warnings, notes, then what was waived; sections without entries are left out.
[[nodiscard]] std::vector<ReportSection> conformity_report(std::vector<Finding> const&, Language, LegalRegister const&);

} // namespace konkordat::conformity
