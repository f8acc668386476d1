#include "core/store/integrity.h"

#include "core/store/change_log.h"
#include "core/store/changeset.h"
#include "core/store/workspace_implementation.h"

#include <set>
#include <utility>
#include <vector>

namespace konkordat {

namespace {

constexpr std::size_t most_problems = 100;

Result<std::vector<std::int64_t>> numbers(Database& database, std::string const& sql)
{
    KONKORDAT_TRY(auto statement, database.prepare(sql));
    std::vector<std::int64_t> result;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return result;
        result.push_back(statement.integer(0));
    }
}

class Inspector {
public:
    explicit Inspector(Database& database)
        : m_database(database)
    {
    }

    Result<IntegrityReport> inspect()
    {
        KONKORDAT_CHECK(inspect_file());
        if (!m_report.ok())
            return std::move(m_report);
        KONKORDAT_CHECK(inspect_texts());
        KONKORDAT_CHECK(inspect_agreements());
        KONKORDAT_CHECK(inspect_history());
        return std::move(m_report);
    }

private:
    void note(std::string problem)
    {
        if (m_report.problems.size() < most_problems)
            m_report.problems.push_back(std::move(problem));
    }

    Result<void> inspect_file()
    {
        {
            KONKORDAT_TRY(auto statement, m_database.prepare("PRAGMA integrity_check(100)"));
            while (true) {
                KONKORDAT_TRY(auto const found, statement.step());
                if (!found)
                    break;
                if (auto const line = statement.text(0); line != "ok")
                    note("database: " + line);
            }
        }
        KONKORDAT_TRY(auto statement, m_database.prepare("PRAGMA foreign_key_check"));
        while (true) {
            KONKORDAT_TRY(auto const found, statement.step());
            if (!found)
                return {};
            note("a row of " + statement.text(0) + " belongs to nothing in " + statement.text(2));
        }
    }

    Result<void> inspect_texts()
    {
        for (auto const content : { Content::Text, Content::Picture }) {
            auto const table = std::string(table_of(content));
            KONKORDAT_TRY(auto const wrong,
                numbers(m_database, "SELECT number FROM " + table + " WHERE key <> substr(sha3(content, 256), 1, 16) LIMIT 100"));
            for (auto const number : wrong)
                note(table + " " + std::to_string(number) + " is not what its content key says");
        }
        KONKORDAT_TRY(auto const wrong,
            numbers(m_database, "SELECT number FROM register_entry WHERE key <> substr(sha3(content, 256), 1, 16) LIMIT 100"));
        for (auto const number : wrong)
            note("entry " + std::to_string(number) + " of the register is not what its content key says");
        return {};
    }

    Result<void> inspect_agreements()
    {
        KONKORDAT_TRY(auto const all, numbers(m_database, "SELECT number FROM agreement"));
        for (auto const number : all) {
            auto const stored = load_stored(m_database, number);
            auto const result = stored ? check_consistency(stored->agreement) : Result<void> { stored.error() };
            if (result)
                ++m_report.agreements;
            else
                note("agreement " + std::to_string(number) + ": " + result.error().to_string());
        }
        return {};
    }

    Result<void> inspect_history()
    {
        KONKORDAT_TRY(auto const all, numbers(m_database, "SELECT sequence FROM change WHERE state <> 2"));
        for (auto const sequence : all) {
            auto const changeset = changeset_of(m_database, sequence);
            bool missing = false;
            auto const result = changeset ? visit_text_keys(*changeset, [&](std::string_view key) { missing = missing || !has_text(key); })
                                          : Result<void> { changeset.error() };
            if (!result)
                note("change " + std::to_string(sequence) + ": " + result.error().to_string());
            else if (missing)
                note("change " + std::to_string(sequence) + " needs a text that is missing");
        }
        return {};
    }

    bool has_text(std::string_view key)
    {
        if (m_known_texts.contains(std::string(key)))
            return true;
        auto statement = m_database.prepare("SELECT 1 FROM text WHERE key = ?1 UNION ALL SELECT 1 FROM picture WHERE key = ?1");
        if (!statement)
            return false;
        statement->bind(1, Value { Blob { std::string(key) } });
        auto const found = statement->step();
        if (!found || !*found)
            return false;
        m_known_texts.emplace(key);
        return true;
    }

    Database& m_database;
    IntegrityReport m_report;
    std::set<std::string> m_known_texts;
};

} // namespace

Result<IntegrityReport> check_integrity_of(Database& database) { return Inspector(database).inspect(); }

} // namespace konkordat
