#include "core/compare/matrix.h"
#include "core/compare/profiles_json.h"
#include "core/compare/register.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

Date const today = Date::create(2027, 1, 1).value();

Profile reference(DimensionSet const& set, std::string const& form)
{
    Profile profile;
    profile.id = "reference";
    profile.origin = Origin::Reference;
    profile.cantons = { "CH-BE" }; // even so
    profile.cells[find_dimension(set, "form").value()].add(Statement(State::Known, { Code { form } }, { FromDocument { "003", 1, 1 } }));
    return profile;
}

Profile of_canton(DimensionSet const& set, std::string const& id, std::vector<std::string> cantons, std::optional<Statement> form)
{
    Profile profile;
    profile.id = id;
    profile.cantons = std::move(cantons);
    if (form)
        profile.cells[find_dimension(set, "form").value()].add(*form);
    return profile;
}

} // namespace

TEST_CASE("cantons are counted of 26, with several agreements, shared ones and none", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    Source const source = ByHand { "Anna", today };
    Statement const contract(State::Known, { Code { "contract" } }, { source });
    Statement const declaration(State::Known, { Code { "declaration" } }, { source });
    Matrix matrix(set, load_cantons(world).value());
    std::vector<Profile> profiles {
        of_canton(set, "a", { "CH-BE" }, contract),
        of_canton(set, "b", { "CH-BE" }, declaration),                 // Bern: two that differ
        of_canton(set, "c", { "CH-ZH", "CH-AG" }, contract),           // shared
        of_canton(set, "d", { "CH-AG" }, std::nullopt),                // unknown contradicts nothing
        of_canton(set, "e", { "CH-GE" }, Statement(State::None, {}, { source })),
        of_canton(set, "f", { "CH-VD" }, Statement(State::Planned, {}, { source })),
        of_canton(set, "g", { "CH-VS" }, Statement(State::NotApplicable, {}, { source })),
        of_canton(set, "h", { "CH-XA" }, contract),                    // of an example
        reference(set, "contract"),
    };
    std::vector<RowNumber> rows;
    for (auto const& profile : with_register(profiles, register_profiles(load_cantons(world).value(), set)))
        rows.push_back(matrix.add(profile));
    CHECK(matrix.rows().size() == profiles.size() + 26 - 5);
    auto const form = find_dimension(set, "form").value();

    auto const cantons = matrix.count_cantons(form, rows);
    CHECK(cantons.total == 26);
    CHECK(cantons.of(Answer::Known) == 2);
    CHECK(cantons.of(Answer::Conflicting) == 1);
    CHECK(cantons.of(Answer::None) == 1);
    CHECK(cantons.of(Answer::Planned) == 1);
    CHECK(cantons.of(Answer::NotApplicable) == 1);
    CHECK(cantons.of(Answer::Unknown) == 20);
    CHECK(cantons.applicable() == 25);
    CHECK(cantons.values == std::vector<ValueCount> { { Code { "contract" }, 2 } });

    auto const mechanisms = matrix.count_mechanisms(form, rows);
    CHECK(mechanisms.total == 8);
    CHECK(mechanisms.of(Answer::Known) == 4);
    CHECK(mechanisms.values == std::vector<ValueCount> { { Code { "contract" }, 3 }, { Code { "declaration" }, 1 } });

    auto const listed = matrix.count_cantons(find_dimension(set, "listed-2016").value(), rows);
    CHECK(listed.of(Answer::Known) == 18);
    CHECK(listed.of(Answer::Unknown) == 8);
}

TEST_CASE("what the register says of one canton is not said of those it shares an agreement with", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    auto const listed = find_dimension(set, "listed-2016").value();
    std::vector<Profile> const shared { of_canton(set, "shared", { "CH-BE", "CH-ZG" }, std::nullopt) };
    Matrix matrix(set, load_cantons(world).value());
    std::vector<RowNumber> rows;
    for (auto const& profile : with_register(shared, register_profiles(load_cantons(world).value(), set)))
        rows.push_back(matrix.add(profile));
    CHECK(rows.size() == 27);
    CHECK(matrix.answer(0, listed) == Answer::Unknown);
    CHECK(matrix.count_cantons(listed, rows).of(Answer::Known) == 18);
}

