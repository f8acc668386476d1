#include "core/base/json.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;

namespace {

Error error_of(std::string_view bytes, json::Limits const& limits = {})
{
    auto const value = json::parse(bytes, limits);
    REQUIRE_FALSE(value.has_value());
    return value.error();
}

} // namespace

TEST_CASE("A JSON value knows its line", "[base][json]")
{
    auto const value = json::parse("{\n  \"a\": 1\n,\n  \"b\": [\n    true,\n    \"x\"\n  ],\n  \"c\": -20\n}");
    REQUIRE(value);
    CHECK(value->line == 1);
    CHECK(json::line_at(*value, "/a") == 2);
    CHECK(json::line_at(*value, "/b") == 4);
    CHECK(json::line_at(*value, "/b/1") == 6);
    CHECK(json::line_at(*value, "/c") == 8);
    CHECK(json::line_at(*value, "/b/7/deeper") == 4);
    CHECK(json::line_at(*value, "/nothing") == 1);
}

TEST_CASE("Pointers escape tilde and slash", "[base][json]")
{
    CHECK(json::child_pointer("/a", "b/c~d") == "/a/b~1c~0d");
    auto const value = json::parse("{\"b/c~d\":\n[1]}");
    REQUIRE(value);
    CHECK(json::line_at(*value, "/b~1c~0d") == 2);
}

TEST_CASE("What is no JSON is refused with its place", "[base][json]")
{
    SECTION("a syntax error")
    {
        auto const error = error_of("{\"a\":\n{\"b\": [1, 2,, 3]}}");
        CHECK(error.key == "json-syntax");
        CHECK(error.line == 2);
        CHECK(error.pointer == "/a/b/2");
        CHECK(error.code == ErrorCode::Malformed);
    }
    SECTION("an end in the middle")
    {
        for (auto const* text : { "", "{", "{\"a\"", "{\"a\":", "[1,", "\"abc", "tru", "[1", "{\"a\":1,\"b\":[{\"c\":2}" })
            CHECK(error_of(text).key == "json-truncated");
    }
    SECTION("something after the end")
    {
        auto const error = error_of("{}\n{}");
        CHECK(error.key == "json-syntax");
        CHECK(error.line == 2);
    }
    SECTION("a duplicate key")
    {
        auto const error = error_of("{\"x\": {\"a\": 1,\n \"a\": 1}}");
        CHECK(error.key == "json-duplicate-key");
        CHECK(error.argument == "a");
        CHECK(error.pointer == "/x/a");
        CHECK(error.line == 2);
    }
    SECTION("a duplicate key among few and among many")
    {
        for (int const count : { 1, 2, 23, 24, 25, 26, 100 }) {
            for (int const twice : { 0, count / 2, count - 1 }) {
                std::string text = "{";
                for (int i = 0; i < count; ++i)
                    text += "\"k" + std::to_string(i) + "\": 1,";
                CHECK(json::parse(text + "\"other\": 1}"));
                CHECK(error_of(text + "\"k" + std::to_string(twice) + "\": 1}").argument == "k" + std::to_string(twice));
            }
        }
    }
    SECTION("keys that are the same only after unescaping") { CHECK(error_of("{\"a\":1,\"\\u0061\":2}").key == "json-duplicate-key"); }
    SECTION("invalid UTF-8")
    {
        auto const error = error_of("{\"a\":\n\"\xC3\x28\"}");
        CHECK(error.key == "json-utf8");
        CHECK(error.line == 2);
    }
    SECTION("a lone surrogate") { CHECK(error_of("[\"\\ud800\"]").key == "json-syntax"); }
    SECTION("a NUL, raw or escaped")
    {
        CHECK(error_of(std::string_view("{}\0{}", 5)).key == "json-nul");
        CHECK(error_of("[\"a\\u0000b\"]").key == "json-nul");
        CHECK(error_of("{\"a\\u0000b\": 1}").key == "json-nul");
    }
    SECTION("comments, trailing commas, single quotes, NaN")
    {
        for (auto const* text : { "{/* */}", "[1,]", "{'a':1}", "[NaN]", "[01]", "[+1]", "[.5]", "[\"\t\"]" })
            CHECK(error_of(text).key == "json-syntax");
    }
}

TEST_CASE("Limits of JSON are kept before memory is spent", "[base][json]")
{
    CHECK(error_of("[[[[1]]]]", { .max_depth = 3 }).key == "json-too-deep");
    CHECK(json::parse("[[[1]]]", { .max_depth = 3 }));
    CHECK(error_of("[1,2,3]", { .max_values = 3 }).key == "json-too-many-values");
    CHECK(json::parse("[1,2]", { .max_values = 3 }));
    CHECK(error_of("[1,2]", { .max_bytes = 4 }).code == ErrorCode::TooLarge);
    CHECK(error_of(std::string(15'000'000, '[')).key == "json-too-deep");
}

TEST_CASE("Whole numbers are exact up to 2^53 - 1", "[base][json]")
{
    auto const value = json::parse("[9007199254740991, -9007199254740991, 1.0, 1e2]");
    REQUIRE(value);
    CHECK(value->items[0].integer == 9007199254740991);
    CHECK(value->items[1].integer == -9007199254740991);
    CHECK(value->items[2].type == json::Value::Type::Number);
    CHECK(value->items[3].type == json::Value::Type::Number);
    CHECK(error_of("[9007199254740992]").key == "json-number");
    CHECK(error_of("[-9007199254740992]").key == "json-number");
    CHECK(json::parse("[18446744073709551616]")->items[0].type == json::Value::Type::Number);
    CHECK(error_of("[1e999]").key == "json-number");
}

TEST_CASE("Reading an object finds what is missing, unknown or of the wrong type", "[base][json]")
{
    auto const value = json::parse("{\"id\": \"a-1\",\n \"count\": 7,\n \"texts\": {\"de\": \"x\", \"rm\": \"y\"}}");
    REQUIRE(value);
    json::Reading reading;
    json::Object object(json::Cursor(reading, *value, ""));
    SECTION("missing")
    {
        (void)object.required("name").text();
        REQUIRE(reading.error());
        CHECK(reading.error()->key == "missing-member");
        CHECK(reading.error()->argument == "name");
        CHECK(reading.error()->line == 1);
    }
    SECTION("unknown")
    {
        CHECK(object.required("id").id() == "a-1");
        object.finish();
        REQUIRE(reading.error());
        CHECK(reading.error()->key == "unknown-member");
        CHECK(reading.error()->pointer == "/count");
        CHECK(reading.error()->line == 2);
    }
    SECTION("wrong type")
    {
        (void)object.required("count").text();
        REQUIRE(reading.error());
        CHECK(reading.error()->key == "json-type");
        CHECK(reading.error()->pointer == "/count");
    }
    SECTION("out of range")
    {
        CHECK(object.required("count").integer(1, 7) == 7);
        CHECK_FALSE(reading.error());
        (void)object.required("count").integer(8, 9);
        CHECK(reading.error()->key == "out-of-range");
    }
    SECTION("unknown language")
    {
        (void)object.required("texts").language_map();
        REQUIRE(reading.error());
        CHECK(reading.error()->key == "unknown-language");
        CHECK(reading.error()->pointer == "/texts/rm");
    }
    SECTION("the first error stays")
    {
        (void)object.required("id").integer(0, 1);
        (void)object.required("count").text();
        CHECK(reading.error()->pointer == "/id");
    }
}
