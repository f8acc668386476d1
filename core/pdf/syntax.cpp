#include "core/pdf/syntax.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace konkordat::pdf {

namespace {

constexpr char digits[] = "0123456789ABCDEF";

void append_hex8(std::string& out, std::uint32_t byte)
{
    out += digits[(byte >> 4U) & 0xFU];
    out += digits[byte & 0xFU];
}
void append_digits(std::string& out, std::uint64_t value)
{
    char text[20];
    std::size_t count = 0;
    do {
        text[count++] = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    while (count > 0)
        out += text[--count];
}

/// The text as far as `most` bytes of UTF-16 hold it, with an ellipsis if that is not all of it.
std::string cut(std::string_view utf8, std::size_t most)
{
    if (utf8.size() * 2 <= most) // no character takes more bytes in UTF-16 than twice those of UTF-8
        return std::string(utf8);
    std::size_t bytes = 0;
    std::size_t kept = 0;
    for (std::size_t offset = 0; offset < utf8.size();) {
        bytes += decode_utf8(utf8, offset) < 0x10000 ? 2 : 4;
        if (bytes > most)
            return std::string(utf8.substr(0, kept)) + "\u2026";
        if (bytes + 2 <= most)
            kept = offset;
    }
    return std::string(utf8);
}

} // namespace

void append_number(std::string& out, layout::Length length)
{
    if (length < 0)
        out += '-';
    auto const magnitude = static_cast<std::uint64_t>(length < 0 ? -length : length);
    append_digits(out, magnitude / 1000);
    std::uint64_t fraction = magnitude % 1000;
    if (fraction == 0)
        return;
    out += '.';
    for (std::uint64_t unit = 100; fraction != 0; unit /= 10) {
        out += static_cast<char>('0' + fraction / unit);
        fraction %= unit;
    }
}

std::string number(layout::Length length)
{
    std::string out;
    append_number(out, length);
    return out;
}

std::string ratio(std::int64_t numerator, std::int64_t denominator)
{
    std::int64_t const scaled = numerator * 1000;
    std::int64_t const half = denominator / 2;
    return number((scaled + (scaled < 0 ? -half : half)) / denominator);
}

std::string millionths(std::int64_t value)
{
    std::string text = value < 0 ? "-" : "";
    std::int64_t const magnitude = value < 0 ? -value : value;
    text += std::to_string(magnitude / 1'000'000);
    std::string fraction = std::to_string(1'000'000 + magnitude % 1'000'000).substr(1);
    while (!fraction.empty() && fraction.back() == '0')
        fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
}

std::string name(std::string_view text)
{
    std::string out = "/";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const regular = byte > 0x20 && byte < 0x7F && std::string_view("()<>[]{}/%#").find(c) == std::string_view::npos;
        if (regular) {
            out += c;
        } else {
            out += '#';
            append_hex8(out, byte);
        }
    }
    return out;
}

std::string byte_string(std::string_view bytes)
{
    std::string out = "(";
    for (char const c : bytes) {
        if (c == '(' || c == ')' || c == '\\')
            out += '\\';
        if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    return out + ")";
}

std::string text_string(std::string_view utf8)
{
    bool const ascii = std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    if (ascii && utf8.size() <= max_string_bytes)
        return byte_string(utf8);
    return "<FEFF" + utf16_hex(cut(utf8, max_string_bytes - 3)) + ">";
}

std::string hex16(std::uint32_t value)
{
    std::string out;
    append_hex8(out, value >> 8U);
    append_hex8(out, value);
    return out;
}

std::string utf16_hex(std::string_view utf8)
{
    std::string out;
    for (std::size_t offset = 0; offset < utf8.size();) {
        std::uint32_t const c = decode_utf8(utf8, offset);
        if (c < 0x10000) {
            out += hex16(c);
        } else {
            out += hex16(0xD800 + ((c - 0x10000) >> 10U));
            out += hex16(0xDC00 + ((c - 0x10000) & 0x3FFU));
        }
    }
    return out;
}

std::string date_string(Timestamp time)
{
    std::string out = "(D:";
    for (char const c : time.to_string()) {
        if (c >= '0' && c <= '9')
            out += c;
    }
    return out + "Z)";
}

} // namespace konkordat::pdf
