#pragma once

#include "core/agreement/agreement.h"
#include "core/base/world.h"
#include "core/store/command.h"
#include "core/store/page_store.h"
#include "core/store/rescue.h"

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// All agreements of a user, their history and the settings: one SQLite database (docs/storage.md).
namespace konkordat {

/// Number of a change in the workspace's history; 0 is before the first.
struct ChangeSequence {
    std::int64_t value = 0;
    friend auto operator<=>(ChangeSequence const&, ChangeSequence const&) = default;
};

/// Whose undo stack: an agreement's own, or (no agreement) the workspace's, which holds creation, import, duplication and deletion.
using UndoScope = std::optional<AgreementId>;
inline constexpr std::nullopt_t workspace_scope = std::nullopt;

enum class OpenMode { ReadWrite, ReadOnly };
enum class Coalesce {
    Never,
    /// Becomes part of the newest history entry if that changed the same place by the same command and author, not more
    /// than coalesce_seconds ago. For typing: one entry for a run of keystrokes.
    WithPrevious,
};
inline constexpr std::int64_t coalesce_seconds = 60;

enum class ChangeState {
    Applied,
    Undone,  ///< can be redone
    Dropped, ///< was undone, and then something else was done
};

struct HistoryEntry {
    ChangeSequence sequence;
    UndoScope scope;        ///< the stack it is on
    AgreementId agreement;  ///< the agreement it is about (also for entries of the workspace's stack: the new, deleted ... one)
    Timestamp time;         ///< when it was made; of a coalesced entry the last
    std::string author;
    std::string key;        ///< see history_key()
    Place place;
    ChangeState state = ChangeState::Applied;
};

struct AgreementSummary {
    AgreementId id;
    LanguageMap title;
    Form form = Form::Declaration;
    Scope scope = Scope::Canton;
    std::vector<std::string> cantons;
    std::vector<Language> languages;
    LifecycleState state = LifecycleState::Drafting;
    Timestamp created_at;
    Timestamp modified_at;
    std::size_t clauses = 0;       ///< that are not omitted
    std::size_t organisations = 0;
    std::size_t memberships = 0;
};

enum class AgreementOrder { ModifiedLast, CreatedLast, Title, Canton };

/// Part of a list.
struct Paging {
    std::size_t offset = 0;
    std::size_t limit = 100;
};

/// How far changes are safe from a power cut.
struct Durability {
    std::uint64_t committed = 0;     ///< sequence of the newest page batch
    std::uint64_t acknowledged = 0;  ///< all batches up to it are durable
    std::optional<Error> error = {}; ///< why the page store refused the newest pages; they are offered again with the next commit

    [[nodiscard]] bool all_saved() const { return !error && acknowledged >= committed; }
};

struct IntegrityReport {
    std::vector<std::string> problems; ///< English, for a report; empty: sound
    std::size_t agreements = 0;        ///< that were read and found consistent

    [[nodiscard]] bool ok() const { return problems.empty(); }
};

class Workspace {
public:
    /// Opens what the store holds, or creates a new workspace in an empty one.
    /// Errors: Corrupt (then see rescue()), UnsupportedVersion, Malformed, Storage.
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open(World&, PageStore&, OpenMode = OpenMode::ReadWrite);
    /// The same in an ordinary file, created if it does not exist and locked against other writers. Errors: also ReadOnly when locked.
    [[nodiscard]] static Result<std::unique_ptr<Workspace>> open_file(World&, std::string const& path, OpenMode = OpenMode::ReadWrite);
    ~Workspace();
    Workspace(Workspace const&) = delete;
    Workspace& operator=(Workspace const&) = delete;

    [[nodiscard]] OpenMode mode() const;
    /// From writing to reading only, when another tab takes over. The other way needs a new Workspace with the newest pages.
    void make_read_only();

    // Reading

