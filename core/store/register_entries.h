#pragma once

#include "core/store/command.h"
#include "core/store/database.h"

#include <vector>

/// Within core/store only: the table register_entry.
namespace konkordat {

/// Errors: Inconsistent ("register-contradicts": another content of the same agreement and time), TooLarge ("register-too-large",
/// "register-too-many"), InvalidArgument (an id, a name, a text that is no UTF-8), those of Database.
[[nodiscard]] Result<void> write_register_entries(Database&, ChangeRegister const&);
/// Errors: those of Database.
[[nodiscard]] Result<std::vector<RegisterEntry>> read_register_entries(Database&);

} // namespace konkordat
