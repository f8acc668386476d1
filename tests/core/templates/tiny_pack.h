#pragma once

#include "core/templates/template_pack.h"

#include <string>

namespace konkordat::templates {

/// The files of tests/fixtures/packs/tiny, to be changed at will before parsing.
struct TinyPack {
    std::string json;
    std::string german;
    std::string french;

    [[nodiscard]] static TinyPack read();
    [[nodiscard]] Result<TemplatePack> parse() const;
    /// Replaces the first occurrence, which must be there, in whichever file has it.
    TinyPack& replace(std::string_view from, std::string_view to);
};

} // namespace konkordat::templates
