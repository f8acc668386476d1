#include "tests/core/image/sample_png.h"
#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

/// One of each command that edits full_agreement(), all acceptable.
std::vector<Command> one_of_each(AgreementId const& id)
{
    LanguageMap const words { { Language::German, "Worte" }, { Language::Italian, "Parole" } };
    OrganisationId const police("police");
    Organisation const organisation { .id = OrganisationId("new"),
        .name = words,
        .abbreviation = {},
        .kind = "iom",
        .address = "a",
        .email = "b",
        .phone = "c",
        .website = "d" };
    Membership const membership { .id = MembershipId("new"), .organisation = police, .function = words, .from = {}, .until = {} };
    Contact const contact { .id = ContactId("new"),
        .organisation = police,
        .name = "Neu",
        .function = words,
        .phone = "",
        .email = "",
        .substitute_for = ContactId("c-one"),
        .from = {},
        .until = {} };
    ProcedureStep const step { .id = StepId("new"),
        .kind = "own",
        .title = words,
        .trigger = words,
        .deadline_days = 5,
        .clause = ClauseId("aim"),
        .responsibilities = { { police, ResponsibilityKind::Informed } } };
    Clause const clause { .id = ClauseId("new"),
        .kind = ClauseKind::Clause,
        .origin = {},
        .heading = words,
        .body = words,
        .guidelines = {},
        .law = {},
        .omission_reason = {} };
    auto changed_organisation = organisation;
    changed_organisation.id = police;
    auto changed_membership = membership;
    changed_membership.id = MembershipId("m-ngo");
    auto changed_contact = contact;
    changed_contact.id = ContactId("c-three");
    auto changed_step = step;
    changed_step.id = StepId("s-one");
    auto revised = full_agreement();
    revised.form = Form::Contract;
    revised.clauses.back().heading[Language::German] = "Neu";
    revised.variables["place"] = std::string("Aarau");
    return {
        SetTitle { id, Language::Italian, "Titolo" },
        SetScope { id, Scope::Communes },
        SetCantons { id, { "CH-TI" } },
        SetLanguages { id, { Language::Italian, Language::English } },
        SetMandate { id, { words, "X", std::nullopt } },
        SetAppearance { id,
            { .style = "sober",
                .colour = "#7a0010",
                .letterhead = { .authority = words, .emblem = Emblem { sample::small_png(9), words } } } },
        ChangeLifecycle { id, { .state = LifecycleState::InForce, .date = {}, .authority = "Regierung", .reference = "X", .note = {} } },
        SetVariable { id, "place", std::string("Chur") },
        ClearVariable { id, "period" },
        SetClauseHeading { id, ClauseId("aim"), Language::French, "Nouveau" },
        SetClauseBody { id, ClauseId("aim"), Language::French, "" },
        AdoptWording {
            id, ClauseId("aim"), Language::German, "Zweck", "Fremde Worte", { AgreementId("other"), ClauseId("x"), { "CH-GE" }, {} } },
        ResetClause { id, ClauseId("limits"), words, words },
        ChooseAlternative { id, ClauseId("aim"), "b", words, words },
        AddClause { id, clause, ClauseId("purpose") },
        RemoveClause { id, ClauseId("own-one") },
        OmitClause { id, ClauseId("aim"), words },
        RestoreClause { id, ClauseId("limits"), ClauseState::AsTemplate },
        MoveClause { id, ClauseId("procedure"), ClauseId("purpose") },
        AddOrganisation { id, organisation, OrganisationId("ngo") },
        SetOrganisation { id, changed_organisation },
        RemoveOrganisation { id, police },
        MoveOrganisation { id, OrganisationId("court"), police },
        AddMembership { id, membership, std::nullopt },
        SetMembership { id, changed_membership },
        RemoveMembership { id, MembershipId("m-police") },
        MoveMembership { id, MembershipId("m-police"), std::nullopt },
        AddContact { id, contact, ContactId("c-one") },
        SetContact { id, changed_contact },
        RemoveContact { id, ContactId("c-one") },
        MoveContact { id, ContactId("c-three"), ContactId("c-one") },
        AddStep { id, step, StepId("s-one") },
        SetStep { id, changed_step },
        RemoveStep { id, StepId("s-one") },
        MoveStep { id, StepId("s-two"), StepId("s-one") },
        SetResponsibility { id, StepId("s-two"), police, ResponsibilityKind::Consulted },
        SetWaiver { id, { .rule = "rule-one", .subject = "clause:aim", .reason = "Anders", .author = "Anna", .date = {} } },
        RemoveWaiver { id, "rule-kept", "" },
        ReviseByInterview { id, revised },
        UpgradeTemplate { id, revised },
        PutRecords { id, { { AgreementRecordKind::Version, "version-a", "{}" } }, revised },
    };
}

} // namespace

