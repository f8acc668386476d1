#include "web/app/catalogue.h"

#include "core/agreement/agreement.h"
#include "core/store/command.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace konkordat;
using konkordat::app::Catalogue;

namespace {

Catalogue load(Language language)
{
    SystemWorld world;
    auto catalogue = Catalogue::load(world, language);
    REQUIRE(catalogue);
    return std::move(*catalogue);
}

std::set<std::string> placeholders(std::string const& text)
{
    std::set<std::string> names;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        auto const close = text.find('}', open);
        if (close != std::string::npos)
            names.insert(text.substr(open, close - open + 1));
    }
    return names;
}

/// Every string literal in the application's sources that begins with the prefix.
std::set<std::string> literals_in_sources()
{
    std::set<std::string> found;
    for (auto const* folder : { "/web/app", "/web/views" }) {
        for (auto const& entry : std::filesystem::directory_iterator(std::string(KONKORDAT_SOURCE_DIR) + folder)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h")
                continue;
            std::ifstream file { entry.path() };
            std::stringstream content;
            content << file.rdbuf();
            auto const text = content.str();
            for (auto begin = text.find('"'); begin != std::string::npos;) {
                auto const end = text.find('"', begin + 1);
                if (end == std::string::npos)
                    break;
                found.insert(text.substr(begin + 1, end - begin - 1));
                begin = text.find('"', end + 1);
            }
        }
    }
    return found;
}

} // namespace

TEST_CASE("All interface languages have the same entries with the same placeholders", "[app]")
{
    auto const english = load(Language::English);
    REQUIRE(english.texts().size() > 300);
    for (auto const language : { Language::German, Language::French, Language::Italian }) {
        auto const other = load(language);
        CAPTURE(language_code(language));
        for (auto const& [key, text] : english.texts()) {
            CAPTURE(key);
            REQUIRE(other.has(key));
            auto const& translated = other.texts().at(key);
            CHECK_FALSE(translated.empty());
            CHECK(placeholders(translated) == placeholders(text));
        }
        for (auto const& entry : other.texts()) {
            CAPTURE(entry.first);
            CHECK(english.has(entry.first));
        }
    }
}

TEST_CASE("German is written as in Switzerland, without the sharp s", "[app]")
{
    auto const german = load(Language::German);
    for (auto const& [key, text] : german.texts()) {
        CAPTURE(key);
        CHECK(text.find("ß") == std::string::npos);
    }
}

TEST_CASE("Every catalogue key that a screen names has an entry", "[app]")
{
    auto const english = load(Language::English);
    std::set<std::string> prefixes;
    for (auto const& [key, text] : english.texts())
        prefixes.insert(key.substr(0, key.find('.')));
    for (auto const& literal : literals_in_sources()) {
        auto const dot = literal.find('.');
        bool const looks_like_key = dot != std::string::npos && dot + 1 < literal.size() && prefixes.contains(literal.substr(0, dot))
            && literal.find_first_not_of("abcdefghijklmnopqrstuvwxyz-.") == std::string::npos;
        if (!looks_like_key)
            continue;
        CAPTURE(literal);
        bool const is_prefix = std::ranges::any_of(english.texts(), [&](auto const& entry) {
            return entry.first.starts_with(literal) && (literal.back() == '.' || entry.first.starts_with(literal + "."));
        });
        CHECK((english.has(literal) || is_prefix));
    }
}

TEST_CASE("Every command has its words for the history", "[app]")
{
    auto const english = load(Language::English);
    for (auto const key : history_keys()) {
        CAPTURE(key);
        CHECK(english.has(key));
    }
}

TEST_CASE("Placeholders are filled and unknown ones stay visible", "[app]")
{
    auto const english = load(Language::English);
    CHECK(english("draft.move.up") == "Move up");
    CHECK(english("import.done", { { "title", "A {title} B" } }) == "«A {title} B» was imported.");
    CHECK(english("no.such.key") == "no.such.key");
    CHECK(english.plural("start.count", 1) == "1 agreement");
    CHECK(english.plural("start.count", 3) == "3 agreements");
    CHECK(load(Language::French).plural("start.count", 0) == load(Language::French)("start.count.one", { { "count", "0" } }));
}

TEST_CASE("An error is told with its place, in the user's language", "[app]")
{
    auto const german = load(Language::German);
    Error const error { .code = ErrorCode::Malformed, .message = "unexpected", .file = "a.json", .pointer = "/clauses/3", .line = 12 };
    CHECK(german.describe(error) == "Die Datei hat nicht das erwartete Format. (Datei «a.json», Zeile 12, bei /clauses/3)");
    Error const keyed { .code = ErrorCode::Inconsistent, .message = "twice", .key = "duplicate-id", .argument = "x-1" };
    CHECK(german.describe(keyed).find("x-1") != std::string::npos);
}
