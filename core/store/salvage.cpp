#include "core/store/salvage.h"

#include "core/base/utf8.h"
#include "core/store/changeset.h"

#include <functional>
#include <limits>
#include <set>
#include <utility>

namespace konkordat {

namespace {

/// A damaged tree may seem to hold more rows than there are; nothing real comes near.
constexpr std::size_t most_rows = 200'000;

/// Steps through a statement; false if it ended in an error.
bool read_all(
    Database& database, std::string const& sql, std::vector<Value> const& parameters, std::function<void(Statement const&)> const& visit)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return false;
    int parameter = 0;
    for (auto const& value : parameters)
        statement->bind(++parameter, value);
    for (std::size_t i = 0; i < most_rows; ++i) {
        auto const row = statement->step();
        if (!row)
            return false;
        if (!*row)
            return true;
        visit(*statement);
    }
    return false;
}

/// The same from both ends, so that a damaged page in the middle hides only itself. `visit` may see a row twice.
bool read_from_both_ends(Database& database, std::string const& sql, std::string const& key, std::vector<Value> const& parameters,
    std::function<void(Statement const&)> const& visit)
{
    if (read_all(database, sql + " ORDER BY " + key, parameters, visit))
        return true;
    std::string descending = key;
    for (auto comma = descending.find(','); comma != std::string::npos; comma = descending.find(',', comma + 6))
        descending.insert(comma, " DESC");
    read_all(database, sql + " ORDER BY " + descending + " DESC", parameters, visit);
    return false;
}

/// A text that went over a lost page has zeros in it.
bool is_sound(Value const& value)
{
    auto const* text = std::get_if<std::string>(&value);
    return !text || (text->find('\0') == std::string::npos && !find_invalid_utf8(*text));
}

class Salvager {
public:
    Salvager(Database& database, PageImage const& image)
        : m_database(database)
        , m_image(image)
    {
    }

    Salvage read()
    {
        auto numbers = read_numbers();
        read_history(numbers);
        for (auto const number : numbers)
            m_result.agreements[number] = read_agreement(number);
        read_texts();
        return std::move(m_result);
    }

private:
    struct HistoricChange {
        std::int64_t agreement = 0;
        std::int64_t state = 0;
        std::string changeset;
        bool readable = false;
    };

    /// Numbers of all agreements that have a row anywhere.
    std::set<std::int64_t> read_numbers()
    {
        std::set<std::int64_t> numbers;
        for (auto const table : all_tables()) {
            auto const complete = table == Table::Agreement ? read_from_both_ends(m_database, "SELECT number FROM agreement", "number", {},
                                                                  [&](Statement const& row) { numbers.insert(row.integer(0)); })
                                                            : read_numbers_of(describe(table), numbers);
            if (table == Table::Agreement)
                m_result.list_complete = complete;
            if (table == Table::Agreement && complete)
                break;
        }
        return numbers;
    }

    /// Jumps from agreement to agreement, first upwards, then downwards to where the way up ended.
    bool read_numbers_of(TableDescription const& table, std::set<std::int64_t>& numbers)
    {
        auto const name = std::string(table.name);
        auto const walk = [&](std::string const& sql, std::int64_t start) {
            for (auto number = start;;) {
                bool found = false;
                auto const sound = read_all(m_database, sql, { number }, [&](Statement const& row) {
                    found = !row.is_null(0);
                    number = row.integer(0);
                });
                if (!sound || !found)
                    return sound;
                numbers.insert(number);
            }
        };
        return walk("SELECT min(agreement) FROM " + name + " WHERE agreement > ?1", 0)
            || walk("SELECT max(agreement) FROM " + name + " WHERE agreement < ?1", std::numeric_limits<std::int64_t>::max());
    }

    /// Also finds agreements that have left no row, and forgets those that are deleted.
    void read_history(std::set<std::int64_t>& numbers)
    {
        m_history_complete = read_from_both_ends(m_database,
            "SELECT sequence, agreement, state, agreement_id, changeset, changeset_size FROM change", "sequence", {},
            [&](Statement const& row) {
                auto const changeset = decompress(row.blob(4), row.integer(5));
                m_history[row.integer(0)] = { row.integer(1), row.integer(2), changeset ? *changeset : std::string(),
                    changeset.has_value() };
                m_result.ids[row.integer(1)] = row.text(3);
            });
        if (m_result.list_complete)
            return;
        for (auto const& [sequence, change] : m_history) {
            if (!numbers.contains(change.agreement) && !replay(change.agreement).rows[static_cast<std::size_t>(Table::Agreement)].empty())
                numbers.insert(change.agreement);
        }
        m_result.list_complete = m_history_complete;
    }

