#include "core/base/base64.h"

#include <algorithm>
#include <cstdint>

namespace konkordat {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint32_t> value_of(char sign)
{
    if (sign >= 'A' && sign <= 'Z')
        return static_cast<std::uint32_t>(sign - 'A');
    if (sign >= 'a' && sign <= 'z')
        return static_cast<std::uint32_t>(sign - 'a' + 26);
    if (sign >= '0' && sign <= '9')
        return static_cast<std::uint32_t>(sign - '0' + 52);
    if (sign == '+')
        return 62U;
    if (sign == '/')
        return 63U;
    return std::nullopt;
}

} // namespace

std::string encode_base64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8U | (j < count ? static_cast<std::uint8_t>(bytes[i + j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            text += j <= count ? alphabet[group >> (18 - 6 * j) & 63U] : '=';
    }
    return text;
}

std::optional<std::string> decode_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        auto const quad = text.substr(i, 4);
        auto const last = i + 4 == text.size();
        std::size_t const signs = last && quad[3] == '=' ? (quad[2] == '=' ? 2 : 3) : 4;
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            auto const value = j < signs ? value_of(quad[j]) : std::optional(0U);
            if (!value)
                return std::nullopt;
            group = group << 6U | *value;
        }
        if ((group & ((1U << (8 * (4 - signs))) - 1)) != 0)
            return std::nullopt;
        for (std::size_t j = 0; j + 1 < signs; ++j)
            bytes += static_cast<char>(group >> (16 - 8 * j) & 0xffU);
    }
    return bytes;
}

std::string encode_base64url(std::string_view bytes)
{
    auto text = encode_base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

std::optional<std::string> decode_base64url(std::string_view text)
{
    if (text.find_first_of("+/=") != std::string_view::npos)
        return std::nullopt;
    std::string padded { text };
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    padded.append((4 - padded.size() % 4) % 4, '=');
    return decode_base64(padded);
}

} // namespace konkordat
