#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// A PNG writer for tests (ISO/IEC 15948), independent of the library that reads: stored deflate blocks, any raw rows.
namespace konkordat::sample {

inline std::string big_endian(std::uint32_t value)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xffU);
    return bytes;
}

inline std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t crc = 0xffffffffU;
    for (char const byte : bytes) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1U ^ (crc & 1U ? 0xedb88320U : 0U);
    }
    return ~crc;
}

inline std::string chunk(std::string const& name_and_data)
{
    return big_endian(static_cast<std::uint32_t>(name_and_data.size() - 4)) + name_and_data + big_endian(crc32(name_and_data));
}

/// zlib format without compression (RFC 1950, RFC 1951 3.2.4).
inline std::string stored(std::string_view bytes)
{
    std::string out = "\x78\x01";
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (char const byte : bytes) {
        a = (a + static_cast<std::uint8_t>(byte)) % 65521;
        b = (b + a) % 65521;
    }
    for (std::size_t offset = 0; offset == 0 || offset < bytes.size();) {
        auto const size = std::min<std::size_t>(bytes.size() - offset, 0xffff);
        out += static_cast<char>(offset + size == bytes.size());
        for (auto const value : { size, ~size }) {
            out += static_cast<char>(value & 0xffU);
            out += static_cast<char>(value >> 8U & 0xffU);
        }
        out += bytes.substr(offset, size);
        offset += std::max<std::size_t>(size, 1);
    }
    return out + big_endian(b << 16U | a);
}

enum class Interlace { None, Adam7 };

/// `rows` as IDAT holds them: each row preceded by its filter. `chunks` stand before IDAT.
inline std::string png(std::uint32_t width, std::uint32_t height, int bits, int colour_type, std::string_view rows,
    std::string const& chunks = {}, Interlace interlace = Interlace::None)
{
    auto header = "IHDR" + big_endian(width) + big_endian(height);
    for (int const value : { bits, colour_type, 0, 0, interlace == Interlace::Adam7 ? 1 : 0 })
        header += static_cast<char>(value);
    return std::string("\x89PNG\r\n\x1a\n") + chunk(header) + chunks + chunk("IDAT" + stored(rows)) + chunk("IEND");
}

/// A picture of two by two pixels in a colour of its own for each `seed`.
inline std::string small_png(unsigned seed = 0)
{
    std::string rows;
    for (int y = 0; y < 2; ++y) {
        rows += '\0';
        for (unsigned x = 0; x < 2; ++x)
            for (unsigned const part : { seed, seed >> 8U, x * 255U })
                rows += static_cast<char>(part & 0xffU);
    }
    return png(2, 2, 8, 2, rows);
}

} // namespace konkordat::sample
