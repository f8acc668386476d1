#pragma once

#include "core/store/command.h"
#include "core/store/database.h"

#include <vector>

/// Within core/store only: the table signing_file.
namespace konkordat {

/// Writes what differs only. Errors: Inconsistent ("signing-file-foreign": one does not begin with the prepared one), TooLarge
/// ("signing-files-too-large", "signing-files-too-many"), InvalidArgument (a name), those of Database.
[[nodiscard]] Result<void> write_signing_files(Database&, SetSigningFiles const&);
/// Errors: those of Database.
[[nodiscard]] Result<std::vector<SigningFile>> read_signing_files(Database&, AgreementId const&);

} // namespace konkordat
