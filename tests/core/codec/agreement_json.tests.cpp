#include "core/codec/agreement_json.h"

#include "core/base/base64.h"
#include "tests/core/codec/random_agreement.h"
#include "tests/core/image/sample_png.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace konkordat;

namespace {

Error error_of(std::string_view bytes)
{
    auto const agreement = read_agreement(bytes);
    REQUIRE_FALSE(agreement.has_value());
    CHECK_FALSE(agreement.error().message.empty());
    CHECK_FALSE(agreement.error().key.empty());
    return agreement.error();
}

/// The small agreement's JSON with `from` replaced by `to`, which must be there.
std::string with(std::string_view from, std::string_view to)
{
    auto json = write_agreement(small_agreement());
    auto const place = json.find(from);
    REQUIRE(place != std::string::npos);
    return json.replace(place, from.size(), to);
}

/// One member a line, so that lines in errors mean something.
std::string in_lines(std::string const& json)
{
    std::string lines;
    bool in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        lines += json[i];
        if (json[i] == '\\')
            lines += json[++i];
        else if (json[i] == '"')
            in_text = !in_text;
        else if (!in_text && json[i] == ',')
            lines += '\n';
    }
    return lines;
}

} // namespace

TEST_CASE("Random agreements come back as they were, and their bytes too", "[codec]")
{
    std::mt19937 random(42);
    for (int round = 0; round < 500; ++round) {
        auto const agreement = random_agreement(random);
        REQUIRE(check_consistency(agreement).has_value());
        auto const bytes = write_agreement(agreement);
        auto const read = read_agreement(bytes);
        CAPTURE(bytes);
        if (!read)
            FAIL(read.error().to_string());
        REQUIRE(*read == agreement);
        REQUIRE(write_agreement(*read) == bytes);
    }
}

TEST_CASE("The canonical bytes of an agreement do not change", "[codec]")
{
    std::ifstream file(KONKORDAT_SOURCE_DIR "/tests/fixtures/agreements/small.json", std::ios::binary);
    std::string const golden { std::istreambuf_iterator<char>(file), {} };
    CHECK(write_agreement(small_agreement()) == golden);
}

TEST_CASE("Canonical bytes are sorted, without spaces, escaped as RFC 8785 says", "[codec]")
{
    auto const json = write_agreement(small_agreement());
    CHECK(json.starts_with("{\"$schema\":\"urn:konkordat:schema:agreement:1\",\"cantons\":[\"CH-BE\"],\"clauses\":[{\"body\":"));
    CHECK(json.ends_with("\"published\":true}}"));
    CHECK(json.find("\"place\":\"Bern\\t€\u2028\"") != std::string::npos);
    CHECK(json.find("\"entry\":{\"date\":\"2027-01-01\"}") != std::string::npos);
    auto agreement = small_agreement();
    agreement.variables = { { "x", std::string("\x01\x1F\b\f\n\r\t\"\\/\x7F") } };
    CHECK(write_agreement(agreement).find("\"x\":\"\\u0001\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\x7F\"") != std::string::npos);
}

TEST_CASE("A file cut off anywhere is refused", "[codec]")
{
    auto const json = write_agreement(small_agreement());
    for (std::size_t length = 0; length < json.size(); ++length) {
        auto const agreement = read_agreement(std::string_view(json).substr(0, length));
        REQUIRE_FALSE(agreement.has_value());
        REQUIRE((agreement.error().key == "json-truncated" || agreement.error().key == "json-utf8"));
    }
}

TEST_CASE("A file with a byte changed is read or refused, never misread in silence", "[codec]")
{
    auto const json = write_agreement(small_agreement());
    for (std::size_t i = 0; i < json.size(); ++i) {
        for (char byte : { '\0', '"', '{', '9', '\xFF' }) {
            auto changed = json;
            changed[i] = byte;
            auto const agreement = read_agreement(changed);
            if (agreement)
                REQUIRE((changed == json || !(*agreement == small_agreement())));
            else
                REQUIRE_FALSE(agreement.error().key.empty());
        }
    }
}