TEST_CASE("Every edit changes the agreement, its undo is the inverse, and redo does it again", "[store]")
{
    auto const original = full_agreement();
    std::set<std::size_t> kinds;
    for (auto const& command : one_of_each(original.id)) {
        INFO(history_key(command));
        kinds.insert(command.index());
        TestWorld world;
        MemoryPageStore store;
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { original }, "Anna"));
        require(workspace->execute(CreateAgreement { typical_agreement(7, 9) }, "Anna"));
        auto const before = dump(*workspace);
        world.time.seconds += 10;

        auto const sequence = require(workspace->execute(command, "Beat"));
        auto const edited = require(workspace->load(original.id));
        CHECK(edited != original);
        CHECK(edited.modified_at == world.time);
        auto const after = dump(*workspace);

        auto const undone = require(workspace->undo(original.id));
        CHECK(undone.sequence == sequence);
        CHECK(undone.key == history_key(command));
        CHECK(undone.place == place_of(command));
        CHECK(require(workspace->load(original.id)) == original);
        CHECK(dump(*workspace) == before);

        require(workspace->redo(original.id));
        CHECK(require(workspace->load(original.id)) == edited);
        CHECK(dump(*workspace) == after);
        CHECK(require(workspace->check_integrity()).problems.empty());
    }
    // All but the four about agreements as a whole, the setting, the files of a signing and the register.
    CHECK(kinds.size() == std::variant_size_v<Command> - 7);
}

