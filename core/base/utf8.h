#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace konkordat {

/// Byte offset of the first byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates,
/// nothing above U+10FFFF), or nothing if all of it is.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view);

/// Decodes the code point at `offset` of well-formed UTF-8 and moves `offset` behind it. U+FFFD on a malformed sequence (one byte consumed).
[[nodiscard]] char32_t decode_utf8(std::string_view text, std::size_t& offset);
void append_utf8(std::string& text, char32_t code_point);

/// At most `max_bytes` bytes of `text`, never cutting through a code point.
[[nodiscard]] std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);

} // namespace konkordat
