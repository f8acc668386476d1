#pragma once

#include <string>
#include <string_view>

/// What happens to clause text before md4c reads it.
namespace konkordat::richtext {

enum class Blocks {
    Paragraphs, ///< list markers at the start of a line are not markers
    Lists,
};

/// Well-formed UTF-8 without U+0000 and without the stand-ins below: each becomes U+FFFD.
[[nodiscard]] std::string sanitise(std::string_view text);

/// CommonMark in which everything outside the constrained set is escaped, so that md4c passes it on as text.
/// Escaped braces and brackets become the stand-ins below: they start neither a variable nor a reference.
[[nodiscard]] std::string to_common_mark(std::string_view markdown, Blocks);

/// Stand-ins: noncharacters, which never occur in text (Unicode 15, 23.7; input that has them gets U+FFFD).
inline constexpr std::string_view brace_stand_in = "\uFDD0";
inline constexpr std::string_view bracket_stand_in = "\uFDD1";
[[nodiscard]] std::string without_stand_ins(std::string_view text);

} // namespace konkordat::richtext
