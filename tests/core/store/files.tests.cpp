#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

/// A file that does not exist yet, removed in the end.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string const& name)
        : path((std::filesystem::temp_directory_path() / (name + std::to_string(std::random_device {}()) + ".konkordat")).string())
    {
    }
    ~TemporaryFile()
    {
        std::filesystem::remove(path);
        std::filesystem::remove(path + "-journal");
    }
    std::string path;
};

std::string workspace_bytes()
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
    require(workspace->execute(SetTitle { full_agreement().id, Language::German, "Anders" }, "Anna"));
    return require(workspace->save_to_bytes());
}

/// The workspace after somebody else's SQL.
std::string tampered(std::string const& sql, std::string const& bytes = workspace_bytes())
{
    sqlite3* database = nullptr;
    sqlite3_open(":memory:", &database);
    auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), copy);
    auto const size = static_cast<sqlite3_int64>(bytes.size());
    sqlite3_deserialize(database, "main", copy, size, size, SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
    char* message = nullptr;
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message) != SQLITE_OK)
        fail_test(message);
    sqlite3_int64 new_size = 0;
    auto* changed = sqlite3_serialize(database, "main", &new_size, 0);
    std::string result(reinterpret_cast<char const*>(changed), static_cast<std::size_t>(new_size));
    sqlite3_free(changed);
    sqlite3_close(database);
    return result;
}

void without_provenance(Agreement& agreement)
{
    for (auto& clause : agreement.clauses)
        clause.taken_from.clear();
}

} // namespace

TEST_CASE("A workspace moves from one store to another as a file, with history and settings", "[store][files]")
{
    auto const bytes = workspace_bytes();
    TestWorld world;
    MemoryPageStore store;
    auto const id = full_agreement().id;
    {
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { typical_agreement(1) }, "Beat"));
        require(workspace->load_from_bytes(bytes));
        CHECK(require(workspace->count_agreements()) == 1);
        CHECK(require(workspace->load(id)).title.at(Language::German) == "Anders");
    }
    auto workspace = require(Workspace::open(world, store));
    CHECK(require(workspace->check_integrity()).problems.empty());
    require(workspace->undo(id));
    CHECK(require(workspace->load(id)) == full_agreement());
    require(workspace->execute(CreateAgreement { typical_agreement(1) }, "Beat"));
    CHECK(require(workspace->count_agreements()) == 2);
}

