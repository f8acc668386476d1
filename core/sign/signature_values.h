#pragma once

#include "core/base/date.h"
#include "core/sign/document.h"
#include "core/sign/permissions.h"

#include <optional>
#include <string>
#include <vector>

/// What a signature dictionary says, for use inside this folder. Positions in the file are read_signature_bytes()' business.
namespace konkordat::sign {

struct SignatureValues {
    std::string filter;
    std::string sub_filter;
    std::string name;
    std::string reason;
    std::string location;
    std::optional<Timestamp> time;           ///< /M, claimed
    std::optional<Permission> certification; ///< of a DocMDP transform
    std::vector<FieldLock> locks;            ///< of FieldMDP transforms
    bool is_document_time_stamp = false;
};

/// Errors: Malformed: a reference whose transform is unknown or incomplete, a date that is none.
[[nodiscard]] Result<SignatureValues> read_signature_values(QPDFObjectHandle dictionary);

/// "D:20261124093000+01'00'" (ISO 32000-2 7.9.4). Errors: Malformed.
[[nodiscard]] Result<Timestamp> parse_pdf_date(std::string_view);
/// The same without parentheses, of a clock that is `utc_offset_seconds` ahead of UTC.
[[nodiscard]] std::string pdf_date(Timestamp, std::int64_t utc_offset_seconds);

} // namespace konkordat::sign
