#pragma once

#include "core/templates/template_pack.h"

#include <map>

namespace konkordat::templates {

/// A pack without its texts, and the lines of pack.json on which its clauses begin.
struct PackFrame {
    TemplatePack pack;
    std::map<std::string, int, std::less<>> clause_lines;
};

/// Reads pack.json; checks all that can be checked without the texts. Errors as parse_pack.
[[nodiscard]] Result<PackFrame> read_pack_json(std::string_view bytes);

} // namespace konkordat::templates
