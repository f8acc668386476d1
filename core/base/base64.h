#pragma once

#include <string>
#include <string_view>

namespace konkordat {

/// RFC 4648 4, with padding and without line breaks.
[[nodiscard]] std::string encode_base64(std::string_view bytes);

} // namespace konkordat
