#pragma once

#include "core/base/result.h"
#include "core/base/world.h"

#include <span>
#include <string>
#include <string_view>

namespace konkordat::cli {

/// What a command has to say beyond its output: exit status 0 or 1.
enum class Outcome { Done, FoundSomething };

/// One command of the program.
struct Command {
    std::string_view name;
    std::string_view usage;   ///< the command line after "konkordat "
    std::string_view summary; ///< one line
    /// `words` follow the command's name. Errors: what kept it from looking; exit status 2.
    Result<Outcome> (*run)(World&, std::span<std::string const> words);
};

/// In the order in which the help lists them.
[[nodiscard]] std::span<Command const> commands();

} // namespace konkordat::cli
