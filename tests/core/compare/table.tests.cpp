#include "core/compare/table.h"
#include "core/compare/profile_of.h"
#include "core/compare/profiles_json.h"
#include "core/compare/register.h"
#include "tests/core/base/test_world.h"
#include "tests/core/compare/realistic_agreements.h"

#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

/// A reader of RFC 4180 of the test's own.
std::vector<std::vector<std::string>> read_csv(std::string const& text)
{
    std::vector<std::vector<std::string>> rows(1);
    std::string field;
    auto quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const c = text[at];
        if (quoted) {
            if (c != '"') {
                field += c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                field += '"';
                ++at;
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            REQUIRE(field.empty());
            quoted = true;
        } else if (c == ',') {
            rows.back().push_back(std::move(field));
            field.clear();
        } else if (c == '\r') {
            REQUIRE(text.at(at + 1) == '\n');
            ++at;
            rows.back().push_back(std::move(field));
            field.clear();
            rows.emplace_back();
        } else {
            REQUIRE(c != '\n');
            field += c;
        }
    }
    REQUIRE_FALSE(quoted);
    REQUIRE(field.empty());
    REQUIRE(rows.back().empty());
    rows.pop_back();
    return rows;
}

struct Fixture {
    Fixture()
        : set(load_dimensions(world).value())
        , matrix(set, load_cantons(world).value())
    {
        testing::RealisticAgreements makes(world, testing::ClauseBodies::Without);
        std::vector<Profile> profiles;
        for (std::uint32_t number = 0; number < 12; ++number)
            profiles.push_back(profile_of(makes.make(number), set, { .today = Date::create(2027, 1, 1).value() }));
        profiles = with_register(std::move(profiles), register_profiles(load_cantons(world).value(), set));
        for (auto const& profile : profiles)
            matrix.add(profile);
        auto const references = load_reference_mechanisms(world, set).value();
        for (auto const& profile : references.profiles)
            matrix.add(profile);
    }
    TestWorld world;
    DimensionSet set;
    Matrix matrix;
};

} // namespace

TEST_CASE("a CSV field is quoted where RFC 4180 asks for it", "[compare]")
{
    CHECK(csv_field("").empty());
    CHECK(csv_field("Bern") == "Bern");
    CHECK(csv_field("a,b") == "\"a,b\"");
    CHECK(csv_field("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(csv_field("one\r\ntwo") == "\"one\r\ntwo\"");
    CHECK(csv_field("one\ntwo") == "\"one\ntwo\"");
}

TEST_CASE("no CSV field begins as a formula", "[compare]")
{
    CHECK(csv_field("=1+1") == "'=1+1");
    CHECK(csv_field("+41 31 000 00 00") == "'+41 31 000 00 00");
    CHECK(csv_field("-cmd") == "'-cmd");
    CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_field("\t=1") == "'\t=1");
    CHECK(csv_field("\r=1") == "\"'\r=1\"");
    CHECK(csv_field("=a,\"b\"") == "\"'=a,\"\"b\"\"\"");
    CHECK(csv_field("-12") == "-12");
    CHECK(csv_field("-") == "'-");
    CHECK(csv_field("-1-2") == "'-1-2");
    CHECK(csv_field("1=1") == "1=1");
}

TEST_CASE("CSV has every row and cell, in any language", "[compare]")
{
    Fixture const fixture;
    for (auto const language : all_languages) {
        auto options = whole_table(fixture.matrix, language);
        CHECK(options.rows.size() == fixture.matrix.rows().size());
        auto const text = write_csv(fixture.matrix, options);
        auto const rows = read_csv(text);
        REQUIRE(rows.size() == options.rows.size() + 1);
        for (auto const& row : rows) {
            REQUIRE(row.size() == 5 + 3 * fixture.set.dimensions.size());
            for (auto const& field : row)
                REQUIRE((field.empty() || std::string_view("=+@\t\r").find(field.front()) == std::string_view::npos));
        }
        for (std::size_t row = 0; row < options.rows.size(); ++row) {
            for (std::size_t column = 0; column < options.dimensions.size(); ++column) {
                auto const cell = fixture.matrix.cell(options.rows[row], options.dimensions[column]);
                auto const& dimension = fixture.set.dimensions[options.dimensions[column]];
                auto const& fields = rows[row + 1];
                CHECK(fields[5 + 3 * column] == cell_text(fixture.set, dimension, cell, language));
                CHECK(fields[6 + 3 * column] == text_in(find_label(fixture.set.answers, name_of(cell.answer()))->text, language));
                CHECK((cell.statements().empty() == fields[7 + 3 * column].empty()));
            }
        }
        options.mark = ByteOrderMark::With;
        CHECK(write_csv(fixture.matrix, options) == "\xEF\xBB\xBF" + text);
    }
}

TEST_CASE("references come last in a table and say where they are from", "[compare]")
{
    Fixture const fixture;
    auto const rows = whole_table(fixture.matrix, Language::German).rows;
    auto seen = false;
    for (auto const row : rows) {
        auto const is_reference = fixture.matrix.rows()[row].origin == Origin::Reference;
        CHECK((!seen || is_reference));
        seen = seen || is_reference;
    }
    CHECK(seen);
}

TEST_CASE("a contradiction shows both sides", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    auto const& dimension = set.dimensions[find_dimension(set, "coordinator").value()];
    Cell cell;
    cell.add(Statement(State::Known, { true }, { FromDocument { "004", 604, 604 } }));
    cell.add(Statement(State::None, {}, { FromDocument { "004", 712, 712 } }));
    cell.add(Statement(State::Unknown, {}, { ByHand { "Anna", Date() } }));
    CHECK(cell_text(set, dimension, cell, Language::English) == "yes / none");
    CHECK(sources_text(set, cell, Language::English) == "004:604; by hand: Anna, 1970-01-01; 004:712");
}

TEST_CASE("JSON has every statement with its sources, and the counts", "[compare]")
{
    Fixture const fixture;
    auto const options = whole_table(fixture.matrix, Language::French);
    auto const json = nlohmann::json::parse(write_comparison(fixture.matrix, options));
    CHECK(json["format"] == "konkordat-comparison/1");
    CHECK(json["language"] == "fr");
    REQUIRE(json["rows"].size() == options.rows.size());
    REQUIRE(json["dimensions"].size() == fixture.set.dimensions.size());
    for (std::size_t row = 0; row < options.rows.size(); ++row) {
        for (auto const index : options.dimensions) {
            auto const cell = fixture.matrix.cell(options.rows[row], index);
            auto const& cells = json["rows"][row]["cells"];
            auto const& id = fixture.set.dimensions[index].id;
            REQUIRE(cells.contains(id) == !cell.statements().empty());
            if (!cells.contains(id))
                continue;
            CHECK(cells[id]["answer"] == name_of(cell.answer()));
            REQUIRE(cells[id]["statements"].size() == cell.statements().size());
            for (std::size_t statement = 0; statement < cell.statements().size(); ++statement)
                CHECK(cells[id]["statements"][statement]["sources"].size() == cell.statements()[statement].sources().size());
        }
    }
    auto const& listed = json["counts"]["listed-2016"]["cantons"];
    CHECK(listed["total"] == 26);
    CHECK(listed["applicable"] == 26);
    CHECK(listed["answers"]["known"] == 18);
    CHECK(listed["answers"]["unknown"] == 8);
    CHECK(json["counts"]["form"]["mechanisms"]["total"] == 12);
}
