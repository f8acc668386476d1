#include "core/store/signing_files.h"

#include "core/base/utf8.h"
#include "core/store/workspace_implementation.h"

#include <string_view>

namespace konkordat {

namespace {

constexpr std::size_t max_files = 200;
constexpr std::size_t max_bytes = 64U * 1024 * 1024; ///< of a round, as it is stored
constexpr std::size_t max_name_bytes = 1024;

/// What is stored of a file: all of the prepared one, of the others what they have behind it.
std::string_view stored_bytes(std::vector<SigningFile> const& files, std::size_t index)
{
    std::string_view const bytes = files[index].bytes;
    return index == 0 ? bytes : bytes.substr(files.front().bytes.size());
}

Result<void> check(std::vector<SigningFile> const& files)
{
    if (files.size() > max_files)
        return Error { .code = ErrorCode::TooLarge,
            .message = "too many files of a signing round",
            .key = "signing-files-too-many",
            .argument = std::to_string(max_files) };
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].name.size() > max_name_bytes || find_invalid_utf8(files[i].name))
            return Error { .code = ErrorCode::InvalidArgument, .message = "this name of a file is not allowed" };
        if (i > 0 && !files[i].bytes.starts_with(files.front().bytes))
            return Error { .code = ErrorCode::Inconsistent,
                .message = "the file was not made from the prepared one",
                .file = files[i].name,
                .key = "signing-file-foreign" };
        bytes += stored_bytes(files, i).size();
    }
    if (bytes > max_bytes)
        return Error { .code = ErrorCode::TooLarge,
            .message = "the files of the signing round are too large",
            .key = "signing-files-too-large",
            .argument = std::to_string(max_bytes / 1024 / 1024) };
    return {};
}

Result<void> delete_from(Database& database, AgreementId const& agreement, std::size_t ordinal)
{
    KONKORDAT_TRY(auto statement, database.prepare("DELETE FROM signing_file WHERE agreement = ?1 AND ordinal >= ?2"));
    statement.bind(1, std::string_view(agreement.str())).bind(2, static_cast<std::int64_t>(ordinal));
    return statement.run();
}

Result<void> insert(Database& database, AgreementId const& agreement, std::vector<SigningFile> const& files, std::size_t ordinal)
{
    KONKORDAT_TRY(auto statement,
        database.prepare("INSERT INTO signing_file (agreement, ordinal, name, added_at, content) VALUES (?1, ?2, ?3, ?4, ?5)"));
    statement.bind(1, std::string_view(agreement.str()))
        .bind(2, static_cast<std::int64_t>(ordinal))
        .bind(3, std::string_view(files[ordinal].name))
        .bind(4, files[ordinal].added_at.seconds)
        .bind(5, Value { Blob { std::string(stored_bytes(files, ordinal)) } });
    return statement.run();
}

} // namespace

Result<void> write_signing_files(Database& database, SetSigningFiles const& command)
{
    KONKORDAT_CHECK(check(command.files));
    KONKORDAT_TRY(auto const before, read_signing_files(database, command.agreement));
    std::size_t same = 0;
    while (same < before.size() && same < command.files.size() && before[same] == command.files[same])
        ++same;
    KONKORDAT_CHECK(delete_from(database, command.agreement, same));
    for (std::size_t i = same; i < command.files.size(); ++i)
        KONKORDAT_CHECK(insert(database, command.agreement, command.files, i));
    return {};
}

Result<std::vector<SigningFile>> read_signing_files(Database& database, AgreementId const& agreement)
{
    KONKORDAT_TRY(auto statement,
        database.prepare("SELECT name, added_at, content FROM signing_file WHERE agreement = ?1 ORDER BY ordinal LIMIT ?2"));
    statement.bind(1, std::string_view(agreement.str())).bind(2, static_cast<std::int64_t>(max_files));
    std::vector<SigningFile> files;
    while (true) {
        KONKORDAT_TRY(auto const row, statement.step());
        if (!row)
            return files;
        SigningFile file { .name = statement.text(0), .added_at = { statement.integer(1) }, .bytes = statement.blob(2) };
        if (!files.empty())
            file.bytes.insert(0, files.front().bytes);
        files.push_back(std::move(file));
    }
}

Result<std::vector<SigningFile>> Workspace::signing_files(AgreementId const& agreement) const
{
    return read_signing_files(*m->database, agreement);
}

} // namespace konkordat
