#pragma once

#include <string>
#include <string_view>

/// Text that stays text in an HTML page, whatever it says.
namespace konkordat::publish {

/// For content and for attributes in double quotes. Control characters, which HTML does not allow, become U+FFFD; line breaks stay.
[[nodiscard]] std::string escape_html(std::string_view);

/// As escape_html(), with <br> for line breaks.
[[nodiscard]] std::string escape_lines(std::string_view);

/// In one line.
[[nodiscard]] std::string one_line(std::string_view);

/// A CSS string with its quotes; a space ends each escape (CSS Syntax 4.3.7): nothing in it can end it, or the style element around it.
[[nodiscard]] std::string css_string(std::string_view);

/// Letters, digits and "-" as they are, anything else by its bytes as "_XX": different texts give different ids.
[[nodiscard]] std::string encode_id(std::string_view);

} // namespace konkordat::publish
