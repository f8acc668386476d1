#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace konkordat {

/// RFC 4648 4, with padding, without line breaks.
[[nodiscard]] std::string encode_base64(std::string_view bytes);
/// Nothing unless `text` is what encode_base64 gives: no white space, no missing padding, no bits beyond the last byte (RFC 4648 3.5).
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

/// RFC 4648 5 without padding, as RFC 7515 2 has it.
[[nodiscard]] std::string encode_base64url(std::string_view bytes);
/// Nothing unless `text` is what encode_base64url gives.
[[nodiscard]] std::optional<std::string> decode_base64url(std::string_view text);

} // namespace konkordat
