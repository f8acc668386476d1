#include "core/store/schema.h"

#include <array>
#include <utility>
#include <vector>

namespace konkordat {

namespace {

// An agreement's rows lie together: every table's primary key begins with the agreement's number, and WITHOUT ROWID makes that key the
// place in the file. Numbers grow with time, so new agreements are appended. What is written by edits and has a random key
// (text) is appended, too, and only its small index is not. See docs/storage.md.
//
// Edited tables come first; change, text, setting, signing_file and register_entry are not recorded in changesets.
constexpr char const* version_1 = R"sql(
CREATE TABLE agreement (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL,
    scope TEXT NOT NULL,
    cantons TEXT NOT NULL,
    languages TEXT NOT NULL,
    mandate_reference TEXT NOT NULL,
    mandate_date TEXT,
    state TEXT NOT NULL,
    template_id TEXT NOT NULL,
    template_version TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
) STRICT;

CREATE TABLE wording (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    owner TEXT NOT NULL,
    item TEXT NOT NULL,
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (agreement, owner, item, field, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE variable (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    value ANY,
    PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    website TEXT NOT NULL,
    PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    part TEXT NOT NULL,
    role TEXT NOT NULL,
    participation TEXT NOT NULL,
    signs INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT,
    PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    substitute_for TEXT,
    first_day TEXT,
    last_day TEXT,
    PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    deadline_days INTEGER,
    clause TEXT,
    PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE responsibility (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    step TEXT NOT NULL,
    organisation TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (agreement, step, organisation),
    FOREIGN KEY (agreement, step) REFERENCES step DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE clause (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    origin_clause TEXT,
    origin_alternative TEXT,
    guidelines TEXT NOT NULL,
    law TEXT NOT NULL,
    generated TEXT NOT NULL,
    PRIMARY KEY (agreement, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE clause_text (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    clause TEXT NOT NULL,
    language TEXT NOT NULL,
    heading TEXT,
    body BLOB,
    PRIMARY KEY (agreement, clause, language),
    FOREIGN KEY (agreement, clause) REFERENCES clause DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE text (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    made_by INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    sequence INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL,
    agreement INTEGER NOT NULL,
    state INTEGER NOT NULL,
    time INTEGER NOT NULL,
    key TEXT NOT NULL,
    place_kind TEXT NOT NULL,
    place_id TEXT NOT NULL,
    place_language TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    author TEXT NOT NULL,
    changeset_size INTEGER NOT NULL,
    changeset BLOB NOT NULL
) STRICT;
CREATE INDEX change_of_agreement ON change (agreement, sequence);
CREATE INDEX change_of_workspace ON change (sequence) WHERE scope = 0;
CREATE INDEX change_undone ON change (agreement) WHERE state = 1;

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Accepted findings of the conformity check, and the agreement's life so far.
constexpr char const* version_2 = R"sql(
CREATE TABLE waiver (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    day TEXT,
    PRIMARY KEY (agreement, rule, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE lifecycle_event (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    state TEXT NOT NULL,
    day TEXT,
    authority TEXT NOT NULL,
    reference TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (agreement, ordinal)
) STRICT, WITHOUT ROWID;
)sql";

// How the document looks; pictures once, by their content key, as texts are.
constexpr char const* version_3 = R"sql(
CREATE TABLE appearance (
    agreement INTEGER NOT NULL PRIMARY KEY REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    style TEXT NOT NULL,
    setting TEXT NOT NULL,
    arrangement TEXT NOT NULL,
    legal_references TEXT NOT NULL,
    colour TEXT NOT NULL,
    emblem BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    made_by INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
)sql";

// Files of signing rounds, by the agreement's id, which outlives its number. What came back is stored without the bytes of the prepared file (ordinal 0)
// with which it begins. Not recorded in changesets.
constexpr char const* version_4 = R"sql(
CREATE TABLE signing_file (
    number INTEGER PRIMARY KEY,
    agreement TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (agreement, ordinal)
) STRICT;
)sql";

// Where wordings were taken over from.
constexpr char const* version_5 = R"sql(
CREATE TABLE provenance (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    clause TEXT NOT NULL,
    language TEXT NOT NULL,
    source_agreement TEXT NOT NULL,
    source_clause TEXT NOT NULL,
    cantons TEXT NOT NULL,
    day TEXT,
    PRIMARY KEY (agreement, clause, language),
    FOREIGN KEY (agreement, clause) REFERENCES clause DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
)sql";

// What belongs to an agreement and is no part of it: versions, remarks, packets, replies, decisions, as JSON that the store does not read.
constexpr char const* version_6 = R"sql(
CREATE TABLE agreement_record (
    agreement INTEGER NOT NULL REFERENCES agreement DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (agreement, kind, id)
) STRICT, WITHOUT ROWID;
)sql";

// The register of the cantons' mechanisms: states of agreements of others, and notes by hand. Not recorded in changesets.
constexpr char const* version_7 = R"sql(
CREATE TABLE register_entry (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    modified_at INTEGER NOT NULL,
    cantons TEXT NOT NULL,
    file TEXT NOT NULL,
    verification TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    key BLOB NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (kind, id, modified_at)
) STRICT;
)sql";

/// migrations[n] turns version n + 1 into n + 2.
constexpr std::array<char const*, static_cast<std::size_t>(workspace_schema_version) - 1> migrations { version_2, version_3, version_4, version_5, version_6,
    version_7 };

using SchemaEntry = std::array<std::string, 4>;

/// Everything the database declares. Reading the schema runs nothing of it.
Result<std::vector<SchemaEntry>> read_schema(Database& database)
{
    KONKORDAT_TRY(
        auto statement, database.prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name LIMIT 1000"));
    std::vector<SchemaEntry> entries;
    while (true) {
        KONKORDAT_TRY(auto const row, statement.step());
        if (!row)
            return entries;
        entries.push_back({ statement.text(0), statement.text(1), statement.text(2), statement.text(3) });
    }
}

/// What a workspace of that version declares.
Result<std::vector<SchemaEntry>> expected_schema(std::int64_t version)
{
    KONKORDAT_TRY(auto const database, Database::open(":memory:", nullptr, false));
    KONKORDAT_CHECK(database->run(version_1));
    for (std::int64_t step = 1; step < version; ++step)
        KONKORDAT_CHECK(database->run(migrations.at(static_cast<std::size_t>(step) - 1)));
    return read_schema(*database);
}

Result<void> migrate(Database& database, std::int64_t version)
{
    KONKORDAT_TRY(auto transaction, Transaction::begin(database));
    for (; version < workspace_schema_version; ++version)
        KONKORDAT_CHECK(database.run(migrations.at(static_cast<std::size_t>(version) - 1)));
    KONKORDAT_CHECK(database.run("PRAGMA user_version = " + std::to_string(workspace_schema_version)));
    return transaction.commit();
}

Error foreign_database() { return { .code = ErrorCode::Malformed, .message = "not a Konkordat workspace", .key = "not-a-workspace" }; }

} // namespace

std::string const& schema_sql()
{
    static std::string const sql = [] {
        std::string text = version_1;
        for (auto const* migration : migrations)
            text += migration;
        return text;
    }();
    return sql;
}

Result<void> create_schema(Database& database)
{
    KONKORDAT_CHECK(database.run("PRAGMA auto_vacuum = NONE; PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'"));
    KONKORDAT_TRY(auto transaction, Transaction::begin(database));
    KONKORDAT_CHECK(database.run(schema_sql()));
    KONKORDAT_CHECK(database.run("PRAGMA application_id = " + std::to_string(workspace_application_id)));
    KONKORDAT_CHECK(database.run("PRAGMA user_version = " + std::to_string(workspace_schema_version)));
    return transaction.commit();
}

Result<void> accept_schema(Database& database)
{
    KONKORDAT_TRY(auto const application, database.integer("PRAGMA application_id"));
    if (application != workspace_application_id)
        return foreign_database();
    KONKORDAT_TRY(auto const version, database.integer("PRAGMA user_version"));
    if (version > workspace_schema_version || version < 1) {
        return Error { .code = ErrorCode::UnsupportedVersion,
            .message = "the workspace is of version " + std::to_string(version) + ", this program reads up to "
                + std::to_string(workspace_schema_version),
            .key = "workspace-version",
            .argument = std::to_string(version) };
    }
    KONKORDAT_TRY(auto const expected, expected_schema(version));
    KONKORDAT_TRY(auto const actual, read_schema(database));
    if (actual != expected)
        return foreign_database();
    if (version < workspace_schema_version)
        return migrate(database, version);
    return {};
}

} // namespace konkordat