TEST_CASE("Every refusal names its place", "[codec]")
{
    struct Case {
        char const* from;
        char const* to;
        char const* key;
        char const* pointer;
        ErrorCode code;
    };
    using enum ErrorCode;
    for (auto const& entry :
        {
            Case { "agreement:1\"", "agreement:2\"", "unsupported-version", "/$schema", UnsupportedVersion },
            Case { "\"$schema\":\"urn:konkordat:schema:agreement:1\",", "", "missing-member", "", Malformed },
            Case { "\"form\":\"declaration\"", "\"form\":\"oral\"", "unknown-value", "/form", Malformed },
            Case { "\"form\":\"declaration\"", "\"form\":7", "json-type", "/form", Malformed },
            Case { "\"form\":\"declaration\"", "\"form\":null", "json-type", "/form", Malformed },
            Case { "\"form\":\"declaration\"", "\"form\":\"declaration\",\"victim\":\"x\"", "unknown-member", "/victim", Malformed },
            Case { "\"form\":\"declaration\"", "\"form\":\"declaration\",\"form\":\"contract\"", "json-duplicate-key", "/form", Malformed },
            Case { "\"cantons\":[\"CH-BE\"]", "\"cantons\":[]", "no-canton", "/cantons", Inconsistent },
            Case { "\"cantons\":[\"CH-BE\"]", "\"cantons\":[\"Bern\"]", "unknown-canton", "/cantons/0", Inconsistent },
            Case { "\"cantons\":[\"CH-BE\"]", "\"cantons\":[\"CH-BE\",\"CH-BE\"]", "duplicate-id", "/cantons/1", Inconsistent },
            Case { "\"languages\":[\"de\",\"fr\"]", "\"languages\":[]", "no-language", "/languages", Inconsistent },
            Case { "\"languages\":[\"de\",\"fr\"]", "\"languages\":[\"de\",\"rm\"]", "unknown-language", "/languages/1", Malformed },
            Case { "\"languages\":[\"de\",\"fr\"]", "\"languages\":[\"de\",\"de\"]", "duplicate-id", "/languages/1", Inconsistent },
            Case { "\"createdAt\":\"2026-01-01T00:00:00Z\"", "\"createdAt\":\"yesterday\"", "invalid-date", "/createdAt", Malformed },
            Case { "\"date\":\"2026-01-07\"", "\"date\":\"2026-02-30\"", "invalid-date", "/mandate/date", Malformed },
            Case { "\"days\":30", "\"days\":30.5", "json-type", "/variables/days", Malformed },
            Case { "\"days\":30", "\"days\":[30]", "json-type", "/variables/days", Malformed },
            Case { "\"days\":30", "\"Days\":30", "invalid-id", "/variables/Days", Inconsistent },
            Case { "\"days\":30", "\"days\":99999999999999999", "json-number", "/variables/days", Malformed },
            Case {
                "{\"date\":\"2027-01-01\"}", "{\"date\":\"2027-01-01\",\"de\":\"x\"}", "unknown-member", "/variables/entry/de", Malformed },
            Case { "\"deadlineDays\":3", "\"deadlineDays\":-3", "out-of-range", "/procedure/0/deadlineDays", Malformed },
            Case {
                "\"substituteFor\":\"c1\"", "\"substituteFor\":\"c9\"", "dangling-reference", "/contacts/1/substituteFor", Inconsistent },
            Case {
                "\"substituteFor\":\"c1\"", "\"substituteFor\":\"c2\"", "dangling-reference", "/contacts/1/substituteFor", Inconsistent },
            Case { "\"id\":\"c2\"", "\"id\":\"c1\"", "duplicate-id", "/contacts/1/id", Inconsistent },
            Case { "\"id\":\"c2\"", "\"id\":\"C 2\"", "invalid-id", "/contacts/1/id", Malformed },
            Case { "\"clause\":\"s\",\"deadlineDays\"", "\"clause\":\"t\",\"deadlineDays\"", "dangling-reference", "/procedure/0/clause",
                Inconsistent },
            Case { "\"kind\":\"section\"", "\"kind\":\"clause\"", "clause-without-section", "/clauses/0/kind", Inconsistent },
            Case { "{\"kind\":\"responsible\",\"organisation\":\"police\"}", "{\"kind\":\"responsible\",\"organisation\":\"polices\"}",
                "dangling-reference", "/procedure/0/responsibilities/0/organisation", Inconsistent },
            Case { "Zweck",
                "Zw\xC3"
                "ck",
                "json-utf8", "", Malformed },
            Case { "Zweck", "Zw\\u0000ck", "json-nul", "/clauses/0/heading/de", Malformed },
        }) {
        CAPTURE(entry.from, entry.to);
        auto const error = error_of(with(entry.from, entry.to));
        CHECK(error.key == entry.key);
        CHECK(error.pointer == entry.pointer);
        CHECK(error.code == entry.code);
        CHECK(error.line == 1);
    }
}

