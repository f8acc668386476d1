#pragma once

#include "core/base/language.h"
#include "core/sign/twin.h"

#include <string>

namespace konkordat::cli {

/// Whether the pages are those of the agreement in the file, in a sentence.
[[nodiscard]] std::string twin_note(sign::TwinCheck const&, Language);

} // namespace konkordat::cli
