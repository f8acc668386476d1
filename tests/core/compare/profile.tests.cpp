#include "core/compare/profile_of.h"
#include "core/templates/instantiate.h"
#include "tests/core/base/test_world.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace konkordat;
using namespace konkordat::compare;

namespace {

Source const by_anna = ByHand { "Anna", Date() };
Source const lines = FromDocument { "003", 918, 921 };

struct Fixture {
    Fixture()
        : set(load_dimensions(world).value())
        , pack(templates::load_pack(world, "ch-thb-cooperation").value())
        , words(richtext::Words::load(world).value())
    {
    }

    Agreement draft(Form form = Form::Declaration) const
    {
        return templates::instantiate(world, pack, words, { .form = form, .cantons = { "CH-BE" }, .languages = { Language::German } })
            .value();
    }
    std::size_t index(std::string_view id) const { return find_dimension(set, id).value(); }
    Cell cell(Agreement const& agreement, std::string_view dimension) const
    {
        return profile_of(agreement, set, context).cell(index(dimension));
    }
    Answer answer(Agreement const& agreement, std::string_view dimension) const { return cell(agreement, dimension).answer(); }
    Statement only(Agreement const& agreement, std::string_view dimension) const
    {
        auto const statements = cell(agreement, dimension).statements();
        REQUIRE(statements.size() == 1);
        return statements.front();
    }

    mutable TestWorld world;
    DimensionSet set;
    templates::TemplatePack pack;
    richtext::Words words;
    ProfileContext context { .today = Date::create(2027, 1, 1).value() };
};

Clause& clause_from(Agreement& agreement, std::string_view origin)
{
    return *std::ranges::find_if(agreement.clauses, [&](Clause const& clause) { return clause.origin && clause.origin->clause == origin; });
}

void remove_clause_from(Agreement& agreement, std::string_view origin)
{
    auto const id = clause_from(agreement, origin).id;
    std::erase_if(agreement.clauses, [&](Clause const& clause) { return clause.id == id; });
}

void add_member(Agreement& agreement, std::string const& kind, Group group, Role role, Participation participation = Participation::Decides)
{
    Organisation organisation;
    organisation.id = OrganisationId(kind);
    organisation.kind = kind;
    agreement.organisations.push_back(organisation);
    Membership membership;
    membership.id = MembershipId("m-" + kind);
    membership.organisation = organisation.id;
    membership.group = group;
    membership.role = role;
    membership.participation = participation;
    agreement.memberships.push_back(membership);
}

} // namespace

TEST_CASE("nothing is stated without a source, and nothing is known without a value", "[compare]")
{
    REQUIRE(Statement::create(State::Known, { true }, { lines }));
    CHECK_FALSE(Statement::create(State::Known, { true }, {}));
    CHECK_FALSE(Statement::create(State::None, {}, {}));
    CHECK_FALSE(Statement::create(State::Unknown, {}, {}));
    CHECK_FALSE(Statement::create(State::Known, {}, { lines }));
    CHECK_FALSE(Statement::create(State::None, { true }, { lines }));
    CHECK_FALSE(Statement::create(State::NotApplicable, { true }, { lines }));
    CHECK(Statement::create(State::Planned, {}, { lines }));
    CHECK(Statement::create(State::Planned, { true }, { lines }));
    CHECK_FALSE(Statement::create(State::Known, { true }, { ByHand { "", Date() } }));
    CHECK_FALSE(Statement::create(State::Known, { true }, { FromAgreement {} }));
    CHECK_FALSE(Statement::create(State::Known, { true }, { FromDocument { "003", 0, 0 } }));
    CHECK_FALSE(Statement::create(State::Known, { true }, { FromDocument { "003", 9, 8 } }));
    CHECK_FALSE(Statement::create(State::Known, { true }, { lines, ByHand { "", Date() } }));
}