TEST_CASE("reference mechanisms stand beside the cantons and are never counted", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    auto const form = find_dimension(set, "form").value();
    auto const references = load_reference_mechanisms(world, set).value().profiles;
    Matrix matrix(set, load_cantons(world).value());
    std::vector<RowNumber> rows;
    for (auto const& profile : references)
        rows.push_back(matrix.add(profile));
    rows.push_back(matrix.add(reference(set, "contract")));
    for (std::size_t index = 0; index < set.dimensions.size(); ++index) {
        CHECK(matrix.count_mechanisms(index, rows) == Counts {});
        auto const cantons = matrix.count_cantons(index, rows);
        CHECK(cantons.of(Answer::Unknown) == 26);
        CHECK(cantons.values.empty());
        for (auto const& group : matrix.ask({ .group_by = index }).groups)
            CHECK(group.rows.empty());
    }
    auto const reply = matrix.ask({ .filters = { { .dimension = form, .values = { Code { "contract" } } } }, .cantons = { "CH-ZH" } });
    CHECK(reply.groups.front().rows.empty());
    CHECK(reply.references.size() > 3);
    CHECK(reply.references.size() < rows.size());
}

TEST_CASE("only what differs: unknown and known differ, two ways of not knowing do not", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    auto const form = find_dimension(set, "form").value();
    Source const source = ByHand { "Anna", today };
    Matrix matrix(set, load_cantons(world).value());
    auto const nothing = matrix.add(of_canton(set, "a", { "CH-BE" }, std::nullopt));
    auto const asked = matrix.add(of_canton(set, "b", { "CH-ZH" }, Statement(State::Unknown, {}, { source })));
    auto const contract = matrix.add(of_canton(set, "c", { "CH-ZH" }, Statement(State::Known, { Code { "contract" } }, { source })));
    auto const also = matrix.add(
        of_canton(set, "d", { "CH-ZH" }, Statement(State::Known, { Code { "contract" } }, { ByHand { "Beat", today } })));
    auto const other = matrix.add(of_canton(set, "e", { "CH-ZH" }, Statement(State::Known, { Code { "order" } }, { source })));
    CHECK(matrix.differing({ nothing, asked }).empty());
    CHECK(matrix.differing({ contract, also }).empty());
    CHECK(matrix.differing({ nothing, contract }) == std::vector<std::size_t> { form });
    CHECK(matrix.differing({ contract, also, other }) == std::vector<std::size_t> { form });
    CHECK(matrix.differing({}).empty());
}

TEST_CASE("rows are sorted by canton as the register has them, then by name", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    Matrix matrix(set, load_cantons(world).value());
    auto named = [&](char const* name, std::vector<std::string> cantons) {
        auto profile = of_canton(set, name, std::move(cantons), std::nullopt);
        profile.name = { { Language::German, name } };
        return matrix.add(profile);
    };
    auto const jura = named("J", { "CH-JU" });
    auto const example = named("X", { "CH-XA" });
    auto const bern_b = named("B", { "CH-BE" });
    auto const bern_a = named("A", { "CH-BE", "CH-ZH" });
    auto const zurich = named("Z", { "CH-ZH" });
    CHECK(matrix.ask({ .sort = { SortKey {} } }).groups.front().rows == std::vector<RowNumber> { zurich, bern_a, bern_b, jura, example });
    CHECK(matrix.ask({ .sort = { { .direction = Direction::Descending } } }).groups.front().rows
        == std::vector<RowNumber> { example, jura, bern_b, bern_a, zurich });
}
