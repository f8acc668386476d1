#include "core/compare/matrix.h"
#include "core/compare/profile_of.h"
#include "core/compare/profiles_json.h"
#include "tests/core/base/test_world.h"
#include "tests/core/compare/realistic_agreements.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <set>

using namespace konkordat;
using namespace konkordat::compare;
using konkordat::testing::ClauseBodies;
using konkordat::testing::RealisticAgreements;

namespace {

Date const today = Date::create(2027, 1, 1).value();

// An independent reading of agreements: each of these says in a word or two what the matrix has to say, straight from the agreement.

std::string const unknown = "unknown";
std::string const none = "none";
std::string const planned = "planned";
std::string const not_applicable = "not-applicable";

Clause const* clause_of(Agreement const& agreement, std::string_view origin)
{
    for (auto const& clause : agreement.clauses) {
        if (clause.origin && clause.origin->clause == origin)
            return &clause;
    }
    return nullptr;
}

bool has_own_clauses(Agreement const& agreement)
{
    return std::ranges::any_of(agreement.clauses, [](Clause const& clause) { return clause.state == ClauseState::Own; });
}

std::string topic(Agreement const& agreement, std::string_view origin)
{
    auto const* clause = clause_of(agreement, origin);
    if (!clause)
        return has_own_clauses(agreement) ? unknown : none;
    return clause->state == ClauseState::Omitted ? none : "yes";
}

std::string number_in(Agreement const& agreement, std::string_view origin, std::string const& variable)
{
    auto const stands = topic(agreement, origin);
    if (stands == none)
        return not_applicable;
    if (stands == unknown)
        return unknown;
    if (agreement.variables.contains(variable))
        return std::to_string(std::get<std::int64_t>(agreement.variables.at(variable)));
    return agreement.state < LifecycleState::InForce ? planned : unknown;
}

std::string kinds(Agreement const& agreement, std::function<bool(Membership const&)> const& holds)
{
    if (agreement.memberships.empty())
        return unknown;
    std::set<std::string> found;
    for (auto const& membership : agreement.memberships) {
        auto const& kind = find_organisation(agreement, membership.organisation)->kind;
        if (holds(membership) && !(membership.until && *membership.until < today))
            found.insert(kind.empty() ? "unspecified" : kind);
    }
    std::string text;
    for (auto const& kind : found)
        text += (text.empty() ? "" : "+") + kind;
    return found.empty() ? none : text;
}

std::string approval(Agreement const& agreement)
{
    if (agreement.state < LifecycleState::Signature)
        return planned;
    return agreement.lifecycle.empty() ? unknown : agreement.lifecycle.front().authority;
}

struct Oracle {
    std::string dimension;
    std::function<std::string(Agreement const&)> read;
};

std::vector<Oracle> const oracles {
    { "form", [](Agreement const& one) { return std::string(name_of(one.form)); } },
    { "state", [](Agreement const& one) { return std::string(name_of(one.state)); } },
    { "lead", [](Agreement const& one) { return kinds(one, [](Membership const& m) { return m.role == Role::Lead; }); } },
    { "members/core", [](Agreement const& one) { return kinds(one, [](Membership const& m) { return m.group == Group::Core; }); } },
    { "members/associate",
        [](Agreement const& one) { return kinds(one, [](Membership const& m) { return m.group == Group::Associate; }); } },
    { "evaluation/regulated", [](Agreement const& one) { return topic(one, "evaluation"); } },
    { "evaluation/interval", [](Agreement const& one) { return number_in(one, "evaluation", "review-years"); } },
    { "escalation/days", [](Agreement const& one) { return number_in(one, "escalation", "conflict-response-days"); } },
    { "meetings", [](Agreement const& one) { return number_in(one, "core-group-meetings", "core-group-meetings"); } },
    { "dates/withdrawal",
        [](Agreement const& one) {
            return one.form == Form::Declaration ? number_in(one, "withdrawal", "withdrawal-notice-months") : not_applicable;
        } },
    { "financing/services-paid",
        [](Agreement const& one) {
            return one.form != Form::Contract ? not_applicable : std::get<bool>(one.variables.at("services-paid")) ? "yes" : "no";
        } },
    { "approval/authority", approval },
};

std::string word(Value const& value)
{
    if (auto const* code = std::get_if<Code>(&value))
        return code->id;
    if (auto const* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (auto const* yes = std::get_if<bool>(&value))
        return *yes ? "yes" : "no";
    return std::get<std::string>(value);
}

/// What the matrix says, in the oracle's words.
std::string word(Answer answer, std::vector<Value> const& values)
{
    if (answer != Answer::Known)
        return std::string(name_of(answer));
    std::set<std::string> words;
    for (auto const& value : values)
        words.insert(word(value));
    std::string text;
    for (auto const& one : words)
        text += (text.empty() ? "" : "+") + one;
    return text;
}

std::string word(Cell const& cell)
{
    return word(cell.answer(), cell.answer() == Answer::Known ? cell.statements().front().values() : std::vector<Value> {});
}

Answer answer_of(std::string const& said)
{
    for (auto const answer : { Answer::None, Answer::Planned, Answer::NotApplicable, Answer::Unknown, Answer::Conflicting }) {
        if (said == name_of(answer))
            return answer;
    }
    return Answer::Known;
}

std::vector<std::string> parts(std::string const& said)
{
    std::vector<std::string> words;
    std::size_t start = 0;
    while (start <= said.size()) {
        auto const end = std::min(said.find('+', start), said.size());
        words.push_back(said.substr(start, end - start));
        start = end + 1;
    }
    return words;
}

/// Agreements in a matrix beside what the oracles say of them.
struct Compared {
    explicit Compared(std::uint32_t count)
        : set(load_dimensions(world).value())
        , makes(world, ClauseBodies::Without)
        , matrix(set, load_cantons(world).value())
    {
        ProfileContext const context { .today = today };
        for (std::uint32_t number = 0; number < count; ++number) {
            auto const agreement = makes.make(number);
            rows.push_back(matrix.add(profile_of(agreement, set, context)));
            cantons.push_back(agreement.cantons);
            auto& answers = said.emplace_back();
            for (auto const& oracle : oracles)
                answers.push_back(oracle.read(agreement));
        }
    }
    std::size_t index(std::size_t oracle) const { return find_dimension(set, oracles[oracle].dimension).value(); }

    TestWorld world;
    DimensionSet set;
    RealisticAgreements makes;
    Matrix matrix;
    std::vector<RowNumber> rows;
    std::vector<std::vector<std::string>> cantons;
    std::vector<std::vector<std::string>> said; ///< [row][oracle]
};

void check_counts(Counts const& counts, std::vector<std::string> const& said)
{
    std::map<std::string, std::size_t> answers;
    std::map<std::string, std::size_t> values;
    for (auto const& one : said) {
        ++answers[std::string(name_of(answer_of(one)))];
        if (answer_of(one) == Answer::Known) {
            for (auto const& part : parts(one))
                ++values[part];
        }
    }
    CHECK(counts.total == said.size());
    CHECK(counts.applicable() == said.size() - answers[not_applicable]);
    std::size_t sum = 0;
    for (std::size_t answer = 0; answer < answer_count; ++answer) {
        auto const name = std::string(name_of(static_cast<Answer>(answer)));
        INFO(name);
        CHECK(counts.by_answer[answer] == answers[name]);
        sum += counts.by_answer[answer];
    }
    CHECK(sum == counts.total);
    std::map<std::string, std::size_t> counted;
    for (auto const& [value, count] : counts.values)
        counted[word(value)] += count;
    CHECK(counted == values);
}

void check_cells(Compared const& compared)
{
    for (std::size_t row = 0; row < compared.rows.size(); ++row) {
        for (std::size_t oracle = 0; oracle < oracles.size(); ++oracle) {
            INFO("row " << row << ", " << oracles[oracle].dimension);
            REQUIRE(word(compared.matrix.cell(compared.rows[row], compared.index(oracle))) == compared.said[row][oracle]);
        }
    }
}

void check_groups(Compared const& compared)
{
    for (std::size_t oracle = 0; oracle < oracles.size(); ++oracle) {
        INFO(oracles[oracle].dimension);
        auto const groups = compared.matrix.ask({ .group_by = compared.index(oracle) }).groups;
        std::map<std::string, std::vector<RowNumber>> expected;
        for (std::size_t row = 0; row < compared.rows.size(); ++row)
            expected[compared.said[row][oracle]].push_back(compared.rows[row]);
        std::map<std::string, std::vector<RowNumber>> actual;
        for (auto const& group : groups)
            actual[word(group.answer, group.values)] = group.rows;
        CHECK(groups.size() == actual.size());
        CHECK(actual == expected);
    }
}

void check_all_counts(Compared const& compared)
{
    auto const cantons = compared.makes.cantons();
    for (std::size_t oracle = 0; oracle < oracles.size(); ++oracle) {
        INFO(oracles[oracle].dimension);
        std::vector<std::string> said;
        std::map<std::string, std::set<std::string>> by_canton;
        for (std::size_t row = 0; row < compared.rows.size(); ++row) {
            said.push_back(compared.said[row][oracle]);
            for (auto const& code : compared.cantons[row]) {
                if (said.back() != unknown)
                    by_canton[code].insert(said.back());
            }
        }
        check_counts(compared.matrix.count_mechanisms(compared.index(oracle), compared.rows), said);
        std::vector<std::string> of_cantons;
        for (auto const& canton : cantons) {
            auto const& answers = by_canton[canton.code];
            of_cantons.push_back(answers.empty() ? unknown : answers.size() > 1 ? "conflicting" : *answers.begin());
        }
        REQUIRE(of_cantons.size() == 26);
        check_counts(compared.matrix.count_cantons(compared.index(oracle), compared.rows), of_cantons);
    }
}

void check_filters(Compared const& compared)
{
    auto const rows_where = [&](std::function<bool(std::vector<std::string> const&)> const& holds) {
        std::vector<RowNumber> rows;
        for (std::size_t row = 0; row < compared.rows.size(); ++row) {
            if (holds(compared.said[row]))
                rows.push_back(compared.rows[row]);
        }
        return rows;
    };
    // Oracle 3 is members/core, 6 evaluation/interval, 0 form.
    auto const police = compared.matrix.ask(
        { .filters = { { .dimension = compared.index(3), .values = { Code { "cantonal-police" } } } } });
    CHECK(police.groups.front().rows == rows_where([](auto const& said) {
        auto const words = parts(said[3]);
        return std::ranges::find(words, "cantonal-police") != words.end();
    }));
    auto const range = compared.matrix.ask(
        { .filters = { { .dimension = compared.index(6), .at_least = std::int64_t { 3 }, .at_most = std::int64_t { 4 } } } });
    CHECK(range.groups.front().rows == rows_where([](auto const& said) { return said[6] == "3" || said[6] == "4"; }));
    auto const both = compared.matrix.ask(
        { .filters = { { .dimension = compared.index(0), .values = { Code { "contract" }, Code { "declaration" } } },
              { .dimension = compared.index(6), .answers = { Answer::Planned, Answer::NotApplicable } } } });
    CHECK(both.groups.front().rows == rows_where([](auto const& said) {
        return (said[0] == "contract" || said[0] == "declaration") && (said[6] == planned || said[6] == not_applicable);
    }));
    auto const geneva = compared.matrix.ask({ .cantons = { "CH-GE" } });
    std::vector<RowNumber> expected;
    for (std::size_t row = 0; row < compared.rows.size(); ++row) {
        if (std::ranges::find(compared.cantons[row], "CH-GE") != compared.cantons[row].end())
            expected.push_back(compared.rows[row]);
    }
    CHECK(geneva.groups.front().rows == expected);
}

void check_order(Compared const& compared, Direction direction)
{
    auto const place = [](std::string const& said) {
        std::vector<std::string> const order { "", "conflicting", planned, none, not_applicable, unknown };
        auto const found = std::ranges::find(order, said);
        return found == order.end() ? 0 : static_cast<int>(found - order.begin());
    };
    auto expected = compared.rows; // rows are numbered from 0
    std::ranges::stable_sort(expected, [&](RowNumber left, RowNumber right) {
        auto const& first = compared.said[left][6];
        auto const& second = compared.said[right][6];
        if (place(first) != place(second))
            return place(first) < place(second);
        if (place(first) != 0)
            return false;
        return direction == Direction::Ascending ? std::stoi(first) < std::stoi(second) : std::stoi(first) > std::stoi(second);
    });
    auto const reply = compared.matrix.ask({ .sort = { { .dimension = compared.index(6), .direction = direction } } });
    CHECK(reply.groups.front().rows == expected);
}

void check_everything(std::uint32_t count)
{
    Compared const compared(count);
    check_cells(compared);
    check_groups(compared);
    check_all_counts(compared);
    check_filters(compared);
    check_order(compared, Direction::Ascending);
    check_order(compared, Direction::Descending);
}

} // namespace

TEST_CASE("26 agreements: cells, groups, counts, filters and order equal an independent computation", "[compare]") { check_everything(26); }

TEST_CASE("10,000 agreements: cells, groups, counts, filters and order equal an independent computation", "[compare]")
{
    check_everything(10'000);
}

TEST_CASE("a cell comes back from the matrix as it went in", "[compare]")
{
    TestWorld world;
    auto const set = load_dimensions(world).value();
    RealisticAgreements makes(world, ClauseBodies::Without);
    Matrix matrix(set, load_cantons(world).value());
    auto profiles = load_reference_mechanisms(world, set).value().profiles;
    for (std::uint32_t number = 0; number < 30; ++number)
        profiles.push_back(profile_of(makes.make(number), set, { .today = today }));
    for (auto const& profile : profiles)
        matrix.add(profile);
    for (RowNumber row = 0; row < profiles.size(); ++row) {
        for (std::size_t index = 0; index < set.dimensions.size(); ++index) {
            REQUIRE(matrix.cell(row, index) == profiles[row].cell(index));
            REQUIRE(matrix.answer(row, index) == profiles[row].cell(index).answer());
        }
    }
}
