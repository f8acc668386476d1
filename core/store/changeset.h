#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/rows.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3_session;

/// Changesets of SQLite's session extension: what a command changed, to be undone, done again and merged.
namespace konkordat {

/// Records what happens to an agreement's tables while it lives.
class ChangeRecorder {
public:
    [[nodiscard]] static Result<ChangeRecorder> start(Database&);
    ~ChangeRecorder();
    ChangeRecorder(ChangeRecorder&&) noexcept;
    ChangeRecorder(ChangeRecorder const&) = delete;
    ChangeRecorder& operator=(ChangeRecorder const&) = delete;

    /// Empty if nothing was changed.
    [[nodiscard]] Result<std::string> changeset() const;

private:
    explicit ChangeRecorder(sqlite3_session*);
    sqlite3_session* m_session;
};

/// The changeset that takes `changeset` back. Errors: Corrupt.
[[nodiscard]] Result<std::string> invert_changeset(std::string const& changeset);
/// One that does `first` and then `second`. Errors: Corrupt.
[[nodiscard]] Result<std::string> merge_changesets(std::string const& first, std::string const& second);
/// Applies it inside the caller's transaction. It may touch rows of agreement `number` only.
/// Errors: Inconsistent ("undo-conflict") if the rows are not as the changeset expects; Corrupt. The caller rolls back then.
[[nodiscard]] Result<void> apply_changeset(Database&, std::int64_t number, std::string const& changeset);
/// Does to `rows` what the changeset does to an agreement's tables, without a database and without looking for conflicts.
/// Errors: Corrupt.
[[nodiscard]] Result<void> replay_changeset(std::string const& changeset, std::int64_t number, Rows& rows);
/// Calls `visit` with the content key of every clause body that the changeset mentions, old or new. Errors: Corrupt.
[[nodiscard]] Result<void> visit_text_keys(std::string const& changeset, std::function<void(std::string_view key)> const& visit);

/// The largest changeset, in bytes.
inline constexpr std::int64_t max_changeset_bytes = 64 << 20;
/// Changesets are stored compressed (zlib, RFC 1950).
[[nodiscard]] Result<std::string> compress(std::string const& bytes);
/// `size`: of what comes out. Errors: Corrupt if it is not exactly that, or more than max_changeset_bytes.
[[nodiscard]] Result<std::string> decompress(std::string_view bytes, std::int64_t size);

} // namespace konkordat
