#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>

namespace konkordat {

/// The file's application_id (bytes 68 to 71 of the header): "KONK".
inline constexpr std::int64_t workspace_application_id = 0x4B4F4E4B;
/// The file's user_version.
inline constexpr std::int64_t workspace_schema_version = 7;

/// The statements that make an empty database a workspace of the current version.
[[nodiscard]] std::string const& schema_sql();

/// Makes an empty database a workspace. Errors: those of Database.
[[nodiscard]] Result<void> create_schema(Database&);

/// Accepts a workspace of this version, migrates an older one, refuses anything else. Nothing of a strange database is run
/// before its schema has been compared with ours. Errors: Malformed (another program's database, a changed schema),
/// UnsupportedVersion, Corrupt, Storage.
[[nodiscard]] Result<void> accept_schema(Database&);

} // namespace konkordat
