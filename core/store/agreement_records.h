#pragma once

#include "core/store/command.h"
#include "core/store/database.h"
#include "core/store/rows.h"

#include <cstdint>
#include <vector>

/// Within core/store only: the table agreement_record.
namespace konkordat {

/// Errors: InvalidArgument (an id, a text that is not UTF-8 or holds U+0000), TooLarge ("record-too-large").
[[nodiscard]] Result<void> check_agreement_records(std::vector<AgreementRecord> const&);
/// Whether writing them would change nothing.
[[nodiscard]] Result<bool> has_agreement_records(Database&, std::int64_t number, std::vector<AgreementRecord> const&);
[[nodiscard]] Result<void> write_agreement_records(Database&, std::int64_t number, std::vector<AgreementRecord> const&);
[[nodiscard]] Result<void> delete_agreement_records(Database&, std::int64_t number);
/// Those among salvaged rows; what makes no sense is left out.
[[nodiscard]] std::vector<AgreementRecord> agreement_records_of(Rows const&);

} // namespace konkordat
