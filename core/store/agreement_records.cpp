#include "core/store/agreement_records.h"

#include "core/base/utf8.h"
#include "core/store/workspace_implementation.h"

#include <optional>
#include <string>
#include <string_view>

namespace konkordat {

namespace {

Result<std::optional<std::string>> find_content(Database& database, std::int64_t number, AgreementRecord const& record)
{
    KONKORDAT_TRY(
        auto statement, database.prepare("SELECT content FROM agreement_record WHERE agreement = ?1 AND kind = ?2 AND id = ?3"));
    statement.bind(1, number).bind(2, name_of(record.kind)).bind(3, std::string_view(record.id));
    KONKORDAT_TRY(auto const found, statement.step());
    return found ? std::optional(statement.text(0)) : std::nullopt;
}

/// Also true if it is to go and is not there.
Result<bool> is_stored(Database& database, std::int64_t number, AgreementRecord const& record)
{
    KONKORDAT_TRY(auto const content, find_content(database, number, record));
    return content.value_or(std::string()) == record.content;
}

} // namespace

Result<void> check_agreement_records(std::vector<AgreementRecord> const& records)
{
    for (auto const& record : records) {
        if (!is_valid_id(record.id) || record.content.find('\0') != std::string::npos || find_invalid_utf8(record.content))
            return Error { .code = ErrorCode::InvalidArgument,
                .message = "this record is not allowed",
                .key = "invalid-record",
                .argument = record.id.substr(0, 64) };
        if (record.content.size() > max_agreement_record_bytes)
            return Error { .code = ErrorCode::TooLarge,
                .message = "this record is too large",
                .key = "record-too-large",
                .argument = std::to_string(max_agreement_record_bytes / 1024 / 1024) };
    }
    return {};
}

Result<bool> has_agreement_records(Database& database, std::int64_t number, std::vector<AgreementRecord> const& records)
{
    for (auto const& record : records) {
        KONKORDAT_TRY(auto const stored, is_stored(database, number, record));
        if (!stored)
            return false;
    }
    return true;
}

Result<void> write_agreement_records(Database& database, std::int64_t number, std::vector<AgreementRecord> const& records)
{
    for (auto const& record : records) {
        bool const removes = record.content.empty();
        KONKORDAT_TRY(auto statement,
            database.prepare(removes ? "DELETE FROM agreement_record WHERE agreement = ?1 AND kind = ?2 AND id = ?3"
                                     : "INSERT INTO agreement_record (agreement, kind, id, content) VALUES (?1, ?2, ?3, ?4) "
                                       "ON CONFLICT (agreement, kind, id) DO UPDATE SET content = ?4 WHERE content <> ?4"));
        statement.bind(1, number).bind(2, name_of(record.kind)).bind(3, std::string_view(record.id));
        if (!removes)
            statement.bind(4, std::string_view(record.content));
        KONKORDAT_CHECK(statement.run());
    }
    return {};
}

Result<void> delete_agreement_records(Database& database, std::int64_t number)
{
    KONKORDAT_TRY(auto statement, database.prepare("DELETE FROM agreement_record WHERE agreement = ?1"));
    statement.bind(1, number);
    return statement.run();
}

std::vector<AgreementRecord> agreement_records_of(Rows const& rows)
{
    std::vector<AgreementRecord> records;
    for (auto const& [key, values] : rows[static_cast<std::size_t>(Table::AgreementRecord)]) {
        if (key.size() != 2 || values.size() != 1)
            continue;
        auto const* name = std::get_if<std::string>(&key[0]);
        auto const* id = std::get_if<std::string>(&key[1]);
        auto const* content = std::get_if<std::string>(values.data());
        auto const kind = name ? parse_agreement_record_kind(*name) : std::nullopt;
        if (kind && id && content && !content->empty() && is_valid_id(*id))
            records.push_back({ .kind = *kind, .id = *id, .content = *content });
    }
    return records;
}

Result<std::vector<AgreementRecord>> Workspace::records(AgreementId const& agreement, AgreementRecordKind kind) const
{
    KONKORDAT_TRY(auto statement,
        m->database->prepare("SELECT agreement_record.id, content FROM agreement JOIN agreement_record ON agreement_record.agreement = number "
                             "WHERE agreement.id = ?1 AND kind = ?2 ORDER BY agreement_record.id"));
    statement.bind(1, std::string_view(agreement.str())).bind(2, name_of(kind));
    std::vector<AgreementRecord> records;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return records;
        records.push_back({ .kind = kind, .id = statement.text(0), .content = statement.text(1) });
    }
}

Result<std::vector<std::pair<AgreementId, AgreementRecord>>> Workspace::all_records(AgreementRecordKind kind) const
{
    KONKORDAT_TRY(auto statement,
        m->database->prepare("SELECT agreement.id, agreement_record.id, content FROM agreement JOIN agreement_record "
                             "ON agreement_record.agreement = number WHERE kind = ?1 ORDER BY number, agreement_record.id"));
    statement.bind(1, name_of(kind));
    std::vector<std::pair<AgreementId, AgreementRecord>> records;
    while (true) {
        KONKORDAT_TRY(auto const found, statement.step());
        if (!found)
            return records;
        records.emplace_back(
            AgreementId(statement.text(0)), AgreementRecord { .kind = kind, .id = statement.text(1), .content = statement.text(2) });
    }
}

} // namespace konkordat
