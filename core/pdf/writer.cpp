#include "core/pdf/writer.h"

#include "core/pdf/syntax.h"

#include <zlib.h>

#include <cassert>
#include <utility>

namespace konkordat::pdf {

namespace {

/// Who reads one of them unpacks them all: 500 took half a megabyte more to verify a signed file with, and made it smaller by less than 1 %.
constexpr std::size_t objects_per_stream = 200;

/// The next ones take half as long again and twice as long, and save one part in thirty and one in twenty.
constexpr int compression_level = 4;

std::uint64_t hash(std::string_view bytes, std::uint64_t seed)
{
    std::uint64_t value = 0xCBF29CE484222325U ^ seed;
    for (char const c : bytes) {
        value ^= static_cast<unsigned char>(c);
        value *= 0x100000001B3U;
    }
    return value;
}

/// Sixteen bytes in hexadecimal that differ when the file differs (ISO 32000-1 14.4 asks for no particular hash).
std::string file_identifier(std::string_view bytes)
{
    std::string out = "<";
    for (std::uint64_t const seed : { std::uint64_t { 0 }, std::uint64_t { 0x9E3779B97F4A7C15U } }) {
        std::uint64_t const value = hash(bytes, seed);
        for (int shift = 48; shift >= 0; shift -= 16)
            out += hex16(static_cast<std::uint32_t>((value >> static_cast<unsigned>(shift)) & 0xFFFFU));
    }
    return out + ">";
}

std::string stream_body(std::string_view entries, std::string_view bytes, Compression compression)
{
    std::string const packed = compression == Compression::Flate ? deflate(bytes) : std::string();
    std::string_view const data = compression == Compression::Flate ? packed : bytes;
    std::string body;
    body.reserve(entries.size() + data.size() + 80);
    body += "<<";
    body += entries;
    if (compression == Compression::Flate)
        body += " /Filter /FlateDecode";
    body += " /Length " + std::to_string(data.size()) + ">>\nstream\n";
    body += data;
    body += "\nendstream";
    return body;
}

void append_bytes(std::string& out, std::uint32_t value, int count)
{
    for (int shift = (count - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
}

} // namespace

std::string deflate(std::string_view bytes)
{
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string out(size, '\0');
    [[maybe_unused]] int const status = compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<Bytef const*>(bytes.data()),
        static_cast<uLong>(bytes.size()), compression_level);
    assert(status == Z_OK);
    out.resize(size);
    return out;
}

ObjectId Writer::reserve()
{
    m_objects.emplace_back();
    return ObjectId { m_first + static_cast<int>(m_objects.size()) - 1 };
}

void Writer::set(ObjectId id, std::string body)
{
    Object& object = m_objects[index_of(id)];
    assert(!object.is_set);
    object = Object { .body = std::move(body), .is_stream = false, .is_set = true };
}

void Writer::set_stream(ObjectId id, std::string_view entries, std::string_view bytes, Compression compression)
{
    set(id, stream_body(entries, bytes, compression));
    m_objects[index_of(id)].is_stream = true;
}

ObjectId Writer::add(std::string body)
{
    ObjectId const id = reserve();
    set(id, std::move(body));
    return id;
}

ObjectId Writer::add_stream(std::string_view entries, std::string_view bytes, Compression compression)
{
    ObjectId const id = reserve();
    set_stream(id, entries, bytes, compression);
    return id;
}

/// Moves the objects that are not streams into object streams, which come behind all others.
void Writer::pack_objects(std::vector<Location>& locations)
{
    std::size_t const count = m_objects.size();
    std::size_t at = 0;
    while (at < count) {
        std::string offsets;
        std::string bodies;
        std::uint32_t packed = 0;
        auto const stream_number = static_cast<std::uint32_t>(m_objects.size() + 1);
        for (; at < count && packed < objects_per_stream; ++at) {
            if (m_objects[at].is_stream)
                continue;
            offsets += std::to_string(at + 1) + " " + std::to_string(bodies.size()) + " ";
            bodies += m_objects[at].body;
            bodies += '\n';
            locations[at + 1] = { 2, stream_number, packed++ };
        }
        if (packed == 0)
            break;
        std::string const entries = "/Type /ObjStm /N " + std::to_string(packed) + " /First " + std::to_string(offsets.size());
        (void)add_stream(entries, offsets += bodies, Compression::Flate);
        locations.emplace_back();
    }
}

/// Each row as its difference from the one above, which mostly is little (predictor 12: ISO 32000-1 7.4.4.4, PNG 9.2 filter 2).
std::string Writer::cross_reference_rows(std::vector<Location> const& locations) const
{
    std::string rows;
    std::string row;
    std::string above(7, '\0');
    for (Location const& location : locations) {
        row.clear();
        append_bytes(row, location.type, 1);
        append_bytes(row, location.first, 4);
        append_bytes(row, location.second, 2);
        rows += '\2';
        for (std::size_t i = 0; i < row.size(); ++i)
            rows += static_cast<char>(static_cast<unsigned char>(row[i]) - static_cast<unsigned char>(above[i]));
        above.swap(row);
    }
    return rows;
}

std::vector<std::pair<int, std::string>> Writer::take_objects()
{
    std::vector<std::pair<int, std::string>> objects;
    for (Object& object : m_objects) {
        assert(object.is_set);
        objects.emplace_back(m_first + static_cast<int>(objects.size()), std::move(object.body));
    }
    m_objects.clear();
    return objects;
}

std::string Writer::finish(ObjectId catalog, ObjectId info)
{
    assert(m_first == 1);
    std::vector<Location> locations(m_objects.size() + 1);
    locations[0].second = 0xFFFF;
    pack_objects(locations);

    std::size_t size = 0;
    for (Object const& object : m_objects)
        size += object.is_stream ? object.body.size() + 32 : 0;
    std::string file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    file.reserve(size + 4096);
    for (std::size_t i = 0; i < m_objects.size(); ++i) {
        assert(m_objects[i].is_set);
        if (!m_objects[i].is_stream)
            continue;
        locations[i + 1] = { 1, static_cast<std::uint32_t>(file.size()), 0 };
        file += std::to_string(i + 1) + " 0 obj\n";
        file += m_objects[i].body;
        file += "\nendobj\n";
    }
    std::size_t const start = file.size();
    std::string const number = std::to_string(m_objects.size() + 1);
    locations.push_back({ 1, static_cast<std::uint32_t>(start), 0 });
    std::string const id = file_identifier(file);
    std::string const entries = "/Type /XRef /W [1 4 2] /DecodeParms <</Predictor 12 /Columns 7>> /Size " + std::to_string(locations.size())
        + " /Root " + catalog.reference() + " /Info " + info.reference() + " /ID [" + id + id + "]";
    file += number + " 0 obj\n" + stream_body(entries, cross_reference_rows(locations), Compression::Flate) + "\nendobj\n";
    file += "startxref\n" + std::to_string(start) + "\n%%EOF\n";
    m_objects.clear();
    return file;
}

} // namespace konkordat::pdf