    /// The agreement as its history says it is.
    SalvagedRows replay(std::int64_t number)
    {
        SalvagedRows replayed { .rows = {}, .complete = m_history_complete || has_all_changes_of(number) };
        for (auto const& [sequence, change] : m_history) {
            if (change.agreement != number || change.state != 0)
                continue;
            if (!change.readable || !replay_changeset(change.changeset, number, replayed.rows))
                replayed.complete = false;
        }
        return replayed;
    }

    /// The index knows which changes there must be even where the table is damaged.
    bool has_all_changes_of(std::int64_t number)
    {
        bool all = true;
        return read_all(m_database, "SELECT sequence FROM change INDEXED BY change_of_agreement WHERE agreement = ?1", { number },
                   [&](Statement const& row) { all = all && m_history.contains(row.integer(0)); })
            && all;
    }

    SalvagedRows read_tables(std::int64_t number)
    {
        SalvagedRows read { .rows = {}, .complete = true };
        for (auto const table : all_tables()) {
            auto const& description = describe(table);
            std::string columns;
            std::string key(description.number_column);
            for (std::size_t i = 0; i < description.columns.size(); ++i) {
                columns += (i == 0 ? "" : ", ") + std::string(description.columns[i]);
                if (i < description.key_columns)
                    key += ", " + std::string(description.columns[i]);
            }
            auto const sql = "SELECT " + columns + " FROM " + std::string(description.name) + " WHERE "
                + std::string(description.number_column) + " = ?1";
            auto const sound = read_from_both_ends(m_database, sql, key, { number }, [&](Statement const& row) {
                Row names;
                Row values;
                for (std::size_t i = 0; i < description.columns.size(); ++i) {
                    auto value = row.value(static_cast<int>(i));
                    if (!is_sound(value)) {
                        read.complete = false;
                        return;
                    }
                    (i < description.key_columns ? names : values).push_back(std::move(value));
                }
                read.rows[static_cast<std::size_t>(table)].insert_or_assign(std::move(names), std::move(values));
            });
            read.complete = read.complete && sound;
        }
        if (read.rows[static_cast<std::size_t>(Table::Agreement)].empty())
            read.complete = false;
        return read;
    }

    SalvagedRows read_agreement(std::int64_t number)
    {
        auto read = read_tables(number);
        if (read.complete)
            return read;
        auto replayed = replay(number);
        if (replayed.complete && !replayed.rows[static_cast<std::size_t>(Table::Agreement)].empty())
            return replayed;
        for (auto const table : all_tables())
            read.rows[static_cast<std::size_t>(table)].merge(replayed.rows[static_cast<std::size_t>(table)]);
        return read;
    }

    void read_texts()
    {
        std::set<std::string> needed;
        for (auto const& [number, agreement] : m_result.agreements)
            visit_contents(agreement.rows, [&](Content, std::string const& key) { needed.insert(key); });
        auto const sound = read_texts_of(Content::Text, needed) && read_texts_of(Content::Picture, needed);
        if (!sound || m_result.texts.size() < needed.size())
            m_result.texts.merge(scan_for_texts(m_database, m_image));
    }

    /// By the table alone: it says everything its index does.
    bool read_texts_of(Content content, std::set<std::string> const& needed)
    {
        return read_from_both_ends(m_database,
            "SELECT key, content, key = substr(sha3(content, 256), 1, 16) FROM " + std::string(table_of(content)) + " NOT INDEXED",
            "number", {}, [&](Statement const& row) {
                if (row.integer(2) == 1 && needed.contains(row.blob(0)))
                    m_result.texts.emplace(row.blob(0), content == Content::Text ? row.text(1) : row.blob(1));
            });
    }

    Database& m_database;
    PageImage const& m_image;
    Salvage m_result;
    std::map<std::int64_t, HistoricChange> m_history;
    bool m_history_complete = false;
};

} // namespace

Salvage salvage(Database& database, PageImage const& image) { return Salvager(database, image).read(); }

} // namespace konkordat
