#include "core/compare/register.h"
#include "tests/core/compare/reference_mechanisms.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

// What is cited, read in the documents themselves. They are no part of the project; see CMakeLists.txt.

using namespace konkordat;
using namespace konkordat::compare;

namespace {

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

std::vector<std::string> lines_of_document(std::string const& number)
{
    for (auto const& entry : std::filesystem::directory_iterator(KONKORDAT_SOURCE_DOCUMENTS)) {
        if (entry.path().filename().string().starts_with(number + "_"))
            return split(read(entry.path()), '\n');
    }
    FAIL("document " << number << " is not in " KONKORDAT_SOURCE_DOCUMENTS);
    return {};
}

std::string cited(std::vector<std::string> const& lines, FromDocument const& place)
{
    std::string text;
    for (auto line = place.first_line; line <= place.last_line && static_cast<std::size_t>(line) <= lines.size(); ++line)
        text += lines[static_cast<std::size_t>(line) - 1] + " ";
    return folded(text);
}

} // namespace

TEST_CASE("every cited line exists and says what it is cited for", "[compare][sources]")
{
    ReferenceMechanisms const fixture;
    std::map<std::string, std::vector<std::string>> documents;
    for (auto const& [number, document] : fixture.file.documents)
        documents[number] = lines_of_document(number);

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
    ReferenceMechanisms const fixture;
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

TEST_CASE("the listing of 2016 names the cantons that the register takes from it, and no other", "[compare][sources]")
{
    ReferenceMechanisms fixture;
    auto const profiles = register_profiles(load_cantons(fixture.world).value(), fixture.set);
    auto const listed = find_dimension(fixture.set, "listed-2016").value();
    auto const lines = lines_of_document("000");
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
