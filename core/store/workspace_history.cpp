// Undo, redo and history.
#include "core/store/changeset.h"
#include "core/store/workspace_implementation.h"

#include <utility>

namespace konkordat {

namespace {

Result<std::int64_t> scope_number(Database& database, UndoScope const& scope)
{
    if (!scope)
        return workspace_scope_number;
    return find_number(database, *scope);
}

/// What undo or redo left behind is an agreement in order, or none.
Result<void> check_agreement(Database& database, std::int64_t number)
{
    auto const stored = load_stored(database, number);
    if (!stored)
        return stored.error().code == ErrorCode::NotFound ? Result<void> {} : Result<void> { stored.error() };
    return check_consistency(stored->agreement);
}

Error nothing_to_do() { return { .code = ErrorCode::NotFound, .message = "there is nothing to undo or redo", .key = "nothing-to-undo" }; }

/// Applies a change (inverted for undo) and gives it its new state.
Result<HistoryEntry> switch_change(Database& database, LoggedChange change, ChangeState state)
{
    KONKORDAT_TRY(auto changeset, changeset_of(database, change.entry.sequence.value));
    if (state == ChangeState::Undone) {
        KONKORDAT_TRY(changeset, invert_changeset(changeset));
    }
    KONKORDAT_CHECK(apply_changeset(database, change.agreement, changeset));
    KONKORDAT_CHECK(check_agreement(database, change.agreement));
    KONKORDAT_CHECK(set_state(database, change.entry.sequence.value, state));
    if (change.scope != workspace_scope_number)
        KONKORDAT_CHECK(drop_undone_of_workspace(database, change.agreement));
    change.entry.state = state;
    return std::move(change.entry);
}

template <typename Next>
std::optional<HistoryEntry> peek(Database& database, UndoScope const& scope, Next next)
{
    auto const number = scope_number(database, scope);
    if (!number)
        return std::nullopt;
    auto change = next(database, *number);
    if (!change || !*change)
        return std::nullopt;
    return std::move((**change).entry);
}

} // namespace

std::optional<HistoryEntry> Workspace::can_undo(UndoScope const& scope) const
{
    return m->mode == OpenMode::ReadOnly ? std::nullopt : peek(*m->database, scope, next_undo);
}

std::optional<HistoryEntry> Workspace::can_redo(UndoScope const& scope) const
{
    return m->mode == OpenMode::ReadOnly ? std::nullopt : peek(*m->database, scope, next_redo);
}

Result<HistoryEntry> Workspace::undo(UndoScope const& scope)
{
    KONKORDAT_CHECK(m->check_writable());
    KONKORDAT_TRY(auto transaction, Transaction::begin(*m->database));
    KONKORDAT_TRY(auto const number, scope_number(*m->database, scope));
    KONKORDAT_TRY(auto change, next_undo(*m->database, number));
    if (!change)
        return nothing_to_do();
    KONKORDAT_TRY(auto entry, switch_change(*m->database, std::move(*change), ChangeState::Undone));
    KONKORDAT_CHECK(m->commit(std::move(transaction)));
    return entry;
}

Result<HistoryEntry> Workspace::redo(UndoScope const& scope)
{
    KONKORDAT_CHECK(m->check_writable());
    KONKORDAT_TRY(auto transaction, Transaction::begin(*m->database));
    KONKORDAT_TRY(auto const number, scope_number(*m->database, scope));
    KONKORDAT_TRY(auto change, next_redo(*m->database, number));
    if (!change)
        return nothing_to_do();
    KONKORDAT_TRY(auto entry, switch_change(*m->database, std::move(*change), ChangeState::Applied));
    KONKORDAT_CHECK(m->commit(std::move(transaction)));
    return entry;
}

Result<std::vector<HistoryEntry>> Workspace::history(UndoScope const& scope, Paging paging) const
{
    KONKORDAT_TRY(auto const number, scope_number(*m->database, scope));
    return list_changes(*m->database, number, paging);
}

Result<HistoryEntry> Workspace::history_entry(ChangeSequence sequence) const
{
    KONKORDAT_TRY(auto change, find_change(*m->database, sequence.value));
    return std::move(change.entry);
}

} // namespace konkordat
