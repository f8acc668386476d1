#pragma once

#include "core/base/language.h"
#include "core/base/result.h"
#include "core/sign/twin.h"

#include <string_view>
#include <vector>

/// The halves of check_twin(), for who lays out in one program and reads the files of others in another.
namespace konkordat::sign {

/// In which languages, and in which order, the agreement has to be laid out again. Errors: those of reading the file.
[[nodiscard]] Result<std::vector<Language>> document_languages(std::string_view pdf);

/// `twin`: what pdf::export_agreement() makes of the agreement that is in the file, in those languages.
[[nodiscard]] TwinCheck compare_with_twin(std::string_view pdf, std::string_view twin);

/// What an error on the way to the twin comes to.
[[nodiscard]] TwinCheck twin_not_compared(Error const& reason);

} // namespace konkordat::sign
