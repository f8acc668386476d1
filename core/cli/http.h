#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace konkordat::cli {

/// A request that is answered with a small file, such as that to a time-stamp authority (RFC 3161 3.4).
struct Post {
    std::string url; ///< http or https
    std::string content_type;
    std::string accept;
    std::string_view body; ///< at most 16 KiB
};

/// Runs the program `curl`, without a shell and without its user's configuration: at most 30 seconds, at most 1 MiB, no redirect.
/// Errors: InvalidArgument (the address), Unavailable (no curl; no answer, with its reason), TooLarge.
[[nodiscard]] Result<std::string> post(Post const&);

} // namespace konkordat::cli