TEST_CASE("the answers of a cell are kept apart", "[compare]")
{
    Cell cell;
    CHECK(cell.answer() == Answer::Unknown);
    cell.add(Statement(State::Unknown, {}, { lines }));
    CHECK(cell.answer() == Answer::Unknown);
    cell.add(Statement(State::Known, { std::int64_t { 12 } }, { lines }));
    CHECK(cell.answer() == Answer::Known);
    cell.add(Statement(State::Known, { std::int64_t { 12 } }, { by_anna }));
    CHECK(cell.answer() == Answer::Known);
    REQUIRE(cell.statements().size() == 2);
    CHECK(cell.statements()[0].sources() == std::vector<Source> { lines, by_anna });
    cell.add(Statement(State::Known, { std::int64_t { 11 } }, { by_anna }));
    CHECK(cell.answer() == Answer::Conflicting);
    CHECK(cell.statements().size() == 3);
    for (auto const state : { State::None, State::Planned, State::NotApplicable }) {
        Cell other;
        other.add(Statement(state, {}, { lines }));
        CHECK(name_of(other.answer()) == name_of(state));
        other.add(Statement(State::Known, { true }, { lines }));
        CHECK(other.answer() == Answer::Conflicting);
    }
}

TEST_CASE("the order of values and sources says nothing", "[compare]")
{
    Statement const one(State::Known, { Code { "b" }, Code { "a" }, Code { "b" } }, { by_anna, lines, by_anna });
    Statement const other(State::Known, { Code { "a" }, Code { "b" } }, { lines, by_anna });
    CHECK(one == other);
}

TEST_CASE("places in documents are read as they are written", "[compare]")
{
    CHECK(to_string(Source(parse_document_place("003:918-921").value())) == "003:918-921");
    CHECK(to_string(Source(parse_document_place("003:918").value())) == "003:918");
    for (auto const* text : { "", "003", "003:", ":1", "003:0", "003:-1", "003:5-4", "003:5-", "003:x", "003:1-2-3", "003:99999999999" })
        CHECK_FALSE(parse_document_place(text));
}

TEST_CASE("the dimensions are complete in four languages and refer to what there is", "[compare]")
{
    Fixture const fixture;
    std::set<std::string> clauses;
    std::set<std::string> variables;
    std::set<std::string> steps;
    for (auto const& clause : fixture.pack.clauses)
        clauses.insert(clause.id);
    for (auto const& variable : fixture.pack.variables)
        variables.insert(variable.id);
    for (auto const& step : fixture.pack.steps)
        steps.insert(step.kind);
    std::set<std::string> compared;
    for (auto const& dimension : fixture.set.dimensions) {
        INFO(dimension.id);
        for (auto const language : all_languages) {
            CHECK_FALSE(text_in(dimension.label, language, {}).empty());
            CHECK(text_in(dimension.label, language, {}).find('{') == std::string_view::npos);
            CHECK(text_in(dimension.label, Language::German).find("ß") == std::string_view::npos);
        }
        if (dimension.reading) {
            for (auto const& origin : dimension.reading->clauses)
                CHECK(clauses.contains(origin));
            CHECK((dimension.reading->variable.empty() || variables.contains(dimension.reading->variable)));
        }
        if (dimension.step) {
            compared.insert(dimension.step->kind);
            CHECK((dimension.step->deadline_variable.empty() || variables.contains(dimension.step->deadline_variable)));
            for (auto const& origin : dimension.step->clauses)
                CHECK(clauses.contains(origin));
        }
    }
    CHECK(compared == steps);
    for (std::size_t answer = 0; answer < answer_count; ++answer)
        CHECK(find_label(fixture.set.answers, name_of(static_cast<Answer>(answer))));
}

TEST_CASE("every statement of a profile has a source, and its values fit their dimension", "[compare]")
{
    Fixture const fixture;
    for (auto const form : { Form::Contract, Form::Declaration, Form::Announcement }) {
        auto agreement = fixture.draft(form);
        add_member(agreement, "cantonal-police", Group::Core, Role::Lead);
        auto const profile = profile_of(agreement, fixture.set, fixture.context);
        CHECK(profile.cells.size() > 60);
        for (auto const& [index, cell] : profile.cells) {
            auto const& dimension = fixture.set.dimensions[index];
            INFO(dimension.id);
            for (auto const& statement : cell.statements()) {
                CHECK_FALSE(statement.sources().empty());
                for (auto const& source : statement.sources())
                    CHECK(std::get<FromAgreement>(source).agreement == agreement.id);
                for (auto const& value : statement.values())
                    CHECK(check_value(dimension, value));
                CHECK((dimension.several || statement.values().size() <= 1));
            }
        }
    }
}

