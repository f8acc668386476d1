#include "core/lifecycle/due_dates.h"

#include "tests/core/layout/records.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::lifecycle;

namespace {

Date day(std::string_view text)
{
    auto const date = Date::parse(text);
    REQUIRE(date);
    return *date;
}

Agreement in_force_since(std::string_view entry)
{
    Agreement agreement;
    agreement.id = AgreementId("agreement-a");
    agreement.state = LifecycleState::InForce;
    agreement.variables["entry-date"] = day(entry);
    return agreement;
}

std::vector<std::string> dates_of(Agreement const& agreement, DueKind kind, std::string_view today)
{
    std::vector<std::string> dates;
    for (DueDate const& due : due_dates(agreement, day(today))) {
        if (due.kind == kind)
            dates.push_back(due.date.to_string());
    }
    return dates;
}

} // namespace

TEST_CASE("Months later is the same day, or the last of a shorter month", "[lifecycle]")
{
    CHECK(months_after(day("2026-01-31"), 1) == day("2026-02-28"));
    CHECK(months_after(day("2024-01-31"), 1) == day("2024-02-29"));
    CHECK(months_after(day("2024-02-29"), 12) == day("2025-02-28"));
    CHECK(months_after(day("2026-11-15"), 2) == day("2027-01-15"));
    CHECK(months_after(day("2026-11-15"), 0) == day("2026-11-15"));
    CHECK_FALSE(months_after(day("9999-06-01"), 7));
}

TEST_CASE("The associate group meets on each anniversary, those of the coming year are listed", "[lifecycle]")
{
    Agreement agreement = in_force_since("2024-03-01");
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "2026-02-15") == std::vector<std::string> { "2026-03-01" });
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "2026-03-01") == std::vector<std::string> { "2026-03-01" });
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "2026-03-02") == std::vector<std::string> { "2027-03-01" });
    agreement.variables["associate-group-meetings"] = std::int64_t { 2 };
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "2026-03-02") == std::vector<std::string> { "2026-09-01", "2027-03-01" });
}

TEST_CASE("The evaluation is due so many years after entry or the last evaluation, also when it is late", "[lifecycle]")
{
    Agreement agreement = in_force_since("2020-01-15");
    CHECK(dates_of(agreement, DueKind::Evaluation, "2026-01-01").empty());
    agreement.variables["review-years"] = std::int64_t { 3 };
    CHECK(dates_of(agreement, DueKind::Evaluation, "2026-01-01") == std::vector<std::string> { "2023-01-15" });
    agreement.lifecycle = { tests::event(LifecycleState::Evaluation, day("2023-04-01")),
        tests::event(LifecycleState::InForce, day("2023-06-01")) };
    CHECK(dates_of(agreement, DueKind::Evaluation, "2026-01-01") == std::vector<std::string> { "2026-04-01" });
}

TEST_CASE("A term ends after its years, and no meeting lies behind its end", "[lifecycle]")
{
    Agreement agreement = in_force_since("2024-03-01");
    agreement.variables["fixed-term-years"] = std::int64_t { 2 };
    CHECK(dates_of(agreement, DueKind::TermEnd, "2026-01-01") == std::vector<std::string> { "2026-03-01" });
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "2026-03-02").empty());
}

TEST_CASE("The day it came into force stands in for an entry date that is not written", "[lifecycle]")
{
    Agreement agreement;
    CHECK_FALSE(entry_date(agreement));
    agreement.lifecycle = { tests::event(LifecycleState::InForce, day("2026-05-01")) };
    CHECK(entry_date(agreement) == day("2026-05-01"));
    agreement.variables["entry-date"] = day("2026-06-01");
    CHECK(entry_date(agreement) == day("2026-06-01"));
}

TEST_CASE("Mandates and memberships end on their days; the list is in order; nothing is due once it has ended", "[lifecycle]")
{
    Agreement agreement = in_force_since("2025-03-01");
    agreement.organisations = { tests::organisation("police", "Kantonspolizei") };
    agreement.contacts = { tests::expert("c", "police", "Anna Beispiel", day("2026-12-31")) };
    agreement.memberships = { tests::member("m", "police", day("2026-06-30")) };
    auto const dates = due_dates(agreement, day("2026-01-01"));
    REQUIRE(dates.size() == 3);
    CHECK(std::ranges::is_sorted(dates, {}, &DueDate::date));
    SystemWorld world;
    auto const words = richtext::Words::load(world);
    REQUIRE(words);
    CHECK(due_text(agreement, dates[1], Language::German, *words) == "Mitgliedschaft endet: Kantonspolizei");
    CHECK(due_text(agreement, dates[2], Language::German, *words)
        == "Mandat als bezeichnete Fachperson endet: Anna Beispiel (Kantonspolizei)");
    CHECK(due_text(agreement, dates[2], Language::English, *words) == "Mandate as appointed expert ends: Anna Beispiel (Kantonspolizei)");
    agreement.state = LifecycleState::Ended;
    CHECK(due_dates(agreement, day("2026-01-01")).empty());
}

TEST_CASE("Numbers beyond reason give no dates and no harm", "[lifecycle]")
{
    Agreement agreement = in_force_since("9998-01-01");
    agreement.variables["review-years"] = std::int64_t { 9'007'199'254'740'991 };
    agreement.variables["fixed-term-years"] = std::int64_t { -5 };
    agreement.variables["associate-group-meetings"] = std::int64_t { 1'000'000 };
    CHECK(dates_of(agreement, DueKind::Evaluation, "2026-01-01").empty());
    CHECK(dates_of(agreement, DueKind::TermEnd, "2026-01-01").empty());
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "2026-01-01").empty());
    CHECK(dates_of(agreement, DueKind::AssociateMeeting, "9999-06-01").empty());
}
