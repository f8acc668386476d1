#pragma once

#include "core/lifecycle/due_dates.h"

#include <string>
#include <string_view>
#include <vector>

namespace konkordat::lifecycle {

struct CalendarOptions {
    Language language = Language::German;
    Timestamp now = {};         ///< when the file was made (DTSTAMP)
    int alarm_days = 30;        ///< before the day; 0: no alarm
};

/// Due dates as a calendar of all-day events (RFC 5545). An event keeps its UID for as long as its subject stays, so that a
/// calendar program that reads a newer file moves it instead of doubling it.
[[nodiscard]] std::string write_icalendar(Agreement const&, std::vector<DueDate> const&, richtext::Words const&, CalendarOptions const&);

/// A text value: backslash, semicolon, comma and line break escaped (RFC 5545 3.3.11); no other control characters.
[[nodiscard]] std::string escape_text(std::string_view);

/// A content line, with CRLF at its end, folded so that no line is longer than 75 octets and no character is divided
/// (RFC 5545 3.1).
[[nodiscard]] std::string fold_line(std::string_view);
/// The inverse of fold_line for any number of lines: without the folds, each line still with CRLF.
[[nodiscard]] std::string unfold_lines(std::string_view);

} // namespace konkordat::lifecycle