TEST_CASE(
    "a topic is regulated by its clause, not by an omitted one, and an absent one is none only among clauses of the template", "[compare]")
{
    Fixture const fixture;
    auto agreement = fixture.draft();
    auto const& clause = clause_from(agreement, "evaluation");
    CHECK(fixture.only(agreement, "evaluation/regulated")
        == Statement(State::Known, { true }, { FromAgreement { agreement.id, "clause:" + clause.id.str() } }));

    auto omitted = agreement;
    clause_from(omitted, "evaluation").state = ClauseState::Omitted;
    CHECK(fixture.only(omitted, "evaluation/regulated")
        == Statement(State::None, {}, { FromAgreement { agreement.id, "clause:" + clause.id.str() } }));
    CHECK(fixture.answer(omitted, "evaluation/interval") == Answer::NotApplicable);

    auto absent = agreement;
    remove_clause_from(absent, "evaluation");
    CHECK(fixture.only(absent, "evaluation/regulated") == Statement(State::None, {}, { FromAgreement { agreement.id, "" } }));

    auto own = absent;
    own.clauses.emplace_back().id = ClauseId("own");
    own.clauses.back().state = ClauseState::Own;
    CHECK(fixture.answer(own, "evaluation/regulated") == Answer::Unknown);
    CHECK(fixture.answer(own, "evaluation/interval") == Answer::Unknown);
    own.clauses.back().state = ClauseState::Omitted;
    CHECK(fixture.answer(own, "evaluation/regulated") == Answer::None);

    absent.template_reference = {};
    CHECK(fixture.answer(absent, "evaluation/regulated") == Answer::Unknown);
}

TEST_CASE("an open place in a draft is planned, in an agreement in force unknown", "[compare]")
{
    Fixture const fixture;
    auto agreement = fixture.draft();
    agreement.variables.erase("review-years");
    CHECK(fixture.answer(agreement, "evaluation/interval") == Answer::Planned);
    agreement.state = LifecycleState::InForce;
    CHECK(fixture.answer(agreement, "evaluation/interval") == Answer::Unknown);
    agreement.variables["review-years"] = std::int64_t { 4 };
    CHECK(fixture.only(agreement, "evaluation/interval")
        == Statement(State::Known, { std::int64_t { 4 } }, { FromAgreement { agreement.id, "variable:review-years" } }));
    agreement.variables["review-years"] = std::string("vier");
    CHECK(fixture.answer(agreement, "evaluation/interval") == Answer::Unknown);
}

TEST_CASE("what belongs to another form is not applicable", "[compare]")
{
    Fixture const fixture;
    CHECK(fixture.answer(fixture.draft(Form::Declaration), "dates/termination") == Answer::NotApplicable);
    CHECK(fixture.answer(fixture.draft(Form::Declaration), "dates/withdrawal") == Answer::Planned);
    CHECK(fixture.answer(fixture.draft(Form::Contract), "dates/termination") == Answer::Planned);
    CHECK(fixture.answer(fixture.draft(Form::Announcement), "financing/services-paid") == Answer::NotApplicable);
}

TEST_CASE("members without any membership are unknown, a role that nobody has is none", "[compare]")
{
    Fixture const fixture;
    auto agreement = fixture.draft();
    for (auto const* id : { "members/number", "members/core", "members/associate", "members/non-state", "lead", "signatories", "kind" })
        CHECK(fixture.answer(agreement, id) == Answer::Unknown);
    add_member(agreement, "cantonal-police", Group::Core, Role::Member);
    CHECK(fixture.answer(agreement, "lead") == Answer::None);
    CHECK(fixture.answer(agreement, "members/associate") == Answer::None);
    CHECK(fixture.answer(agreement, "members/non-state") == Answer::None);
    add_member(agreement, "prosecution", Group::Core, Role::Lead);
    add_member(agreement, "specialised-ngo", Group::Associate, Role::Member, Participation::Expert);
    CHECK(fixture.only(agreement, "members/core").values() == std::vector<Value> { Code { "cantonal-police" }, Code { "prosecution" } });
    CHECK(fixture.only(agreement, "lead").values() == std::vector<Value> { Code { "prosecution" } });
    CHECK(fixture.only(agreement, "members/non-state").values() == std::vector<Value> { Code { "expert" } });
    CHECK(fixture.only(agreement, "members/number").values() == std::vector<Value> { std::int64_t { 3 } });
    agreement.memberships.back().until = Date::create(2026, 12, 31).value();
    CHECK(fixture.answer(agreement, "members/non-state") == Answer::None);
    agreement.memberships.back().until = fixture.context.today;
    CHECK(fixture.answer(agreement, "members/non-state") == Answer::Known);
}

