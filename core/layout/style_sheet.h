#pragma once

#include "core/agreement/agreement.h"
#include "core/base/result.h"
#include "core/base/world.h"
#include "core/layout/style.h"

#include <string>
#include <string_view>
#include <vector>

/// Style sheets as data: assets/styles, docs/formats.md.
namespace konkordat::layout {

struct NamedStyleSheet {
    std::string id;
    LanguageMap name;
    LanguageMap description; ///< when to choose it
    StyleSheet sheet;
};

/// Reads a style sheet. What it does not say is as in StyleSheet {}. Whatever passes can be laid out with: lengths are in range, the page has
/// room for text in one column and in two, and every ink has a contrast of 4.5:1 to its grounds. Errors: Malformed, TooLarge,
/// UnsupportedVersion, Inconsistent, with the place; keys as json's, and invalid-length, length-range, invalid-colour, colour-contrast,
/// style-geometry, missing-language.
[[nodiscard]] Result<NamedStyleSheet> read_style_sheet(std::string_view bytes);

/// All that ship with the program, the sober one first. Errors: those of read_style_sheet.
[[nodiscard]] Result<std::vector<NamedStyleSheet>> load_style_sheets(World&);

/// Headings and strong rules in `accent`. The watermark becomes lighter where the accent would be hard to read over it.
[[nodiscard]] StyleSheet with_accent(StyleSheet, Colour accent);

/// The style of an agreement: its sheet, or the sober one if the program does not have that sheet; its colour; how its lines end.
[[nodiscard]] Result<StyleSheet> style_sheet_for(World&, Appearance const&);

} // namespace konkordat::layout
