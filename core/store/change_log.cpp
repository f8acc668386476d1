#include "core/store/change_log.h"

#include "core/store/changeset.h"

#include <utility>

namespace konkordat {

namespace {

constexpr char const* columns = "sequence, scope, agreement, state, time, key, place_kind, place_id, place_language, agreement_id, author";

PlaceKind parse_place_kind(std::string const& name)
{
    for (auto const kind : { PlaceKind::Variable, PlaceKind::Clause, PlaceKind::Organisation, PlaceKind::Membership, PlaceKind::Contact,
             PlaceKind::Step, PlaceKind::Setting, PlaceKind::Appearance }) {
        if (name_of(kind) == name)
            return kind;
    }
    return PlaceKind::Agreement;
}

ChangeState parse_state(std::int64_t state)
{
    return state == 0 ? ChangeState::Applied : state == 1 ? ChangeState::Undone : ChangeState::Dropped;
}

LoggedChange read_change(Statement const& row)
{
    LoggedChange change { .entry = {}, .scope = row.integer(1), .agreement = row.integer(2) };
    auto& entry = change.entry;
    entry.sequence = { row.integer(0) };
    entry.agreement = AgreementId(row.text(9));
    if (change.scope != workspace_scope_number)
        entry.scope = entry.agreement;
    entry.state = parse_state(row.integer(3));
    entry.time = { row.integer(4) };
    entry.key = row.text(5);
    entry.place = { .kind = parse_place_kind(row.text(6)), .id = row.text(7) };
    if (auto const language = parse_language(row.text(8)))
        entry.place.language = *language;
    entry.author = row.text(10);
    return change;
}

/// The change that a statement finds first.
Result<std::optional<LoggedChange>> first_change(Statement statement)
{
    KONKORDAT_TRY(auto const found, statement.step());
    if (!found)
        return std::optional<LoggedChange> {};
    return std::optional(read_change(statement));
}

/// Of one stack and state; `order` is ASC or DESC. The scope is written out so that SQLite sees which index serves.
Result<std::optional<LoggedChange>> end_of_stack(Database& database, std::int64_t scope, ChangeState state, std::string const& order)
{
    auto const condition = scope == workspace_scope_number ? std::string("scope = 0") : std::string("agreement = ?1 AND scope = ?1");
    KONKORDAT_TRY(auto statement,
        database.prepare("SELECT " + std::string(columns) + " FROM change WHERE " + condition + " AND state = ?2 ORDER BY sequence " + order
            + " LIMIT 1"));
    if (scope != workspace_scope_number)
        statement.bind(1, scope);
    statement.bind(2, static_cast<std::int64_t>(state));
    return first_change(std::move(statement));
}

Result<void> run_on(Database& database, std::string const& sql, std::int64_t number)
{
    KONKORDAT_TRY(auto statement, database.prepare(sql));
    statement.bind(1, number);
    return statement.run();
}

} // namespace

Result<std::int64_t> newest_sequence(Database& database) { return database.integer("SELECT coalesce(max(sequence), 0) FROM change"); }

Result<LoggedChange> find_change(Database& database, std::int64_t sequence)
{
    KONKORDAT_TRY(auto statement, database.prepare("SELECT " + std::string(columns) + " FROM change WHERE sequence = ?1"));
    statement.bind(1, sequence);
    KONKORDAT_TRY(auto change, first_change(std::move(statement)));
    if (!change)
        return Error { .code = ErrorCode::NotFound, .message = "there is no such change", .key = "no-such-change" };
    return std::move(*change);
}

Result<std::vector<HistoryEntry>> list_changes(Database& database, std::int64_t agreement, Paging paging)
{
    auto const condition = agreement == 0 ? std::string() : std::string(" WHERE agreement = ?3");
    KONKORDAT_TRY(auto statement,
        database.prepare("SELECT " + std::string(columns) + " FROM change" + condition + " ORDER BY sequence DESC LIMIT ?1 OFFSET ?2"));
    statement.bind(1, static_cast<std::int64_t>(paging.limit)).bind(2, static_cast<std::int64_t>(paging.offset));
    if (agreement != 0)
        statement.bind(3, agreement);
    std::vector<HistoryEntry> entries;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return entries;
        entries.push_back(read_change(statement).entry);
    }
}

