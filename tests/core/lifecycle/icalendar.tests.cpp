#include "core/lifecycle/icalendar.h"

#include "core/base/utf8.h"
#include "tests/core/layout/random_agreement.h"
#include "tests/core/layout/records.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

using namespace konkordat;
using namespace konkordat::lifecycle;

namespace {

SystemWorld world;

richtext::Words words()
{
    auto loaded = richtext::Words::load(world);
    REQUIRE(loaded);
    return std::move(*loaded);
}

Agreement agreement()
{
    Agreement result;
    result.id = AgreementId("agreement-kvnd7sxqmw2ahr5tjbzo");
    result.title = { { Language::German, "Vereinbarung über die Zusammenarbeit; Kanton Bern, «Runder Tisch» gegen Menschenhandel" },
        { Language::French, "Convention de coopération" } };
    result.languages = { Language::German, Language::French };
    result.state = LifecycleState::InForce;
    result.variables = { { "entry-date", *Date::create(2026, 1, 15) }, { "review-years", std::int64_t { 3 } } };
    result.organisations = { tests::organisation("police", "Kantonspolizei, Fachbereich Menschenhandel") };
    result.contacts = { tests::expert("contact-1", "police", "Anna Müller", *Date::create(2027, 2, 28)) };
    return result;
}

std::string calendar(Agreement const& of, Language language = Language::German)
{
    return write_icalendar(of, due_dates(of, *Date::create(2026, 11, 24)), words(), { .language = language, .now = { 1'795'600'000 } });
}

std::vector<std::string> lines_of(std::string const& text)
{
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        auto const end = text.find("\r\n", begin);
        REQUIRE(end != std::string::npos);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 2;
    }
    return lines;
}

std::vector<std::string> values_of(std::string const& text, std::string_view property)
{
    std::vector<std::string> values;
    for (std::string const& line : lines_of(unfold_lines(text))) {
        if (line.starts_with(std::string(property) + ":"))
            values.push_back(line.substr(property.size() + 1));
    }
    return values;
}

std::string random_text(tests::Random& random)
{
    static constexpr std::array parts { "a", "Z", " ", "ü", "€", "\U0001F600", ",", ";", "\\", "\t", "long words here", ":" };
    std::string text;
    for (std::size_t i = 0; i < random.below(120); ++i)
        text += parts[random.below(parts.size())];
    return text;
}

} // namespace

// After an intended change: run with KONKORDAT_UPDATE_GOLDEN=1, read the difference, commit it.
TEST_CASE("The calendar of an agreement is the golden one", "[lifecycle]")
{
    std::string const path = KONKORDAT_SOURCE_DIR "/tests/golden/due-dates.ics";
    std::string const written = calendar(agreement());
    if (std::getenv("KONKORDAT_UPDATE_GOLDEN") != nullptr)
        std::ofstream(path, std::ios::binary) << written;
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file);
    std::stringstream golden;
    golden << file.rdbuf();
    CHECK(written == golden.str());
}

TEST_CASE("Folding keeps lines within 75 octets, divides no character, and unfolding undoes it", "[lifecycle][property]")
{
    tests::Random random(11);
    for (int round = 0; round < 500; ++round) {
        std::string const text = random_text(random);
        std::string const folded = fold_line(text);
        CHECK(unfold_lines(folded) == text + "\r\n");
        for (std::string const& line : lines_of(folded)) {
            CHECK(line.size() <= 75);
            CHECK_FALSE(find_invalid_utf8(line));
        }
    }
}

TEST_CASE("Text values are escaped as RFC 5545 asks", "[lifecycle]")
{
    CHECK(escape_text("a, b; c\\d\ne\x01"
                      "f\r")
        == "a\\, b\\; c\\\\d\\nef");
}

TEST_CASE("Every line of a calendar ends in CRLF, every event has its own UID, day, and stamp", "[lifecycle]")
{
    std::string const text = calendar(agreement());
    CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(text.ends_with("END:VCALENDAR\r\n"));
    std::size_t const events = values_of(text, "BEGIN").size() - 1 - values_of(text, "TRIGGER").size();
    auto const uids = values_of(text, "UID");
    CHECK(uids.size() == events);
    CHECK(std::set(uids.begin(), uids.end()).size() == events);
    CHECK(values_of(text, "DTSTART;VALUE=DATE").size() == events);
    for (std::string const& stamp : values_of(text, "DTSTAMP"))
        CHECK(stamp == "20261125T094640Z");
}

TEST_CASE("An event keeps its UID when its day moves, and its words follow the language", "[lifecycle]")
{
    Agreement moved = agreement();
    moved.variables["review-years"] = std::int64_t { 4 };
    moved.contacts[0].until = *Date::create(2027, 12, 31);
    CHECK(calendar(moved) != calendar(agreement()));
    auto uids = [](Agreement const& of) {
        auto const values = values_of(calendar(of), "UID");
        return std::set(values.begin(), values.end());
    };
    CHECK(uids(moved) == uids(agreement()));
    auto const french = values_of(calendar(agreement(), Language::French), "SUMMARY");
    CHECK(std::ranges::find(french, "Évaluation de la convention") != french.end());
}

TEST_CASE("Without a reminder wanted there is none", "[lifecycle]")
{
    Agreement const of = agreement();
    auto const text = write_icalendar(of, due_dates(of, *Date::create(2026, 11, 24)), words(), { .alarm_days = 0 });
    CHECK(text.find("VALARM") == std::string::npos);
}
