#pragma once

#include "core/store/database.h"
#include "core/store/workspace.h"

#include <cstdint>
#include <optional>
#include <string>

/// The table `change`: history, undo and redo.
namespace konkordat {

/// The scope number of the workspace's own stack; agreements' numbers are positive.
inline constexpr std::int64_t workspace_scope_number = 0;

struct LoggedChange {
    HistoryEntry entry;
    std::int64_t scope = workspace_scope_number;
    std::int64_t agreement = 0; ///< the number of the agreement it is about, even if that is deleted
};

/// 0 if there is none.
[[nodiscard]] Result<std::int64_t> newest_sequence(Database&);
/// Errors: NotFound.
[[nodiscard]] Result<LoggedChange> find_change(Database&, std::int64_t sequence);
/// Newest first. `agreement` 0: of all.
[[nodiscard]] Result<std::vector<HistoryEntry>> list_changes(Database&, std::int64_t agreement, Paging);

[[nodiscard]] Result<void> append_change(Database&, LoggedChange const&, std::string const& changeset);
/// The newest entry takes in another changeset and time.
[[nodiscard]] Result<void> extend_change(Database&, std::int64_t sequence, Timestamp time, std::string const& changeset);
[[nodiscard]] Result<void> remove_change(Database&, std::int64_t sequence);
/// Decompressed. Errors: also Corrupt.
[[nodiscard]] Result<std::string> changeset_of(Database&, std::int64_t sequence);

/// What undo or redo would take from a stack, if it can be taken.
[[nodiscard]] Result<std::optional<LoggedChange>> next_undo(Database&, std::int64_t scope);
[[nodiscard]] Result<std::optional<LoggedChange>> next_redo(Database&, std::int64_t scope);
[[nodiscard]] Result<void> set_state(Database&, std::int64_t sequence, ChangeState);
/// After something new was done in `scope` to `agreement`: what was undone there cannot be redone any more.
[[nodiscard]] Result<void> drop_undone(Database&, std::int64_t scope, std::int64_t agreement);
/// After an undo or redo on an agreement's own stack: entries of the workspace's stack about it no longer fit.
[[nodiscard]] Result<void> drop_undone_of_workspace(Database&, std::int64_t agreement);

} // namespace konkordat
