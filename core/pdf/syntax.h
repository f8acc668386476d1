#pragma once

#include "core/base/date.h"
#include "core/layout/length.h"

#include <cstdint>
#include <string>
#include <string_view>

/// Spelling of PDF's basic objects (ISO 32000-1 7.3). Never depends on the locale.
namespace konkordat::pdf {

/// A length in points, at most three decimals: "12.5".
[[nodiscard]] std::string number(layout::Length);
/// The same at the end of `out`.
void append_number(std::string& out, layout::Length);
/// numerator / denominator with at most three decimals.
[[nodiscard]] std::string ratio(std::int64_t numerator, std::int64_t denominator);
/// millionths / 1,000,000, exactly: "0.707107".
[[nodiscard]] std::string millionths(std::int64_t);
/// "/Name" with what must be escaped as #xx.
[[nodiscard]] std::string name(std::string_view);
/// Bytes of a string object (ISO 19005-3 6.1.13).
inline constexpr std::size_t max_string_bytes = 32'767;
/// A byte string: "(...)". At most max_string_bytes.
[[nodiscard]] std::string byte_string(std::string_view);
/// A text string: ASCII as it is, anything else as UTF-16BE with a byte order mark. What is longer than a string may be
/// (ISO 19005-3 6.1.13) ends in an ellipsis.
[[nodiscard]] std::string text_string(std::string_view utf8);
/// Hexadecimal UTF-16BE without brackets and mark.
[[nodiscard]] std::string utf16_hex(std::string_view utf8);
[[nodiscard]] std::string hex16(std::uint32_t value);
/// "(D:20261124093000Z)".
[[nodiscard]] std::string date_string(Timestamp);

} // namespace konkordat::pdf
