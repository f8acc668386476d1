#include "core/base/date.h"

#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>

namespace konkordat {

namespace {

std::optional<int> parse_digits(std::string_view text)
{
    int value = 0;
    if (text.empty() || text.size() > 4)
        return {};
    for (char c : text) {
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

Error malformed_date(std::string_view text)
{
    auto const shown = std::string(truncate_utf8(text, 40));
    return Error { .code = ErrorCode::Malformed,
        .message = "\"" + shown + "\" is not a date; write 24.11.2026 or 2026-11-24",
        .key = "invalid-date",
        .argument = shown };
}

std::string format(char const* pattern, int a, int b, int c)
{
    std::array<char, 48> buffer {};
    auto length = std::snprintf(buffer.data(), buffer.size(), pattern, a, b, c);
    return { buffer.data(), static_cast<std::size_t>(length) };
}

constexpr std::array<std::array<char const*, 12>, 4> month_names { {
    { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember" },
    { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
    { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre" },
    { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" },
} };

} // namespace

Result<Date> Date::create(int year, int month, int day)
{
    auto const calendar_day = std::chrono::year_month_day { std::chrono::year { year }, std::chrono::month { static_cast<unsigned>(month) },
        std::chrono::day { static_cast<unsigned>(day) } };
    if (year < 1 || year > 9999 || month < 1 || day < 1 || !calendar_day.ok())
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "there is no such day: " + format("%04d-%02d-%02d", year, month, day),
            .key = "invalid-date",
            .argument = format("%04d-%02d-%02d", year, month, day) };
    Date date;
    date.m_year = year;
    date.m_month = month;
    date.m_day = day;
    return date;
}

Result<Date> Date::parse(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return malformed_date(text);
    auto const year = parse_digits(text.substr(0, 4));
    auto const month = parse_digits(text.substr(5, 2));
    auto const day = parse_digits(text.substr(8, 2));
    if (!year || !month || !day)
        return malformed_date(text);
    if (auto date = create(*year, *month, *day))
        return date;
    return malformed_date(text);
}

Result<Date> Date::parse_typed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    if (auto date = parse(text))
        return date;
    auto const first = text.find_first_of("./");
    auto const second = first == std::string_view::npos ? first : text.find(text[first], first + 1);
    if (second == std::string_view::npos)
        return malformed_date(text);
    auto strip = [](std::string_view part) {
        while (!part.empty() && part.front() == ' ')
            part.remove_prefix(1);
        return part;
    };
    auto const day = parse_digits(text.substr(0, first));
    auto const month = parse_digits(strip(text.substr(first + 1, second - first - 1)));
    auto const year_text = strip(text.substr(second + 1));
    auto const year = parse_digits(year_text);
    if (!day || !month || !year || year_text.size() != 4)
        return malformed_date(text);
    if (auto date = create(*year, *month, *day))
        return date;
    return malformed_date(text);
}

std::string Date::to_string() const { return format("%04d-%02d-%02d", m_year, m_month, m_day); }

std::string Date::to_long_text(Language language) const
{
    auto const& months = month_names[static_cast<std::size_t>(language)];
    std::string day = std::to_string(m_day);
    if (language == Language::German)
        day += ".";
    if (m_day == 1 && language == Language::French)
        day += "er";
    if (m_day == 1 && language == Language::Italian)
        day += "°";
    return day + " " + months[static_cast<std::size_t>(m_month - 1)] + " " + std::to_string(m_year);
}

std::string Date::to_short_text(Language language) const
{
    return format(language == Language::English ? "%02d/%02d/%04d" : "%02d.%02d.%04d", m_day, m_month, m_year);
}

std::string Timestamp::to_string() const
{
    auto const day_seconds = ((seconds % 86400) + 86400) % 86400;
    auto const in_day = static_cast<int>(day_seconds);
    return utc_date().to_string() + format("T%02d:%02d:%02dZ", in_day / 3600, in_day / 60 % 60, in_day % 60);
}

Date Timestamp::utc_date() const
{
    auto const day_seconds = ((seconds % 86400) + 86400) % 86400;
    auto const days = std::chrono::sys_days { std::chrono::days { (seconds - day_seconds) / 86400 } };
    auto const calendar_day = std::chrono::year_month_day { days };
    auto date = Date::create(static_cast<int>(calendar_day.year()), static_cast<int>(static_cast<unsigned>(calendar_day.month())),
        static_cast<int>(static_cast<unsigned>(calendar_day.day())));
    return date ? *date : Date {};
}

Result<Timestamp> Timestamp::parse(std::string_view text)
{
    auto const shown = std::string(truncate_utf8(text, 40));
    auto const malformed = Error {
        .code = ErrorCode::Malformed, .message = "\"" + shown + "\" is not an RFC 3339 date-time", .key = "invalid-date", .argument = shown
    };
    if (text.size() < 20 || text.size() > 40 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
        return malformed;
    auto const date = Date::parse(text.substr(0, 10));
    auto const hour = parse_digits(text.substr(11, 2));
    auto const minute = parse_digits(text.substr(14, 2));
    auto const second = parse_digits(text.substr(17, 2));
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return malformed;
    auto rest = text.substr(19);
    if (rest.starts_with('.')) {
        auto const end = rest.find_first_not_of("0123456789", 1);
        if (end == std::string_view::npos || end == 1)
            return malformed;
        rest = rest.substr(end);
    }
    std::int64_t offset = 0;
    if (rest != "Z" && rest != "z") {
        if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':')
            return malformed;
        auto const hours = parse_digits(rest.substr(1, 2));
        auto const minutes = parse_digits(rest.substr(4, 2));
        if (!hours || !minutes || *hours > 23 || *minutes > 59)
            return malformed;
        offset = (*hours * 3600 + *minutes * 60) * (rest[0] == '-' ? -1 : 1);
    }
    auto const days = std::chrono::sys_days { std::chrono::year { date->year() } / date->month() / date->day() };
    return Timestamp { static_cast<std::int64_t>(days.time_since_epoch().count()) * 86400 + *hour * 3600 + *minute * 60 + *second
        - offset };
}

} // namespace konkordat
