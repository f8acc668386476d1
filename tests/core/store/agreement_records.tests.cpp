#include "tests/core/store/fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace konkordat;
using namespace konkordat::testing;

namespace {

using Kind = AgreementRecordKind;

std::vector<AgreementRecord> two_versions()
{
    return { { .kind = Kind::Version, .id = "version-a", .content = R"({"a":1})" },
        { .kind = Kind::Version, .id = "version-b", .content = R"({"b":"ü"})" } };
}

struct Stored {
    TestWorld world;
    MemoryPageStore store;
    std::unique_ptr<Workspace> workspace = require(Workspace::open(world, store));
    AgreementId id = full_agreement().id;

    Stored() { require(workspace->execute(CreateAgreement { full_agreement() }, "Anna")); }
};

} // namespace

TEST_CASE("Records come back by kind and id, also from another store", "[store][records]")
{
    Stored s;
    auto records = two_versions();
    records.push_back({ .kind = Kind::Annotation, .id = "version-a", .content = "{}" });
    require(s.workspace->execute(PutRecords { s.id, records }, "Anna"));
    CHECK(require(s.workspace->records(s.id, Kind::Version)) == two_versions());
    CHECK(require(s.workspace->records(s.id, Kind::Annotation)).size() == 1);
    CHECK(require(s.workspace->records(s.id, Kind::Reply)).empty());
    CHECK(require(s.workspace->records(AgreementId("another"), Kind::Version)).empty());
    CHECK(require(s.workspace->all_records(Kind::Version)).size() == 2);
    CHECK(require(s.workspace->load(s.id)) == full_agreement());
    auto const bytes = require(s.workspace->save_to_bytes());
    MemoryPageStore other;
    auto workspace = require(Workspace::open(s.world, other));
    require(workspace->load_from_bytes(bytes));
    CHECK(require(workspace->records(s.id, Kind::Version)) == two_versions());
    CHECK(require(workspace->check_integrity()).problems.empty());
}

TEST_CASE("Records are replaced, removed, undone and done again", "[store][records]")
{
    Stored s;
    require(s.workspace->execute(PutRecords { s.id, two_versions() }, "Anna"));
    auto const before = require(s.workspace->history(s.id)).size();
    require(s.workspace->execute(PutRecords { s.id, two_versions() }, "Anna"));
    CHECK(require(s.workspace->history(s.id)).size() == before);
    require(s.workspace->execute(PutRecords { s.id,
                                     { { .kind = Kind::Version, .id = "version-a", .content = "{}" },
                                         { .kind = Kind::Version, .id = "version-b", .content = {} } } },
        "Anna"));
    auto const after = require(s.workspace->records(s.id, Kind::Version));
    REQUIRE(after.size() == 1);
    CHECK(after.front().content == "{}");
    CHECK(require(s.workspace->undo(s.id)).key == "history.put-records");
    CHECK(require(s.workspace->records(s.id, Kind::Version)) == two_versions());
    require(s.workspace->redo(s.id));
    CHECK(require(s.workspace->records(s.id, Kind::Version)) == after);
}

TEST_CASE("A record and what it makes of the agreement are one change", "[store][records]")
{
    Stored s;
    auto revised = full_agreement();
    revised.title[Language::German] = "Beschlossen";
    revised.id = AgreementId("never-taken-over");
    s.world.time.seconds += 100;
    require(s.workspace->execute(PutRecords { s.id, two_versions(), revised }, "Anna"));
    auto const stored = require(s.workspace->load(s.id));
    CHECK(stored.title.at(Language::German) == "Beschlossen");
    CHECK(stored.modified_at == s.world.time);
    require(s.workspace->undo(s.id));
    CHECK(require(s.workspace->load(s.id)) == full_agreement());
    CHECK(require(s.workspace->records(s.id, Kind::Version)).empty());
}

TEST_CASE("Edits leave records alone; they go and come back with their agreement", "[store][records]")
{
    Stored s;
    require(s.workspace->execute(PutRecords { s.id, two_versions() }, "Anna"));
    require(s.workspace->execute(SetTitle { s.id, Language::German, "Anders" }, "Anna"));
    require(s.workspace->execute(ImportAgreement { full_agreement(), ImportMode::Replace }, "Anna"));
    CHECK(require(s.workspace->records(s.id, Kind::Version)) == two_versions());
    require(s.workspace->execute(DeleteAgreement { s.id }, "Anna"));
    CHECK(require(s.workspace->all_records(Kind::Version)).empty());
    CHECK(require(s.workspace->check_integrity()).problems.empty());
    require(s.workspace->undo(workspace_scope));
    CHECK(require(s.workspace->records(s.id, Kind::Version)) == two_versions());
}

TEST_CASE("What is no record is refused, and changes nothing", "[store][records]")
{
    Stored s;
    for (auto const& record : { AgreementRecord { Kind::Version, "no id!", "{}" },
             AgreementRecord { Kind::Version, "a", std::string("{\0}", 3) }, AgreementRecord { Kind::Version, "a", "\xff" } }) {
        auto const refused = s.workspace->execute(PutRecords { s.id, { two_versions().front(), record } }, "Anna");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().key == "invalid-record");
    }
    auto const large = s.workspace->execute(
        PutRecords { s.id, { { Kind::Version, "a", std::string(max_agreement_record_bytes + 1, 'x') } } }, "Anna");
    REQUIRE_FALSE(large);
    CHECK(large.error().key == "record-too-large");
    CHECK(require(s.workspace->records(s.id, Kind::Version)).empty());
    auto const none = s.workspace->execute(PutRecords { AgreementId("another"), two_versions() }, "Anna");
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::NotFound);
}

TEST_CASE("Records are rescued with their agreement", "[store][records]")
{
    Stored s;
    require(s.workspace->execute(PutRecords { s.id, two_versions() }, "Anna"));
    auto const found = rescue(s.world, require(s.workspace->save_to_bytes()));
    REQUIRE(found.agreements.size() == 1);
    CHECK(found.agreements.front().complete());
    CHECK(found.agreements.front().records == two_versions());
}

TEST_CASE("What is typed in one record becomes one entry, and nothing else with it", "[store][records]")
{
    Stored s;
    require(s.workspace->execute(PutRecords { s.id, { { Kind::Task, "packet-1", "{}" } } }, "Anna"));
    for (auto const* text : { "J", "Ja" })
        require(s.workspace->execute(PutRecords { s.id, { { Kind::Draft, "packet-1", text } } }, "Anna", Coalesce::WithPrevious));
    CHECK(require(s.workspace->records(s.id, Kind::Draft)).front().content == "Ja");
    require(s.workspace->undo(s.id));
    CHECK(require(s.workspace->records(s.id, Kind::Draft)).empty());
    CHECK(require(s.workspace->records(s.id, Kind::Task)).size() == 1);
}