TEST_CASE("a step answers who is responsible and by when", "[compare]")
{
    Fixture const fixture;
    auto agreement = fixture.draft();
    add_member(agreement, "cantonal-police", Group::Core, Role::Lead);
    CHECK(fixture.answer(agreement, "step/identification/regulated") == Answer::Known);
    CHECK(fixture.answer(agreement, "step/identification/responsible") == Answer::None);
    CHECK(fixture.answer(agreement, "step/identification/deadline") == Answer::None);
    auto& step = *std::ranges::find(agreement.procedure, "identification", &ProcedureStep::kind);
    step.responsibilities = { { OrganisationId("cantonal-police"), ResponsibilityKind::Responsible } };
    step.deadline_days = 3;
    CHECK(fixture.only(agreement, "step/identification/responsible").values() == std::vector<Value> { Code { "cantonal-police" } });
    CHECK(fixture.only(agreement, "step/identification/deadline").values() == std::vector<Value> { std::int64_t { 3 } });
    CHECK(fixture.only(agreement, "step/reflection-period/deadline").values() == std::vector<Value> { std::int64_t { 30 } });

    clause_from(agreement, "identification").state = ClauseState::Omitted;
    CHECK(fixture.answer(agreement, "step/identification/regulated") == Answer::Known);
    step.responsibilities.clear();
    CHECK(fixture.answer(agreement, "step/identification/regulated") == Answer::None);
    CHECK(fixture.answer(agreement, "step/identification/responsible") == Answer::NotApplicable);
    CHECK(fixture.answer(agreement, "step/identification/deadline") == Answer::NotApplicable);

    std::erase_if(agreement.procedure, [](ProcedureStep const& one) { return one.kind == "training"; });
    CHECK(fixture.answer(agreement, "step/training/regulated") == Answer::Known);
    CHECK(fixture.answer(agreement, "step/training/responsible") == Answer::Unknown);
    remove_clause_from(agreement, "training");
    CHECK(fixture.answer(agreement, "step/training/regulated") == Answer::None);
}

TEST_CASE("an approval is planned before, and known by its record", "[compare]")
{
    Fixture const fixture;
    auto agreement = fixture.draft();
    CHECK(fixture.answer(agreement, "mandate/authority") == Answer::Unknown);
    CHECK(fixture.answer(agreement, "approval/authority") == Answer::Planned);
    agreement.state = LifecycleState::InForce;
    CHECK(fixture.answer(agreement, "approval/authority") == Answer::Unknown);
    auto const day = Date::create(2027, 3, 1).value();
    agreement.lifecycle = { { LifecycleState::Signature, day, "Regierungsrat", "123", "" }, { LifecycleState::InForce, {}, "", "", "" } };
    CHECK(fixture.only(agreement, "approval/authority").values() == std::vector<Value> { std::string("Regierungsrat") });
    CHECK(fixture.only(agreement, "approval/date").values() == std::vector<Value> { day });
    agreement.lifecycle[0].reference.clear();
    CHECK(fixture.answer(agreement, "approval/reference") == Answer::Unknown);
}

TEST_CASE("conformity is what the check found, or unknown", "[compare]")
{
    Fixture fixture;
    auto const agreement = fixture.draft();
    CHECK(fixture.answer(agreement, "conformity/errors") == Answer::Unknown);
    fixture.context.conformity = ConformityCounts { .errors = 0, .warnings = 2, .waived = 1 };
    CHECK(fixture.only(agreement, "conformity/errors").values() == std::vector<Value> { std::int64_t { 0 } });
    CHECK(fixture.only(agreement, "conformity/warnings").values() == std::vector<Value> { std::int64_t { 2 } });
    CHECK(fixture.only(agreement, "conformity/waived").values() == std::vector<Value> { std::int64_t { 1 } });
}

TEST_CASE("notes by hand stand beside what the agreement says", "[compare]")
{
    Fixture const fixture;
    auto profile = profile_of(fixture.draft(), fixture.set, fixture.context);
    Profile note;
    note.cells[fixture.index("form")].add(Statement(State::Known, { Code { "contract" } }, { by_anna }));
    note.cells[fixture.index("staff")].add(Statement(State::None, {}, { by_anna }));
    add_statements(profile, note);
    CHECK(profile.cell(fixture.index("form")).answer() == Answer::Conflicting);
    CHECK(profile.cell(fixture.index("staff")).answer() == Answer::None);
}
