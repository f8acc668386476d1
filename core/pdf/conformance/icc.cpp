#include "core/pdf/conformance/icc.h"

#include <set>

namespace konkordat::pdf::conformance {

std::uint32_t read16(std::string_view bytes, std::size_t at)
{
    if (at + 2 > bytes.size())
        return 0;
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8U | static_cast<unsigned char>(bytes[at + 1]);
}

std::uint32_t read32(std::string_view bytes, std::size_t at) { return read16(bytes, at) << 16U | read16(bytes, at + 2); }

IccHeader icc_header(std::string_view profile)
{
    if (profile.size() < 128)
        return {};
    return IccHeader { .version = static_cast<unsigned char>(profile[8]),
        .device_class = std::string(profile.substr(12, 4)),
        .colour_space = std::string(profile.substr(16, 4)) };
}

std::string icc_fault(std::string_view profile)
{
    if (profile.size() < 132 || read32(profile, 0) != profile.size())
        return "size";
    if (profile.substr(36, 4) != "acsp")
        return "signature";
    std::uint32_t const count = read32(profile, 128);
    if (count > 1000 || 132 + std::size_t { count } * 12 > profile.size())
        return "tag table";
    std::set<std::string> tags;
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t const entry = 132 + i * 12;
        std::uint64_t const offset = read32(profile, entry + 4);
        std::uint64_t const length = read32(profile, entry + 8);
        std::string const tag(profile.substr(entry, 4));
        if (offset % 4 != 0 || length < 8 || offset + length > profile.size())
            return tag;
        tags.insert(tag);
    }
    // ICC.1:2010 8.2 and 8.4: three-component matrix-based display profiles, or those with a table.
    for (char const* const tag : { "desc", "cprt", "wtpt" }) {
        if (!tags.contains(tag))
            return tag;
    }
    if (profile.substr(12, 8) == "mntrRGB " && !tags.contains("A2B0")) {
        for (char const* const tag : { "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC" }) {
            if (!tags.contains(tag))
                return tag;
        }
    }
    return "";
}

} // namespace konkordat::pdf::conformance