TEST_CASE("A workspace of version 1 is brought to today's version", "[store][files]")
{
    auto const bytes = tampered(
        "DELETE FROM change; DROP TABLE waiver; DROP TABLE lifecycle_event; DROP TABLE appearance; "
        "DROP TABLE provenance; DROP TABLE picture; DROP TABLE signing_file; DROP TABLE agreement_record; DROP TABLE register_entry; DELETE FROM wording WHERE owner = 'letterhead'; PRAGMA user_version = 1");
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->load_from_bytes(bytes));
    auto expected = full_agreement();
    expected.title[Language::German] = "Anders";
    expected.waivers.clear();
    expected.lifecycle.clear();
    expected.appearance = {};
    without_provenance(expected);
    auto const migrated = require(workspace->load(expected.id));
    expected.modified_at = migrated.modified_at;
    CHECK(migrated == expected);
    require(workspace->execute(SetWaiver { expected.id, { .rule = "a", .subject = {}, .reason = "b", .author = {}, .date = {} } }, "Anna"));
    CHECK(require(workspace->load(expected.id)).waivers.size() == 1);
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A workspace of version 2 is brought to today's version and takes an appearance", "[store][files]")
{
    auto const bytes = tampered(
        "DELETE FROM change; DROP TABLE provenance; DROP TABLE appearance; DROP TABLE picture; DROP TABLE signing_file; DROP TABLE agreement_record; DROP TABLE register_entry; DELETE FROM wording WHERE owner = "
        "'letterhead'; PRAGMA user_version = 2");
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->load_from_bytes(bytes));
    auto expected = full_agreement();
    auto const appearance = std::exchange(expected.appearance, {});
    without_provenance(expected);
    expected.title[Language::German] = "Anders";
    auto const migrated = require(workspace->load(expected.id));
    expected.modified_at = migrated.modified_at;
    CHECK(migrated == expected);
    require(workspace->execute(SetAppearance { expected.id, appearance }, "Anna"));
    CHECK(require(workspace->load(expected.id)).appearance == appearance);
    require(workspace->undo(expected.id));
    CHECK(require(workspace->load(expected.id)).appearance == Appearance {});
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A workspace of version 3 is brought to today's version and takes wordings with their origin", "[store][files]")
{
    auto const bytes = tampered("DELETE FROM change; DROP TABLE provenance; DROP TABLE signing_file; DROP TABLE agreement_record; DROP TABLE register_entry; PRAGMA user_version = 3");
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->load_from_bytes(bytes));
    auto expected = full_agreement();
    expected.title[Language::German] = "Anders";
    without_provenance(expected);
    auto const migrated = require(workspace->load(expected.id));
    expected.modified_at = migrated.modified_at;
    CHECK(migrated == expected);
    ClauseProvenance const source { AgreementId("other"), ClauseId("x"), { "CH-GE" }, Date::create(2027, 1, 31).value() };
    require(workspace->execute(AdoptWording { expected.id, ClauseId("aim"), Language::German, "", "Fremde Worte", source }, "Anna"));
    auto const adopted = require(workspace->load(expected.id));
    CHECK(find_clause(adopted, ClauseId("aim"))->taken_from.at(Language::German) == source);
    require(workspace->undo(expected.id));
    auto const undone = require(workspace->load(expected.id));
    CHECK(find_clause(undone, ClauseId("aim"))->taken_from.empty());
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A workspace of version 5 is brought to today's version and takes the register", "[store][files]")
{
    auto const bytes = tampered("DROP TABLE agreement_record; DROP TABLE register_entry; PRAGMA user_version = 5");
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->load_from_bytes(bytes));
    CHECK(require(workspace->register_entries()).empty());
    RegisterEntry const entry { .id = "other", .modified_at = { 1 }, .cantons = { "CH-GE" }, .file = "ge.json", .content = "{}" };
    require(workspace->execute(ChangeRegister { .add = { entry } }, "Anna"));
    CHECK(require(workspace->register_entries()) == std::vector { entry });
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("The same workspace lives in an ordinary file", "[store][files]")
{
    TestWorld world;
    TemporaryFile file("workspace");
    auto const id = full_agreement().id;
    std::string state;
    {
        auto workspace = require(Workspace::open_file(world, file.path));
        require(workspace->execute(CreateAgreement { full_agreement() }, "Anna"));
        require(workspace->execute(SetTitle { id, Language::German, "Anders" }, "Anna"));
        CHECK(workspace->durability().all_saved());
        state = dump(*workspace);
        auto const second = Workspace::open_file(world, file.path);
        REQUIRE(!second);
        CHECK(second.error().code == ErrorCode::ReadOnly);
    }
    CHECK(!std::filesystem::exists(file.path + "-journal"));
    {
        auto workspace = require(Workspace::open_file(world, file.path));
        CHECK(dump(*workspace) == state);
        require(workspace->undo(id));
        CHECK(require(workspace->load(id)) == full_agreement());
        require(workspace->load_from_bytes(workspace_bytes()));
        CHECK(require(workspace->check_integrity()).problems.empty());
    }
    auto reader = require(Workspace::open_file(world, file.path, OpenMode::ReadOnly));
    CHECK(require(reader->load(id)).title.at(Language::German) == "Anders");
    CHECK(reader->execute(DeleteAgreement { id }, "Anna").error().code == ErrorCode::ReadOnly);
    CHECK(!Workspace::open_file(world, "/nonexistent/folder/file"));
}