Result<void> append_change(Database& database, LoggedChange const& change, std::string const& changeset)
{
    auto const& entry = change.entry;
    KONKORDAT_TRY(auto compressed, compress(changeset));
    KONKORDAT_TRY(auto statement,
        database.prepare(
            "INSERT INTO change (sequence, scope, agreement, state, time, key, place_kind, place_id, place_language, "
            "agreement_id, author, changeset_size, changeset) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"));
    statement.bind(1, entry.sequence.value).bind(2, change.scope).bind(3, change.agreement).bind(4, static_cast<std::int64_t>(entry.state));
    statement.bind(5, entry.time.seconds)
        .bind(6, std::string_view { entry.key })
        .bind(7, name_of(entry.place.kind))
        .bind(8, std::string_view { entry.place.id });
    statement.bind(9, entry.place.language ? language_code(*entry.place.language) : std::string_view {});
    statement.bind(10, std::string_view { entry.agreement.str() }).bind(11, std::string_view { entry.author });
    statement.bind(12, static_cast<std::int64_t>(changeset.size())).bind(13, Value { Blob { std::move(compressed) } });
    return statement.run();
}

Result<void> extend_change(Database& database, std::int64_t sequence, Timestamp time, std::string const& changeset)
{
    KONKORDAT_TRY(auto compressed, compress(changeset));
    KONKORDAT_TRY(auto statement, database.prepare("UPDATE change SET time = ?2, changeset_size = ?3, changeset = ?4 WHERE sequence = ?1"));
    statement.bind(1, sequence)
        .bind(2, time.seconds)
        .bind(3, static_cast<std::int64_t>(changeset.size()))
        .bind(4, Value { Blob { std::move(compressed) } });
    return statement.run();
}

Result<void> remove_change(Database& database, std::int64_t sequence)
{
    return run_on(database, "DELETE FROM change WHERE sequence = ?1", sequence);
}

Result<std::string> changeset_of(Database& database, std::int64_t sequence)
{
    KONKORDAT_TRY(auto statement, database.prepare("SELECT changeset, changeset_size FROM change WHERE sequence = ?1"));
    statement.bind(1, sequence);
    KONKORDAT_TRY(auto const found, statement.step());
    if (!found)
        return Error { .code = ErrorCode::NotFound, .message = "there is no such change", .key = "no-such-change" };
    return decompress(statement.blob(0), statement.integer(1));
}

Result<std::optional<LoggedChange>> next_undo(Database& database, std::int64_t scope)
{
    KONKORDAT_TRY(auto change, end_of_stack(database, scope, ChangeState::Applied, "DESC"));
    if (!change || scope != workspace_scope_number)
        return change;
    // An agreement that was edited after it was created is not taken away as a whole.
    KONKORDAT_TRY(auto statement,
        database.prepare("SELECT 1 FROM change WHERE agreement = ?1 AND sequence > ?2 AND scope <> 0 AND state = 0 LIMIT 1"));
    statement.bind(1, change->agreement).bind(2, change->entry.sequence.value);
    KONKORDAT_TRY(auto const edited, statement.step());
    if (edited)
        return std::optional<LoggedChange> {};
    return change;
}

Result<std::optional<LoggedChange>> next_redo(Database& database, std::int64_t scope)
{
    return end_of_stack(database, scope, ChangeState::Undone, "ASC");
}

Result<void> set_state(Database& database, std::int64_t sequence, ChangeState state)
{
    KONKORDAT_TRY(auto statement, database.prepare("UPDATE change SET state = ?2 WHERE sequence = ?1"));
    statement.bind(1, sequence).bind(2, static_cast<std::int64_t>(state));
    return statement.run();
}

Result<void> drop_undone(Database& database, std::int64_t scope, std::int64_t agreement)
{
    KONKORDAT_CHECK(run_on(database, "UPDATE change SET state = 2 WHERE state = 1 AND agreement = ?1", agreement));
    if (scope == workspace_scope_number)
        return database.run("UPDATE change SET state = 2 WHERE state = 1 AND scope = 0");
    return {};
}

Result<void> drop_undone_of_workspace(Database& database, std::int64_t agreement)
{
    return run_on(database, "UPDATE change SET state = 2 WHERE state = 1 AND agreement = ?1 AND scope = 0", agreement);
}

} // namespace konkordat
