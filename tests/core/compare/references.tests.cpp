#include "core/compare/profiles_json.h"
#include "core/compare/register.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

/// Beside the checkout, or where KONKORDAT_SOURCES says.
std::filesystem::path sources_folder()
{
    if (auto const* folder = std::getenv("KONKORDAT_SOURCES"))
        return folder;
    return std::filesystem::path(KONKORDAT_SOURCE_DIR) / ".." / "shared" / "sources";
}

std::string read(std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> split(std::string const& text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

/// Lower case (ASCII), one space between words.
std::string folded(std::string const& text)
{
    std::string result;
    for (auto const character : text) {
        auto const is_space = character == ' ' || character == '\t' || character == '\n' || character == '\r' || character == '\f';
        if (!is_space)
            result += character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    return result;
}

/// The lines of a source document, or nothing where it is not there.
std::vector<std::string> lines_of_document(std::string const& number)
{
    if (!std::filesystem::is_directory(sources_folder()))
        return {};
    for (auto const& entry : std::filesystem::directory_iterator(sources_folder())) {
        if (entry.path().filename().string().starts_with(number + "_"))
            return split(read(entry.path()), '\n');
    }
    return {};
}

std::string cited(std::vector<std::string> const& lines, FromDocument const& place)
{
    std::string text;
    for (auto line = place.first_line; line <= place.last_line && static_cast<std::size_t>(line) <= lines.size(); ++line)
        text += lines[static_cast<std::size_t>(line) - 1] + " ";
    return folded(text);
}

struct Fixture {
    Fixture()
        : set(load_dimensions(world).value())
        , file(load_reference_mechanisms(world, set).value())
    {
    }
    TestWorld world;
    DimensionSet set;
    ProfileFile file;
};

Cell const& cell(Fixture const& fixture, std::string_view profile, std::string_view dimension)
{
    auto const found = std::ranges::find(fixture.file.profiles, profile, &Profile::id);
    REQUIRE(found != fixture.file.profiles.end());
    return found->cell(find_dimension(fixture.set, dimension).value());
}

} // namespace

TEST_CASE("every reference mechanism is one, is dated, and gives document and lines for all it says", "[compare]")
{
    Fixture const fixture;
    CHECK(fixture.file.profiles.size() > 90);
    for (auto const& profile : fixture.file.profiles) {
        INFO(profile.id);
        CHECK(profile.origin == Origin::Reference);
        CHECK(profile.cantons.empty());
        CHECK_FALSE(profile.as_of.empty());
        CHECK_FALSE(profile.name.empty());
        CHECK_FALSE(profile.cells.empty());
        for (auto const& [index, one] : profile.cells) {
            for (auto const& statement : one.statements()) {
                for (auto const& source : statement.sources())
                    CHECK(fixture.file.documents.contains(std::get<FromDocument>(source).document));
            }
        }
    }
}

TEST_CASE("the contradictions of the studies are kept", "[compare]")
{
    Fixture const fixture;
    auto const conflict = [&](std::string_view profile, std::string_view dimension, std::int64_t one, std::int64_t other) {
        INFO(profile);
        auto const& said = cell(fixture, profile, dimension);
        CHECK(said.answer() == Answer::Conflicting);
        REQUIRE(said.statements().size() == 2);
        CHECK(said.statements()[0].values() == std::vector<Value> { one });
        CHECK(said.statements()[1].values() == std::vector<Value> { other });
    };
    conflict("cbss-coordination-bodies", "extent", 9, 10);
    conflict("cbss-police-units", "extent", 8, 9);
    conflict("de-laender-agreements", "extent", 11, 12);
    conflict("lv-working-group", "step/reflection-period/deadline", 30, 180);
    conflict("fi-steering-group", "step/reflection-period/deadline", 30, 90);
    conflict("gb-idmg", "members/number", 16, 18);
    conflict("se-rapporteur", "established", 1997, 1998);
    CHECK(cell(fixture, "pl-committee", "coordinator").answer() == Answer::Conflicting);
    CHECK(cell(fixture, "gb-nrm", "kind").statements() != cell(fixture, "nl-rapporteur", "kind").statements());
    CHECK(cell(fixture, "ru-duma-group", "step/reflection-period/deadline").answer() == Answer::Unknown);
    CHECK(cell(fixture, "is-team", "step/reflection-period/deadline").answer() == Answer::Planned);
}

TEST_CASE("every cited line exists and says what it is cited for", "[compare][sources]")
{
    Fixture const fixture;
    std::map<std::string, std::vector<std::string>> documents;
    for (auto const& [number, document] : fixture.file.documents)
        documents[number] = lines_of_document(number);
    if (std::ranges::any_of(documents, [](auto const& entry) { return entry.second.empty(); }))
        SKIP("the source documents are not beside this checkout (../shared/sources, or KONKORDAT_SOURCES)");

    // Profile, dimension, place, a word or two that stand there.
    std::set<std::tuple<std::string, std::string, std::string>> proven;
    for (auto const& line : split(read(std::filesystem::path(KONKORDAT_SOURCE_DIR) / "tests/core/compare/reference_evidence.tsv"), '\n')) {
        auto const parts = split(line, '\t');
        REQUIRE(parts.size() == 4);
        auto const place = parse_document_place(parts[2]).value();
        INFO(line);
        REQUIRE(static_cast<std::size_t>(place.last_line) <= documents.at(place.document).size());
        CHECK(parts[3].size() > 0);
        CHECK(cited(documents.at(place.document), place).find(folded(parts[3])) != std::string::npos);
        proven.emplace(parts[0], parts[1], parts[2]);
    }
    for (auto const& profile : fixture.file.profiles) {
        for (auto const& [index, one] : profile.cells) {
            for (auto const& statement : one.statements()) {
                for (auto const& source : statement.sources()) {
                    INFO(profile.id << " " << fixture.set.dimensions[index].id << " " << to_string(source));
                    CHECK(proven.contains({ profile.id, fixture.set.dimensions[index].id, to_string(source) }));
                }
            }
        }
    }
}

TEST_CASE("years and numbers stand in the lines that are cited for them", "[compare][sources]")
{
    Fixture const fixture;
    if (lines_of_document("003").empty())
        SKIP("the source documents are not beside this checkout (../shared/sources, or KONKORDAT_SOURCES)");
    auto const established = find_dimension(fixture.set, "established").value();
    for (auto const& profile : fixture.file.profiles) {
        for (auto const& statement : profile.cell(established).statements()) {
            for (auto const& value : statement.values()) {
                for (auto const& source : statement.sources()) {
                    auto const& place = std::get<FromDocument>(source);
                    INFO(profile.id << " " << to_string(source));
                    CHECK(cited(lines_of_document(place.document), place).find(std::to_string(std::get<std::int64_t>(value)))
                        != std::string::npos);
                }
            }
        }
    }
}

TEST_CASE("the register has 26 cantons, of which the listing of 2016 names 18 and says nothing of the others", "[compare]")
{
    Fixture fixture;
    auto const profiles = register_profiles(load_cantons(fixture.world).value(), fixture.set);
    REQUIRE(profiles.size() == 26);
    auto const listed = find_dimension(fixture.set, "listed-2016").value();
    CHECK(std::ranges::count_if(profiles, [&](Profile const& one) { return one.cell(listed).answer() == Answer::Known; }) == 18);
    CHECK(std::ranges::count_if(profiles, [&](Profile const& one) { return one.cell(listed).answer() == Answer::Unknown; }) == 8);
    for (auto const& profile : profiles)
        CHECK(profile.cell(listed).statements().size() == 1);
    auto const lines = lines_of_document("000");
    if (lines.empty())
        SKIP("the source documents are not beside this checkout (../shared/sources, or KONKORDAT_SOURCES)");
    auto const place = std::get<FromDocument>(profiles.front().cell(listed).statements().front().sources().front());
    auto const text = cited(lines, place);
    for (auto const& profile : profiles) {
        auto const abbreviation = folded(profile.cantons.front().substr(3));
        auto const named = text.find(": " + abbreviation + ",") != std::string::npos
            || text.find(" " + abbreviation + ",") != std::string::npos || text.find(" " + abbreviation + ".") != std::string::npos;
        INFO(profile.id);
        CHECK(named == (profile.cell(listed).answer() == Answer::Known));
    }
}

TEST_CASE("profiles survive writing and reading", "[compare]")
{
    Fixture const fixture;
    CHECK(read_profiles(write_profiles(fixture.file, fixture.set), fixture.set).value() == fixture.file);
    ProfileFile notes;
    auto& profile = notes.profiles.emplace_back();
    profile.id = "note";
    profile.origin = Origin::Hand;
    profile.name = { { Language::French, "Table ronde" } };
    profile.cantons = { "CH-GE" };
    profile.cells[find_dimension(fixture.set, "mandate/date").value()].add(
        Statement(State::Known, { Date::create(2020, 2, 29).value() }, { ByHand { "Anna", Date::create(2027, 1, 31).value() } }));
    profile.cells[find_dimension(fixture.set, "lead").value()].add(Statement(
        State::None, {}, { FromAgreement { AgreementId("a-1"), "clause:leadership" }, FromAgreement { AgreementId("a-1"), "" } }));
    CHECK(read_profiles(write_profiles(notes, fixture.set), fixture.set).value() == notes);
}

TEST_CASE("a wrong profile is refused with its place", "[compare]")
{
    Fixture const fixture;
    auto const key_of = [&](std::string const& cells, std::string const& more = R"("cantons":["CH-GE"],"origin":"hand")") {
        auto const result = read_profiles(
            R"({"format":"konkordat-profiles/1","profiles":[{"id":"a","name":{"de":"A"},)" + more + R"(,"cells":{)" + cells + "}}]}",
            fixture.set);
        return result ? "" : result.error().key;
    };
    std::string const by = R"("sources":[{"author":"Anna","date":"2027-01-31"}])";
    CHECK(key_of(R"("form":[{"values":["contract"],)" + by + "}]").empty());
    CHECK(key_of(R"("form":[{"values":["contract"]}])") == "statement-source");
    CHECK(key_of(R"("form":[{"values":["contract"],"sources":[]}])") == "statement-source");
    CHECK(key_of(R"("form":[{"state":"none"}])") == "statement-source");
    CHECK(key_of(R"("form":[{)" + by + "}]") == "statement-values");
    CHECK(key_of(R"("form":[{"state":"none","values":["contract"],)" + by + "}]") == "statement-values");
    CHECK(key_of(R"("form":[{"state":"perhaps",)" + by + "}]") == "unknown-value");
    CHECK(key_of(R"("form":[{"values":["treaty"],)" + by + "}]") == "comparison-value");
    CHECK(key_of(R"("form":[{"values":[1],)" + by + "}]") == "json-type");
    CHECK(key_of(R"("meetings/associate":[{"values":[1,2],)" + by + "}]") == "comparison-value");
    CHECK(key_of(R"("colour":[{"values":["red"],)" + by + "}]") == "unknown-dimension");
    CHECK(key_of(R"("form":[{"values":["contract"],"sources":["003:1"]}])") == "dangling-reference");
    CHECK(key_of(R"("form":[{"values":["contract"],"source":"x",)" + by + "}]") == "unknown-member");
    CHECK(key_of("", R"("origin":"reference","cantons":["CH-GE"])") == "no-canton");
    CHECK(key_of("", R"("origin":"hand")") == "no-canton");
    CHECK(key_of("", R"("origin":"agreement","cantons":["CH-GE"])") == "unknown-value");
    CHECK(read_profiles(R"({"format":"konkordat-profiles/2","profiles":[]})", fixture.set).error().code == ErrorCode::UnsupportedVersion);
}
