#include "core/base/id.h"

#include <algorithm>

namespace konkordat {

bool is_valid_id(std::string_view text)
{
    auto is_letter_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= 64 && is_letter_or_digit(text.front())
        && std::ranges::all_of(text, [&](char c) { return is_letter_or_digit(c) || c == '-'; });
}

} // namespace konkordat
