#pragma once

#include "core/agreement/agreement.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

/// Texts that serve several forms of agreement: "{A: diesen Vertrag | BC: diese Erklärung}". The letters are those of the
/// Guidelines 4.1: A contract, B declaration, C announcement.
namespace konkordat::templates {

/// The text as this form has it. A form that a choice does not name gets nothing there; a line, or an item of a list, of which
/// nothing remains is left out. Choices do not nest; placeholders ({{...}}) may stand in them.
/// Errors: Malformed (pack-form-words) for a choice that does not end, names a form twice, or has a part without a form.
[[nodiscard]] Result<std::string> words_of_form(std::string_view text, Form);

} // namespace konkordat::templates
