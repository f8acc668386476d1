#include "core/image/decoders.h"

namespace konkordat {

namespace {

enum class Segment { Table, Frame, Scan, End, Metadata, Foreign };

/// ISO/IEC 10918-1 table B.1. Of the frames only the first kind is baseline; arithmetic coding is foreign.
Segment kind_of(std::uint8_t marker)
{
    switch (marker) {
    case 0xc4: // Huffman tables
    case 0xdb: // quantisation tables
    case 0xdd: return Segment::Table; // restart interval
    case 0xc0: return Segment::Frame;
    case 0xda: return Segment::Scan;
    case 0xd9: return Segment::End;
    case 0xfe: return Segment::Metadata;
    default: return marker >= 0xe0 && marker <= 0xef ? Segment::Metadata : Segment::Foreign;
    }
}

/// Where the entropy-coded data that begins at `offset` ends: at a marker that is neither a stuffed zero nor a restart (B.1.1.5).
std::size_t end_of_scan(std::string_view bytes, std::size_t offset)
{
    for (; offset + 1 < bytes.size(); ++offset) {
        auto const next = static_cast<std::uint8_t>(bytes[offset + 1]);
        if (bytes[offset] == '\xff' && next != 0 && (next < 0xd0 || next > 0xd7))
            return offset;
    }
    return bytes.size();
}

} // namespace

std::string bare_baseline_jpeg(std::string_view bytes)
{
    std::string bare(bytes.substr(0, 2));
    for (std::size_t offset = 2; offset + 2 <= bytes.size();) {
        if (bytes[offset] != '\xff')
            return {};
        auto const marker = static_cast<std::uint8_t>(bytes[offset + 1]);
        if (marker == 0xff) {
            ++offset;
            continue;
        }
        auto const kind = kind_of(marker);
        if (kind == Segment::End)
            return bare + "\xff\xd9";
        if (kind == Segment::Foreign || offset + 4 > bytes.size())
            return {};
        auto end = offset + 2 + (static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[offset + 2])) << 8U)
            + static_cast<std::uint8_t>(bytes[offset + 3]);
        if (kind == Segment::Scan)
            end = end_of_scan(bytes, end);
        if (end > bytes.size())
            return {};
        if (kind != Segment::Metadata)
            bare += bytes.substr(offset, end - offset);
        offset = end;
    }
    return {};
}

} // namespace konkordat