TEST_CASE("Creation, import, duplication and deletion are undone on the workspace's stack", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const first = full_agreement("first");
    auto const second = full_agreement("second");
    std::vector<std::string> states { dump(*workspace) };
    auto const run = [&](Command const& command) {
        auto const sequence = require(workspace->execute(command, "Anna"));
        states.push_back(dump(*workspace));
        return require(workspace->history_entry(sequence));
    };
    run(CreateAgreement { first });
    run(ImportAgreement { second, ImportMode::RefuseExisting });
    auto const copied = run(ImportAgreement { second, ImportMode::AsCopy });
    auto const duplicated = run(DuplicateAgreement { first.id, { { Language::German, "Kopie" } } });
    run(DeleteAgreement { first.id });
    run(DeleteAgreement { second.id });

    CHECK(copied.agreement != second.id);
    auto const duplicate = require(workspace->load(duplicated.agreement));
    CHECK(duplicate.title == LanguageMap { { Language::German, "Kopie" } });
    CHECK(duplicate.clauses == first.clauses);
    CHECK(!require(workspace->contains(first.id)));

    for (auto i = states.size() - 1; i > 0; --i) {
        require(workspace->undo(workspace_scope));
        CHECK(dump(*workspace) == states[i - 1]);
    }
    CHECK(!workspace->can_undo(workspace_scope));
    for (std::size_t i = 1; i < states.size(); ++i) {
        require(workspace->redo(workspace_scope));
        CHECK(dump(*workspace) == states[i]);
    }
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("Undoing a deletion restores the agreement with its undo stack", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    require(workspace->execute(SetTitle { agreement.id, Language::German, "Anders" }, "Anna"));
    require(workspace->execute(DeleteAgreement { agreement.id }, "Anna"));
    CHECK(!workspace->can_undo(agreement.id));
    require(workspace->undo(workspace_scope));
    CHECK(require(workspace->load(agreement.id)).title.at(Language::German) == "Anders");
    require(workspace->undo(agreement.id));
    CHECK(require(workspace->load(agreement.id)) == agreement);
    // The agreement is no longer what was deleted.
    CHECK(!workspace->can_redo(workspace_scope));
}

TEST_CASE("A creation is not undone under edits, but is once they are undone", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    require(workspace->execute(SetTitle { agreement.id, Language::German, "Anders" }, "Anna"));
    CHECK(!workspace->can_undo(workspace_scope));
    CHECK(workspace->undo(workspace_scope).error().code == ErrorCode::NotFound);
    require(workspace->undo(agreement.id));
    REQUIRE(workspace->can_undo(workspace_scope));
    require(workspace->undo(workspace_scope));
    CHECK(require(workspace->count_agreements()) == 0);
}

TEST_CASE("An import replaces an agreement as an entry of its own stack, and is refused if asked to", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    auto other = typical_agreement(3, 10);
    other.id = agreement.id;

    auto const refused = workspace->execute(ImportAgreement { other, ImportMode::RefuseExisting }, "Anna");
    REQUIRE(!refused);
    CHECK(refused.error().key == "agreement-exists");
    CHECK(require(workspace->load(agreement.id)) == agreement);

    require(workspace->execute(ImportAgreement { other, ImportMode::Replace }, "Anna"));
    CHECK(require(workspace->load(agreement.id)) == other);
    CHECK(!workspace->can_undo(workspace_scope));
    require(workspace->undo(agreement.id));
    CHECK(require(workspace->load(agreement.id)) == agreement);
    require(workspace->redo(agreement.id));
    CHECK(require(workspace->load(agreement.id)) == other);
}

TEST_CASE("A deletion and a second creation of the same agreement are undone and redone in their order", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const first = full_agreement();
    auto second = typical_agreement(1, 9);
    second.id = first.id;
    require(workspace->execute(CreateAgreement { first }, "Anna"));
    require(workspace->execute(DeleteAgreement { first.id }, "Anna"));
    require(workspace->execute(CreateAgreement { second }, "Anna"));
    require(workspace->undo(workspace_scope));
    CHECK(!require(workspace->contains(first.id)));
    require(workspace->undo(workspace_scope));
    CHECK(require(workspace->load(first.id)) == first);
    require(workspace->redo(workspace_scope));
    require(workspace->redo(workspace_scope));
    CHECK(require(workspace->load(first.id)) == second);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("Refused commands change nothing and make no history", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    auto const& id = agreement.id;
    require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    auto const before = dump(*workspace);
    auto const commits = store.commits();

    auto inconsistent = full_agreement("other");
    inconsistent.cantons.clear();
    std::vector<Command> const refused {
        CreateAgreement { agreement },
        CreateAgreement { inconsistent },
        DeleteAgreement { AgreementId("none") },
        SetTitle { AgreementId("none"), Language::German, "x" },
        SetTitle { id, Language::German, "\xff" },
        SetTitle { id, Language::German, std::string("a\0b", 3) },
        SetTitle { id, Language::German, std::string(limits::max_text_bytes + 1, 'x') },
        SetCantons { id, {} },
        SetLanguages { id, {} },
        SetVariable { id, "Not An Id", std::string() },
        SetClauseBody { id, ClauseId("none"), Language::German, "x" },
        SetClauseBody { id, ClauseId("limits"), Language::German, "omitted" },
        RemoveClause { id, ClauseId("aim") },
        OmitClause { id, ClauseId("own-one"), {} },
        RestoreClause { id, ClauseId("aim"), ClauseState::Adapted },
        ResetClause { id, ClauseId("own-one"), {}, {} },
        AdoptWording { id, ClauseId("none"), Language::German, "", "x", { AgreementId("other"), ClauseId("x"), {}, {} } },
        AdoptWording { id, ClauseId("limits"), Language::German, "", "omitted", { AgreementId("other"), ClauseId("x"), {}, {} } },
        AdoptWording { id, ClauseId("aim"), Language::German, "x", "", { AgreementId("other"), ClauseId("x"), {}, {} } },
        AdoptWording { id, ClauseId("aim"), Language::German, "", "x", { AgreementId("Not An Id"), ClauseId("x"), {}, {} } },
        AdoptWording { id, ClauseId("aim"), Language::German, "", "x", { AgreementId("other"), ClauseId("x"), { "Bern" }, {} } },
        AddClause { id, agreement.clauses[2], ClauseId("aim") },
        MoveClause { id, ClauseId("aim"), ClauseId("preamble") },
        MoveClause { id, ClauseId("procedure"), ClauseId("limits") },
        AddOrganisation { id, agreement.organisations[0], std::nullopt },
        RemoveOrganisation { id, OrganisationId("none") },
        AddMembership { id, { .id = MembershipId("m"), .organisation = OrganisationId("none"), .function = {}, .from = {}, .until = {} },
            std::nullopt },
        SetResponsibility { id, StepId("s-one"), OrganisationId("none"), ResponsibilityKind::Informed },
    };
    for (auto const& command : refused) {
        INFO(history_key(command));
        auto const result = workspace->execute(command, "Anna");
        REQUIRE(!result);
        CHECK(!result.error().key.empty());
    }
    CHECK(dump(*workspace) == before);
    CHECK(store.commits() == commits);
    CHECK(require(workspace->history(workspace_scope)).size() == 1);
}

TEST_CASE("An adopted wording keeps where it is from until its words are gone", "[store]")
{
    auto agreement = full_agreement();
    auto const& id = agreement.id;
    ClauseId const aim("aim");
    ClauseProvenance const source { AgreementId("other"), ClauseId("x"), { "CH-GE" }, std::nullopt };
    auto const run = [&](Command const& command) { REQUIRE(apply(command, agreement)); };
    auto const clause = [&] { return *find_clause(agreement, aim); };
    auto const heading = clause().heading;

    run(AdoptWording { id, aim, Language::German, "", "Fremde Worte", source });
    CHECK(clause().heading == heading);
    CHECK(clause().body.at(Language::German) == "Fremde Worte");
    CHECK(clause().state == ClauseState::Adapted);
    CHECK(clause().taken_from == std::map<Language, ClauseProvenance> { { Language::German, source } });

    run(SetClauseBody { id, aim, Language::German, "Fremde Worte, hier geändert" });
    run(SetClauseBody { id, aim, Language::French, "" });
    CHECK(clause().taken_from.size() == 1);
    run(SetClauseBody { id, aim, Language::German, "" });
    CHECK(clause().taken_from.empty());

    run(AdoptWording { id, aim, Language::German, "Titel", "Worte", source });
    CHECK(clause().heading.at(Language::German) == "Titel");
    run(ResetClause { id, aim, { { Language::German, "Vorlage" } }, { { Language::German, "Vorlage" } } });
    CHECK(clause().taken_from.empty());
    CHECK(clause().state == ClauseState::AsTemplate);
}

TEST_CASE("A command that changes nothing makes no history", "[store]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    auto const agreement = full_agreement();
    auto const created = require(workspace->execute(CreateAgreement { agreement }, "Anna"));
    world.time.seconds += 5;
    auto const commits = store.commits();
    CHECK(require(workspace->execute(SetScope { agreement.id, agreement.scope }, "Anna")) == created);
    CHECK(require(workspace->load(agreement.id)) == agreement);
    CHECK(store.commits() == commits);
}

TEST_CASE("Removing an organisation removes what depends on it", "[store]")
{
    auto agreement = full_agreement();
    require(apply(RemoveOrganisation { agreement.id, OrganisationId("police") }, agreement));
    require(check_consistency(agreement));
    CHECK(agreement.memberships.size() == 2);
    CHECK(agreement.contacts.size() == 1);
    CHECK(!agreement.contacts[0].substitute_for);
    CHECK(agreement.procedure[0].responsibilities.size() == 1);
}

TEST_CASE("A section moves with its clauses", "[store]")
{
    auto agreement = full_agreement();
    auto const ids = [&] {
        std::string text;
        for (auto const& clause : agreement.clauses)
            text += clause.id.str() + " ";
        return text;
    };
    require(apply(MoveClause { agreement.id, ClauseId("purpose"), ClauseId("annex-contacts") }, agreement));
    CHECK(ids() == "preamble procedure own-one purpose aim limits annex-contacts ");
    require(apply(MoveClause { agreement.id, ClauseId("own-one"), ClauseId("limits") }, agreement));
    CHECK(ids() == "preamble procedure purpose aim own-one limits annex-contacts ");
    require(apply(MoveClause { agreement.id, ClauseId("purpose"), ClauseId("procedure") }, agreement));
    CHECK(ids() == "preamble purpose aim own-one limits procedure annex-contacts ");
    require(apply(MoveClause { agreement.id, ClauseId("purpose"), ClauseId("procedure") }, agreement));
    CHECK(ids() == "preamble purpose aim own-one limits procedure annex-contacts ");
}

TEST_CASE("Each command has its own key in the history", "[store]")
{
    auto const keys = history_keys();
    CHECK(std::set<std::string_view>(keys.begin(), keys.end()).size() == std::variant_size_v<Command>);
    CHECK(history_key(Command { SetResponsibility {} }) == "history.set-responsibility");
    CHECK(history_key(Command { SetSetting {} }) == "history.set-setting");
    CHECK(history_key(Command { MoveClause {} }) == "history.move-clause");
}