TEST_CASE("Errors of consistency name the line too", "[codec]")
{
    auto const json = in_lines(with("\"substituteFor\":\"c1\"", "\"substituteFor\":\"c9\""));
    auto const error = error_of(json);
    auto const place = json.find("\"c9\"");
    CHECK(error.line == 1 + std::count(json.begin(), json.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
}

TEST_CASE("Files beyond the limits are refused", "[codec]")
{
    CHECK(error_of(std::string(100'000'000, ' ')).key == "json-too-large");
    CHECK(error_of(with("\"days\":30", "\"days\":" + std::string(100, '[') + std::string(100, ']'))).key == "json-too-deep");
    CHECK(error_of(with("Kantonspolizei", std::string(limits::max_line_bytes + 1, 'x'))).key == "text-too-long");
    CHECK(read_agreement(with("Kantonspolizei", std::string(limits::max_line_bytes, 'x'))));
    CHECK(error_of(with("Text mit", std::string(limits::max_text_bytes + 1, 'x'))).key == "text-too-long");
    std::string organisations;
    for (std::size_t i = 0; i <= limits::max_organisations; ++i)
        organisations += "{\"id\":\"o" + std::to_string(i) + "\",\"name\":{}},";
    CHECK(error_of(with("\"organisations\":[", "\"organisations\":[" + organisations)).key == "too-many-items");
}

TEST_CASE("What the model accepts at its limits can be written and read", "[codec]")
{
    auto agreement = small_agreement();
    std::string const text(limits::max_text_bytes - 2, '\x01');
    agreement.clauses[0].body = { { Language::German, text } };
    CHECK(check_consistency(agreement).has_value());
    agreement.clauses[0].body = { { Language::German, text }, { Language::French, text }, { Language::Italian, text } };
    CHECK(check_consistency(agreement).error().key == "json-too-large");
    agreement.clauses[0].body = { { Language::German, text }, { Language::French, std::string(limits::max_text_bytes, 'a') } };
    REQUIRE(check_consistency(agreement).has_value());
    auto const read = read_agreement(write_agreement(agreement));
    REQUIRE(read);
    CHECK(*read == agreement);
}

namespace {

/// The small agreement with this appearance, as JSON.
std::string with_appearance(std::string const& members) { return with("\"cantons\"", "\"appearance\":{" + members + "},\"cantons\""); }

std::string emblem_json(std::string const& type, std::string const& data, std::string const& alternative = R"({"de":"Bär"})")
{
    return R"("letterhead":{"emblem":{"alternative":)" + alternative + R"(,"data":")" + data + R"(","mediaType":")" + type + "\"}}";
}

} // namespace

TEST_CASE("The usual appearance takes no room in a file, and only what differs is written", "[codec][appearance]")
{
    auto agreement = small_agreement();
    CHECK(write_agreement(agreement).find("appearance") == std::string::npos);
    CHECK(*read_agreement(with_appearance("")) == agreement);
    CHECK(*read_agreement(with_appearance(R"("style":"sober","setting":"ragged","letterhead":{})")) == agreement);
    agreement.appearance.setting = TextSetting::Justified;
    agreement.appearance.letterhead.emblem = Emblem { sample::small_png(), { { Language::German, "Bär" } } };
    CHECK(write_agreement(agreement).find(R"("appearance":{"letterhead":{"emblem":{"alternative":{"de":"Bär"},"data":"iVBORw0KGgo)")
        != std::string::npos);
    CHECK(write_agreement(agreement).find(R"("mediaType":"image/png"}},"setting":"justified"})") != std::string::npos);
    CHECK(*read_agreement(write_agreement(agreement)) == agreement);
}

TEST_CASE("An appearance that does not follow the rules is refused with its place", "[codec][appearance]")
{
    auto const refusal = [](std::string const& members) {
        auto const error = error_of(with_appearance(members));
        return error.key + " " + error.pointer;
    };
    auto const png = encode_base64(sample::small_png());
    CHECK(read_agreement(with_appearance(emblem_json("image/png", png))));
    CHECK(refusal(R"("look":"nice")") == "unknown-member /appearance/look");
    CHECK(refusal(R"("setting":"centred")") == "unknown-value /appearance/setting");
    CHECK(refusal(R"("arrangement":"sideways")") == "unknown-value /appearance/arrangement");
    CHECK(refusal(R"("references":"endnotes")") == "unknown-value /appearance/references");
    CHECK(refusal(R"("style":"No Such")") == "invalid-id /appearance/style");
    CHECK(refusal(R"("colour":"#ffff00")") == "colour-contrast /appearance/colour");
    CHECK(refusal(emblem_json("image/jpeg", png)) == "image-media-type /appearance/letterhead/emblem/mediaType");
    CHECK(refusal(emblem_json("image/gif", png)) == "image-media-type /appearance/letterhead/emblem/mediaType");
    CHECK(refusal(emblem_json("image/png", png + "A")) == "invalid-base64 /appearance/letterhead/emblem/data");
    CHECK(refusal(emblem_json("image/png", "R0lGODlh")) == "image-kind /appearance/letterhead/emblem/data");
    CHECK(refusal(emblem_json("image/png", png.substr(0, 80))) == "image-broken /appearance/letterhead/emblem/data");
    CHECK(refusal(emblem_json("image/png", encode_base64(sample::png(10'000, 10'000, 8, 2, ""))))
        == "image-too-large /appearance/letterhead/emblem/data");
    CHECK(refusal(emblem_json("image/png", png, "{}")) == "emblem-alternative /appearance/letterhead/emblem/alternative");
    CHECK(refusal(emblem_json("image/png", std::string(700'000, 'A'))) == "text-too-long /appearance/letterhead/emblem/data");
}

TEST_CASE("Where a wording was taken from is read strictly", "[codec]")
{
    auto agreement = small_agreement();
    agreement.clauses.back().taken_from[Language::German] = { AgreementId("other"), ClauseId("aims"), { "CH-GE" },
        *Date::create(2027, 1, 31) };
    auto const json = write_agreement(agreement);
    auto const part = std::string(R"("takenFrom":{"de":{"agreement":"other","cantons":["CH-GE"],"clause":"aims","date":"2027-01-31"}})");
    REQUIRE(json.find(part) != std::string::npos);
    CHECK(*read_agreement(json) == agreement);
    auto const key_with = [&](std::string const& other) {
        auto changed = json;
        return error_of(changed.replace(changed.find(part), part.size(), R"("takenFrom":)" + other)).key;
    };
    CHECK(key_with(R"({"rm":{"agreement":"other","clause":"aims"}})") == "unknown-language");
    CHECK(key_with(R"({"de-CH":{"agreement":"other","clause":"aims"}})") == "unknown-language");
    CHECK(key_with(R"({"de":{"agreement":"other"}})") == "missing-member");
    CHECK(key_with(R"({"de":{"agreement":"Other","clause":"aims"}})") == "invalid-id");
    CHECK(key_with(R"({"de":{"agreement":"other","clause":"aims","cantons":["Bern!"]}})") == "unknown-canton");
    CHECK(key_with(R"({"de":{"agreement":"other","clause":"aims","date":"today"}})") == "invalid-date");
    CHECK(key_with(R"({"de":{"agreement":"other","clause":"aims","page":1}})") == "unknown-member");
    CHECK(key_with("[]") == "json-type");
}
