#pragma once

#include "core/base/language.h"
#include "core/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace konkordat {

/// A calendar day of the proleptic Gregorian calendar. Always valid.
class Date {
public:
    Date() = default; ///< 1970-01-01

    /// Errors: InvalidArgument for a day that does not exist.
    [[nodiscard]] static Result<Date> create(int year, int month, int day);
    /// RFC 3339 full-date "2026-11-24". Errors: Malformed.
    [[nodiscard]] static Result<Date> parse(std::string_view);
    /// What a person types: 24.11.2026, 24.11.26 is refused, 2026-11-24, 24/11/2026. Errors: Malformed.
    [[nodiscard]] static Result<Date> parse_typed(std::string_view);

    [[nodiscard]] int year() const { return m_year; }
    [[nodiscard]] int month() const { return m_month; }
    [[nodiscard]] int day() const { return m_day; }

    [[nodiscard]] std::string to_string() const; ///< RFC 3339 full-date
    /// As the locale writes it in a document: "24. November 2026", "24 novembre 2026", "24 novembre 2026", "24 November 2026".
    [[nodiscard]] std::string to_long_text(Language) const;
    /// "24.11.2026" in all Swiss languages, "24/11/2026" in English.
    [[nodiscard]] std::string to_short_text(Language) const;

    friend auto operator<=>(Date const&, Date const&) = default;

private:
    int m_year = 1970;
    int m_month = 1;
    int m_day = 1;
};

/// A point in time, seconds since 1970-01-01T00:00:00Z.
struct Timestamp {
    std::int64_t seconds = 0;

    [[nodiscard]] std::string to_string() const; ///< RFC 3339 in UTC: 2026-11-24T09:30:00Z
    [[nodiscard]] Date utc_date() const;
    /// RFC 3339 date-time with "Z" or a numeric offset; fractions of a second are dropped. Errors: Malformed.
    [[nodiscard]] static Result<Timestamp> parse(std::string_view);

    friend auto operator<=>(Timestamp const&, Timestamp const&) = default;
};

} // namespace konkordat
