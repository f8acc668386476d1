#pragma once

#include "core/sign/document.h"
#include "core/sign/permissions.h"

#include <optional>
#include <string>
#include <vector>

/// Fields of a document's form (ISO 32000-2 12.7), for use inside this folder.
namespace konkordat::sign {

struct FormField {
    std::string name;         ///< in full, its parts joined by periods
    std::string type;         ///< "/Sig", inherited if need be; empty if nowhere said
    QPDFObjectHandle object;  ///< the terminal field
    QPDFObjectHandle value;   ///< /V, inherited if need be; null if it has none
    std::vector<QPDFObjectHandle> widgets; ///< the field itself, or its kids
    [[nodiscard]] bool is_signature() const { return type == "/Sig"; }
};

/// All terminal fields in the order of the form. Errors: Malformed (circles, direct fields, too deep), TooLarge.
[[nodiscard]] Result<std::vector<FormField>> form_fields(QPDFObjectHandle catalog);

/// /Lock of a signature field, or the parameters of a FieldMDP transform. Errors: Malformed.
[[nodiscard]] Result<FieldLock> read_lock(QPDFObjectHandle dictionary);

} // namespace konkordat::sign
