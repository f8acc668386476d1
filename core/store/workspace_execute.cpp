// Workspace::execute: a command becomes rows and a history entry.
#include "core/store/agreement_records.h"
#include "core/store/changeset.h"
#include "core/store/register_entries.h"
#include "core/store/signing_files.h"
#include "core/store/workspace_implementation.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace konkordat {

namespace {

/// What a command is to do, before anything is written.
struct Edit {
    std::int64_t scope = workspace_scope_number;
    StoredAgreement before = {};         ///< number 0 if the agreement is new
    std::optional<Agreement> after = {}; ///< nothing: it is deleted
    AgreementId id = {};
    bool changes_nothing = false;
    std::vector<AgreementRecord> const* records = nullptr;
};

/// Finds out what a command is to do; one that is not an edit of an agreement has an overload of its own.
class Planner {
public:
    Planner(World& world, Database& database, Command const& command)
        : m_world(world)
        , m_database(database)
        , m_command(command)
    {
    }

    Result<Edit> operator()(CreateAgreement const& command) const { return create(command.agreement); }

    Result<Edit> operator()(ImportAgreement const& command) const
    {
        auto agreement = command.agreement;
        if (command.mode == ImportMode::AsCopy)
            agreement.id = AgreementId(create_identifier(m_world, "agreement"));
        if (command.mode == ImportMode::Replace) {
            auto const number = find_number(m_database, agreement.id);
            if (number)
                return replace(*number, std::move(agreement));
        }
        return create(std::move(agreement));
    }

    Result<Edit> operator()(DeleteAgreement const& command) const
    {
        KONKORDAT_TRY(auto before, load(command.agreement));
        return Edit { .before = std::move(before), .id = command.agreement };
    }

    Result<Edit> operator()(DuplicateAgreement const& command) const
    {
        KONKORDAT_TRY(auto original, load(command.agreement));
        auto copy = std::move(original.agreement);
        copy.id = AgreementId(create_identifier(m_world, "agreement"));
        if (!command.title.empty())
            copy.title = command.title;
        copy.created_at = copy.modified_at = m_world.now();
        return create(std::move(copy));
    }

    Result<Edit> operator()(SetSetting const&) const
    {
        return Error { .code = ErrorCode::InvalidArgument, .message = "this command is not an edit of an agreement", .key = "not-an-edit" };
    }

    Result<Edit> operator()(SetSigningFiles const&) const { return (*this)(SetSetting {}); }
    Result<Edit> operator()(ChangeRegister const&) const { return (*this)(SetSetting {}); }

    Result<Edit> operator()(PutRecords const& command) const
    {
        KONKORDAT_CHECK(check_agreement_records(command.records));
        KONKORDAT_TRY(auto before, load(command.agreement));
        auto after = before.agreement;
        KONKORDAT_CHECK(apply(m_command, after));
        KONKORDAT_CHECK(check_consistency(after));
        auto const is_same = after == before.agreement;
        if (!is_same)
            after.modified_at = m_world.now();
        KONKORDAT_TRY(auto const are_stored, has_agreement_records(m_database, before.number, command.records));
        auto const number = before.number;
        return Edit { .scope = number,
            .before = std::move(before),
            .after = std::move(after),
            .id = command.agreement,
            .changes_nothing = is_same && are_stored,
            .records = &command.records };
    }

    template <typename AnyEdit>
    Result<Edit> operator()(AnyEdit const& command) const
    {
        KONKORDAT_TRY(auto before, load(command.agreement));
        auto after = before.agreement;
        KONKORDAT_CHECK(apply(m_command, after));
        KONKORDAT_CHECK(check_consistency(after));
        auto const same = after == before.agreement;
        after.modified_at = m_world.now();
        auto const number = before.number;
        return Edit {
            .scope = number, .before = std::move(before), .after = std::move(after), .id = command.agreement, .changes_nothing = same
        };
    }

private:
    Result<StoredAgreement> load(AgreementId const& id) const
    {
        KONKORDAT_TRY(auto const number, find_number(m_database, id));
        return load_stored(m_database, number);
    }

    Result<Edit> create(Agreement agreement) const
    {
        KONKORDAT_CHECK(check_consistency(agreement));
        auto const existing = find_number(m_database, agreement.id);
        if (existing) {
            return Error { .code = ErrorCode::Inconsistent,
                .message = "there is already an agreement \"" + agreement.id.str() + "\"",
                .key = "agreement-exists",
                .argument = agreement.id.str() };
        }
        if (existing.error().code != ErrorCode::NotFound)
            return existing.error();
        auto id = agreement.id;
        return Edit { .after = std::move(agreement), .id = std::move(id) };
    }

