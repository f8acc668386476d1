#include "core/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace konkordat {

namespace {

/// Behind the ASCII characters that begin at `offset`, or a few characters before that.
std::size_t skip_ascii(std::string_view text, std::size_t offset)
{
    std::uint64_t bytes = 0;
    while (offset + sizeof bytes <= text.size()) {
        std::memcpy(&bytes, text.data() + offset, sizeof bytes);
        if ((bytes & 0x8080808080808080U) != 0)
            break;
        offset += sizeof bytes;
    }
    return offset;
}

/// Length of the well-formed sequence at the start of `text`, 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text)
{
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    auto const first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        auto const low = first == 0xE0 ? 0xA0U : 0x80U;
        auto const high = first == 0xED ? 0x9FU : 0xBFU;
        return continues(1, low, high) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        auto const low = first == 0xF0 ? 0x90U : 0x80U;
        auto const high = first == 0xF4 ? 0x8FU : 0xBFU;
        return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text)
{
    for (std::size_t offset = skip_ascii(text, 0); offset < text.size(); offset = skip_ascii(text, offset)) {
        auto const length = sequence_length(text.substr(offset));
        if (length == 0)
            return offset;
        offset += length;
    }
    return {};
}

char32_t decode_utf8(std::string_view text, std::size_t& offset)
{
    if (static_cast<unsigned char>(text[offset]) < 0x80)
        return static_cast<unsigned char>(text[offset++]);
    auto const length = sequence_length(text.substr(offset));
    if (length == 0) {
        ++offset;
        return U'\uFFFD';
    }
    auto const first = static_cast<unsigned char>(text[offset]);
    auto code_point = static_cast<char32_t>(first & (0x7F >> length));
    for (std::size_t i = 1; i < length; ++i)
        code_point = (code_point << 6) | (static_cast<unsigned char>(text[offset + i]) & 0x3F);
    offset += length;
    return code_point;
}

void append_utf8(std::string& text, char32_t code_point)
{
    auto put = [&](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | (code_point >> 18));
        put(0x80 | ((code_point >> 12) & 0x3F));
        put(0x80 | ((code_point >> 6) & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
}

std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes)
{
    if (text.size() <= max_bytes)
        return text;
    while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0) == 0x80)
        --max_bytes;
    return text.substr(0, max_bytes);
}

} // namespace konkordat
