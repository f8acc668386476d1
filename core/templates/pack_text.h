#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace konkordat::templates {

/// A pack's texts in one language, as its Markdown file has them.
struct PackText {
    struct Entry {
        std::string heading;
        std::string body;
        std::string guidance;
        int line = 0; ///< of the heading
    };
    std::string title;
    std::map<std::string, Entry, std::less<>> entries; ///< by "clause-id" or "clause-id/alternative-id"
};

/// Errors: Malformed, TooLarge, Inconsistent (duplicate id), with line. Keys: pack-text-syntax, duplicate-id, json-utf8,
/// json-nul, json-too-large.
[[nodiscard]] Result<PackText> parse_pack_text(std::string_view markdown);

} // namespace konkordat::templates