    Result<Edit> replace(std::int64_t number, Agreement agreement) const
    {
        KONKORDAT_CHECK(check_consistency(agreement));
        KONKORDAT_TRY(auto before, load_stored(m_database, number));
        auto const same = agreement == before.agreement;
        auto id = agreement.id;
        return Edit {
            .scope = number, .before = std::move(before), .after = std::move(agreement), .id = std::move(id), .changes_nothing = same
        };
    }

    World& m_world;
    Database& m_database;
    Command const& m_command;
};

/// The rows of an agreement; texts that are not stored yet are stored.
Result<Rows> rows_to_write(Database& database, Agreement const& agreement, StoredAgreement const& before, std::int64_t sequence)
{
    std::map<std::string_view, std::string_view> known;
    for (auto const& [key, text] : before.texts)
        known.emplace(text, key);
    return to_rows(agreement, before.rows, [&](Content content, std::string const& text) -> Result<std::string> {
        if (auto const entry = known.find(text); entry != known.end())
            return std::string(entry->second);
        KONKORDAT_TRY(auto key, content_key(database, text));
        KONKORDAT_CHECK(store_text(database, content, key, text, sequence));
        return key;
    });
}

/// A number that no agreement has had, here or (very likely) in another copy of the workspace, so that changesets can be exchanged:
/// minutes since 2020 and 21 random bits. It grows with time, so that new agreements are appended to the tables.
Result<std::int64_t> new_number(World& world, Database& database)
{
    constexpr std::int64_t start_of_2020 = 1'577'836'800;
    constexpr std::int64_t largest = std::int64_t { 1 } << 62U;
    std::array<std::uint8_t, 3> random {};
    world.fill_random(random);
    auto const minutes = std::clamp<std::int64_t>((world.now().seconds - start_of_2020) / 60, 0, (std::int64_t { 1 } << 26U) - 1);
    auto const candidate = (minutes << 21U) | ((random[0] | (random[1] << 8U) | (random[2] << 16U)) & 0x1fffff);
    KONKORDAT_TRY(auto const last, database.integer("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'agreement'"));
    if (last >= largest)
        return Error { .code = ErrorCode::Corrupt, .message = "the workspace's numbering is damaged", .key = "store-corrupt" };
    return std::max(candidate, last + 1);
}

/// The newest history entry, if a command at the same place belongs to the same run of typing.
Result<std::optional<LoggedChange>> entry_to_extend(Database& database, LoggedChange const& change)
{
    KONKORDAT_TRY(auto const newest, newest_sequence(database));
    if (newest == 0)
        return std::optional<LoggedChange> {};
    KONKORDAT_TRY(auto last, find_change(database, newest));
    auto const age = change.entry.time.seconds - last.entry.time.seconds;
    auto const matches = last.entry.state == ChangeState::Applied && last.scope == change.scope && last.agreement == change.agreement
        && last.entry.key == change.entry.key && last.entry.place == change.entry.place && last.entry.author == change.entry.author
        && age >= 0 && age <= coalesce_seconds;
    return matches ? std::optional(std::move(last)) : std::nullopt;
}

/// While typing, every pause stores a text that the next one replaces. A text that came into being within this entry, and which
/// its rows no longer have, is mentioned nowhere else: any other mention would be a newer entry.
Result<void> remove_passing_texts(Database& database, std::int64_t sequence, Rows const& before, Rows const& after)
{
    using Key = std::pair<Content, std::string>;
    auto const contents_of = [](Rows const& rows) {
        std::set<Key> keys;
        visit_contents(rows, [&](Content content, std::string const& key) { keys.emplace(content, key); });
        return keys;
    };
    auto const kept = contents_of(after);
    for (auto const& entry : contents_of(before)) {
        if (kept.contains(entry))
            continue;
        auto const& [content, key] = entry;
        KONKORDAT_TRY(
            auto statement, database.prepare("DELETE FROM " + std::string(table_of(content)) + " WHERE key = ?1 AND made_by = ?2"));
        statement.bind(1, Value { Blob { key } }).bind(2, sequence);
        KONKORDAT_CHECK(statement.run());
    }
    return {};
}

Result<ChangeSequence> extend(Database& database, LoggedChange const& last, LoggedChange const& change, std::string const& changeset)
{
    KONKORDAT_TRY(auto const earlier, changeset_of(database, last.entry.sequence.value));
    KONKORDAT_TRY(auto const merged, merge_changesets(earlier, changeset));
    if (merged.empty()) {
        KONKORDAT_CHECK(remove_change(database, last.entry.sequence.value));
        KONKORDAT_TRY(auto const newest, newest_sequence(database));
        return ChangeSequence { newest };
    }
    KONKORDAT_CHECK(extend_change(database, last.entry.sequence.value, change.entry.time, merged));
    return last.entry.sequence;
}

/// Writes the rows and returns the changeset.
Result<std::string> write_edit(Database& database, Edit const& edit, std::int64_t number, Rows const& after)
{
    KONKORDAT_TRY(auto const recorder, ChangeRecorder::start(database));
    KONKORDAT_CHECK(write_difference(database, number, edit.before.rows, after));
    if (!edit.after)
        KONKORDAT_CHECK(delete_agreement_records(database, number));
    else if (edit.records)
        KONKORDAT_CHECK(write_agreement_records(database, number, *edit.records));
    KONKORDAT_TRY(auto changeset, recorder.changeset());
    if (static_cast<std::int64_t>(changeset.size()) > max_changeset_bytes)
        return Error { .code = ErrorCode::TooLarge, .message = "the change is too large", .key = "store-too-large" };
    return changeset;
}

Result<ChangeSequence> carry_out(
    World& world, Database& database, Edit const& edit, Command const& command, std::string const& author, Coalesce coalesce)
{
    auto number = edit.before.number;
    if (number == 0) {
        KONKORDAT_TRY(number, new_number(world, database));
    }
    LoggedChange change { .entry = { .sequence = {},
                              .scope = {},
                              .agreement = edit.id,
                              .time = world.now(),
                              .author = author,
                              .key = std::string(history_key(command)),
                              .place = place_of(command) },
        .scope = edit.scope,
        .agreement = number };

    std::optional<LoggedChange> last;
    if (coalesce == Coalesce::WithPrevious) {
        KONKORDAT_TRY(last, entry_to_extend(database, change));
    }
    KONKORDAT_TRY(auto const newest, newest_sequence(database));
    change.entry.sequence = last ? last->entry.sequence : ChangeSequence { newest + 1 };

    Rows after;
    if (edit.after) {
        KONKORDAT_TRY(after, rows_to_write(database, *edit.after, edit.before, change.entry.sequence.value));
    }
    KONKORDAT_TRY(auto const changeset, write_edit(database, edit, number, after));
    if (last) {
        KONKORDAT_CHECK(remove_passing_texts(database, last->entry.sequence.value, edit.before.rows, after));
        return extend(database, *last, change, changeset);
    }
    KONKORDAT_CHECK(drop_undone(database, change.scope, change.agreement));
    KONKORDAT_CHECK(append_change(database, change, changeset));
    return change.entry.sequence;
}

Result<void> write_setting(Database& database, SetSetting const& command)
{
    if (command.key.empty() || command.key.size() > 64 || (command.value && command.value->size() > limits::max_text_bytes))
        return Error { .code = ErrorCode::InvalidArgument,
            .message = "this setting is not allowed",
            .key = "invalid-setting",
            .argument = command.key.substr(0, 64) };
    if (!command.value) {
        KONKORDAT_TRY(auto statement, database.prepare("DELETE FROM setting WHERE key = ?1"));
        statement.bind(1, std::string_view { command.key });
        return statement.run();
    }
    KONKORDAT_TRY(auto statement,
        database.prepare("INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2"));
    statement.bind(1, std::string_view { command.key }).bind(2, std::string_view { *command.value });
    return statement.run();
}

} // namespace

Result<ChangeSequence> Workspace::execute(Command const& command, std::string const& author, Coalesce coalesce)
{
    KONKORDAT_CHECK(m->check_writable());
    auto& database = *m->database;
    KONKORDAT_TRY(auto transaction, Transaction::begin(database));
    KONKORDAT_TRY(auto const newest, newest_sequence(database));
    ChangeSequence sequence { newest };
    if (auto const* setting = std::get_if<SetSetting>(&command)) {
        KONKORDAT_CHECK(write_setting(database, *setting));
    } else if (auto const* round = std::get_if<SetSigningFiles>(&command)) {
        KONKORDAT_CHECK(write_signing_files(database, *round));
    } else if (auto const* change = std::get_if<ChangeRegister>(&command)) {
        KONKORDAT_CHECK(write_register_entries(database, *change));
    } else {
        KONKORDAT_TRY(auto const edit, std::visit(Planner(m->world, database, command), command));
        if (edit.changes_nothing)
            return sequence;
        KONKORDAT_TRY(sequence, carry_out(m->world, database, edit, command, author, coalesce));
    }
    KONKORDAT_CHECK(m->commit(std::move(transaction)));
    return sequence;
}

} // namespace konkordat
