#include "core/compare/register.h"
#include "tests/core/compare/reference_mechanisms.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

Cell const& cell(ReferenceMechanisms const& fixture, std::string_view profile, std::string_view dimension)
{
    auto const found = std::ranges::find(fixture.file.profiles, profile, &Profile::id);
    REQUIRE(found != fixture.file.profiles.end());
    return found->cell(find_dimension(fixture.set, dimension).value());
}

} // namespace

TEST_CASE("every reference mechanism is one, is dated, and gives document and lines for all it says", "[compare]")
{
    ReferenceMechanisms const fixture;
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
    ReferenceMechanisms const fixture;
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

TEST_CASE("the register has 26 cantons, of which the listing of 2016 names 18 and says nothing of the others", "[compare]")
{
    ReferenceMechanisms fixture;
    auto const profiles = register_profiles(load_cantons(fixture.world).value(), fixture.set);
    REQUIRE(profiles.size() == 26);
    auto const listed = find_dimension(fixture.set, "listed-2016").value();
    CHECK(std::ranges::count_if(profiles, [&](Profile const& one) { return one.cell(listed).answer() == Answer::Known; }) == 18);
    CHECK(std::ranges::count_if(profiles, [&](Profile const& one) { return one.cell(listed).answer() == Answer::Unknown; }) == 8);
    for (auto const& profile : profiles)
        CHECK(profile.cell(listed).statements().size() == 1);
}

TEST_CASE("profiles survive writing and reading", "[compare]")
{
    ReferenceMechanisms const fixture;
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
    ReferenceMechanisms const fixture;
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
