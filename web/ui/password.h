#pragma once

#include "core/base/secret.h"
#include "web/ui/ui.h"

namespace konkordat::ui {

struct PasswordEdit {
    bool changed = false;
    bool submitted = false; ///< Enter
    Secret value = {};      ///< valid if changed
};
/// What is typed is shown as dots, and lies nowhere but in the element and in the caller's `value`. The caller can only forget it: an empty `value`
/// empties the element. A field that appears is empty, and says so if the value is not.
PasswordEdit password_field(Context&, std::string_view id, std::string_view label, std::string_view value, FieldOptions const& = {});

} // namespace konkordat::ui