TEST_CASE("A file that is something else is refused and changes nothing", "[store][files]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->execute(CreateAgreement { typical_agreement(1) }, "Anna"));
    auto const before = dump(*workspace);
    auto const refused = [&](std::string const& bytes, ErrorCode code) {
        auto const result = workspace->load_from_bytes(bytes);
        REQUIRE(!result);
        INFO(result.error().to_string());
        CHECK(result.error().code == code);
        CHECK(!result.error().key.empty());
        CHECK(dump(*workspace) == before);
    };
    refused("", ErrorCode::Malformed);
    refused("{\"format\":1}", ErrorCode::Malformed);
    refused(std::string(100'000, '\0'), ErrorCode::Malformed);
    refused(workspace_bytes() + "x", ErrorCode::Corrupt);
    refused(workspace_bytes().substr(0, 40'960), ErrorCode::Corrupt);
    refused(tampered("PRAGMA application_id = 1"), ErrorCode::Malformed);
    refused(tampered("PRAGMA user_version = 8"), ErrorCode::UnsupportedVersion);
    refused(tampered("PRAGMA user_version = 0"), ErrorCode::UnsupportedVersion);
    auto wal = workspace_bytes();
    wal[18] = wal[19] = 2;
    refused(wal, ErrorCode::Malformed);
    std::string huge = workspace_bytes();
    huge.resize(std::size_t { workspace_max_pages } * workspace_page_size + 4096);
    refused(huge, ErrorCode::TooLarge);
}

TEST_CASE("A hostile workspace is refused and changes nothing", "[store][files]")
{
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->execute(CreateAgreement { typical_agreement(1) }, "Anna"));
    auto const before = dump(*workspace);
    for (auto const* sql : {
             "CREATE TRIGGER t AFTER UPDATE ON agreement BEGIN DELETE FROM clause; END",
             "CREATE VIEW v AS SELECT 1",
             "CREATE TABLE other (a)",
             "CREATE INDEX i ON text (content)",
             "DROP INDEX change_undone",
             "DROP TABLE setting; CREATE VIEW setting AS SELECT 'a' AS key, 'b' AS value",
             "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', 'NOT NULL DEFAULT (1)') WHERE name = "
             "'setting'",
             "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'text') "
             "WHERE name = 'clause'",
             "UPDATE text SET content = content || 'x' WHERE number = 1",
             "DELETE FROM text",
             "UPDATE picture SET content = zeroblob(length(content))",
             "DELETE FROM picture",
             "UPDATE appearance SET setting = 'centred'",
             "UPDATE appearance SET colour = '#ffff00'",
             "UPDATE appearance SET style = '../../etc'",
             "UPDATE appearance SET emblem = NULL; DELETE FROM picture",
             "DELETE FROM wording WHERE field = 'emblem'",
             "DELETE FROM clause WHERE id = 'purpose'",
             "DELETE FROM organisation",
             "UPDATE agreement SET form = 'treaty'",
             "UPDATE agreement SET cantons = ''",
             "UPDATE membership SET first_day = '2026-02-31' WHERE id = 'm-police'",
             "UPDATE wording SET language = 'xx' WHERE language = 'de'",
             "UPDATE change SET changeset = x'00' WHERE sequence = 1",
             "UPDATE change SET changeset_size = 9000000000000000000",
             "UPDATE change SET changeset_size = changeset_size + 1",
         }) {
        INFO(sql);
        auto const result = workspace->load_from_bytes(tampered(sql));
        CHECK(!result);
        if (result)
            break;
        CHECK(dump(*workspace) == before);
    }
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("A history from elsewhere cannot reach beyond its agreement", "[store][files]")
{
    // The changeset of one agreement's creation is put in the place of another's edit.
    auto const bytes = [] {
        TestWorld world;
        MemoryPageStore store;
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { full_agreement("first") }, "Anna"));
        require(workspace->execute(CreateAgreement { full_agreement("second") }, "Anna"));
        require(workspace->execute(SetTitle { AgreementId("first"), Language::German, "Anders" }, "Anna"));
        return require(workspace->save_to_bytes());
    }();
    auto const hostile = tampered(
        "UPDATE change SET (changeset, changeset_size) = (SELECT changeset, changeset_size FROM change WHERE sequence = 2) "
        "WHERE sequence = 3",
        bytes);
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->load_from_bytes(hostile));
    auto const before = dump(*workspace);
    auto const result = workspace->undo(AgreementId("first"));
    REQUIRE(!result);
    CHECK(result.error().code == ErrorCode::Corrupt);
    CHECK(dump(*workspace) == before);
    CHECK(require(workspace->contains(AgreementId("second"))));
}

TEST_CASE("An undo that fails after pages were written leaves no trace", "[store][files]")
{
    // So many long headings that SQLite writes pages before the transaction ends; the last one is not what the history expects.
    auto large = typical_agreement(1, 1900, 0);
    for (auto& clause : large.clauses) {
        for (auto const language : all_languages)
            clause.heading[language] = std::string(900, 'x');
    }
    auto const bytes = [&] {
        TestWorld world;
        MemoryPageStore store;
        auto workspace = require(Workspace::open(world, store));
        require(workspace->execute(CreateAgreement { large }, "Anna"));
        return require(workspace->save_to_bytes());
    }();
    auto const changed = tampered("UPDATE clause_text SET heading = 'y' WHERE clause = 'clause-999' AND language = 'it'", bytes);
    TestWorld world;
    MemoryPageStore store;
    auto workspace = require(Workspace::open(world, store));
    require(workspace->load_from_bytes(changed));
    auto const before = dump(*workspace);
    auto const result = workspace->undo(workspace_scope);
    REQUIRE(!result);
    CHECK(result.error().key == "undo-conflict");
    CHECK(dump(*workspace) == before);
    // What is saved next contains nothing of the failed attempt either.
    require(workspace->execute(SetSetting { "theme", "dark" }, ""));
    auto const after = dump(*workspace);
    workspace.reset();
    workspace = require(Workspace::open(world, store));
    CHECK(dump(*workspace) == after);
    CHECK(require(workspace->check_integrity()).problems.empty());
}
