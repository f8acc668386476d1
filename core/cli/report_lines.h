#pragma once

#include "core/sign/report_text.h"

#include <string>

namespace konkordat::cli {

/// A report on signatures as lines of text.
[[nodiscard]] std::string report_lines(sign::ReportText const&, Language);

} // namespace konkordat::cli