    [[nodiscard]] Result<std::size_t> count_agreements() const;
    /// `language` is the one whose titles are compared for AgreementOrder::Title; other titles fill in.
    [[nodiscard]] Result<std::vector<AgreementSummary>> agreements(
        Paging = {}, AgreementOrder = AgreementOrder::ModifiedLast, Language language = Language::German) const;
    [[nodiscard]] Result<Agreement> load(AgreementId const&) const;
    [[nodiscard]] Result<bool> contains(AgreementId const&) const;

    // Changing

    /// One transaction. Returns the history entry it made, or, if the command changes nothing or is a setting, the newest there is.
    /// Errors: what command.h says, ReadOnly, Storage; nothing is changed then.
    [[nodiscard]] Result<ChangeSequence> execute(Command const&, std::string const& author, Coalesce = Coalesce::Never);

    /// The entry that undo() or redo() would take, for a label; nothing if there is none, or if it cannot be taken
    /// now (a creation whose agreement has been edited since).
    [[nodiscard]] std::optional<HistoryEntry> can_undo(UndoScope const&) const;
    [[nodiscard]] std::optional<HistoryEntry> can_redo(UndoScope const&) const;
    /// Takes the newest applied entry of the stack back, or does the last undone one again, and returns it.
    /// Errors: NotFound if there is none, Inconsistent ("undo-conflict"), ReadOnly, Storage; nothing is changed then.
    [[nodiscard]] Result<HistoryEntry> undo(UndoScope const&);
    [[nodiscard]] Result<HistoryEntry> redo(UndoScope const&);

    /// Newest first: of an agreement all that is about it, with its creation; of workspace_scope everything.
    [[nodiscard]] Result<std::vector<HistoryEntry>> history(UndoScope const&, Paging = {}) const;
    [[nodiscard]] Result<HistoryEntry> history_entry(ChangeSequence) const;

    [[nodiscard]] std::map<std::string, std::string> settings() const;
    [[nodiscard]] std::string setting(std::string const& key, std::string const& fallback = {}) const;

    /// As SetSigningFiles left them. Errors: Corrupt, Storage.
    [[nodiscard]] Result<std::vector<SigningFile>> signing_files(AgreementId const&) const;

    /// What PutRecords left of that kind, by id; of an agreement that there is not, none. Errors: Corrupt, Storage.
    [[nodiscard]] Result<std::vector<AgreementRecord>> records(AgreementId const&, AgreementRecordKind) const;

    /// Those of all agreements, with whose they are.
    [[nodiscard]] Result<std::vector<std::pair<AgreementId, AgreementRecord>>> all_records(AgreementRecordKind) const;

    /// As ChangeRegister left them: by kind and id, the current state of each first. Errors: Corrupt, Storage.
    [[nodiscard]] Result<std::vector<RegisterEntry>> register_entries() const;

    /// The content key of a text in hexadecimal (docs/storage.md): texts with the same key are the same. Errors: Storage.
    [[nodiscard]] Result<std::string> content_key_of(std::string const& text) const;

    // Durability

    [[nodiscard]] Durability durability() const;
    /// Offers pages that the store refused once more. Errors: those of the store.
    [[nodiscard]] Result<void> retry_saving();

    /// Everything: SQLite's integrity check, foreign keys, content keys of texts, consistency of each agreement.
    [[nodiscard]] Result<IntegrityReport> check_integrity() const;
    /// Removes texts and pictures that neither an agreement nor the history needs. Returns their number.
    [[nodiscard]] Result<std::size_t> collect_garbage();

    /// The whole workspace as one SQLite file.
    [[nodiscard]] Result<std::string> save_to_bytes() const;
    /// Replaces the whole workspace, history and settings included, by that of a file. Trusts nothing in it.
    /// Errors: Malformed, UnsupportedVersion, TooLarge, Corrupt, Inconsistent; the workspace is unchanged then.
    [[nodiscard]] Result<void> load_from_bytes(std::string_view bytes);

private:
    struct Implementation;
    explicit Workspace(std::unique_ptr<Implementation>);
    std::unique_ptr<Implementation> m;
};

} // namespace konkordat
