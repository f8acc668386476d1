#include "core/base/date.h"
#include "core/base/id.h"
#include "core/base/language.h"
#include "core/base/utf8.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;

TEST_CASE("Malformed UTF-8 is found where it begins", "[base][utf8]")
{
    CHECK_FALSE(find_invalid_utf8("Zürich, Genève 🙂"));
    CHECK(find_invalid_utf8("ab\x80") == 2);
    CHECK(find_invalid_utf8("a\xC0\xAF") == 1);             // overlong
    CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);          // surrogate
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);      // above U+10FFFF
    CHECK(find_invalid_utf8("ok\xE2\x82") == 2);            // cut off
}

TEST_CASE("Code points survive encoding and decoding", "[base][utf8]")
{
    for (char32_t code_point : { U'a', U'\u00E9', U'\u2019', U'\U0001F642', U'\uFFFD', U'\U0010FFFF' }) {
        std::string text;
        append_utf8(text, code_point);
        std::size_t offset = 0;
        CHECK(decode_utf8(text, offset) == code_point);
        CHECK(offset == text.size());
    }
    std::size_t offset = 0;
    CHECK(decode_utf8("\xFFz", offset) == U'\uFFFD');
    CHECK(offset == 1);
}

TEST_CASE("Cutting a text never cuts a code point", "[base][utf8]")
{
    CHECK(truncate_utf8("aé", 2) == "a");
    CHECK(truncate_utf8("aé", 3) == "aé");
    CHECK(truncate_utf8("🙂", 3).empty());
}

TEST_CASE("Ids are short, lower-case and plain", "[base][id]")
{
    CHECK(is_valid_id("a"));
    CHECK(is_valid_id("4-clause"));
    CHECK(is_valid_id(std::string(64, 'a')));
    for (auto const& text : { std::string(), std::string("-a"), std::string("A"), std::string("a b"), std::string("ä"), std::string("a/b"),
             std::string(65, 'a') })
        CHECK_FALSE(is_valid_id(text));
}

TEST_CASE("Identifiers are valid ids and differ", "[base][id]")
{
    TestWorld world;
    auto const first = create_identifier(world, "clause");
    CHECK(is_valid_id(first));
    CHECK(first.starts_with("clause-"));
    CHECK(first != create_identifier(world, "clause"));
}

TEST_CASE("A date exists or is refused", "[base][date]")
{
    CHECK(Date::parse("2024-02-29"));
    for (auto const* text :
        { "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "24.11.2026", "2024-02-29 ", "0000-01-01", "-001-01-01", "2024-02-2x" })
        CHECK_FALSE(Date::parse(text));
}

TEST_CASE("A typed date may be written as people do", "[base][date]")
{
    auto const day = *Date::create(2026, 11, 24);
    for (auto const* text : { "24.11.2026", " 24. 11. 2026 ", "24/11/2026", "2026-11-24" }) {
        auto const date = Date::parse_typed(text);
        REQUIRE(date);
        CHECK(*date == day);
    }
    for (auto const* text : { "24.11.26", "24.11", "31.2.2026", "", "tomorrow", "24.11/2026" })
        CHECK_FALSE(Date::parse_typed(text));
}

TEST_CASE("Dates are written as each language does", "[base][date]")
{
    auto const day = *Date::create(2026, 3, 1);
    CHECK(day.to_long_text(Language::German) == "1. März 2026");
    CHECK(day.to_long_text(Language::French) == "1er mars 2026");
    CHECK(day.to_long_text(Language::Italian) == "1° marzo 2026");
    CHECK(day.to_long_text(Language::English) == "1 March 2026");
    CHECK(day.to_short_text(Language::German) == "01.03.2026");
    CHECK(day.to_short_text(Language::English) == "01/03/2026");
    CHECK(day.to_string() == "2026-03-01");
}

TEST_CASE("Times are read with their offset and written in UTC", "[base][date]")
{
    auto const time = Timestamp::parse("2026-11-24T10:30:00+01:00");
    REQUIRE(time);
    CHECK(time->to_string() == "2026-11-24T09:30:00Z");
    CHECK(Timestamp::parse("2026-11-24T09:30:00.75Z")->seconds == time->seconds);
    CHECK(Timestamp { -1 }.to_string() == "1969-12-31T23:59:59Z");
    for (auto const* text : { "2026-11-24", "2026-11-24 09:30:00Z", "2026-11-24T24:00:00Z", "2026-11-24T09:30:00", "2026-11-24T09:30:00.Z",
             "2026-11-24T09:30:00+1:00" })
        CHECK_FALSE(Timestamp::parse(text));
}

TEST_CASE("A text falls back to a language that has one", "[base][language]")
{
    LanguageMap const map { { Language::French, "oui" }, { Language::German, "" } };
    CHECK(text_in(map, Language::French) == "oui");
    CHECK(text_in(map, Language::German) == "oui");
    CHECK(text_in(map, Language::Italian, { Language::German }).empty());
    CHECK(parse_language("fr-CH").has_value());
    CHECK_FALSE(parse_language("rm").has_value());
}

TEST_CASE("An error says its place in one line", "[base][result]")
{
    CHECK(Error { .message = "is wrong", .file = "a.json", .pointer = "/x", .line = 3 }.to_string() == "a.json:3: /x: is wrong");
    CHECK(Error { .message = "is wrong", .line = 3 }.to_string() == "line 3: is wrong");
    CHECK(Error { .message = "is wrong" }.to_string() == "is wrong");
}
